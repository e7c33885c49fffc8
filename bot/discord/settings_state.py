"""What the panel of /settings shows of a server: its choices, and what has become of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.discord.channels import OPENING_THREADS, lacking, missing_permissions, postable
from bot.discord.escaping import escape_line
from bot.discord.refusals import ServerNeeded
from bot.discord.replies import Interaction
from bot.discord.settings_pages import PanelState
from index.preferences import PreferenceChange

if TYPE_CHECKING:
    from bot.discord.bot import Bot


async def panel_state(interaction: Interaction) -> PanelState:
    """The present state; raises ServerNeeded and StorageError."""
    bot: Bot = interaction.client
    guild = interaction.guild
    if guild is None:
        raise ServerNeeded
    chosen = await bot.preferences.of(guild.id)
    log, latest = await bot.services.offload.question(_kept, bot, str(guild.id))
    channel = postable(guild, log)
    moderating = {*chosen.adders, *chosen.removers} - {guild.id}
    return PanelState(
        server=escape_line(guild.name, 100),
        everyone=guild.id,
        chosen=chosen,
        log=int(log) if log else None,
        latest=latest,
        roles={role.id for role in guild.roles},
        channels={each.id for each in (*guild.channels, *guild.threads)},
        log_lacks=missing_permissions(channel) if channel else (),
        threads_lack=lacking(guild.me.guild_permissions, OPENING_THREADS, in_thread=False),
        unoffered=[
            role.id
            for role in guild.roles
            if role.id in moderating and not role.permissions.manage_messages
        ],
    )


def _kept(bot: Bot, name: str) -> tuple[str | None, PreferenceChange | None]:
    libraries = bot.services.libraries
    return libraries.log(name).channel(), libraries.preferences(name).latest()
