"""What the panel of /settings shows of a server: its choices, and what has become of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.discord.bot import Bot
from bot.discord.channels import OPENING_THREADS, lacking, missing_permissions, postable
from bot.discord.escaping import escape_line
from bot.discord.refusals import ServerNeeded
from bot.discord.replies import Interaction
from bot.discord.settings.model_pages import ModelState
from bot.discord.settings.pages import PanelState
from index.preferences import PreferenceChange

if TYPE_CHECKING:
    from bot.services import Services


async def panel_state(interaction: Interaction) -> PanelState:
    """The present state; raises ServerNeeded and StorageError."""
    bot: Bot = interaction.client
    guild = interaction.guild
    if guild is None:
        raise ServerNeeded
    chosen = await bot.preferences.of(guild.id)
    offload, name = bot.services.offload, str(guild.id)
    log, latest = await offload.question(_kept, bot, name)
    model = await offload.question(model_state, bot.services, name)
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
        model=model,
    )


def model_state(services: Services, name: str) -> ModelState | None:
    """The language model of a library; None where none is set up. Blocks."""
    if services.site is None:
        return None
    store = services.libraries.model(name)
    today = store.day(datetime.now(UTC).date())
    return ModelState(services.site, store.choice(), today, store.latest_failure())


def _kept(bot: Bot, name: str) -> tuple[str | None, PreferenceChange | None]:
    libraries = bot.services.libraries
    return libraries.log(name).channel(), libraries.preferences(name).latest()
