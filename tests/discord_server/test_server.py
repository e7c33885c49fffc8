"""The test server against a real discord.py client, over a real socket."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable

import discord
import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.discord_server import MANAGE_MESSAGES, Channel, DiscordServer, File, Guild, Person
from tests.discord_server.sample_bot import SampleBot
from tests.discord_server.world import COMPONENTS_V2, EPHEMERAL, EVERYONE, SEND_MESSAGES


@pytest.fixture
async def server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[DiscordServer]:
    async with DiscordServer(heartbeat_interval=0.2) as server:
        monkeypatch.setattr(Route, "BASE", server.api_base)
        monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(server.gateway_url))
        yield server


@pytest.fixture
def guild(server: DiscordServer) -> Guild:
    return server.add_guild()


@pytest.fixture
def channel(server: DiscordServer, guild: Guild) -> Channel:
    return server.add_channel(guild)


@pytest.fixture
def ana(server: DiscordServer, guild: Guild) -> Person:
    return server.add_member(guild, "Ana")


@pytest.fixture
async def bot(server: DiscordServer, channel: Channel, ana: Person) -> AsyncIterator[SampleBot]:
    async with running_bot(server) as bot:
        yield bot


@contextlib.asynccontextmanager
async def running_bot(server: DiscordServer, identifies: int = 1) -> AsyncIterator[SampleBot]:
    bot = SampleBot()
    running = asyncio.create_task(bot.start(server.token))
    try:
        await server.ready(identifies)
        yield bot
    finally:
        await bot.close()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_login_syncs_commands_and_becomes_ready(
    server: DiscordServer, guild: Guild, bot: SampleBot
) -> None:
    await bot.online()
    assert [each.name for each in bot.guilds] == [guild.name]
    assert (server.gateway.connections, server.gateway.identifies) == (1, 1)
    ((where, synced),) = server.command_syncs
    assert where is None
    assert {"ask", "article"} <= {command["name"] for command in synced}
    assert server.violations == []


async def test_a_wrong_token_is_refused(server: DiscordServer) -> None:
    async with SampleBot() as bot:
        with pytest.raises(discord.LoginFailure):
            await asyncio.wait_for(bot.start("wrong"), 5)
    assert server.requests[-1].status == 401


async def test_a_privileged_intent_is_refused(server: DiscordServer) -> None:
    async with discord.Client(intents=discord.Intents.all()) as client:
        with pytest.raises(discord.PrivilegedIntentsRequired):
            await asyncio.wait_for(client.start(server.token), 5)


async def test_heartbeats_are_answered(server: DiscordServer, bot: SampleBot) -> None:
    await bot.online()
    await server.gateway.changed.until(
        lambda: True if len(server.gateway.heartbeats) > 2 else None, 3, "heartbeats"
    )
    assert bot.latency < 1


async def test_plain_text_frames_serve_as_well(
    server: DiscordServer, channel: Channel, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    compressed = DiscordWebSocket.from_client
    monkeypatch.setattr(
        DiscordWebSocket,
        "from_client",
        lambda client, **given: compressed(client, **{**given, "compress": False}),
    )
    async with running_bot(server):
        response = await ana.slash(channel, "ask", question="plain")
        assert (await response.message())["content"] == "about plain"


async def test_a_deferred_answer_is_edited(
    server: DiscordServer, channel: Channel, ana: Person, bot: SampleBot
) -> None:
    response = await ana.slash(channel, "ask", question="What did she say?")
    first = await response.acknowledged()
    assert first.callback_type == 5
    assert first.at < 1
    assert (await response.message())["content"] == "about What did she say?"
    assert [step.kind for step in response.steps] == ["callback", "edit"]
    assert response.steps[0].data["flags"] & 128
    assert server.violations == []


async def test_autocomplete_gives_choices(channel: Channel, ana: Person, bot: SampleBot) -> None:
    response = await ana.autocomplete(channel, "ask", focused="question", question="who")
    assert await response.choices() == [{"name": "who?", "value": "who"}]


async def test_an_attachment_is_read_by_a_nested_command(
    channel: Channel, ana: Person, bot: SampleBot
) -> None:
    note = File("note.txt", "сказала она".encode())
    response = await ana.slash(channel, "article", "add", file=note, loud=True)
    message = await response.message()
    assert message["content"] == "СКАЗАЛА ОНА"
    assert message["flags"] & EPHEMERAL
    assert channel.messages == []


async def test_a_modal_is_filled_in(channel: Channel, ana: Person, bot: SampleBot) -> None:
    opened = await ana.slash(channel, "article", "paste")
    assert (await opened.modal())["title"] == "Paste an article"
    response = await ana.submit(opened, {"Title": "News", "file": File("a.txt", b"12345")})
    assert (await response.message())["content"] == "News [5]"


async def test_a_modal_wants_its_required_field(
    channel: Channel, ana: Person, bot: SampleBot
) -> None:
    opened = await ana.slash(channel, "article", "paste")
    with pytest.raises(ValueError, match="Title"):
        await ana.submit(opened, {})


async def test_a_button_is_clicked(channel: Channel, ana: Person, bot: SampleBot) -> None:
    shown = await (await ana.slash(channel, "count")).message()
    pressed = await ana.click(shown, "more")
    assert (await pressed.message())["content"] == "pressed"
    assert channel.messages[-1]["components"] == []
    with pytest.raises(LookupError):
        await ana.click(shown, "more")


async def test_a_deferred_update_shows_its_edit(
    channel: Channel, ana: Person, bot: SampleBot
) -> None:
    shown = await (await ana.slash(channel, "count")).message()
    pressed = await ana.click(shown, "Later")
    assert (await pressed.message())["content"] == "pressed later"
    assert pressed.callback_type == 6


async def test_followups_and_deletion_are_recorded(
    server: DiscordServer, channel: Channel, ana: Person, bot: SampleBot
) -> None:
    response = await ana.slash(channel, "journey")
    second = await response.followup()
    assert second["content"] == "second"
    assert [each["filename"] for each in second["attachments"]] == ["a.txt"]
    assert (await response.deleted()).data["content"] == "first"
    assert [step.kind for step in response.steps] == ["callback", "edit", "followup", "delete"]
    assert server.violations == []


async def test_a_layout_shows_its_picture(
    server: DiscordServer, channel: Channel, ana: Person, bot: SampleBot
) -> None:
    message = await (await ana.slash(channel, "sheet")).message()
    assert message["flags"] & COMPONENTS_V2
    text, gallery = message["components"]
    assert text["content"] == "> quoted"
    assert gallery["items"][0]["media"]["url"] == message["attachments"][0]["url"]
    assert server.violations == []


async def test_a_bot_started_again_identifies_anew(
    server: DiscordServer, channel: Channel, ana: Person
) -> None:
    for start in (1, 2):
        async with running_bot(server, start):
            response = await ana.slash(channel, "ask", question=str(start))
            assert (await response.message())["content"] == f"about {start}"
    assert (server.gateway.identifies, server.gateway.resumes) == (2, 0)


async def test_a_message_command_sees_its_message(
    channel: Channel, ana: Person, bot: SampleBot
) -> None:
    message = await ana.send(channel, "a claim")
    response = await ana.context_menu(message, "Check")
    assert (await response.message())["content"] == "checked a claim"


async def test_a_mention_and_a_reply_are_answered(
    server: DiscordServer, channel: Channel, ana: Person, bot: SampleBot
) -> None:
    asked = await ana.send(channel, f"{server.mention} hello")
    answer = await channel.next_bot_message()
    assert answer["message_reference"]["message_id"] == asked["id"]
    assert answer["content"].startswith(ana.mention)
    assert answer["mentions"] == []
    assert channel.typing
    await ana.send(channel, "and now?", reply_to=answer)
    assert "and now?" in (await channel.next_bot_message())["content"]
    assert server.violations == []


async def test_words_not_meant_for_the_bot_stay_unread(
    channel: Channel, ana: Person, bot: SampleBot
) -> None:
    await ana.send(channel, "a secret")
    await ana.send(ana.direct_messages(), "in private")
    await _until(lambda: len(bot.overheard) == 2)
    assert bot.overheard == ["", "in private"]


async def test_direct_messages_carry_interactions(ana: Person, bot: SampleBot) -> None:
    response = await ana.slash(ana.direct_messages(), "ask", question="alone")
    assert (await response.message())["content"] == "about alone"
    with pytest.raises(LookupError, match="tidy"):
        await ana.slash(ana.direct_messages(), "tidy")


async def test_permissions_decide_what_is_offered(
    server: DiscordServer, guild: Guild, channel: Channel, ana: Person, bot: SampleBot
) -> None:
    moderator = server.add_member(guild, "Mila", permissions=MANAGE_MESSAGES)
    assert (await (await moderator.slash(channel, "tidy")).message())["content"] == "True"
    with pytest.raises(PermissionError):
        await ana.slash(channel, "tidy")
    guild.open_command("tidy")
    assert (await (await ana.slash(channel, "tidy")).message())["content"] == "False"


async def test_a_channel_can_refuse_the_bot(
    server: DiscordServer, guild: Guild, ana: Person, bot: SampleBot
) -> None:
    closed = server.add_channel(guild, "closed", bot_permissions=EVERYONE & ~SEND_MESSAGES)
    await bot.online()
    handle = bot.get_partial_messageable(closed.id)
    with pytest.raises(discord.Forbidden) as refused:
        await handle.send("hello")
    assert refused.value.code == 50013


async def test_a_late_first_response_is_unknown(
    server: DiscordServer, channel: Channel, ana: Person, bot: SampleBot
) -> None:
    server.faults.delay("POST", "/interactions/*/callback", 3.1)
    await ana.slash(channel, "say", letters=1)
    await _until(lambda: bot.errors == [10062], 5)
    assert [violation.code for violation in server.violations] == [10062]


async def test_a_second_acknowledgement_is_refused(
    server: DiscordServer, channel: Channel, ana: Person, bot: SampleBot
) -> None:
    response = await ana.slash(channel, "say", letters=3, times=2)
    await _until(lambda: bot.errors == [40060])
    assert (await response.message())["content"] == "aaa"
    assert [violation.code for violation in server.violations] == [40060]


async def test_too_long_a_message_is_refused(
    server: DiscordServer, channel: Channel, ana: Person, bot: SampleBot
) -> None:
    response = await ana.slash(channel, "say", letters=2000)
    assert len((await response.message())["content"]) == 2000
    await ana.slash(channel, "say", letters=2001)
    await _until(lambda: bot.errors == [50035])
    assert [violation.code for violation in server.violations] == [50035]


async def test_an_expired_token_cannot_edit(channel: Channel, ana: Person, bot: SampleBot) -> None:
    response = await ana.slash(channel, "ask", question="x")
    message = await response.message()
    response.expire()
    hook = discord.Webhook.partial(bot.application_id or 0, response.token, client=bot)
    with pytest.raises(discord.HTTPException) as refused:
        await hook.edit_message(int(message["id"]), content="later")
    assert refused.value.code == 50027


async def test_an_unknown_message_cannot_be_edited(
    channel: Channel, ana: Person, bot: SampleBot
) -> None:
    response = await ana.slash(channel, "ask", question="x")
    await response.message()
    for token, code in ((response.token, 10008), ("unknown", 10015)):
        hook = discord.Webhook.partial(bot.application_id or 0, token, client=bot)
        with pytest.raises(discord.NotFound) as refused:
            await hook.edit_message(1, content="later")
        assert refused.value.code == code


async def test_a_rate_limit_is_waited_out(
    server: DiscordServer, channel: Channel, ana: Person, bot: SampleBot
) -> None:
    server.faults.rate_limit("POST", "/interactions/*/callback", 0.3)
    response = await ana.slash(channel, "ask", question="patience")
    assert (await response.acknowledged()).at >= 0.3
    assert (await response.message())["content"] == "about patience"
    assert [r.status for r in server.requests_to("POST", "/callback")] == [429, 200]
    assert server.faults.pending == 0
    assert server.violations == []


async def test_a_server_error_is_tried_again(
    server: DiscordServer, channel: Channel, ana: Person, bot: SampleBot
) -> None:
    server.faults.status("PATCH", "/webhooks/*/@original", 502)
    response = await ana.slash(channel, "ask", question="again")
    assert (await response.message())["content"] == "about again"
    assert [r.status for r in server.requests_to("PATCH", "/webhooks")] == [502, 200]


async def test_a_reset_connection_reaches_the_bot(
    server: DiscordServer, channel: Channel, bot: SampleBot
) -> None:
    await bot.online()
    server.faults.reset("POST", "/channels/*/messages")
    handle = bot.get_partial_messageable(channel.id)
    with pytest.raises((discord.DiscordException, OSError)):
        await handle.send("lost")
    await handle.send("kept")
    assert [message["content"] for message in channel.messages] == ["kept"]


@pytest.mark.parametrize("broken", ["drop", "reconnect", "close"])
async def test_a_broken_connection_resumes_and_misses_nothing(
    server: DiscordServer, channel: Channel, ana: Person, bot: SampleBot, broken: str
) -> None:
    await (await ana.slash(channel, "ask", question="before")).message()
    if broken == "close":
        server.gateway.close(4000)
    else:
        getattr(server.gateway, broken)()
    missed = await ana.slash(channel, "ask", question="missed")
    assert (await missed.message())["content"] == "about missed"
    await (await ana.slash(channel, "ask", question="after")).message()
    assert bot.asked == ["before", "missed", "after"]
    assert (server.gateway.identifies, server.gateway.resumes) == (1, 1)
    assert server.gateway.connections == 2


async def test_events_while_the_gateway_is_down_wait(
    server: DiscordServer, channel: Channel, ana: Person, bot: SampleBot
) -> None:
    await bot.online()
    with server.gateway.down():
        await ana.send(channel, f"{server.mention} anybody?")
        await asyncio.sleep(0.3)
        assert channel.messages[-1]["author"]["id"] == str(ana.user.id)
    assert "anybody?" in (await channel.next_bot_message(8))["content"]
    assert server.gateway.resumes == 1


async def test_the_server_stops_while_a_connection_dies(
    server: DiscordServer, bot: SampleBot
) -> None:
    server.gateway.drop()
    await asyncio.sleep(0)
    await server.stop()


async def test_an_invalid_session_is_not_resumed(server: DiscordServer, bot: SampleBot) -> None:
    await bot.online()
    server.gateway.invalidate()
    assert not server.gateway.connected


async def _until(true: Callable[[], bool], seconds: float = 3.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen"
        await asyncio.sleep(0.01)
