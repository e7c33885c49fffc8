"""The gateway: HELLO, IDENTIFY, heartbeats, RESUME with replay, and ways to break it."""

import asyncio
import contextlib
import json
import secrets
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from tests.discord_server import payloads
from tests.discord_server.faults import reset_connection
from tests.discord_server.intents import PRIVILEGED, admit
from tests.discord_server.journal import Json
from tests.discord_server.signals import Signal
from tests.discord_server.world import World

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11


@dataclass(slots=True)
class _Session:
    """What RESUME takes up again: every event since READY, numbered from 1."""

    id: str
    intents: int
    events: list[str] = field(default_factory=list)

    def number(self, event: str, data: Json) -> str:
        frame = {"op": DISPATCH, "t": event, "s": len(self.events) + 1, "d": data}
        self.events.append(json.dumps(frame))
        return self.events[-1]


class _Connection:
    """One socket: frames go out in order, zlib-stream if it was asked for."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self._socket = socket
        self._transport = request.transport
        self._outbox: asyncio.Queue[str | int] = asyncio.Queue()
        compressed = request.query.get("compress") == "zlib-stream"
        self._deflate = zlib.compressobj() if compressed else None

    def send(self, frame: str) -> None:
        self._outbox.put_nowait(frame)

    def send_op(self, op: int, data: object = None) -> None:
        self.send(json.dumps({"op": op, "d": data, "s": None, "t": None}))

    def close(self, code: int) -> None:
        """Close once all that was sent before is out."""
        self._outbox.put_nowait(code)

    def abort(self) -> None:
        if self._transport is not None:
            reset_connection(self._transport)

    async def write(self) -> None:
        with contextlib.suppress(ConnectionError):
            while not isinstance(frame := await self._outbox.get(), int):
                await self._write(frame)
            await self._socket.close(code=frame)

    async def _write(self, frame: str) -> None:
        if self._deflate is None:
            await self._socket.send_str(frame)
            return
        packed = self._deflate.compress(frame.encode())
        await self._socket.send_bytes(packed + self._deflate.flush(zlib.Z_SYNC_FLUSH))


class Gateway:
    """Where the bot listens; one session at a time, as one bot without shards has.

    `connections`, `identifies` and `resumes` count; `heartbeats` are monotonic times, `intents`
    what the bot asked for. A privileged intent not in `allowed_privileged` closes with 4014.
    """

    def __init__(self, world: World, token: str, *, heartbeat_interval: float) -> None:
        self._world = world
        self._token = token
        self._interval = heartbeat_interval
        self._session: _Session | None = None
        self._live: _Connection | None = None
        self._open: set[_Connection] = set()
        self._down = False
        self.changed = Signal()
        self.connections = 0
        self.identifies = 0
        self.resumes = 0
        self.heartbeats: list[float] = []
        self.allowed_privileged = 0

    @property
    def intents(self) -> int:
        return self._session.intents if self._session else 0

    @property
    def connected(self) -> bool:
        """Whether a bot has identified or resumed and its socket is open."""
        return self._live is not None

    def dispatch(self, event: str, data: Json) -> None:
        """Send an event, or keep it for RESUME; without a session there is nobody to tell."""
        if self._session is None:
            return
        admitted = admit(event, data, self._session.intents, self._world.bot.id)
        if admitted is None:
            return
        frame = self._session.number(event, admitted)
        if self._live is not None:
            self._live.send(frame)

    def drop(self) -> None:
        """Reset the TCP connection without a word."""
        live = self._detach()
        live.abort()

    def close(self, code: int) -> None:
        """Close the socket with a close code (1000 and 4000 can be resumed, 4004 is fatal)."""
        self._detach().close(code)

    def reconnect(self) -> None:
        """Ask the bot to reconnect (op 7)."""
        self._detach().send_op(RECONNECT)

    def invalidate(self, *, resumable: bool = False) -> None:
        """Invalidate the session (op 9); discord.py identifies anew after about 7 s."""
        live = self._detach()
        if not resumable:
            self._session = None
        live.send_op(INVALID, resumable)

    @contextlib.contextmanager
    def down(self) -> Iterator[None]:
        """Drop the connection and answer 503 to new ones until the block ends."""
        self._down = True
        self.drop()
        try:
            yield
        finally:
            self._down = False

    async def ready(self, identifies: int = 1, timeout: float = 10.0) -> None:  # noqa: ASYNC109
        """Wait until a bot is connected that identified, as the `identifies`th in all."""

        def look() -> _Connection | None:
            return self._live if self.identifies >= identifies else None

        await self.changed.until(look, timeout, f"bot {identifies} on the gateway")

    def shut(self) -> None:
        """Abort whatever is still open, so that the server can stop."""
        self._live = None
        for connection in self._open:
            connection.abort()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if self._down:
            return web.Response(status=503)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.connections += 1
        connection = _Connection(socket, request)
        self._open.add(connection)
        connection.send_op(HELLO, {"heartbeat_interval": int(self._interval * 1000)})
        writer = asyncio.create_task(connection.write())
        try:
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    self._received(connection, json.loads(frame.data))
        finally:
            writer.cancel()
            await asyncio.gather(writer, return_exceptions=True)
            self._open.discard(connection)
            if self._live is connection:
                self._live = None
        return socket

    def _detach(self) -> _Connection:
        """The live connection, which gets no more events: they wait for RESUME."""
        if self._live is None:
            raise RuntimeError("no bot is connected to the gateway")
        live, self._live = self._live, None
        return live

    def _received(self, connection: _Connection, frame: Json) -> None:
        if frame["op"] == HEARTBEAT:
            self.heartbeats.append(time.monotonic())
            connection.send_op(ACK)
        elif frame["op"] == IDENTIFY:
            self._identify(connection, frame["d"])
        elif frame["op"] == RESUME:
            self._resume(connection, frame["d"])
        self.changed.notify()

    def _identify(self, connection: _Connection, data: Json) -> None:
        if data["token"] != self._token:
            connection.close(4004)
            return
        if data["intents"] & PRIVILEGED & ~self.allowed_privileged:
            connection.close(4014)
            return
        self.identifies += 1
        self._session = _Session(secrets.token_hex(16), data["intents"])
        self._live = connection
        self.dispatch("READY", self._ready_payload(self._session.id))
        for guild in self._world.guilds.values():
            self.dispatch("GUILD_CREATE", payloads.guild(guild, self._world.bot))

    def _ready_payload(self, session_id: str) -> Json:
        guilds = [{"id": str(guild), "unavailable": True} for guild in self._world.guilds]
        return {
            "v": 10,
            "user": payloads.user(self._world.bot),
            "guilds": guilds,
            "session_id": session_id,
            "resume_gateway_url": self._world.origin.replace("http", "ws", 1) + "/gateway/",
            "application": {"id": str(self._world.application_id), "flags": 0},
        }

    def _resume(self, connection: _Connection, data: Json) -> None:
        session = self._session
        if data["token"] != self._token:
            connection.close(4004)
            return
        if session is None or data["session_id"] != session.id:
            connection.send_op(INVALID, data=False)
            return
        self.resumes += 1
        for frame in session.events[data["seq"] or 0 :]:
            connection.send(frame)
        self._live = connection
        self.dispatch("RESUMED", {"_trace": []})
