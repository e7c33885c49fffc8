"""What a test does as a person: commands, buttons, modals, messages."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.discord_server import payloads
from tests.discord_server.forms import Form, Value
from tests.discord_server.interactions import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    MODAL_SUBMIT,
    Interactions,
    Response,
)
from tests.discord_server.journal import Json
from tests.discord_server.limits import BUTTON, LINK, SELECTS, walk
from tests.discord_server.messages import Messages
from tests.discord_server.world import EVERYONE, Channel, File, User, World

CHAT_INPUT, ON_MESSAGE = 1, 3
GUILD_CONTEXT, DIRECT_CONTEXT = 0, 1


@dataclass(frozen=True, slots=True)
class Person:
    """One account; a member of every guild it was added to.

    Actions refuse, with LookupError, ValueError or PermissionError, what Discord's own client
    would not let a person do: an unknown command, a missing option, a link button.
    """

    user: User
    _world: World = field(repr=False)
    _messages: Messages = field(repr=False)
    _interactions: Interactions = field(repr=False)

    @property
    def mention(self) -> str:
        return f"<@{self.user.id}>"

    def direct_messages(self) -> Channel:
        """The channel of direct messages with the bot."""
        return self._world.direct_channel(self.user)

    async def send(
        self,
        channel: Channel,
        content: str,
        *,
        reply_to: Json | None = None,
        ping: bool = True,
        files: Sequence[File] = (),
    ) -> Json:
        """Write a message, as a reply where `reply_to` is a message; `ping` the one replied to."""
        body: Json = {"content": content}
        if reply_to is not None:
            body["message_reference"] = {"message_id": reply_to["id"]}
        if not ping:
            body["allowed_mentions"] = {"parse": ["users", "roles", "everyone"]}
        return self._messages.post(channel, self.user, body, dict(enumerate(files)))

    async def delete(self, message: Json) -> None:
        self._messages.delete(self._world.messages[int(message["id"])])

    async def slash(self, channel: Channel, *path: str, **options: Value) -> Response:
        """Use a slash command, `path` naming groups and subcommand: `"article", "add"`."""
        return self._command(COMMAND, channel, path, options, None)

    async def autocomplete(
        self, channel: Channel, *path: str, focused: str, **options: Value
    ) -> Response:
        """Type into the option `focused`; its text so far is among `options`."""
        return self._command(AUTOCOMPLETE, channel, path, options, focused)

    async def context_menu(self, message: Json, name: str) -> Response:
        """Use a message command of the context menu."""
        channel = self._world.channels[int(message["channel_id"])]
        command = self._offered(channel, name, ON_MESSAGE)
        target = self._existing(message)
        data = {
            "id": command["id"],
            "name": name,
            "type": ON_MESSAGE,
            "target_id": target["id"],
            "resolved": {"messages": {target["id"]: target}},
        }
        return self._interactions.open(COMMAND, data, self.user, channel)

    async def click(self, message: Json, button: str) -> Response:
        """Press a button, named by custom_id or label, on a message as it is by now."""
        source = self._existing(message)
        found = _component(source, button, {BUTTON})
        if found.get("disabled") or found["style"] == LINK:
            raise ValueError(f"the button {button!r} cannot be pressed")
        data = {"custom_id": found["custom_id"], "component_type": BUTTON, "id": found["id"]}
        return self._component_used(source, data)

    async def select(self, message: Json, custom_id: str, *values: str) -> Response:
        """Choose values in a select menu."""
        source = self._existing(message)
        found = _component(source, custom_id, SELECTS)
        unknown = set(values) - {option["value"] for option in found.get("options", [])}
        if unknown:
            raise ValueError(f"the menu {custom_id!r} does not offer {sorted(unknown)}")
        data = {
            "custom_id": custom_id,
            "component_type": found["type"],
            "id": found["id"],
            "values": list(values),
        }
        return self._component_used(source, data)

    async def submit(self, opened: Response, answers: dict[str, Value]) -> Response:
        """Fill in and send the modal that `opened` holds; fields by custom_id or label."""
        modal = await opened.modal()
        form = Form(lambda file: self._attach(opened.channel, file))
        fields = form.fields(modal, answers)
        data = {"custom_id": modal["custom_id"], "components": fields, **form.resolved}
        return self._interactions.open(MODAL_SUBMIT, data, self.user, opened.channel, opened.source)

    def _command(
        self,
        kind: int,
        channel: Channel,
        path: tuple[str, ...],
        options: dict[str, Value],
        focused: str | None,
    ) -> Response:
        command = self._offered(channel, path[0], CHAT_INPUT)
        form = Form(lambda file: self._attach(channel, file))
        filled = form.options(command, path[1:], options, focused)
        data: dict[str, Any] = {
            "id": command["id"],
            "name": path[0],
            "type": CHAT_INPUT,
            "options": filled,
            **form.resolved,
        }
        if "guild_id" in command:
            data["guild_id"] = command["guild_id"]
        return self._interactions.open(kind, data, self.user, channel)

    def _component_used(self, source: Json, data: Json) -> Response:
        channel = self._world.channels[int(source["channel_id"])]
        return self._interactions.open(COMPONENT, data, self.user, channel, source)

    def _offered(self, channel: Channel, name: str, kind: int) -> Json:
        """The command, where Discord shows it to this person in this place."""
        command = self._world.command(channel.guild, name, kind)
        place = DIRECT_CONTEXT if channel.guild is None else GUILD_CONTEXT
        contexts = command.get("contexts")
        direct_refused = channel.guild is None and command.get("dm_permission") is False
        if direct_refused or (contexts is not None and place not in contexts):
            raise LookupError(f"the command {name!r} is not offered in {channel.name!r}")
        needed = int(command.get("default_member_permissions") or 0)
        held = channel.guild.permissions(self.user) if channel.guild else EVERYONE
        opened = channel.guild is not None and name in channel.guild.open_commands
        if channel.guild is not None and needed & ~held and not opened:
            raise PermissionError(f"{self.user.name} is not offered the command {name!r}")
        return command

    def _existing(self, message: Json) -> Json:
        found = self._world.messages.get(int(message["id"]))
        if found is None:
            raise LookupError("that message does not exist any more")
        return found

    def _attach(self, channel: Channel, file: File) -> Json:
        return payloads.attachment(self._world.new_attachment(channel, file), self._world.origin)


def _component(message: Json, name: str, kinds: set[int]) -> Json:
    found = [each for _, each in walk(message["components"]) if each["type"] in kinds]
    for component in found:
        if name in (component.get("custom_id"), component.get("label")):
            return component
    names = [each.get("custom_id") or each.get("label") for each in found]
    raise LookupError(f"the message has no {name!r}, only {names}")
