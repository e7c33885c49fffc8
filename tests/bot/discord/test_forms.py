from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.discord.articles.text_form import split_date_and_link
from bot.discord.client import create_bot
from bot.discord.forms import is_open
from index.types import Metadata
from tests.bot.discord.conftest import BRIDGE, Newsroom, reply, shown

FILLED = {
    "text": BRIDGE + "  ",
    "title": " A bridge ",
    "outlet": "The Example",
    "author": "",
    "date_and_link": "30 March 2026 https://example.org/bridge",
}


def defaults(modal: dict[str, Any]) -> dict[str, str | None]:
    fields = [label["component"] for label in modal["components"]]
    return {field["custom_id"]: field.get("value") for field in fields}


async def test_pasted_text_is_added_exactly_as_it_is(newsroom: Newsroom) -> None:
    form = await newsroom.moderator.slash(newsroom.channel, "article add")
    assert form.modal is not None
    result = await newsroom.moderator.submit_modal(form, FILLED)
    assert result.ephemeral
    assert "Added to the library." in shown(reply(result))
    [summary] = newsroom.library.list()
    assert newsroom.library.get(summary.id).text == BRIDGE + "  "
    assert summary.metadata == Metadata(
        title="A bridge",
        url="https://example.org/bridge",
        publisher="The Example",
        published=date(2026, 3, 30),
    )


async def test_two_pasted_texts_are_two_articles(newsroom: Newsroom) -> None:
    for text in (BRIDGE, "Another text, about a ferry."):
        form = await newsroom.moderator.slash(newsroom.channel, "article add")
        await newsroom.moderator.submit_modal(form, {"text": text})
    assert newsroom.library.count() == 2


async def test_what_is_known_already_stands_in_the_form(newsroom: Newsroom) -> None:
    form = await newsroom.moderator.slash(
        newsroom.channel, "article add", title="A bridge", date="2026-03-30"
    )
    assert form.modal is not None
    assert defaults(form.modal)["title"] == "A bridge"
    assert defaults(form.modal)["date_and_link"] == "2026-03-30"


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("date_and_link", "some day", "Write it like 2026-03-31."),
        ("text", " \n ", "There is no text in"),
    ],
)
async def test_a_mistake_costs_nothing_that_was_typed(
    newsroom: Newsroom, field: str, typed: str, words: str
) -> None:
    form = await newsroom.moderator.slash(newsroom.channel, "article add")
    result = await newsroom.moderator.submit_modal(form, {**FILLED, field: typed})
    assert words in shown(reply(result))
    assert newsroom.library.count() == 0

    again = await newsroom.moderator.click(reply(result), label="Back to the form")
    assert again.modal is not None
    assert defaults(again.modal)["title"] == FILLED["title"]
    assert defaults(again.modal)[field] == typed
    added = await newsroom.moderator.submit_modal(again, FILLED)
    assert "Added to the library." in shown(reply(added))


async def test_a_form_from_before_a_restart_is_answered(newsroom: Newsroom) -> None:
    form = await newsroom.moderator.slash(newsroom.channel, "article add")
    later = create_bot(newsroom.services)
    later._started += 5
    await newsroom.env.restart_bot(later)
    result = await newsroom.moderator.submit_modal(form, FILLED)
    assert "This form is from before I was last restarted." in shown(reply(result))


async def test_a_draft_from_before_a_restart_is_answered(newsroom: Newsroom) -> None:
    form = await newsroom.moderator.slash(newsroom.channel, "article add")
    result = await newsroom.moderator.submit_modal(form, {**FILLED, "date_and_link": "?"})
    await newsroom.env.restart_bot(create_bot(newsroom.services))
    pressed = await newsroom.moderator.click(reply(result), label="Back to the form")
    assert "This form is from before I was last restarted." in shown(reply(pressed))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2026-03-31 https://example.org/a", ("2026-03-31", "https://example.org/a")),
        ("https://example.org/a 31 March 2026", ("31 March 2026", "https://example.org/a")),
        (" 31 March 2026 ", ("31 March 2026", "")),
        ("", ("", "")),
    ],
)
def test_the_date_and_the_link_are_told_apart(typed: str, expected: tuple[str, str]) -> None:
    assert split_date_and_link(typed) == expected


def test_a_form_is_open_for_an_hour_of_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time", lambda: 10_000.5)
    assert is_open("whosaid:form:9999:ab", started=9999)
    assert not is_open("whosaid:form:9998:ab", started=9999)
    assert not is_open("whosaid:form:6000:ab", started=0)
    assert not is_open("something", started=0)
