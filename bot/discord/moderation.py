"""Who may change a library: moderators, or whom a server has put in their place.

Discord asks for Manage Messages before it offers /article to a member, unless the
server has set permissions of its own for the command (Server Settings, Integrations);
then those count, and a role may use it that has no Manage Messages. Buttons pass no
such gate, so the bot checks for itself. It must not contradict the server: somebody
without Manage Messages is let in where the server's own permissions for the command
name the member, one of their roles, or everyone. A member's entry outweighs those of
roles, an allowing role a denying one, and any role the entry for everyone. Entries for
channels say where a command may be used, not by whom, and permissions for the whole
application don't lift a command's default, so neither is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, Literal

import discord

from bot.discord.refusals import ModeratorsOnly
from bot.discord.replies import Interaction

Entry = tuple[Literal["role", "user"], int, bool]
"""Whom a server's own permission for a command is about, and whether it allows them."""

_UNCHANGED: Final = 10066
_KINDS: Final[dict[int, Literal["role", "user"]]] = {1: "role", 2: "user"}


async def require_moderator(interaction: Interaction, command_id: int) -> None:
    """Raise ModeratorsOnly unless the member may use this command to change the library."""
    if interaction.permissions.manage_messages:
        return
    member = interaction.user
    if not isinstance(member, discord.Member):
        raise ModeratorsOnly
    roles = {role.id for role in member.roles}
    if not let_in(await _entries(interaction, command_id), member.guild.id, member.id, roles):
        raise ModeratorsOnly


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


async def _entries(interaction: Interaction, command_id: int) -> list[Entry]:
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
