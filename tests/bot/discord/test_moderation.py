from __future__ import annotations

from typing import Any

import pytest
from simcord.actors import _dispatch_actor_interaction

from bot.discord.moderation import Entry, let_in
from tests.bot.discord.conftest import Newsroom, reply, shown

GUILD, USER, ROLE, OTHER = 1, 2, 3, 4


@pytest.mark.parametrize(
    ("entries", "allowed"),
    [
        ([], False),
        ([("user", USER, True)], True),
        ([("user", OTHER, True)], False),
        ([("role", ROLE, True)], True),
        ([("role", OTHER, True)], False),
        ([("role", GUILD, True)], True),
        ([("role", GUILD, True), ("role", ROLE, False)], False),
        ([("role", GUILD, False), ("role", ROLE, True)], True),
        ([("user", USER, False), ("role", ROLE, True)], False),
    ],
)
def test_a_servers_own_permissions_count(entries: list[Entry], allowed: bool) -> None:
    assert let_in(entries, GUILD, USER, {GUILD, ROLE}) is allowed


def test_an_allowing_role_outweighs_a_denying_one() -> None:
    entries: list[Entry] = [("role", ROLE, False), ("role", OTHER, True)]
    assert let_in(entries, GUILD, USER, {ROLE, OTHER})


async def use(
    newsroom: Newsroom, actor: Any, subcommand: str, *, group: str = "article", **options: str
) -> Any:
    """Send the command past Discord's own gate, as a stale client or a bug might."""
    filled = [{"name": name, "type": 3, "value": value} for name, value in options.items()]
    data = {
        "id": str(newsroom.command_id(group)),
        "name": group,
        "type": 1,
        "options": [{"name": subcommand, "type": 1, "options": filled}],
    }
    return await _dispatch_actor_interaction(actor, 2, newsroom.channel, data)


async def test_discord_offers_the_commands_to_moderators_alone(newsroom: Newsroom) -> None:
    everybody = {"ask", "brief", "cite", "help", "quotes", "speakers", "timeline", "verify"}
    assert set(newsroom.reader.available_commands(newsroom.channel)) == everybody
    assert "article remove" in newsroom.moderator.available_commands(newsroom.channel)


async def test_a_member_is_refused_by_the_bot_itself(newsroom: Newsroom) -> None:
    article = newsroom.add()
    for subcommand, options in (
        ("remove", {"article": article.id}),
        ("add", {"url": "https://example.org"}),
        ("add", {}),
        ("edit", {"article": article.id}),
        ("refresh", {"article": article.id}),
        ("refresh", {"older_than": "7d"}),
        ("log", {"group": "library"}),
        ("history", {"group": "library"}),
    ):
        result = await use(newsroom, newsroom.reader, subcommand, **options)
        assert result.modal is None
        assert "Changing the library is for moderators" in shown(reply(result))
        assert result.ephemeral


async def test_a_role_that_the_server_allowed_may_remove(newsroom: Newsroom) -> None:
    article = newsroom.add()
    role = newsroom.guild.create_role("Editors")
    editor = newsroom.guild.add_member(newsroom.env.create_user("editor"), roles=[role])
    newsroom.guild.set_command_permissions(newsroom.command_id("article"), {role: True})
    result = await editor.slash(newsroom.channel, "article remove", article=article.id)
    await editor.click(reply(result), label="Remove")
    assert newsroom.library.count() == 0


async def test_somebody_who_lost_the_role_may_not_press_the_button_any_more(
    newsroom: Newsroom,
) -> None:
    article = newsroom.add()
    newsroom.guild.set_command_permissions(newsroom.command_id("article"), {newsroom.reader: True})
    result = await newsroom.reader.slash(newsroom.channel, "article remove", article=article.id)
    newsroom.guild.set_command_permissions(newsroom.command_id("article"), {newsroom.reader: False})
    pressed = await newsroom.reader.click(reply(result), label="Remove")
    assert "Changing the library is for moderators" in shown(pressed.followups[0])
    assert newsroom.library.count() == 1
