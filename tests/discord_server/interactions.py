"""An interaction's life: dispatched, answered within 3 s, edited, followed up; all recorded."""

import copy
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from tests.discord_server import payloads
from tests.discord_server.journal import ApiError, Json
from tests.discord_server.messages import Dispatch
from tests.discord_server.signals import Signal, T
from tests.discord_server.world import DIRECT, LOADING, Channel, Guild, User, World

DEADLINE = 3.0
COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
SHOW, DEFER, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9


@dataclass(frozen=True, slots=True)
class Step:
    """One thing the bot did; `at` is seconds since the interaction was dispatched.

    `data` is a copy of what came of it: the message, the modal, or the choices.
    """

    at: float
    kind: Literal["callback", "edit", "followup", "delete"]
    data: Json
    callback_type: int | None = None


@dataclass(slots=True, eq=False)
class Response:
    """What the bot answers to one interaction, as it comes.

    `callback_type` is 4 message, 5 deferred, 6 deferred update, 7 update, 8 choices, 9 modal;
    `original` the live message of the answer, `followups` the live further ones.
    """

    id: int
    token: str
    kind: int
    user: User
    channel: Channel
    source: Json | None
    dispatched: float
    changed: Signal = field(default_factory=Signal)
    steps: list[Step] = field(default_factory=list)
    callback_type: int | None = None
    original: Json | None = None
    followups: list[Json] = field(default_factory=list)
    expired: bool = False
    _modal: Json | None = None
    _choices: list[Json] | None = None

    async def acknowledged(self, timeout: float = 3.0) -> Step:  # noqa: ASYNC109
        """The first response."""
        return await self._until(
            lambda: self.steps[0] if self.steps else None, timeout, "an acknowledgement"
        )

    async def message(
        self,
        timeout: float = 10.0,  # noqa: ASYNC109
        where: Callable[[Json], bool] = lambda message: True,
    ) -> Json:
        """A copy of the answer once it no longer "is thinking", and `where` accepts it."""

        def look() -> Json | None:
            shown = self.original
            if shown is None or shown["flags"] & LOADING or not self._answered():
                return None
            return shown if where(shown) else None

        return copy.deepcopy(await self._until(look, timeout, "the answer"))

    async def followup(self, number: int = 1, timeout: float = 10.0) -> Json:  # noqa: ASYNC109
        """A copy of the `number`th followup, counted from 1."""

        def look() -> Json | None:
            return self.followups[number - 1] if len(self.followups) >= number else None

        return copy.deepcopy(await self._until(look, timeout, f"followup {number}"))

    async def modal(self, timeout: float = 3.0) -> Json:  # noqa: ASYNC109
        """custom_id, title and components of the modal that was opened."""
        return await self._until(lambda: self._modal, timeout, "a modal")

    async def choices(self, timeout: float = 3.0) -> list[Json]:  # noqa: ASYNC109
        """The choices of an autocomplete: name and value each."""
        return await self._until(lambda: self._choices, timeout, "the choices")

    async def deleted(self, timeout: float = 10.0) -> Step:  # noqa: ASYNC109
        """The deletion of the answer or of a followup."""

        def look() -> Step | None:
            return next((step for step in self.steps if step.kind == "delete"), None)

        return await self._until(look, timeout, "a deletion")

    def age(self) -> float:
        return time.monotonic() - self.dispatched

    def expire(self) -> None:
        """Make the token as invalid as it gets after 15 minutes."""
        self.expired = True

    def record(
        self,
        kind: Literal["callback", "edit", "followup", "delete"],
        data: Json,
        callback_type: int | None = None,
    ) -> None:
        if callback_type is not None:
            self.callback_type = callback_type
        if callback_type == MODAL:
            self._modal = data
        if callback_type == CHOICES:
            self._choices = data["choices"]
        self.steps.append(Step(self.age(), kind, copy.deepcopy(data), callback_type))
        self.changed.notify()

    def _answered(self) -> bool:
        """Whether `original` is an answer; a deferred update first has to be edited."""
        return self.callback_type != DEFER_UPDATE or any(s.kind == "edit" for s in self.steps)

    async def _until(self, look: Callable[[], T | None], timeout: float, what: str) -> T:  # noqa: ASYNC109
        try:
            return await self.changed.until(look, timeout, what)
        except TimeoutError as missed:
            did = [(round(step.at, 3), step.kind, step.callback_type) for step in self.steps]
            raise TimeoutError(f"{missed}; the bot did {did}") from None


class Interactions:
    """Opens interactions towards the bot and finds them again by what the bot sends back."""

    def __init__(self, world: World, dispatch: Dispatch) -> None:
        self._world = world
        self._dispatch = dispatch
        self._by_id: dict[int, Response] = {}

    def open(
        self, kind: int, data: Json, user: User, channel: Channel, source: Json | None = None
    ) -> Response:
        """Dispatch INTERACTION_CREATE; `source` is the message that a component sits on."""
        token = secrets.token_urlsafe(32)
        response = Response(
            self._world.new_id(), token, kind, user, channel, source, time.monotonic()
        )
        self._by_id[response.id] = response
        self._dispatch("INTERACTION_CREATE", self._payload(response, data))
        return response

    def by_id(self, interaction_id: int, token: str) -> Response:
        response = self._by_id.get(interaction_id)
        if response is None or response.token != token:
            raise ApiError(404, 10062, "Unknown interaction")
        return response

    def by_token(self, token: str) -> Response:
        """The acknowledged interaction behind a webhook token."""
        for response in self._by_id.values():
            if response.token == token:
                if response.expired:
                    raise ApiError(401, 50027, "Invalid Webhook Token")
                if response.callback_type is not None:
                    return response
        raise ApiError(404, 10015, "Unknown Webhook")

    def _payload(self, response: Response, data: Json) -> Json:
        channel = response.channel
        payload: Json = {
            "id": str(response.id),
            "application_id": str(self._world.application_id),
            "type": response.kind,
            "token": response.token,
            "version": 1,
            "data": data,
            "channel_id": str(channel.id),
            "channel": payloads.channel(channel, self._world.bot),
            "app_permissions": str(channel.bot_permissions),
            "locale": "en-US",
            "entitlements": [],
            "attachment_size_limit": 10 * 1024 * 1024,
            **self._place(response.user, channel),
        }
        if response.source is not None:
            payload["message"] = response.source
        return payload

    def _place(self, user: User, channel: Channel) -> Json:
        """Who acts where: a member of a server, or a user in a direct message."""
        guild: Guild | None = channel.guild
        if guild is None or channel.kind == DIRECT:
            owners = {"0": "0"}
            return {
                "user": payloads.user(user),
                "context": 1,
                "authorizing_integration_owners": owners,
            }
        permissions = str(guild.permissions(user))
        member = payloads.full_member(guild.members[user.id])
        shown = payloads.channel(channel, self._world.bot)
        return {
            "guild_id": str(guild.id),
            "guild": {"id": str(guild.id), "locale": "en-US", "features": []},
            "guild_locale": "en-US",
            "member": {**member, "permissions": permissions},
            "channel": {**shown, "permissions": permissions},
            "context": 0,
            "authorizing_integration_owners": {"0": str(guild.id)},
        }
