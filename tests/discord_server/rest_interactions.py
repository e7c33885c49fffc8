"""The REST routes that answer interactions: the callback, and the webhook behind its token."""

from collections.abc import Callable

from aiohttp import web

from tests.discord_server import payloads
from tests.discord_server.interactions import (
    AUTOCOMPLETE,
    CHOICES,
    COMMAND,
    COMPONENT,
    DEADLINE,
    DEFER,
    DEFER_UPDATE,
    MODAL,
    MODAL_SUBMIT,
    SHOW,
    UPDATE,
    Interactions,
    Response,
)
from tests.discord_server.journal import ApiError, Json
from tests.discord_server.limits import check_choices, check_modal
from tests.discord_server.messages import Messages
from tests.discord_server.requests import API, UPLOAD, Upload, answer, empty
from tests.discord_server.world import EPHEMERAL, LOADING, World

ALLOWED = {
    COMMAND: {SHOW, DEFER, MODAL},
    COMPONENT: {SHOW, DEFER, DEFER_UPDATE, UPDATE, MODAL},
    AUTOCOMPLETE: {CHOICES},
    MODAL_SUBMIT: {SHOW, DEFER, DEFER_UPDATE, UPDATE},
}


class InteractionRest:
    def __init__(self, world: World, messages: Messages, interactions: Interactions) -> None:
        self._world = world
        self._messages = messages
        self._interactions = interactions
        self._answers: dict[int, Callable[[Response, Json, Upload], Json | None]] = {
            SHOW: self._show,
            DEFER: self._defer,
            DEFER_UPDATE: self._defer_update,
            UPDATE: self._update,
            CHOICES: self._choices,
            MODAL: self._modal,
        }

    def routes(self) -> list[web.RouteDef]:
        webhook = f"{API}/webhooks/{{application}}/{{token}}"
        message = f"{webhook}/messages/{{message}}"
        return [
            web.post(f"{API}/interactions/{{interaction}}/{{token}}/callback", self.callback),
            web.post(webhook, self.follow_up),
            web.get(message, self.get),
            web.patch(message, self.edit),
            web.delete(message, self.delete),
        ]

    async def callback(self, request: web.Request) -> web.Response:
        response = self._interactions.by_id(
            int(request.match_info["interaction"]), request.match_info["token"]
        )
        upload = request[UPLOAD]
        kind = upload.body.get("type")
        if response.callback_type is not None:
            raise ApiError(400, 40060, "Interaction has already been acknowledged.")
        if response.age() > DEADLINE:
            raise ApiError(404, 10062, "Unknown interaction")
        if kind not in ALLOWED[response.kind] or (kind in (6, 7) and response.source is None):
            raise ApiError(400, 50035, "Invalid Form Body", {"type": f"{kind} is not valid here."})
        data = upload.body.get("data") or {}
        message = self._answers[kind](response, data, upload)
        response.record("callback", message or data, kind)
        if request.query.get("with_response") not in ("1", "true"):
            return empty()
        return answer(_callback_payload(response, kind, message))

    async def follow_up(self, request: web.Request) -> web.Response:
        response = self._response(request)
        upload = request[UPLOAD]
        original = response.original
        if original is not None and original["flags"] & LOADING:
            return answer(self._edit(response, original, upload))
        flags = upload.body.get("flags") or 0
        message = self._post(response, upload.body, upload, flags)
        response.followups.append(message)
        response.record("followup", message)
        return answer(message)

    async def get(self, request: web.Request) -> web.Response:
        return answer(self._message(request, self._response(request)))

    async def edit(self, request: web.Request) -> web.Response:
        response = self._response(request)
        message = self._message(request, response)
        return answer(self._edit(response, message, request[UPLOAD]))

    async def delete(self, request: web.Request) -> web.Response:
        response = self._response(request)
        message = self._message(request, response)
        self._messages.delete(message)
        response.record("delete", message)
        return empty()

    def _response(self, request: web.Request) -> Response:
        if request.match_info["application"] != str(self._world.application_id):
            raise ApiError(404, 10015, "Unknown Webhook")
        return self._interactions.by_token(request.match_info["token"])

    def _message(self, request: web.Request, response: Response) -> Json:
        """The message meant, where it is one of this interaction's and still exists."""
        asked = request.match_info["message"]
        for message in (response.original, response.source, *response.followups):
            if message is None or int(message["id"]) not in self._world.messages:
                continue
            if asked == message["id"] or (asked == "@original" and message is response.original):
                return message
        raise ApiError(404, 10008, "Unknown Message")

    def _edit(self, response: Response, message: Json, upload: Upload) -> Json:
        edited = self._messages.edit(message, upload.body, upload.files)
        response.record("edit", edited)
        return edited

    def _post(self, response: Response, body: Json, upload: Upload, flags: int) -> Json:
        metadata = {
            "id": str(response.id),
            "type": response.kind,
            "user": payloads.user(response.user),
            "authorizing_integration_owners": {},
        }
        return self._messages.post(
            response.channel,
            self._world.bot,
            body,
            upload.files,
            flags=flags,
            interaction_metadata=metadata,
            application_id=str(self._world.application_id),
            webhook_id=str(self._world.application_id),
        )

    def _show(self, response: Response, data: Json, upload: Upload) -> Json:
        response.original = self._post(response, data, upload, data.get("flags") or 0)
        return response.original

    def _defer(self, response: Response, data: Json, upload: Upload) -> Json:
        flags = (data.get("flags") or 0) & EPHEMERAL | LOADING
        response.original = self._post(response, {}, upload, flags)
        return response.original

    def _defer_update(self, response: Response, data: Json, upload: Upload) -> Json | None:
        response.original = response.source
        return response.original

    def _update(self, response: Response, data: Json, upload: Upload) -> Json | None:
        response.original = response.source
        if response.original is None:
            return None
        return self._messages.edit(response.original, data, upload.files)

    def _choices(self, response: Response, data: Json, upload: Upload) -> None:
        check_choices(data.get("choices") or [])

    def _modal(self, response: Response, data: Json, upload: Upload) -> None:
        check_modal(data)


def _callback_payload(response: Response, kind: int, message: Json | None) -> Json:
    about: Json = {"id": str(response.id), "type": response.kind}
    resource: Json = {"type": kind}
    if message is not None:
        about |= {
            "response_message_id": message["id"],
            "response_message_loading": bool(message["flags"] & LOADING),
            "response_message_ephemeral": bool(message["flags"] & EPHEMERAL),
        }
        resource["message"] = message
    return {"interaction": about, "resource": resource}
