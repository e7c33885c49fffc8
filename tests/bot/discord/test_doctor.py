"""/doctor: what is wrong and what to do, without a word that is not for a server's admins."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

import discord
import pytest

from bot.answering.model.errors import EndpointUnreachable
from bot.answering.model.writer import Writer
from bot.discord.doctor_pages import Finding, articles_found, doctor_page, feeds_found
from bot.discord.page import MAX_TEXT, Tone
from bot.services import Services
from index.errors import DatabaseCorrupt
from index.store.models import Budget, Spending
from tests.bot.discord.conftest import Newsroom, reply, shown
from tests.bot.discord.scribe import ARTICLE, HOST, Scribe, site
from tests.bot.discord.settings.test_commands import make_admin

DEAD = "http://ada:pw@model.example/v1"


def unreachable() -> None:
    raise EndpointUnreachable(f"No language model answers at {DEAD}.", "Start it.")


@pytest.fixture
def services(services: Services) -> Services:
    return replace(services, writer=cast("Writer", Scribe()), site=site(reach=unreachable))


async def examined(newsroom: Newsroom) -> str:
    result = await make_admin(newsroom).slash(newsroom.channel, "doctor")
    assert result.ephemeral
    return shown(reply(result))


async def test_all_is_well(newsroom: Newsroom) -> None:
    newsroom.add(ARTICLE)
    text = await examined(newsroom)
    assert "Everything is well." in text
    for line in (
        "✓ **Library** · 1 article",
        "✓ **Feeds** · none is followed",
        "✓ **Permissions** · I have what I need in this channel",
        "✓ **Language model** · qwen3 at model.example is not used here; `/settings` chooses it.",
    ):
        assert line in text


async def test_a_model_that_is_gone_is_told_with_a_reference(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    store = newsroom.services.libraries.model(str(newsroom.guild.id))
    store.choose(by="discord:7", host=HOST)
    today = datetime.now(UTC).date()
    assert store.reserve(today, Spending(900), Budget())
    store.settle(today, Spending(900), Spending(900), f"The key sk-1 is wrong at {DEAD}.")
    text = await examined(newsroom)
    assert "1 thing to look at, marked ⚠." in text
    assert "⚠ **Language model** · qwen3 at model.example writes here. Today: 900 tokens" in text
    assert "No language model answers at model.example." in text
    assert "It failed last <t:" in text
    assert "pw" not in text
    found = re.search(r"under reference ([0-9a-f]{6})", text)
    assert found
    assert any(found[1] in each.message and DEAD in each.message for each in caplog.records)


async def test_a_library_that_cannot_be_read_is_told_without_its_place(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def corrupt(_: Any) -> int:
        raise DatabaseCorrupt("/srv/whosaid.sqlite3 is damaged.", "Restore it.")

    monkeypatch.setattr(type(newsroom.library), "unread", corrupt)
    text = await examined(newsroom)
    found = re.search(r"⚠ \*\*Library\*\* · can’t be used just now \(reference (\w+)\)", text)
    assert found
    assert "sqlite" not in text
    assert any(found[1] in each.message and "sqlite3" in each.message for each in caplog.records)


async def test_missing_permissions_are_named(newsroom: Newsroom) -> None:
    me = newsroom.bot.user
    assert me is not None
    told, here = (
        newsroom.guild.create_text_channel(
            name, overwrites={me: discord.PermissionOverwrite(**{lacking: False})}
        )
        for name, lacking in (("log", "send_messages"), ("here", "read_message_history"))
    )
    newsroom.services.libraries.log(str(newsroom.guild.id)).begin(str(told.id))
    result = await make_admin(newsroom).slash(here, "doctor")
    assert (
        f"⚠ **Permissions** · I lack Read Message History in this channel and Send Messages in "
        f"<#{told.id}>, the channel of the log"
    ) in shown(reply(result))


def test_what_is_still_done_and_what_fails_is_said() -> None:
    assert articles_found(0, 0, 0).said == "empty; `/article add` fills it"
    assert "of 2 articles I am still reading who said what" in articles_found(5, 2, 0).said
    assert "`whosaid rebuild`" in articles_found(5, 0, 3).said
    failing = feeds_found(9, [f"Feed_{number}" for number in range(5)])
    assert failing.said.startswith(r"Feed\_0, Feed\_1, Feed\_2 and 2 more can’t be read")


def test_much_of_it_still_fits() -> None:
    page = doctor_page([Finding("Library", False, "x" * 900)] * 9)
    assert sum(len(block.text) for block in page.blocks) < MAX_TEXT
    assert page.tone is Tone.RELATED
