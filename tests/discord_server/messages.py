"""Messages: made, edited and deleted, and told to the bot as Discord tells them."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from tests.discord_server import payloads
from tests.discord_server.journal import ApiError, Json
from tests.discord_server.limits import TEXT_DISPLAY, check_message, walk
from tests.discord_server.world import (
    COMPONENTS_V2,
    EPHEMERAL,
    LOADING,
    Channel,
    File,
    User,
    World,
)

Dispatch = Callable[[str, Json], None]
MENTION = re.compile(r"<@!?(\d+)>")
EVERYONE_PING = re.compile(r"@(everyone|here)\b")
MAX_FILE_BYTES = 10 * 1024 * 1024


class Messages:
    """All messages of the world; every change is dispatched, except what only one person sees."""

    def __init__(self, world: World, dispatch: Dispatch) -> None:
        self._world = world
        self._dispatch = dispatch

    def post(
        self,
        channel: Channel,
        author: User,
        body: Json,
        files: dict[int, File],
        *,
        flags: int = 0,
        **extra: Any,
    ) -> Json:
        """A new message; `extra` fields (interaction_metadata …) go in as they are.

        One that is LOADING is the only kind that may be empty.
        """
        if not flags & LOADING:
            self._check(body, flags, len(files), files)
        message: Json = {
            "id": str(self._world.new_id()),
            "channel_id": str(channel.id),
            "author": payloads.user(author),
            "type": 0,
            "timestamp": payloads.now(),
            "edited_timestamp": None,
            "tts": False,
            "pinned": False,
            "mention_roles": [],
            "content": "",
            "embeds": [],
            "components": [],
            "attachments": [],
            "flags": flags,
            **self._reference(channel, body),
            **extra,
        }
        self._fill(message, channel, body, files)
        return self.add(message, channel, author)

    def add(self, message: Json, channel: Channel, author: User) -> Json:
        self._world.messages[int(message["id"])] = message
        if channel.guild is not None and author.id in channel.guild.members:
            message["guild_id"] = str(channel.guild.id)
            message["member"] = payloads.member(channel.guild.members[author.id])
        if not message["flags"] & EPHEMERAL:
            channel.messages.append(message)
            self._dispatch("MESSAGE_CREATE", message)
        channel.changed.notify()
        return message

    def edit(self, message: Json, body: Json, files: dict[int, File]) -> Json:
        """Change what `body` names; the rest stays. A deferred answer stops loading."""
        channel = self._world.channels[int(message["channel_id"])]
        # a message keeps its kind: Components V2 cannot be taken back, but an edit may bring it
        asked = (body.get("flags") or 0) & COMPONENTS_V2
        flags = message["flags"] & ~LOADING | asked
        kept = body.get("attachments", message["attachments"]) or []
        after = {**{k: message[k] for k in ("content", "embeds", "components")}, **body}
        self._check(after, flags, max(len(kept), len(files)), files)
        was_loading = message["flags"] & LOADING
        message["flags"] = flags
        if not was_loading:
            message["edited_timestamp"] = payloads.now()
        self._fill(message, channel, body, files)
        if not flags & EPHEMERAL:
            self._dispatch("MESSAGE_UPDATE", message)
        channel.changed.notify()
        return message

    def delete(self, message: Json) -> None:
        channel = self._world.channels[int(message["channel_id"])]
        del self._world.messages[int(message["id"])]
        if message in channel.messages:
            channel.messages.remove(message)
            keys = ("id", "channel_id", "guild_id")
            gone = {key: message[key] for key in keys if key in message}
            self._dispatch("MESSAGE_DELETE", gone)
        channel.changed.notify()

    def find(self, channel_id: int, message_id: int) -> Json:
        message = self._world.messages.get(message_id)
        if message is None or int(message["channel_id"]) != channel_id:
            raise ApiError(404, 10008, "Unknown Message")
        return message

    def _check(self, body: Json, flags: int, attachments: int, files: dict[int, File]) -> None:
        check_message(body, flags=flags, attachments=attachments)
        if any(len(file.data) > MAX_FILE_BYTES for file in files.values()):
            raise ApiError(413, 40005, "Request entity too large")

    def _fill(self, message: Json, channel: Channel, body: Json, files: dict[int, File]) -> None:
        if "attachments" in body or files:
            message["attachments"] = self._attachments(message, channel, body, files)
        for key in ("content", "embeds", "components"):
            if key in body:
                message[key] = self._with_files(
                    body[key] or ("" if key == "content" else []), message
                )
        for number, (_, component) in enumerate(walk(message["components"]), start=1):
            component.setdefault("id", number)
        self._note_pings(message, body.get("allowed_mentions"))

    def _attachments(
        self, message: Json, channel: Channel, body: Json, files: dict[int, File]
    ) -> list[Json]:
        given = {int(each["id"]) for each in body.get("attachments") or []}
        kept = [each for each in message["attachments"] if int(each["id"]) in given]
        new = [self._world.new_attachment(channel, file) for _, file in sorted(files.items())]
        return kept + [payloads.attachment(each, self._world.origin) for each in new]

    def _with_files(self, part: Any, message: Json) -> Any:
        """`part` with every attachment://name replaced by where that file now is."""
        if isinstance(part, list):
            return [self._with_files(each, message) for each in part]
        if not isinstance(part, dict):
            return part
        changed = {key: self._with_files(value, message) for key, value in part.items()}
        url = changed.get("url")
        if isinstance(url, str) and url.startswith("attachment://"):
            name = url.removeprefix("attachment://")
            found = [a["url"] for a in message["attachments"] if a["filename"] == name]
            if not found:
                raise ApiError(400, 50035, "Invalid Form Body", {"url": f"no file named {name}"})
            changed["url"] = changed["proxy_url"] = found[0]
        return changed

    def _reference(self, channel: Channel, body: Json) -> Json:
        """The message replied to; its ids arrive as integers and are told as strings."""
        asked = body.get("message_reference")
        if not asked:
            return {}
        replied = self._world.messages.get(int(asked["message_id"]))
        if replied is None:
            if asked.get("fail_if_not_exists", True):
                raise ApiError(
                    400, 50035, "Invalid Form Body", {"message_reference": "Unknown message"}
                )
            return {}
        reference = {"message_id": replied["id"], "channel_id": replied["channel_id"], "type": 0}
        if channel.guild is not None:
            reference["guild_id"] = str(channel.guild.id)
        shown = {k: v for k, v in replied.items() if k != "referenced_message"}
        return {"message_reference": reference, "referenced_message": shown, "type": 19}

    def _note_pings(self, message: Json, allowed: Json | None) -> None:
        """`mentions` and `mention_everyone` say whom this message really pings."""
        text = "\n".join(_texts(message))
        parse = ["users", "roles", "everyone"] if allowed is None else allowed.get("parse", [])
        named = {int(each) for each in MENTION.findall(text)}
        listed = {int(each) for each in (allowed or {}).get("users", [])}
        pinged = named if "users" in parse else named & listed
        replied = message.get("referenced_message")
        if replied and (allowed is None or allowed.get("replied_user", False)):
            pinged.add(int(replied["author"]["id"]))
        users = [self._world.users[each] for each in sorted(pinged) if each in self._world.users]
        message["mentions"] = [payloads.user(each) for each in users]
        message["mention_everyone"] = "everyone" in parse and bool(EVERYONE_PING.search(text))


def _texts(message: Json) -> Iterator[str]:
    yield message["content"]
    for _, component in walk(message["components"]):
        if component["type"] == TEXT_DISPLAY:
            yield component["content"]
