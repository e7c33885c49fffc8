from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

import aiohttp
import discord
import pytest
import simcord

from bot import trial
from bot.discord.client import create_bot
from bot.samples import WORTH_ASKING
from bot.services import Services
from index.errors import SettingsError
from index.sources import SourceReader
from index.types import FailedSource


async def test_the_page_is_served_until_it_is_stopped(services: Services) -> None:
    told: asyncio.Queue[str] = asyncio.Queue()
    running = asyncio.create_task(trial._run(services, told.put_nowait))
    address = (await asyncio.wait_for(told.get(), timeout=20)).rpartition(" ")[2]
    capability = urlsplit(address).fragment
    headers = {"X-Simcord-Capability": capability}
    async with aiohttp.ClientSession(headers=headers) as session:
        async with session.get(address) as page:
            assert page.status == 200
        origin = address.partition("#")[0]
        async with session.post(f"{origin}api/pages", json={}) as opened:
            shown = await opened.text()
    assert "Welcome." in shown
    for question in WORTH_ASKING:
        assert question.replace('"', '\\"') in shown
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_a_job_can_be_cancelled_while_it_goes_on(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The simulation hands the page back once a command is answered, though the job goes on."""
    asked, going_on = threading.Event(), threading.Event()

    def read(*_: object) -> Iterator[FailedSource]:
        asked.set()
        going_on.wait(20)
        yield FailedSource("x", "It is too slow.")

    monkeypatch.setattr(SourceReader, "read", read)
    try:
        async with simcord.run(create_bot(services, spawn=trial._spawned_outside())) as env:
            guild = env.create_guild("Newsroom")
            channel = guild.create_text_channel("desk")
            may = discord.Permissions(manage_messages=True)
            editor = guild.add_member(
                env.create_user("editor"), roles=[guild.create_role("Editors", permissions=may)]
            )
            urls = "https://a.example/1 https://a.example/2"
            await editor.slash(channel, "article add", url=urls)
            while not (channel.history() and asked.is_set()):  # noqa: ASYNC110 - on a thread
                await asyncio.sleep(0.01)
            await editor.click(channel.history()[0], label="Cancel")
            job = services.libraries.jobs(str(guild.id)).get(1)
            assert (job.state, job.settled) == ("stopping", 0)
            going_on.set()
    finally:
        going_on.set()


def test_a_missing_simulation_says_how_to_install_it(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(SettingsError, match=r"pip install -e '\.\[try\]'"):
        trial.try_in_browser(services, tell=lambda line: None)


def test_no_browser_is_opened_without_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not trial._has_browser()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert trial._has_browser()
