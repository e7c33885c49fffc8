from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest

from bot.discord.replies import acknowledge, twice


class Broken:
    """A request whose connection breaks some times before it goes through."""

    def __init__(self, times: int, then: Exception | None = None) -> None:
        self.left = times
        self.then = then
        self.calls = 0

    async def __call__(self, **options: Any) -> None:
        self.calls += 1
        if self.left:
            self.left -= 1
            raise aiohttp.ServerDisconnectedError
        if self.then is not None:
            raise self.then


def refused(code: int) -> discord.HTTPException:
    response: Any = SimpleNamespace(status=400, reason="Bad Request")
    return discord.HTTPException(response, {"code": code, "message": "no"})


def interaction(defer: Broken) -> Any:
    return SimpleNamespace(extras={}, response=SimpleNamespace(defer=defer))


async def test_a_broken_connection_is_tried_once_more() -> None:
    request = Broken(1)
    await twice(request)
    assert request.calls == 2


async def test_a_connection_that_stays_broken_is_an_error() -> None:
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await twice(Broken(2))


async def test_an_acknowledgement_that_had_arrived_after_all_is_fine() -> None:
    defer = Broken(1, then=refused(40060))
    await acknowledge(interaction(defer), private=True)
    assert defer.calls == 2


async def test_any_other_refusal_of_an_acknowledgement_is_an_error() -> None:
    with pytest.raises(discord.HTTPException):
        await acknowledge(interaction(Broken(0, then=refused(50001))), private=True)
