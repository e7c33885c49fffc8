"""/doctor: how the library, the bot and the language model are doing, for admins alone.

What names files, addresses or settings goes to the log under a reference; `whosaid doctor`
tells it to whoever runs the bot.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import discord
from discord import app_commands

from bot.answering.model.errors import WritingFailed
from bot.answering.model.site import without_addresses
from bot.discord import doctor_pages as pages
from bot.discord.bot import Bot
from bot.discord.boundary import boundary
from bot.discord.channels import REPLYING, lacking, missing_permissions, postable
from bot.discord.doctor_pages import Finding
from bot.discord.escaping import escape_line
from bot.discord.moderation import command_id, require_admin
from bot.discord.replies import Interaction, acknowledge, server_of, show
from bot.discord.settings.state import model_state
from bot.offload import Crowded
from index.errors import WhosaidError

if TYPE_CHECKING:
    from bot.services import Services

log = logging.getLogger(__name__)

_SLOW_SECONDS: Final = 2.0
_CONNECTION: Final = "Connection"


@app_commands.command(name="doctor", description="How I am doing, and what is wrong if anything is")
@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
@app_commands.guild_install()
async def doctor(interaction: discord.Interaction[Bot]) -> None:
    """Look at everything, and show it to the person alone."""
    async with boundary(interaction):
        await acknowledge(interaction, private=True)
        await require_admin(interaction, command_id(interaction))
        services, name = interaction.client.services, str(server_of(interaction))
        look = services.offload.question
        found = (
            await look(_looked_at, "Library", _articles, services, name),
            await look(_looked_at, "Feeds", _feeds, services, name),
            _connection(interaction.client.latency),
            await _permissions(interaction, services, name),
            await _model(services, name),
        )
        await show(interaction, pages.doctor_page(found))


def _looked_at(
    what: str, look: Callable[[Services, str], Finding], services: Services, name: str
) -> Finding:
    """What a look finds; where it can't look, that is what it finds."""
    try:
        return look(services, name)
    except WhosaidError as error:
        return Finding(what, False, f"can’t be used just now (reference {_logged(str(error))})")


def _articles(services: Services, name: str) -> Finding:
    library = services.libraries.get(name)
    return pages.articles_found(library.count(), library.unread(), library.unindexed())


def _feeds(services: Services, name: str) -> Finding:
    feeds = services.libraries.feeds(name).every()
    return pages.feeds_found(len(feeds), [feed.name for feed in feeds if feed.failures])


def _connection(latency: float) -> Finding:
    """How long Discord takes to answer the bot, in seconds; no number before it did once."""
    if not latency >= 0:
        return Finding(_CONNECTION, True, "to Discord stands")
    milliseconds = f"Discord answers me within {latency * 1000:,.0f} ms"
    if latency > _SLOW_SECONDS:
        return Finding(_CONNECTION, False, f"slow: {milliseconds}")
    return Finding(_CONNECTION, True, milliseconds)


async def _permissions(interaction: Interaction, services: Services, name: str) -> Finding:
    in_thread = isinstance(interaction.channel, discord.Thread)
    here = lacking(interaction.app_permissions, REPLYING, in_thread=in_thread)
    told = await services.offload.question(lambda: services.libraries.log(name).channel())
    channel = postable(interaction.guild, told) if interaction.guild else None
    if channel is None:
        return pages.permissions_found(here, None, ())
    return pages.permissions_found(here, channel.id, missing_permissions(channel))


async def _model(services: Services, name: str) -> Finding:
    state = await services.offload.question(model_state, services, name)
    trouble = None
    if state is not None and state.is_chosen:
        try:
            await services.offload.writing(state.site.reach)
        except (WritingFailed, Crowded) as error:
            trouble = error
    causes = [str(trouble)] if trouble else []
    if state is not None and state.failure is not None:
        causes.append(f"last, at {state.failure.at:%Y-%m-%d %H:%M} UTC: {state.failure.error}")
    reference = _logged(" | ".join(causes)) if causes else None
    said = escape_line(without_addresses(trouble.message), 300) if trouble else None
    return pages.model_found(state, said, reference)


def _logged(cause: str) -> str:
    """The reference under which a cause is in the log."""
    reference = secrets.token_hex(3)
    log.error("failure %s: %s", reference, cause)
    return reference
