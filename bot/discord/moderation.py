"""Who may do what on a server: ask, add, remove, and change the settings.

A server chooses roles for asking, adding and removing in /settings. Where it has chosen
none, everybody may ask, and whoever may manage messages adds and removes. Whoever may
manage the server may do all of it, always.

Discord asks for Manage Messages before it offers /article to a member, unless the
server has set permissions of its own for the command (Server Settings, Integrations);
then those count, and a role may use it that has no Manage Messages. Buttons pass no
such gate, so the bot checks for itself. As long as no roles are chosen for adding or
removing, it must not contradict the server: somebody without Manage Messages is let in
where the server's own permissions for the command name the member, one of their roles, or
everyone. A member's entry outweighs those of roles, an allowing role a denying one, and any
role the entry for everyone. Entries for channels say where a command may be used, not by
whom, and permissions for the whole application don't lift a command's default, so neither
is looked at. Once roles are chosen, being offered a command is no right to add or remove.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, Literal

import discord

from bot.discord.bot import Bot
from bot.discord.channels import places
from bot.discord.refusals import (
    AdminsOnly,
    AskersOnly,
    Ignored,
    ModeratorsOnly,
    ServerNeeded,
    SilentHere,
    TooSoon,
)
from bot.discord.replies import Interaction, server_of
from bot.discord.settings.preferences import Preferences

Entry = tuple[Literal["role", "user"], int, bool]
"""Whom a server's own permission for a command is about, and whether it allows them."""

_UNCHANGED: Final = 10066
_KINDS: Final[dict[int, Literal["role", "user"]]] = {1: "role", 2: "user"}


async def require_asker(bot: Bot, asking: Interaction | discord.Message) -> Preferences:
    """Let a question through, counted, and return what the server has chosen.

    Raises ServerNeeded, SilentHere, AskersOnly and TooSoon; for a message Ignored where the bot
    is silent in its channel, or where the person was told a moment ago what keeps it from
    answering. Raises StorageError.
    """
    guild = asking.guild
    if guild is None:
        raise ServerNeeded
    preferences = await bot.preferences.of(guild.id)
    is_message = isinstance(asking, discord.Message)
    person = asking.author if isinstance(asking, discord.Message) else asking.user
    if not preferences.speaks_in(places(asking.channel)):
        raise Ignored if is_message else SilentHere(_elsewhere(guild, preferences, person))
    try:
        _require_role(preferences, person)
        bot.limits.count(guild.id, person.id)
    except (AskersOnly, TooSoon):
        if is_message and not bot.limits.is_news(guild.id, person.id):
            raise Ignored from None
        raise
    return preferences


async def require_reader(interaction: Interaction) -> None:
    """Let a button through that looks something up again: for who may ask, not too often.

    Raises ServerNeeded, AskersOnly, TooSoon and StorageError.
    """
    bot: Bot = interaction.client
    guild_id = server_of(interaction)
    _require_role(await bot.preferences.of(guild_id), interaction.user)
    bot.limits.count_press(guild_id, interaction.user.id)


async def may_look(interaction: Interaction) -> bool:
    """Whether a member is offered what the library holds, while typing: who may ask or moderate."""
    chosen = await _preferences(interaction)
    may_ask = not chosen.askers or _has_one_of(interaction.user, chosen.askers)
    return may_ask or moderates(interaction, chosen)


def moderates(interaction: Interaction, chosen: Preferences) -> bool:
    """Whether a member is likely to moderate; what they may do is checked where they do it."""
    may = interaction.permissions
    if may.manage_messages or may.manage_guild:
        return True
    return _has_one_of(interaction.user, (*chosen.adders, *chosen.removers))


async def require_spoken(interaction: Interaction) -> None:
    """Raise SilentHere in a channel where the bot is to stay silent."""
    chosen, guild = await _preferences(interaction), interaction.guild
    if guild is not None and not chosen.speaks_in(places(interaction.channel)):
        raise SilentHere(_elsewhere(guild, chosen, interaction.user))


