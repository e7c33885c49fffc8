"""/library gaps: what is missing, without who asked, and its buttons after a restart."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.discord.client import create_bot
from bot.discord.library.gap_pages import GapListing, gaps_page
from index.exchanges import CitedWords, ExchangeStatus, NewExchange
from index.gaps import Gap
from index.types import Span
from tests.bot.discord.articles.test_commands import buttons
from tests.bot.discord.conftest import BRIDGE, Newsroom, reply, shown

WORDS = Span(BRIDGE.index("We will"), BRIDGE.index("” she"))


def ask(
    newsroom: Newsroom, question: str, status: ExchangeStatus = "not_found", **known: Any
) -> int:
    exchanges = newsroom.services.libraries.exchanges(str(newsroom.guild.id))
    new = NewExchange(
        question=question, asked=date(2026, 3, 1), asker="discord:4711", status=status, **known
    )
    number = exchanges.record(new).number
    exchanges.write()
    return number


async def show(newsroom: Newsroom, **options: Any) -> Any:
    result = await newsroom.moderator.slash(newsroom.channel, "library gaps", **options)
    assert result.ephemeral
    return reply(result)


async def test_a_library_without_gaps_says_so(newsroom: Newsroom) -> None:
    ask(newsroom, "A bridge?", "answered")
    assert "Nothing is missing" in shown(await show(newsroom))


async def test_what_was_asked_is_shown_and_nothing_of_who(newsroom: Newsroom) -> None:
    ask(newsroom, "What of *the ferry*?", reason="Nothing mentions a ferry.")
    ask(newsroom, "what of the ferry", private=True, reason="Nothing mentions a ferry.")
    message = await show(newsroom)
    text = shown(message)
    today = int(datetime.now(UTC).timestamp())
    assert text.splitlines()[:2] == [
        "**1 question without a good answer**",
        "-# the most asked first",
    ]
    assert f"**what of the ferry**\n-# asked 2 times · last on <t:{today // 1000}" in text
    assert "\nNothing mentions a ferry." in text
    assert "4711" not in text
    assert "people" not in text
    assert "`/article add`" in text


async def test_a_bad_answer_shows_what_was_shown(newsroom: Newsroom) -> None:
    article = newsroom.add()
    cited = (
        CitedWords(article.id, 1, WORDS, "direct"),
        CitedWords(article.id, 1, Span(0, 8), "passage"),
    )
    number = ask(newsroom, "A bridge?", "answered", cited=cited)
    exchanges = newsroom.services.libraries.exchanges(str(newsroom.guild.id))
    exchanges.rate(number, "discord:5", -1)
    text = shown(await show(newsroom))
    words = WORDS.of(BRIDGE)
    assert f"> {words} — Mayor promises a bridge (`{article.id}`) and 1 quotation more" in text
    assert "👎 1" in text
    newsroom.library.remove(article.id, by="ada")
    assert f"> words of `{article.id}`, which was removed" in shown(await show(newsroom))


async def test_what_is_done_is_gone_for_all_after_a_restart_too(newsroom: Newsroom) -> None:
    ask(newsroom, "A ferry?")
    ask(newsroom, "A ferry?")
    ask(newsroom, "A dam?")
    message = await show(newsroom)
    await newsroom.env.restart_bot(create_bot(newsroom.services))
    done = [id_ for id_ in custom_ids(message) if id_.startswith("whosaid:gap:")]
    await newsroom.moderator.click(message, custom_id=done[0])
    assert "A ferry?" not in shown(message)
    assert "A dam?" in shown(message)
    await newsroom.moderator.click(message, label="Done")
    assert "Nothing is missing" in shown(message)
    ask(newsroom, "A ferry?")
    assert "asked once" in shown(await show(newsroom))


async def test_it_turns_its_pages(newsroom: Newsroom) -> None:
    for number in range(9):
        ask(newsroom, f"Question {number}?")
    message = await show(newsroom, order="newest", since="7d")
    assert "page 1 of 3" in shown(message)
    assert "Question 8?" in shown(message)
    assert buttons(message)["Earlier page"]["disabled"]
    await newsroom.moderator.click(message, label="Next page")
    await newsroom.moderator.click(message, label="Next page")
    assert "Question 0?" in shown(message)
    assert buttons(message)["Next page"]["disabled"]
    await newsroom.moderator.click(message, label="Done")
    assert "page 2 of 2" in shown(message)


async def test_since_may_be_a_day_or_a_period(newsroom: Newsroom) -> None:
    ask(newsroom, "A ferry?")
    assert "A ferry?" in shown(await show(newsroom, since="2020-01-01"))
    assert "Nothing is missing: no question" in shown(await show(newsroom, since="2100-01-01"))
    assert "as a day" in shown(await show(newsroom, since="sometime"))


async def test_members_neither_see_nor_dismiss_gaps(newsroom: Newsroom) -> None:
    ask(newsroom, "A ferry?")
    command = newsroom.command_id("library")
    newsroom.guild.set_command_permissions(command, {newsroom.reader: True})
    message = reply(await newsroom.reader.slash(newsroom.channel, "library gaps"))
    newsroom.guild.set_command_permissions(command, {newsroom.reader: False})
    pressed = await newsroom.reader.click(message, label="Done")
    assert "for moderators" in shown(pressed.followups[0])
    assert "A ferry?" in shown(await show(newsroom))


@pytest.mark.parametrize("letter", ["a", "*", "\N{GRINNING FACE}", "[x](http://y.example) "])
def test_the_longest_questions_fit(letter: str) -> None:
    gap = Gap(
        key="0" * 16,
        question=letter * 500,
        kind="related",
        times=10**6,
        people=10**6,
        disliked=10**6,
        last=datetime(2026, 3, 1, tzinfo=UTC),
        reason=letter * 500,
        cited=(CitedWords("A-1", 1, Span(0, 4), "direct"),) * 20,
    )
    page = gaps_page(GapListing((gap,) * 4, 0, 10**6, "most", date(2026, 3, 1), {}))
    assert sum(len(text) for block in page.blocks for text in block.texts) < 3800


def custom_ids(message: Any) -> list[str]:
    import json

    raw = [each if isinstance(each, dict) else each.to_dict() for each in message.components]
    found: list[str] = []

    def note(pairs: list[tuple[str, Any]]) -> None:
        found.extend(value for name, value in pairs if name == "custom_id" and value)

    json.loads(json.dumps(raw), object_pairs_hook=note)
    return found
