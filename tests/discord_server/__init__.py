"""A small Discord on a loopback socket, for tests that run the real bot as its own process.

`DiscordServer` is the way in; `Person` is what a test acts as; `Response` is what it reads back:

    async with DiscordServer() as server:
        guild = server.add_guild()
        channel = server.add_channel(guild)
        ana = server.add_member(guild, "Ana")
        ...  # start the bot on server.api_base, server.gateway_url and server.token
        await server.ready()
        response = await ana.slash(channel, "ask", question="What did she say?")
        assert "she said" in (await response.message())["content"]
        assert server.violations == []
"""

from tests.discord_server.interactions import Response, Step
from tests.discord_server.people import Person
from tests.discord_server.server import DiscordServer
from tests.discord_server.world import (
    ADMINISTRATOR,
    EVERYONE,
    MANAGE_GUILD,
    MANAGE_MESSAGES,
    Channel,
    File,
    Guild,
)

__all__ = [
    "ADMINISTRATOR",
    "EVERYONE",
    "MANAGE_GUILD",
    "MANAGE_MESSAGES",
    "Channel",
    "DiscordServer",
    "File",
    "Guild",
    "Person",
    "Response",
    "Step",
]