async def require_adder(interaction: Interaction, command_id: int | None) -> Preferences:
    """Raise ModeratorsOnly unless the member may add and edit by this command.

    Without a command the server's own permissions for one let nobody in. Returns what the
    server has chosen.
    """
    chosen = await _preferences(interaction)
    await _require(interaction, command_id, chosen, chosen.adders)
    return chosen


async def require_remover(interaction: Interaction, command_id: int) -> Preferences:
    """Raise ModeratorsOnly unless the member may remove by this command.

    Returns what the server has chosen.
    """
    chosen = await _preferences(interaction)
    await _require(interaction, command_id, chosen, chosen.removers)
    return chosen


async def may_delete(interaction: Interaction) -> bool:
    """Whether a member may delete an answer that somebody else asked for.

    Whoever may remove by the settings, and whoever may delete any message on Discord itself.
    """
    chosen, may = await _preferences(interaction), interaction.permissions
    is_remover = _has_one_of(interaction.user, chosen.removers)
    return is_remover or may.manage_messages or may.manage_guild


async def require_admin(interaction: Interaction, command_id: int) -> None:
    """Raise AdminsOnly unless the member may change the settings by this command."""
    if not interaction.permissions.manage_guild and not await _is_let_in(interaction, command_id):
        raise AdminsOnly


def command_id(interaction: Interaction) -> int:
    """The id under which Discord knows the command that was used."""
    data: Any = interaction.data
    return int(data["id"])


def let_in(entries: Iterable[Entry], guild_id: int, user_id: int, roles: Iterable[int]) -> bool:
    """Whether a server's own permissions for a command name this member, and allow them."""
    allowed = {(kind, target): permission for kind, target, permission in entries}
    if ("user", user_id) in allowed:
        return allowed["user", user_id]
    by_role = [allowed["role", role] for role in {*roles} - {guild_id} if ("role", role) in allowed]
    return any(by_role) if by_role else allowed.get(("role", guild_id), False)


async def _preferences(interaction: Interaction) -> Preferences:
    bot: Bot = interaction.client
    return await bot.preferences.of(server_of(interaction))


async def _require(
    interaction: Interaction, command_id: int | None, chosen: Preferences, roles: Sequence[int]
) -> None:
    if interaction.permissions.manage_guild or _has_one_of(interaction.user, roles):
        return
    if not roles and interaction.permissions.manage_messages:
        return
    if chosen.adders or chosen.removers or command_id is None:
        raise ModeratorsOnly
    if not await _is_let_in(interaction, command_id):
        raise ModeratorsOnly


def _require_role(preferences: Preferences, person: discord.User | discord.Member) -> None:
    if not preferences.askers or _has_one_of(person, preferences.askers):
        return
    if not isinstance(person, discord.Member) or not person.guild_permissions.manage_guild:
        raise AskersOnly


def _has_one_of(person: discord.User | discord.Member, roles: Sequence[int]) -> bool:
    return isinstance(person, discord.Member) and any(role.id in roles for role in person.roles)


def _elsewhere(
    guild: discord.Guild, preferences: Preferences, person: discord.User | discord.Member
) -> str | None:
    """A channel that the person sees and where the bot answers, if only some are such."""
    if preferences.speaking != "only" or not isinstance(person, discord.Member):
        return None
    for channel in guild.text_channels:
        is_seen = channel.permissions_for(person).view_channel
        if is_seen and preferences.speaks_in(places(channel)):
            return channel.name
    return None


async def _is_let_in(interaction: Interaction, command_id: int) -> bool:
    member = interaction.user
    if not isinstance(member, discord.Member):
        return False
    roles = {role.id for role in member.roles}
    return let_in(await entries(interaction, command_id), member.guild.id, member.id, roles)


async def entries(interaction: Interaction, command_id: int) -> list[Entry]:
    """The server's own permissions for a command."""
    try:
        found = await interaction.client.http.get_application_command_permissions(
            interaction.application_id, interaction.guild_id, command_id
        )
    except discord.NotFound as error:
        if error.code != _UNCHANGED:
            raise
        return []
    return [
        (_KINDS[entry["type"]], int(entry["id"]), entry["permission"])
        for entry in found["permissions"]
        if entry["type"] in _KINDS
    ]
