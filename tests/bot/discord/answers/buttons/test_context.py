"""What stands around the words of an answer, at a press."""

from __future__ import annotations

from dataclasses import replace

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


class TestContext:
    async def test_the_words_are_marked_where_they_stand(self, newsroom: Newsroom) -> None:
        newsroom.add()
        pressed = await press(newsroom, await asked(newsroom), "context", newsroom.moderator)
        assert pressed.ephemeral
        text = shown(reply(pressed))
        assert "“**We will build it,**” she said. The river was silent." in text
        assert "Mayor promises a bridge" in text
        assert "by Jo Writer" in text
        assert "menu" not in labels(reply(pressed))

    async def test_each_quotation_can_be_chosen(self, newsroom: Newsroom) -> None:
        newsroom.add(LONG)
        message = await asked(newsroom)
        pressed = reply(await press(newsroom, message, "context"))
        assert labels(pressed) == ["menu"]
        await restart(newsroom)
        await newsroom.reader.select(pressed, ["3"])
        quote = exchange_of(newsroom, message).cited[2].span.of(LONG)
        assert f"**{quote}**" in shown(pressed)
        assert shown(pressed).startswith("**3.**")

    async def test_it_answers_after_a_restart(self, newsroom: Newsroom) -> None:
        newsroom.add()
        message = await asked(newsroom)
        await restart(newsroom)
        pressed = await press(newsroom, message, "context")
        assert "“**We will build it,**”" in shown(reply(pressed))

    async def test_a_removed_article_is_said_to_be_gone(self, newsroom: Newsroom) -> None:
        article = newsroom.add()
        message = await asked(newsroom)
        newsroom.library.remove(article.id, by="discord:7")
        pressed = await press(newsroom, message, "context")
        assert "its article was removed" in shown(reply(pressed))

    async def test_one_that_is_gone_is_not_replaced_by_another(self, newsroom: Newsroom) -> None:
        article = newsroom.add()
        other = replace(METADATA, url="https://example.org/tram", title="Trams")
        newsroom.add("Ada Vell came. “The trams will ring,” Vell said. Nobody heard.", other)
        message = await asked(newsroom)
        menu = reply(await press(newsroom, message, "context"))
        newsroom.library.remove(article.id, by="discord:7")
        places = [words.article_id for words in exchange_of(newsroom, message).cited]
        gone = str(places.index(article.id) + 1)
        chosen = await newsroom.reader.select(menu, [gone])
        assert "its article was removed" in shown(chosen.followups[0])

    async def test_a_new_version_leaves_the_old_words_readable(self, newsroom: Newsroom) -> None:
        article = newsroom.add()
        message = await asked(newsroom)
        newsroom.add("Ada Vell changed her mind. “There is no bridge,” she said.")
        assert newsroom.library.get(article.id).version == 2
        text = shown(reply(await press(newsroom, message, "context")))
        assert "“**We will build it,**” she said. The river was silent." in text
        assert "from an older version of the article, which has changed since" in text
