"""Every request's way in: read, written down, met by faults, authorised, refusals worded."""

import json
import time
from dataclasses import dataclass, field

from aiohttp import BodyPartReader, web
from aiohttp.typedefs import Handler, Middleware

from tests.discord_server.faults import Faults
from tests.discord_server.journal import ApiError, Journal, Json, RequestRecord, Violation
from tests.discord_server.world import File

API = "/api/v10"
WITHOUT_TOKEN = ("/interactions/", "/webhooks/")


@dataclass(frozen=True, slots=True)
class Upload:
    """What a request carries: its JSON, and the files of a multipart one by their number."""

    body: Json = field(default_factory=dict)
    files: dict[int, File] = field(default_factory=dict)


UPLOAD = web.RequestKey("upload", Upload)


def answer(body: object, status: int = 200) -> web.Response:
    """JSON under exactly application/json: a charset behind it breaks discord.py's login."""
    return web.Response(
        status=status, body=json.dumps(body).encode(), headers={"Content-Type": "application/json"}
    )


def empty() -> web.Response:
    return web.Response(status=204)


class FrontDoor:
    """The middleware every REST request passes."""

    def __init__(self, token: str, journal: Journal, faults: Faults) -> None:
        self._token = token
        self._journal = journal
        self._faults = faults

    def middleware(self) -> Middleware:
        @web.middleware
        async def enter(request: web.Request, handler: Handler) -> web.StreamResponse:
            if request.path.startswith("/gateway"):
                return await handler(request)
            return await self._enter(request, handler)

        return enter

    async def _enter(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        path = request.path.removeprefix(API)
        upload = await _read(request)
        names = tuple(file.name for file in upload.files.values())
        record = RequestRecord(request.method, path, upload.body, time.monotonic(), names)
        self._journal.requests.append(record)
        request[UPLOAD] = upload
        struck = await self._faults.strike(request, path)
        response = struck or await self._handle(request, path, handler)
        record.status = response.status
        return response

    async def _handle(
        self, request: web.Request, path: str, handler: Handler
    ) -> web.StreamResponse:
        try:
            self._authorise(request, path)
            return await handler(request)
        except ApiError as refused:
            return self._refuse(request, path, refused)
        except web.HTTPException as unknown:
            worded = ApiError(unknown.status, 0, f"{unknown.status}: {unknown.reason}")
            return self._refuse(request, path, worded)

    def _authorise(self, request: web.Request, path: str) -> None:
        open_to_all = path.startswith(WITHOUT_TOKEN) or not request.path.startswith(API)
        if not open_to_all and request.headers.get("Authorization") != f"Bot {self._token}":
            raise ApiError(401, 0, "401: Unauthorized")

    def _refuse(self, request: web.Request, path: str, refused: ApiError) -> web.Response:
        violation = Violation(refused.code, str(refused), request.method, path, time.monotonic())
        self._journal.violations.append(violation)
        return answer(refused.payload(), refused.status)


async def _read(request: web.Request) -> Upload:
    if request.content_type == "multipart/form-data":
        return await _read_multipart(request)
    text = await request.text()
    if not text:
        return Upload()
    body = json.loads(text)
    return Upload(body if isinstance(body, dict) else {"items": body})


async def _read_multipart(request: web.Request) -> Upload:
    body: Json = {}
    files: dict[int, File] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        name = part.name or ""
        if name == "payload_json":
            body = json.loads(await part.text())
        elif name.startswith("files["):
            kind = part.headers.get("Content-Type", "application/octet-stream")
            number = int(name.removeprefix("files[").removesuffix("]"))
            files[number] = File(part.filename or "unknown", bytes(await part.read()), kind)
    return Upload(body, files)
