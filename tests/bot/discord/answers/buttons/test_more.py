"""What else the library holds on a question, at a press."""

from __future__ import annotations

from dataclasses import replace

import discord

from bot.discord.answers.more import TurnMore
from tests.bot.discord.answers.buttons.pressing import (
    LONG,
    asked,
    exchange_of,
    labels,
    press,
    restart,
)
from tests.bot.discord.conftest import Newsroom, reply, shown
from tests.bot.discord.samples import METADATA


class TestMore:
    async def test_there_is_more_by_the_page(self, newsroom: Newsroom) -> None:
        newsroom.add(LONG)
        message = await asked(newsroom)
        pressed = await press(newsroom, message, "more", newsroom.moderator)
        assert pressed.ephemeral
        first = reply(pressed)
        before = shown(message)
        quotes = [line for line in shown(first).splitlines() if line.startswith("> ")]
        assert len(quotes) == 4
        assert not any(quote in before for quote in quotes)
        assert shown(first).splitlines()[2].startswith("**6.**")
        assert labels(first) == ["Next"]
        await restart(newsroom)
        await newsroom.moderator.click(first, label="Next")
        assert "2 of 2" in shown(first)
        assert labels(first) == ["Back"]
        assert shown(message) == before
        await newsroom.moderator.click(first, label="Back")
        assert [line for line in shown(first).splitlines() if line.startswith("> ")] == quotes

    async def test_what_is_more_has_numbers_of_its_own_though_an_article_went(
        self, newsroom: Newsroom
    ) -> None:
        newsroom.add(LONG)
        other = replace(METADATA, url="https://example.org/tram", title="Trams")
        trams = newsroom.add(
            "Ada Vell came. “The trams will ring,” Vell said. Nobody heard.", other
        )
        message = await asked(newsroom)
        cited = exchange_of(newsroom, message).cited
        assert trams.id in [words.article_id for words in cited]
        newsroom.library.remove(trams.id, by="discord:7")
        first = shown(reply(await press(newsroom, message, "more")))
        assert f"\n**{len(cited) + 1}.** " in first
        assert f"\n**{len(cited)}.** " not in first

    async def test_where_there_is_no_more_it_says_so(self, newsroom: Newsroom) -> None:
        newsroom.add("“We will build it,” said Ada Vell.")
        pressed = await press(newsroom, await asked(newsroom), "more")
        assert "I found nothing else on it in this library." in shown(reply(pressed))

    async def test_a_page_that_is_no_more_becomes_the_last(self, newsroom: Newsroom) -> None:
        newsroom.add(LONG)
        number = exchange_of(newsroom, await asked(newsroom)).number
        view = discord.ui.LayoutView(timeout=None)
        view.add_item(discord.ui.ActionRow(TurnMore(number, 99, "Next")))
        where = newsroom.bot.get_partial_messageable(newsroom.channel.id)
        sent = await where.send(view=view)
        await newsroom.reader.click(sent, label="Next")
        turned = newsroom.channel.last_message
        assert turned is not None
        assert "2 of 2" in shown(turned)
