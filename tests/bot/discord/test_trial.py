from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

import aiohttp
import pytest

from bot import trial
from bot.samples import WORTH_ASKING
from bot.services import Services
from index.errors import SettingsError


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
