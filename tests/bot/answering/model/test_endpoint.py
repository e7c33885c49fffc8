"""The key goes nowhere but to the endpoint, and a password in its address is never told."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp import web

from bot.answering.model.endpoint import Endpoint
from bot.answering.model.errors import EndpointRefused, EndpointUnreachable, WritingFailed
from bot.answering.model.protocol import Message, ModelRules
from bot.answering.model.reply import claims_form
from tests.bot.answering.model.scripted import KEY, saying, scripted


def failure(rules: ModelRules) -> WritingFailed:
    endpoint = Endpoint(rules)
    try:
        with pytest.raises(WritingFailed) as failed:
            endpoint.complete([Message("user", "Why?")], claims_form(), rules.seconds)
    finally:
        endpoint.close()
    return failed.value


@pytest.mark.parametrize("status", [301, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    with scripted(saying('{"claims": []}')) as other:
        address = f"{other.url.replace('127.0.0.1', 'localhost')}/chat/completions"

        async def redirecting(_: web.Request, __: dict[str, Any]) -> web.StreamResponse:
            return web.Response(status=status, headers={"Location": address})

        with scripted(redirecting) as endpoint:
            assert isinstance(failure(ModelRules(endpoint.url, "m", KEY)), EndpointRefused)
        assert not other.asked


def test_a_password_in_the_address_is_not_told() -> None:
    gone = failure(ModelRules("http://ada:hunter2@127.0.0.1:9/v1?key=k3y", "m"))
    assert isinstance(gone, EndpointUnreachable)
    assert gone.message == "No language model answers at http://127.0.0.1:9/v1."


@pytest.mark.parametrize("address", ["http://ada:hunter2@[/v1", "http://ada:hunter2@:x/v1"])
def test_nor_one_in_what_is_no_address(address: str) -> None:
    assert "hunter2" not in ModelRules(address, "m").address
    assert "hunter2" not in str(failure(ModelRules(address, "m")))
