"""Metadata corrected in a form: what is known stands in it, and only what is changed counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.discord.articles.edit_form import Edit, split_dates
from bot.discord.choices import AS_ITS_WORDS
from bot.discord.client import create_bot
from index.types import Metadata
from tests.bot.discord.articles.test_commands import secret
from tests.bot.discord.conftest import Newsroom, reply, shown
from tests.bot.discord.samples import METADATA, article
from tests.bot.discord.test_forms import defaults

CHANGED = datetime(2026, 4, 2, 12, 5, tzinfo=UTC)
KNOWN = replace(METADATA, modified=CHANGED)


async def opened(newsroom: Newsroom, article_id: str) -> Any:
    return await newsroom.moderator.slash(newsroom.channel, "article edit", article=article_id)


def typed(form: Any, **changed: str) -> dict[str, str]:
    """The whole form as it is sent: what stood in it, and what was changed."""
    return {name: value or "" for name, value in defaults(form.modal).items()} | changed


async def test_a_correction_is_recorded_and_says_what_it_changed(newsroom: Newsroom) -> None:
    added = newsroom.add(metadata=KNOWN)
    form = await opened(newsroom, added.id)
    assert defaults(form.modal) == {
        "title": "Mayor promises a bridge",
        "author": "Jo Writer",
        "outlet": "The Example",
        "published": "2026-03-30, changed 2026-04-02T12:05:00+00:00",
        "address": "https://example.org/bridge",
    }
    changes = {"outlet": "The *Record*", "author": "", "published": "31 March 2026"}
    result = await newsroom.moderator.submit_modal(form, typed(form, **changes))
    assert result.ephemeral
    assert shown(reply(result)).splitlines() == [
        f"Corrected **Mayor promises a bridge** (`{added.id}`).",
        "- author Jo Writer → unknown",
        r"- outlet The Example → The \*Record\*",
        "- published <t:1774864800:D> → <t:1774951200:D>",
        f"- last change <t:{int(CHANGED.timestamp())}:f> → unknown",
    ]
    assert newsroom.library.get(added.id).metadata == Metadata(
        title="Mayor promises a bridge",
        url="https://example.org/bridge",
        publisher="The *Record*",
        published=date(2026, 3, 31),
    )
    last = newsroom.library.audit()[0]
    assert (last.action, last.by) == ("edited", f"discord:{newsroom.moderator.id}")
    assert [change.field for change in last.changes] == [
        "author",
        "publisher",
        "published",
        "modified",
    ]


async def test_a_form_sent_as_it_was_changes_nothing(newsroom: Newsroom) -> None:
    odd = Metadata(title="A  long\ntitle " + "x" * 5000, url="gopher://old.example/1")
    added = newsroom.add(metadata=odd)
    form = await opened(newsroom, added.id)
    result = await newsroom.moderator.submit_modal(form, typed(form))
    assert "Nothing was changed" in shown(reply(result))
    assert newsroom.library.get(added.id).metadata == odd


async def test_a_language_is_set_without_the_form(newsroom: Newsroom) -> None:
    added = newsroom.add("Die Brücke hält. „Wir bauen sie“, sagte Ines Maro.", METADATA)

    async def said(member: Any, language: str) -> str:
        result = await member.slash(
            newsroom.channel, "article edit", article=added.id, language=language
        )
        assert result.ephemeral
        return shown(reply(result))

    assert (await said(newsroom.moderator, "German")).splitlines() == [
        f"Corrected **Mayor promises a bridge** (`{added.id}`).",
        "- language English → German",
    ]
    assert [who.name for who in newsroom.library.speakers()] == ["Ines Maro"]
    assert "I don’t know the language “Klingon”." in await said(newsroom.moderator, "Klingon")
    assert newsroom.library.get(added.id).language == "de"
    sheet = await newsroom.moderator.slash(newsroom.channel, "article show", article=added.id)
    assert "German" in shown(reply(sheet))


async def test_languages_are_offered_while_they_are_typed(newsroom: Newsroom) -> None:
    offered = await newsroom.moderator.autocomplete(
        newsroom.channel, "article edit", "language", "r"
    )
    assert [choice["value"] for choice in offered] == ["ru", "uk", "de", AS_ITS_WORDS]


async def test_what_another_moderator_corrected_meanwhile_stays(newsroom: Newsroom) -> None:
    added = newsroom.add(metadata=KNOWN)
    form = await opened(newsroom, added.id)
    newsroom.library.edit(added.id, replace(KNOWN, publisher="The Record"), by="ben")
    await newsroom.moderator.submit_modal(form, typed(form, title="A bridge"))
    known = newsroom.library.get(added.id).metadata
    assert known == replace(KNOWN, title="A bridge", publisher="The Record")


async def test_the_address_of_another_article_is_refused(newsroom: Newsroom) -> None:
    known = replace(KNOWN, url="https://example.org/other")
    other = newsroom.add("A lake is where the dam was.", known)
    added = newsroom.add(metadata=METADATA)
    form = await opened(newsroom, added.id)
    result = await newsroom.moderator.submit_modal(form, typed(form, address=str(known.url)))
    assert f"({other.id}) already" in shown(reply(result)).replace("\\", "").replace("`", "")
    assert newsroom.library.get(added.id).metadata == METADATA


@pytest.mark.parametrize(
    ("field", "wrong", "words"),
    [
        ("published", "06/07/2022", "may be 6 July 2022 or 7 June 2022."),
        ("published", "2026-03-30, changed yesterday", "like changed 2026-03-31T14:05+02:00"),
        ("published", "2026-03-30, changed 2026-03-31T14:05", "Write it with its zone"),
        ("address", "example.org/bridge", "is not a web address"),
    ],
)
async def test_a_mistake_gives_the_form_back_as_it_was_typed(
    newsroom: Newsroom, field: str, wrong: str, words: str
) -> None:
    added = newsroom.add()
    form = await opened(newsroom, added.id)
    result = await newsroom.moderator.submit_modal(form, typed(form, title="New", **{field: wrong}))
    assert words in shown(reply(result)).replace("\\", "")
    assert newsroom.library.get(added.id).metadata == METADATA

    again = await newsroom.moderator.click(reply(result), label="Back to the form")
    assert again.modal is not None
    assert defaults(again.modal)[field] == wrong
    assert defaults(again.modal)["title"] == "New"
    right = "2026-03-31" if field == "published" else ""
    done = await newsroom.moderator.submit_modal(again, typed(again, **{field: right}))
    assert "- title Mayor promises a bridge → New" in shown(reply(done))


async def test_an_article_that_went_meanwhile_is_told(newsroom: Newsroom) -> None:
    added = newsroom.add()
    form = await opened(newsroom, added.id)
    newsroom.library.remove(added.id, by="ben")
    result = await newsroom.moderator.submit_modal(form, typed(form, title="New"))
    assert "There is no article" in shown(reply(result))


async def test_somebody_who_lost_the_role_may_not_send_the_form_any_more(
    newsroom: Newsroom,
) -> None:
    added, command = newsroom.add(), newsroom.command_id("article")
    newsroom.guild.set_command_permissions(command, {newsroom.reader: True})
    form = await newsroom.reader.slash(newsroom.channel, "article edit", article=added.id)
    newsroom.guild.set_command_permissions(command, {newsroom.reader: False})
    result = await newsroom.reader.submit_modal(form, typed(form, title="New"))
    assert "Changing the library is for moderators" in shown(reply(result))
    assert newsroom.library.get(added.id).metadata == METADATA


async def test_an_article_of_another_server_is_not_opened(newsroom: Newsroom) -> None:
    other = newsroom.services.libraries.get("999")
    [result] = other.add([secret()], added_by="discord:1")
    form = await opened(newsroom, result.article_id or "")
    assert form.modal is None
    assert "There is no article" in shown(reply(form))


async def test_a_form_from_before_a_restart_is_answered(newsroom: Newsroom) -> None:
    added = newsroom.add()
    form = await opened(newsroom, added.id)
    later = create_bot(newsroom.services)
    later._started += 5
    await newsroom.env.restart_bot(later)
    result = await newsroom.moderator.submit_modal(form, typed(form, title="New"))
    assert "This form is from before I was last restarted." in shown(reply(result))
    assert newsroom.library.get(added.id).metadata == METADATA


@pytest.mark.parametrize(
    ("typed_", "expected"),
    [
        ("2026-03-30", ("2026-03-30", "")),
        ("March 30, 2026 changed 2026-04-02T12:05Z", ("March 30, 2026", "2026-04-02T12:05Z")),
        ("changed: 2026-04-02T12:05Z", ("", "2026-04-02T12:05Z")),
        ("2026-03-30, changed", ("2026-03-30", "")),
        ("", ("", "")),
    ],
)
def test_the_two_days_of_the_field_are_told_apart(typed_: str, expected: tuple[str, str]) -> None:
    assert split_dates(typed_) == expected


def test_only_what_was_changed_is_read() -> None:
    stored = article("Words.", replace(METADATA, url="gopher://old.example/1"))
    edit = Edit.of(stored, 1)
    changed = replace(edit, typed=replace(edit.typed, title="New"))
    assert changed.applied_to(stored.metadata) == replace(stored.metadata, title="New")
