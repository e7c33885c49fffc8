"""/brief: what was said on a topic, page by page, quoted or in sentences that are proved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.answering.drafting.briefs import BriefRow
from bot.answering.drafting.sayings import Quoted
from bot.answering.model.errors import EndpointRefused
from bot.answering.questions.period import Period
from bot.discord.client import create_bot
from bot.discord.layout import layout
from bot.discord.page import MAX_TEXT
from bot.discord.quotations import block_size
from bot.discord.speakers.brief_list import FAILED, WRITTEN, decoded, encoded
from bot.discord.speakers.brief_pages import LINES_ON_PAGE, BriefListing, WantedBrief, brief_page
from bot.services import Services
from index.types import Metadata, NewArticle
from tests.bot.answering.model.scripted import reply as claims
from tests.bot.discord.articles.test_commands import buttons, secret
from tests.bot.discord.canned import Canned, with_model
from tests.bot.discord.conftest import Newsroom, reply, shown
from tests.bot.discord.samples import citation
from tests.bot.discord.scribe import HOST
from tests.bot.discord.speakers.test_quotes import run

WORDS = "“We will build arch number {n} of the bridge,” said Ada Vell, the mayor, on day {n}."
SAID = "We will build arch number 1 of the bridge"
SENTENCE = (f"Ada Vell said: “{SAID}.”", 1, SAID)


@pytest.fixture
def endpoint() -> Canned:
    return Canned(claims(SENTENCE))


@pytest.fixture
def services(services: Services, endpoint: Canned) -> Services:
    return with_model(services, endpoint)


def fill(newsroom: Newsroom, count: int = 14) -> None:
    newsroom.library.add(
        [
            NewArticle(
                f"t{n}",
                WORDS.format(n=n),
                Metadata(
                    title=f"Day {n}",
                    publisher="The Record",
                    published=date(2026, 1, n),
                    url=f"https://record.example/{n}",
                ),
            )
            for n in range(1, count + 1)
        ],
        added_by="discord:7",
    )


def arches(message: Any) -> list[int]:
    """The numbers of the arches that are quoted, in the order of the page."""
    return [
        int(line.split("arch number ")[1].split(" ")[0])
        for line in shown(message).splitlines()
        if "arch number " in line
    ]


async def test_lines_are_in_order_and_pages_turn_after_a_restart(newsroom: Newsroom) -> None:
    fill(newsroom)
    result = await run(newsroom, "brief", topic="the bridge", since="January 2026")
    assert not result.ephemeral
    head = shown(reply(result)).splitlines()[:2]
    assert head[0].startswith("**What was said on “the bridge” since <t:")
    assert head[1] == "-# 14 lines · in the order of time"
    assert arches(reply(result)) == [1, 2, 3, 4, 5, 6]
    assert "**1.** <t:1767261600:D> · **Ada Vell**, mayor\n> “We will build arch number 1 " in (
        shown(reply(result))
    )
    assert list(buttons(reply(result))) == ["Earlier", "1 of 3", "Later"]
    await newsroom.env.restart_bot(create_bot(newsroom.services))
    await newsroom.reader.click(reply(result), label="Later")
    await newsroom.reader.click(reply(result), label="Later")
    assert shown(reply(result)).splitlines()[:2] == head
    assert arches(reply(result)) == [13, 14]
    assert buttons(reply(result))["Later"]["disabled"]
    await newsroom.moderator.click(reply(result), label="Earlier")
    assert arches(reply(result)) == [7, 8, 9, 10, 11, 12]


async def test_a_page_that_is_gone_becomes_the_last_there_is(newsroom: Newsroom) -> None:
    fill(newsroom)
    result = await run(newsroom, "brief", topic="the bridge", private=True)
    assert result.ephemeral
    await newsroom.reader.click(reply(result), label="Later")
    for summary in newsroom.library.list(limit=20):
        newsroom.library.remove(summary.id, by="mod")
    await newsroom.reader.click(reply(result), label="Later")
    assert shown(reply(result)) == "Nobody is quoted here on “the bridge”."
    assert not buttons(reply(result))


async def test_what_nobody_spoke_about_and_what_is_no_day_is_told(newsroom: Newsroom) -> None:
    fill(newsroom, 1)
    newsroom.services.libraries.get("999").add([secret()], added_by="discord:1")
    for options, words in (
        ({"topic": "*bananas*", "until": "2026-12-31"}, r"quoted here on “\*bananas\*” until <t:"),
        ({"topic": "the bridge", "since": "2030-01-01"}, "Nobody is quoted here on “the bridge”"),
        ({"topic": "the bridge", "since": "some day"}, "I can’t read “some day” as a day."),
        ({"topic": "the bridge", "since": "May 2026", "until": "March 2026"}, "Swap them."),
        ({"topic": "   "}, "Nobody is quoted here"),
    ):
        result = await run(newsroom, "brief", **options)
        assert words in shown(reply(result))


async def test_no_model_is_asked_unless_the_server_chose_one(
    newsroom: Newsroom, endpoint: Canned
) -> None:
    fill(newsroom, 1)
    await run(newsroom, "brief", topic="the bridge")
    assert endpoint.asked == []


async def test_a_sentence_that_holds_stands_and_else_the_quotation(
    newsroom: Newsroom, endpoint: Canned
) -> None:
    fill(newsroom, 2)
    lie = ("Ada Vell said that the bridge will fall.", 2, "arch number 2 of the bridge")
    endpoint.text = claims(lie, SENTENCE)
    newsroom.services.libraries.model(newsroom.library.name).choose(by="discord:1", host=HOST)
    result = await run(newsroom, "brief", topic="the bridge")
    text = shown(reply(result))
    assert text.splitlines()[1] == f"-# 2 lines · in the order of time · {WRITTEN}"
    assert f"**Ada Vell**, mayor\n{SENTENCE[0][:-2]}”.\n" in text
    assert "> “We will build arch number 2 of the bridge,”" in text
    assert "fall" not in text
    await run(newsroom, "brief", topic="the bridge")
    assert len(endpoint.asked) == 1


async def test_a_model_that_fails_leaves_the_quotations(
    newsroom: Newsroom, endpoint: Canned
) -> None:
    fill(newsroom)
    endpoint.error = EndpointRefused("No.", "Ask.")
    newsroom.services.libraries.model(newsroom.library.name).choose(by="discord:1", host=HOST)
    result = await run(newsroom, "brief", topic="the bridge")
    assert shown(reply(result)).splitlines()[1].endswith(f"· {FAILED}")
    assert arches(reply(result)) == [1, 2, 3, 4, 5, 6]
    assert list(buttons(reply(result))) == ["Earlier", "1 of 3", "Later"]


async def test_who_may_not_ask_turns_no_pages_and_costs_no_tokens(
    newsroom: Newsroom, endpoint: Canned
) -> None:
    fill(newsroom)
    endpoint.text = claims(SENTENCE)
    newsroom.services.libraries.model(newsroom.library.name).choose(by="discord:1", host=HOST)
    public = reply(await run(newsroom, "brief", topic="the bridge"))
    before, asked = shown(public), len(endpoint.asked)
    press = newsroom.guild.create_role("Press")
    await newsroom.bot.preferences.choose(newsroom.guild.id, {"askers": [press.id]}, by="discord:7")
    pressed = await newsroom.reader.click(public, label="Later")
    assert "I answer only members with certain roles" in shown(pressed.followups[0])
    assert (shown(public), len(endpoint.asked)) == (before, asked)


def test_what_the_buttons_carry_comes_back() -> None:
    for wanted in (
        WantedBrief("the bridge"),
        WantedBrief('"q\\:.', Period(date(2026, 1, 1), None)),
        WantedBrief("🎈" * 80, Period(date(2026, 1, 1), date(2026, 12, 31))),
    ):
        assert decoded(encoded(wanted)) == wanted


@pytest.mark.parametrize("letter", ["a ", "*", "\u202e", "🎈", "\n", "# ", "@everyone "])
def test_a_page_is_within_the_limits_whatever_is_quoted(
    newsroom_words: Callable[[str], BriefRow], letter: str
) -> None:
    row = newsroom_words(letter * 3000)
    wanted = WantedBrief("*" * 80, Period(date(2026, 1, 1), date(2026, 12, 31)))
    for each in (row, replace(row, sentence=letter * 300)):
        listing = BriefListing(wanted, (each,) * LINES_ON_PAGE, 9, 60, 1234567, WRITTEN)
        page = brief_page(listing)
        assert sum(map(block_size, page.blocks)) <= MAX_TEXT
        assert len(page.blocks) == LINES_ON_PAGE + 1
        assert each.sentence or "shortened here" in (page.blocks[1].note or "")
        layout(page)


@pytest.fixture
def newsroom_words() -> Callable[[str], BriefRow]:
    """A line whose words are these."""

    def row(words: str) -> BriefRow:
        cited = citation(words)
        return BriefRow(date(2026, 1, 1), Quoted(cited, (cited.span,)))

    return row
