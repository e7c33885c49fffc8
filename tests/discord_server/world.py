"""The state of a small Discord: who and what exists. How it looks on the wire is in payloads.py."""

import copy
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.discord_server.journal import Json
from tests.discord_server.signals import Signal

ADMINISTRATOR = 1 << 3
VIEW_CHANNEL = 1 << 10
SEND_MESSAGES = 1 << 11
MANAGE_GUILD = 1 << 5
MANAGE_MESSAGES = 1 << 13
EMBED_LINKS = 1 << 14
ATTACH_FILES = 1 << 15
READ_HISTORY = 1 << 16
USE_COMMANDS = 1 << 31
CREATE_THREADS = 1 << 35
SEND_IN_THREADS = 1 << 38
EVERYONE = (
    VIEW_CHANNEL | SEND_MESSAGES | EMBED_LINKS | ATTACH_FILES | READ_HISTORY
    | USE_COMMANDS | CREATE_THREADS | SEND_IN_THREADS
)  # fmt: skip
ALL_PERMISSIONS = (1 << 50) - 1

TEXT, DIRECT, THREAD = 0, 1, 11
EPHEMERAL, LOADING, COMPONENTS_V2 = 1 << 6, 1 << 7, 1 << 15
DISCORD_EPOCH_MS = 1_420_070_400_000


@dataclass(frozen=True, slots=True)
class User:
    id: int
    name: str
    bot: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    id: int
    name: str
    permissions: int
    position: int


@dataclass(frozen=True, slots=True)
class File:
    """A file somebody gives: by a command's option, an upload field or a message."""

    name: str
    data: bytes
    content_type: str = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Attachment:
    id: int
    channel_id: int
    file: File


@dataclass(frozen=True, slots=True)
class Membership:
    user: User
    roles: tuple[Role, ...]


@dataclass(slots=True, eq=False)
class Guild:
    id: int
    name: str
    owner_id: int
    roles: list[Role] = field(default_factory=list, repr=False)
    channels: list["Channel"] = field(default_factory=list, repr=False)
    members: dict[int, Membership] = field(default_factory=dict, repr=False)
    open_commands: set[str] = field(default_factory=set)

    def permissions(self, user: User) -> int:
        """What a member may do: the owner and administrators everything, else their roles."""
        bits = self.roles[0].permissions
        for role in self.members[user.id].roles:
            bits |= role.permissions
        return ALL_PERMISSIONS if user.id == self.owner_id or bits & ADMINISTRATOR else bits

    def open_command(self, name: str) -> None:
        """Let everyone use a command, as a server's own command permissions can."""
        self.open_commands.add(name)


@dataclass(slots=True, eq=False)
class Channel:
    """A text channel, thread or direct message; `messages` holds what all in it can see, live."""

    id: int
    name: str
    kind: int
    guild: Guild | None = None
    recipient: User | None = None
    parent: "Channel | None" = None
    bot_permissions: int = EVERYONE
    messages: list[Json] = field(default_factory=list, repr=False)
    changed: Signal = field(default_factory=Signal, repr=False)
    typing: list[float] = field(default_factory=list)
    _read_up_to: int = 0

    async def next_bot_message(
        self,
        timeout: float = 5.0,  # noqa: ASYNC109
        where: Callable[[Json], bool] = lambda message: True,
    ) -> Json:
        """A copy of the next message of the bot, not a command's answer, that `where` accepts."""

        def look() -> Json | None:
            return next(filter(where, self._unread_of_bot()), None)

        found = await self.changed.until(look, timeout, f"a message of the bot in #{self.name}")
        self._read_up_to = int(found["id"])
        return copy.deepcopy(found)

    def note_typing(self) -> None:
        self.typing.append(time.monotonic())
        self.changed.notify()

    def _unread_of_bot(self) -> list[Json]:
        return [
            message
            for message in self.messages
            if message["author"]["bot"]
            and "interaction_metadata" not in message
            and int(message["id"]) > self._read_up_to
        ]


class World:
    """Everything that exists, by id; makes new ids that rise with time."""

    def __init__(self) -> None:
        self._last_id = 0
        self.origin = ""
        self.bot = User(self.new_id(), "whosaid", bot=True)
        self.application_id = self.new_id()
        self.owner = User(self.new_id(), "owner")
        self.users: dict[int, User] = {user.id: user for user in (self.bot, self.owner)}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.messages: dict[int, Json] = {}
        self.attachments: dict[int, Attachment] = {}
        self.commands: dict[int | None, list[Json]] = {None: []}

    def new_id(self) -> int:
        now = (int(time.time() * 1000) - DISCORD_EPOCH_MS) << 22
        self._last_id = max(self._last_id + 1, now)
        return self._last_id

    def new_user(self, name: str) -> User:
        user = User(self.new_id(), name)
        self.users[user.id] = user
        return user

    def new_guild(self, name: str) -> Guild:
        guild = Guild(self.new_id(), name, self.owner.id)
        guild.roles.append(Role(guild.id, "@everyone", EVERYONE, 0))
        for user in (self.owner, self.bot):
            guild.members[user.id] = Membership(user, ())
        self.guilds[guild.id] = guild
        return guild

    def new_channel(
        self,
        name: str,
        kind: int,
        *,
        guild: Guild | None = None,
        recipient: User | None = None,
        parent: Channel | None = None,
        bot_permissions: int = EVERYONE,
    ) -> Channel:
        channel = Channel(
            self.new_id(), name, kind, guild, recipient, parent, bot_permissions=bot_permissions
        )
        self.channels[channel.id] = channel
        if guild is not None:
            guild.channels.append(channel)
        return channel

    def direct_channel(self, user: User) -> Channel:
        for channel in self.channels.values():
            if channel.recipient == user:
                return channel
        return self.new_channel(user.name, DIRECT, recipient=user)

    def new_attachment(self, channel: Channel, file: File) -> Attachment:
        attachment = Attachment(self.new_id(), channel.id, file)
        self.attachments[attachment.id] = attachment
        return attachment

    def command(self, guild: Guild | None, name: str, kind: int) -> Json:
        """The registered command a person would find; LookupError lists what there is."""
        own = self.commands.get(guild.id, []) if guild is not None else []
        known = [*own, *self.commands[None]]
        for command in known:
            if command["name"] == name and command.get("type", 1) == kind:
                return command
        raise LookupError(f"no command {name!r} is registered, only {[c['name'] for c in known]}")
