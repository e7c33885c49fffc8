"""The bot as a process: connected to Discord until it is told to stop.

Owns the start and the end: where Discord is, the loading of the model behind the bot's
back, SIGTERM, and what is said where Discord refuses.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from index.errors import ConnectionFailed, SettingsError

if TYPE_CHECKING:
    from bot.discord.bot import Bot
    from bot.services import Services
    from bot.settings import Settings

log = logging.getLogger(__name__)

COMMANDS_FILE: Final = "discord-commands.json"
# Loading the model holds the interpreter for moments: what waited for the bot goes first.
_SECONDS_BEFORE_LOADING: Final = 1.0


def run_bot(settings: Settings, services: Services) -> None:
    """Run the bot until SIGTERM or Ctrl-C.

    Raises SettingsError without a token or with a wrong one, ConnectionFailed where Discord
    cannot be reached or refuses.
    """
    import aiohttp
    import discord

    from bot.discord.client import create_bot
    from bot.discord.endpoint import point_at
    from bot.discord.limits import Rates

    if settings.discord_token is None:
        raise SettingsError(
            "DISCORD_TOKEN is not set.",
            "Put the bot's token in the environment or in .env; `whosaid try` needs none.",
        )
    # There is no voice here, so that its missing libraries are nobody's concern.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
    point_at(settings.discord_api_base, settings.discord_gateway)
    rates = Rates(settings.rate_per_user_per_minute, settings.rate_per_server_per_minute)
    bot = create_bot(services, commands_file=settings.data_dir / COMMANDS_FILE, rates=rates)
    kept = timedelta(days=settings.exchanges_kept_days)
    try:
        asyncio.run(_serve(bot, settings.discord_token.get_secret_value(), services, kept))
    except discord.LoginFailure as error:
        raise SettingsError(
            "Discord does not accept DISCORD_TOKEN.",
            "Copy it anew from https://discord.com/developers/applications (Bot, Reset Token).",
        ) from error
    except (aiohttp.ClientError, discord.DiscordException, OSError) as error:
        raise ConnectionFailed(
            f"The connection to Discord failed: {error}.",
            "Check the network and https://discordstatus.com, and start it again.",
        ) from error


async def _serve(bot: Bot, token: str, services: Services, kept: timedelta) -> None:
    from bot.discord.housekeeping import keep_house

    async with bot:
        serving = asyncio.create_task(bot.start(token))
        loading = asyncio.create_task(_load_behind(bot, services))
        keeping = asyncio.create_task(keep_house(bot, kept))
        with suppress(NotImplementedError):  # Windows has no SIGTERM to wait for
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, serving.cancel)
        try:
            await serving
        except asyncio.CancelledError:
            if (me := asyncio.current_task()) and me.cancelling():
                raise
            log.info("stopped by SIGTERM")
        finally:
            loading.cancel()
            keeping.cancel()


async def _load_behind(bot: Bot, services: Services) -> None:
    """Load the embedding model once the bot is online; questions before that wait for it.

    Then articles whose statements an older version read are read anew, a few at a time, and
    feeds are followed.
    """
    from bot.discord.boundary import background_boundary
    from bot.discord.feeds.newsfeed import follow_feeds

    await bot.wait_until_ready()
    await asyncio.sleep(_SECONDS_BEFORE_LOADING)
    with background_boundary("the embedding model is not loaded"):
        await services.offload.adding(services.libraries.warm, _tell_reembedding)
        log.info("the embedding model is loaded")
        await asyncio.gather(_reread_behind(services), follow_feeds(bot))


async def _reread_behind(services: Services) -> None:
    from bot.discord.boundary import background_boundary

    with background_boundary("statements are not read anew"):
        await services.offload.background(services.libraries.reread, _tell_rereading)


def _tell_rereading(library: str, done: int, total: int) -> None:
    log.info("statements: %d of %d articles of library %s are read anew", done, total, library)


def _tell_reembedding(library: str, done: int, total: int) -> None:
    log.info("another embedding model: %d of %d passages of library %s", done, total, library)
