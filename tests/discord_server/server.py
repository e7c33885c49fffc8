"""Starts and stops the whole: one loopback port with REST, gateway and attachments."""

from types import TracebackType
from typing import Self

from aiohttp import web

from tests.discord_server import payloads
from tests.discord_server.faults import Faults
from tests.discord_server.gateway import Gateway
from tests.discord_server.interactions import Interactions
from tests.discord_server.journal import Journal, Json, RequestRecord, Violation
from tests.discord_server.messages import Messages
from tests.discord_server.people import Person
from tests.discord_server.requests import API, FrontDoor
from tests.discord_server.rest import Rest
from tests.discord_server.rest_interactions import InteractionRest
from tests.discord_server.world import (
    EVERYONE,
    TEXT,
    Channel,
    Guild,
    Membership,
    Role,
    User,
    World,
)

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GtestT.loopback-only-token-for-tests-0000000000"
MAX_BODY_BYTES = 64 * 1024 * 1024


class DiscordServer:
    """A Discord with one bot: `async with DiscordServer() as server: …`.

    `api_base` and `gateway_url` are where the bot has to be pointed, `token` what it logs in with;
    `faults` and `gateway` break things, `requests` and `violations` say what the bot did.
    `heartbeat_interval` is in seconds.
    """

    def __init__(self, *, token: str = TOKEN, heartbeat_interval: float = 41.25) -> None:
        self.token = token
        self.world = World()
        self.faults = Faults()
        self.gateway = Gateway(self.world, token, heartbeat_interval=heartbeat_interval)
        self._journal = Journal()
        self._messages = Messages(self.world, self.gateway.dispatch)
        self._interactions = Interactions(self.world, self.gateway.dispatch)
        self._rest = Rest(self.world, self._messages, self.gateway)
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=0.1)

    @property
    def api_base(self) -> str:
        return f"{self.world.origin}{API}"

    @property
    def gateway_url(self) -> str:
        return f"{self.world.origin.replace('http', 'ws', 1)}/gateway/"

    @property
    def bot(self) -> User:
        return self.world.bot

    @property
    def mention(self) -> str:
        """What a person writes to address the bot."""
        return f"<@{self.world.bot.id}>"

    @property
    def requests(self) -> list[RequestRecord]:
        return self._journal.requests

    @property
    def violations(self) -> list[Violation]:
        return self._journal.violations

    @property
    def command_syncs(self) -> list[tuple[int | None, list[Json]]]:
        """Each PUT of commands, in order: the guild's id (None is global) and what was sent."""
        return self._rest.command_syncs

    def requests_to(self, method: str, path_part: str) -> list[RequestRecord]:
        """The requests of a method whose path holds `path_part`."""
        return [r for r in self.requests if r.method == method and path_part in r.path]

    async def ready(self, identifies: int = 1, timeout: float = 10.0) -> None:  # noqa: ASYNC109
        """Wait until a bot has identified and is connected; 2 for one that was started again."""
        await self.gateway.ready(identifies, timeout)

    def add_guild(self, name: str = "Newsroom") -> Guild:
        """A server that the bot is in, told to it at once where it is connected."""
        guild = self.world.new_guild(name)
        self.gateway.dispatch("GUILD_CREATE", payloads.guild(guild, self.bot))
        return guild

    def add_channel(
        self, guild: Guild, name: str = "general", *, bot_permissions: int = EVERYONE
    ) -> Channel:
        """A text channel; without VIEW_CHANNEL or SEND_MESSAGES the bot is refused there."""
        channel = self.world.new_channel(name, TEXT, guild=guild, bot_permissions=bot_permissions)
        self.gateway.dispatch("CHANNEL_CREATE", payloads.channel(channel, self.bot))
        return channel

    def add_member(self, guild: Guild, who: str | Person, *, permissions: int = 0) -> Person:
        """A member, new by name or a person known already; `permissions` beyond everyone's."""
        person = self.add_person(who) if isinstance(who, str) else who
        roles = (self._add_role(guild, permissions),) if permissions else ()
        guild.members[person.user.id] = Membership(person.user, roles)
        return person

    def add_person(self, name: str) -> Person:
        """Somebody who is in no server, and can write direct messages."""
        return Person(self.world.new_user(name), self.world, self._messages, self._interactions)

    async def start(self) -> None:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self.world.origin = f"http://127.0.0.1:{port}"

    async def stop(self) -> None:
        self.gateway.shut()
        await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()

    def _add_role(self, guild: Guild, permissions: int) -> Role:
        role = Role(self.world.new_id(), f"role {len(guild.roles)}", permissions, len(guild.roles))
        guild.roles.append(role)
        shown = {"guild_id": str(guild.id), "role": payloads.role(role)}
        self.gateway.dispatch("GUILD_ROLE_CREATE", shown)
        return role

    def _application(self) -> web.Application:
        door = FrontDoor(self.token, self._journal, self.faults)
        app = web.Application(middlewares=[door.middleware()], client_max_size=MAX_BODY_BYTES)
        app.add_routes(self._rest.routes())
        app.add_routes(InteractionRest(self.world, self._messages, self._interactions).routes())
        app.router.add_get("/gateway/", self.gateway.handle)
        return app
