"""What is made ready once the bot is online, so that nobody who types has to wait for it."""

from __future__ import annotations

from typing import Final

from bot.discord.bot import Bot
from bot.discord.boundary import background_boundary

MOST_SERVERS: Final = 100
"""So many of the largest libraries; in any other the first key that is pressed takes longer."""


async def prepare_speakers(bot: Bot) -> None:
    """Make ready the speakers that are offered while a name is typed, server by server."""
    offload, libraries = bot.services.offload, bot.services.libraries
    here = {str(guild.id) for guild in bot.guilds}
    with background_boundary("the speakers are not made ready"):
        largest = await offload.question(libraries.largest)
        for name in [each for each in largest if each in here][:MOST_SERVERS]:
            await offload.question(libraries.get(name).register.prepare)
