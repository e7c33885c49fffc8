"""The REST routes about the bot itself, its commands, channels, messages and files."""

from aiohttp import web

from tests.discord_server import payloads
from tests.discord_server.gateway import Gateway
from tests.discord_server.intents import visible
from tests.discord_server.journal import ApiError, Json
from tests.discord_server.limits import check_commands
from tests.discord_server.messages import Messages
from tests.discord_server.requests import API, UPLOAD, answer, empty
from tests.discord_server.world import (
    DIRECT,
    SEND_IN_THREADS,
    SEND_MESSAGES,
    THREAD,
    VIEW_CHANNEL,
    Channel,
    World,
)

COMMAND_DEFAULTS: Json = {
    "description": "",
    "default_member_permissions": None,
    "dm_permission": True,
    "contexts": None,
    "integration_types": [0],
    "nsfw": False,
    "name_localizations": None,
    "description_localizations": None,
}


class Rest:
    """`command_syncs` keeps, in order, each PUT of commands: the guild (or None) and the list."""

    def __init__(self, world: World, messages: Messages, gateway: Gateway) -> None:
        self._world = world
        self._messages = messages
        self._gateway = gateway
        self.command_syncs: list[tuple[int | None, list[Json]]] = []

    def routes(self) -> list[web.RouteDef]:
        application = f"{API}/applications/{{application}}"
        channel = f"{API}/channels/{{channel}}"
        message = f"{channel}/messages/{{message}}"
        reaction = f"{message}/reactions/{{emoji}}/@me"
        return [
            web.get(f"{API}/users/@me", self.me),
            web.get(f"{API}/users/{{user}}", self.user),
            web.post(f"{API}/users/@me/channels", self.open_direct),
            web.get(f"{API}/oauth2/applications/@me", self.application),
            web.get(f"{API}/guilds/{{guild}}", self.guild),
            web.get(f"{API}/guilds/{{guild}}/members/{{user}}", self.member),
            web.get(f"{application}/commands", self.commands),
            web.put(f"{application}/commands", self.sync_commands),
            web.get(f"{application}/guilds/{{guild}}/commands", self.commands),
            web.put(f"{application}/guilds/{{guild}}/commands", self.sync_commands),
            web.get(channel, self.channel),
            web.post(f"{channel}/typing", self.typing),
            web.post(f"{channel}/threads", self.start_thread),
            web.get(f"{channel}/messages", self.history),
            web.post(f"{channel}/messages", self.send),
            web.get(message, self.message),
            web.patch(message, self.edit),
            web.delete(message, self.delete),
            web.post(f"{message}/threads", self.start_thread),
            web.put(reaction, self.react),
            web.delete(reaction, self.react),
            web.get("/attachments/{channel}/{attachment}/{name}", self.attachment),
        ]

    async def me(self, request: web.Request) -> web.Response:
        return answer(payloads.user(self._world.bot))

    async def user(self, request: web.Request) -> web.Response:
        user = self._world.users.get(_id(request, "user"))
        if user is None:
            raise ApiError(404, 10013, "Unknown User")
        return answer(payloads.user(user))

    async def open_direct(self, request: web.Request) -> web.Response:
        user = self._world.users.get(int(request[UPLOAD].body["recipient_id"]))
        if user is None:
            raise ApiError(404, 10013, "Unknown User")
        channel = self._world.direct_channel(user)
        return answer(payloads.channel(channel, self._world.bot))

    async def application(self, request: web.Request) -> web.Response:
        return answer(payloads.application(self._world))

    async def guild(self, request: web.Request) -> web.Response:
        guild = self._world.guilds.get(_id(request, "guild"))
        if guild is None:
            raise ApiError(404, 10004, "Unknown Guild")
        return answer(payloads.guild(guild, self._world.bot))

    async def member(self, request: web.Request) -> web.Response:
        guild = self._world.guilds.get(_id(request, "guild"))
        if guild is None or (user := _id(request, "user")) not in guild.members:
            raise ApiError(404, 10007, "Unknown Member")
        return answer(payloads.full_member(guild.members[user]))

    async def commands(self, request: web.Request) -> web.Response:
        return answer(self._world.commands.get(_guild_id(request), []))

    async def sync_commands(self, request: web.Request) -> web.Response:
        guild, given = _guild_id(request), request[UPLOAD].body.get("items", [])
        check_commands(given)
        registered = [self._registered(command, guild) for command in given]
        self._world.commands[guild] = registered
        self.command_syncs.append((guild, given))
        return answer(registered)

    async def channel(self, request: web.Request) -> web.Response:
        return answer(payloads.channel(self._channel(request), self._world.bot))

    async def typing(self, request: web.Request) -> web.Response:
        channel = self._channel(request)
        self._may_send(channel)
        channel.note_typing()
        return empty()

    async def start_thread(self, request: web.Request) -> web.Response:
        parent = self._channel(request)
        thread = self._world.new_channel(
            str(request[UPLOAD].body["name"]), THREAD, guild=parent.guild, parent=parent
        )
        shown = payloads.channel(thread, self._world.bot)
        self._gateway.dispatch("THREAD_CREATE", shown)
        return answer(shown, 201)

    async def history(self, request: web.Request) -> web.Response:
        newest_first = self._channel(request).messages[::-1]
        limit = int(request.query.get("limit", "50"))
        before = int(request.query.get("before", self._world.new_id()))
        found = [each for each in newest_first if int(each["id"]) < before]
        return answer([self._seen(each) for each in found[:limit]])

    async def send(self, request: web.Request) -> web.Response:
        channel, upload = self._channel(request), request[UPLOAD]
        self._may_send(channel)
        flags = upload.body.get("flags") or 0
        bot = self._world.bot
        return answer(self._messages.post(channel, bot, upload.body, upload.files, flags=flags))

    async def message(self, request: web.Request) -> web.Response:
        return answer(self._seen(self._found(request)))

    async def edit(self, request: web.Request) -> web.Response:
        message, upload = self._found(request), request[UPLOAD]
        if not self._is_own(message):
            raise ApiError(403, 50005, "Cannot edit a message authored by another user")
        return answer(self._messages.edit(message, upload.body, upload.files))

    async def delete(self, request: web.Request) -> web.Response:
        message = self._found(request)
        if not self._is_own(message):
            raise ApiError(403, 50013, "Missing Permissions")
        self._messages.delete(message)
        return empty()

    async def react(self, request: web.Request) -> web.Response:
        message = self._found(request)
        emoji = request.match_info["emoji"]
        reactions = message.setdefault("bot_reactions", [])
        if request.method == "PUT":
            reactions.append(emoji)
        elif emoji in reactions:
            reactions.remove(emoji)
        return empty()

    async def attachment(self, request: web.Request) -> web.Response:
        found = self._world.attachments.get(_id(request, "attachment"))
        if found is None:
            raise web.HTTPNotFound
        headers = {"Content-Type": found.file.content_type}
        return web.Response(body=found.file.data, headers=headers)

    def _registered(self, command: Json, guild: int | None) -> Json:
        known = {(c["name"], c["type"]): c["id"] for c in self._world.commands.get(guild, [])}
        kind = command.get("type", 1)
        registered = {
            **COMMAND_DEFAULTS,
            **command,
            "type": kind,
            "id": known.get((command["name"], kind), str(self._world.new_id())),
            "application_id": str(self._world.application_id),
            "version": str(self._world.new_id()),
        }
        return registered if guild is None else {**registered, "guild_id": str(guild)}

    def _channel(self, request: web.Request) -> Channel:
        channel = self._world.channels.get(_id(request, "channel"))
        if channel is None:
            raise ApiError(404, 10003, "Unknown Channel")
        if not channel.bot_permissions & VIEW_CHANNEL:
            raise ApiError(403, 50001, "Missing Access")
        return channel

    def _may_send(self, channel: Channel) -> None:
        needed = SEND_IN_THREADS if channel.kind == THREAD else SEND_MESSAGES
        if channel.kind != DIRECT and not channel.bot_permissions & needed:
            raise ApiError(403, 50013, "Missing Permissions")

    def _found(self, request: web.Request) -> Json:
        return self._messages.find(self._channel(request).id, _id(request, "message"))

    def _seen(self, message: Json) -> Json:
        return visible(message, self._gateway.intents, self._world.bot.id)

    def _is_own(self, message: Json) -> bool:
        return int(message["author"]["id"]) == self._world.bot.id


def _id(request: web.Request, name: str) -> int:
    text = request.match_info[name]
    if not text.isdecimal():
        raise ApiError(400, 50035, "Invalid Form Body", {name: f"{text!r} is not snowflake."})
    return int(text)


def _guild_id(request: web.Request) -> int | None:
    return _id(request, "guild") if "guild" in request.match_info else None
