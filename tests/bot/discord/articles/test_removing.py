"""The way back from a removal: for ten minutes, after a restart too."""

from __future__ import annotations

from pathlib import Path

import discord
import pytest
import simcord

from bot.discord.articles.removing import Undo
from bot.discord.client import create_bot
from bot.discord.layout import layout
from bot.discord.replies import words
from index.errors import ArticleNotFound
from index.types import Metadata
from tests.bot.discord.articles.test_commands import buttons
from tests.bot.discord.conftest import Newsroom, reply, shown
from tests.index.test_holdings import age


async def removed(newsroom: Newsroom, article_id: str) -> simcord.ResponseMessage:
    """The message that an article is gone, with its button."""
    result = await newsroom.moderator.slash(newsroom.channel, "article remove", article=article_id)
    await newsroom.moderator.click(reply(result), label="Remove")
    return reply(result)


async def test_a_removal_is_undone_after_a_restart(newsroom: Newsroom) -> None:
    article = newsroom.add()
    message = await removed(newsroom, article.id)
    assert "**Undo** brings it back, until <t:" in shown(message)
    await newsroom.env.restart_bot(create_bot(newsroom.services))
    await newsroom.moderator.click(message, label="Undo")
    assert f"(`{article.id}`) is back, with all its quotations." in shown(message)
    assert not buttons(message)
    assert newsroom.library.get(article.id) == article
    done = newsroom.library.audit()
    assert [entry.action for entry in done] == ["brought_back", "removed", "added"]
    assert {entry.by for entry in done[:2]} == {f"discord:{newsroom.moderator.id}"}


async def test_it_is_kindly_told_when_it_is_too_late(newsroom: Newsroom, tmp_path: Path) -> None:
    message = await removed(newsroom, newsroom.add().id)
    age(tmp_path)
    await newsroom.moderator.click(message, label="Undo")
    assert "It is too late to undo this" in shown(message)
    assert not buttons(message)
    assert newsroom.library.count() == 0


async def test_an_article_that_was_added_again_is_not_brought_back_beside_it(
    newsroom: Newsroom,
) -> None:
    message = await removed(newsroom, newsroom.add().id)
    newsroom.add(metadata=Metadata(title="Again"))
    pressed = await newsroom.moderator.click(message, label="Undo")
    assert "The library holds this article again" in shown(pressed.followups[0])
    assert newsroom.library.count() == 1


async def test_only_moderators_undo(newsroom: Newsroom) -> None:
    article = newsroom.add()
    newsroom.guild.set_command_permissions(newsroom.command_id("article"), {newsroom.reader: True})
    result = await newsroom.reader.slash(newsroom.channel, "article remove", article=article.id)
    await newsroom.reader.click(reply(result), label="Remove")
    newsroom.guild.set_command_permissions(newsroom.command_id("article"), {newsroom.reader: False})
    pressed = await newsroom.reader.click(reply(result), label="Undo")
    assert "Changing the library is for moderators" in shown(pressed.followups[0])
    with pytest.raises(ArticleNotFound):
        newsroom.library.get(article.id)


async def test_a_button_reaches_no_removal_of_another_server(newsroom: Newsroom) -> None:
    """The number of a removal is one of all libraries: a forged button must not matter."""
    message = await removed(newsroom, newsroom.add().id)
    there = newsroom.env.create_guild("Elsewhere")
    channel = there.create_text_channel("desk")
    may = discord.Permissions(manage_messages=True)
    role = there.create_role("Moderators", permissions=may)
    stranger = there.add_member(newsroom.env.create_user("stranger"), roles=[role])
    [removal] = newsroom.library.removals()
    other = newsroom.services.libraries.get(str(there.id))
    forged = Undo(removal.id, newsroom.command_id("article"))
    posted = await newsroom.bot.get_partial_messageable(channel.id).send(
        view=layout(words("Press"), forged)
    )
    await stranger.click(posted, label="Undo")
    assert (other.count(), newsroom.library.count()) == (0, 0)
    assert newsroom.library.removals() == [removal]
    await newsroom.moderator.click(message, label="Undo")
    assert newsroom.library.count() == 1
