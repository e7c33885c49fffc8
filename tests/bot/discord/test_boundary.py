"""Whatever goes wrong is told in words that help, and what is not for members stays in the log."""

from __future__ import annotations

import logging
import re
from typing import Any

import discord
import pytest

from bot.discord.boundary import background_boundary, offered
from index.errors import (
    ArticleNotFound,
    DatabaseBusy,
    DatabaseCorrupt,
    DataDirectoryError,
    ModelError,
    StorageError,
)
from tests.bot.discord.conftest import Newsroom, ScriptedAnswerer, reply, shown
from tests.bot.discord.talk.test_mentions import last, me

OF_WHO_RUNS_IT = (
    StorageError("The database answered: no such column.", "Run 'whosaid doctor'."),
    DatabaseCorrupt("/srv/secret/whosaid.sqlite3 is damaged.", "Move it away."),
    DataDirectoryError("/srv/secret cannot be written: disk full.", "Make room."),
    DatabaseBusy("Another process writes to /srv/secret.", "Wait."),
    ModelError("The model '/srv/secret/model' is missing.", "Install it."),
)


def reference_in(text: str) -> str:
    found = re.search(r"reference (\w{6})", text)
    assert found is not None, text
    return found[1]


@pytest.mark.parametrize("error", OF_WHO_RUNS_IT, ids=lambda error: type(error).__name__)
async def test_what_whoever_runs_the_bot_must_know_is_in_the_log_alone(
    newsroom: Newsroom,
    answerer: ScriptedAnswerer,
    caplog: pytest.LogCaptureFixture,
    error: StorageError,
) -> None:
    newsroom.add()
    answerer.error = error
    result = await newsroom.reader.slash(newsroom.channel, "ask", question="A bridge?")
    text = shown(reply(result))
    assert "secret" not in text
    assert "database" not in text.lower()
    assert "doctor" not in text
    assert "Try again in a minute" in text
    assert f"failure {reference_in(text)}: {error.message}" in caplog.text


@pytest.mark.parametrize(
    ("command", "options", "hint"),
    [
        ("article show", {"article": "A-1"}, "See /article list."),
        ("quotes", {"speaker": "Nobody"}, "See /speakers."),
        ("quotes", {"speaker": "Ada Vel"}, "Did you mean Ada Vell?"),
        ("feed pause", {"feed": "9"}, "See /feed list."),
        ("speaker undo", {}, "See /speaker history."),
    ],
)
async def test_what_is_not_there_is_told_with_the_command_that_lists_what_is(
    newsroom: Newsroom, command: str, options: dict[str, str], hint: str
) -> None:
    newsroom.add()
    result = await newsroom.moderator.slash(newsroom.channel, command, **options)
    assert shown(reply(result)).endswith(hint)


async def test_a_form_that_cannot_be_stored_tells_no_path_and_keeps_what_was_typed(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise DataDirectoryError("/srv/secret is full.", "Make room.")

    monkeypatch.setattr(type(newsroom.library), "add", broken)
    form = await newsroom.moderator.slash(newsroom.channel, "article add")
    sent = await newsroom.moderator.submit_modal(form, {"text": "A bridge. " * 20})
    text = shown(reply(sent))
    assert "secret" not in text
    assert reference_in(text)
    assert "Back to the form" in str(reply(sent).components)


async def test_missing_permissions_are_named_to_who_mentioned_the_bot(newsroom: Newsroom) -> None:
    newsroom.add()
    assert newsroom.bot.user is not None
    overwrite = discord.PermissionOverwrite(send_messages=False)
    closed = newsroom.guild.create_text_channel("closed", overwrites={newsroom.bot.user: overwrite})
    await newsroom.reader.send(closed, f"{me(newsroom)} a bridge?")
    told = newsroom.reader.user.dm_channel.last_message
    assert told is not None
    assert "I lack Send Messages in #closed." in shown(told)
    assert len(closed.history()) == 1


async def test_missing_permissions_are_named_to_who_used_a_command(
    newsroom: Newsroom, answerer: ScriptedAnswerer
) -> None:
    newsroom.add()
    assert newsroom.bot.user is not None
    overwrite = discord.PermissionOverwrite(send_messages=False, read_message_history=False)
    closed = newsroom.guild.create_text_channel("closed", overwrites={newsroom.bot.user: overwrite})
    answerer.error = forbidden(50013)
    result = await newsroom.reader.slash(closed, "ask", question="A bridge?")
    assert "I lack Send Messages and Read Message History in #closed." in shown(reply(result))


async def test_an_error_while_an_option_is_typed_offers_nothing_and_is_logged(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: object) -> list[str]:
        raise RuntimeError("a bug")

    monkeypatch.setattr(type(newsroom.library), "list", broken)
    found = await newsroom.moderator.autocomplete(
        newsroom.channel, "article show", "article", "bri"
    )
    assert list(found) == []
    assert re.search(r"failure \w{6}: nothing is offered", caplog.text)


async def test_known_errors_offer_nothing_either() -> None:
    async def missing() -> list[str]:
        raise ArticleNotFound("A-1")

    assert await offered(missing()) == []


def test_background_work_goes_on_after_any_error(caplog: pytest.LogCaptureFixture) -> None:
    for error in (StorageError("No space.", ""), RuntimeError("a bug")):
        with background_boundary("the house is not kept"):
            raise error
    known, unknown = caplog.records
    assert known.getMessage() == "the house is not kept: No space."
    assert re.fullmatch(r"failure \w{6}: the house is not kept", unknown.getMessage())
    assert unknown.exc_info
    assert known.levelno == unknown.levelno == logging.ERROR


def forbidden(code: int) -> discord.Forbidden:
    class Response:
        status = 403
        reason = "Forbidden"

    response: Any = Response()
    return discord.Forbidden(response, {"code": code, "message": "Missing Permissions"})


async def test_errors_in_messages_are_told_without_what_is_technical(
    newsroom: Newsroom, answerer: ScriptedAnswerer
) -> None:
    newsroom.add()
    answerer.error = DatabaseCorrupt("/srv/secret is damaged.", "Move it away.")
    await newsroom.reader.send(newsroom.channel, f"{me(newsroom)} a bridge?")
    assert "secret" not in shown(last(newsroom))
    assert reference_in(shown(last(newsroom)))
