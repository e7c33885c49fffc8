"""Follow-ups that a language model understands, on servers that have chosen one."""

from __future__ import annotations

import json

import pytest

from bot.answering.answerer import Answerer
from bot.answering.model.errors import EndpointSlow
from bot.services import Services
from index.errors import StorageError
from index.store.models import ModelStore
from tests.bot.discord.canned import Canned, with_model
from tests.bot.discord.conftest import Newsroom
from tests.bot.discord.scribe import HOST
from tests.bot.discord.talk.test_conversation import (
    COURIER,
    DAM,
    MARO_ON_THE_DAM,
    VALE_ON_THE_DAM,
    ask,
    go_on,
)
from tests.bot.discord.talk.test_mentions import me

BETTER = "What did Paul Vale say about the dam before June?"


@pytest.fixture
def answerer() -> Answerer:
    return Answerer()


@pytest.fixture
def endpoint() -> Canned:
    return Canned(json.dumps({"question": BETTER}))


@pytest.fixture
def services(services: Services, endpoint: Canned) -> Services:
    return with_model(services, endpoint)


async def test_a_follow_up_is_rewritten_where_the_server_chose_a_model(
    newsroom: Newsroom, endpoint: Canned
) -> None:
    newsroom.add(DAM, COURIER)
    first = await ask(newsroom)
    assert VALE_ON_THE_DAM in await go_on(newsroom, "and Vale?", first)
    assert endpoint.asked == []
    newsroom.services.libraries.model(newsroom.library.name).choose(by="discord:1", host=HOST)
    assert f"Understood as: {BETTER}" in await go_on(newsroom, "and Vale before June?", first)
    rewriting = next(given for given in endpoint.asked if "follow-up>>>" in given[-1].content)
    assert f"Question: {MARO_ON_THE_DAM}\n" in rewriting[-1].content
    endpoint.text = json.dumps({"question": "What did Ada Vell say about bribes?"})
    assert VALE_ON_THE_DAM in await go_on(newsroom, "and Vale?", first)
    endpoint.error = EndpointSlow("It is slow.", "Wait.")
    assert VALE_ON_THE_DAM in await go_on(newsroom, "and Vale?", first)


async def test_the_rules_stand_where_the_model_cannot_be_accounted_for(
    newsroom: Newsroom, endpoint: Canned, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> bool:
        raise StorageError("The disk is full.", "Make room.")

    newsroom.add(DAM, COURIER)
    first = await ask(newsroom)
    newsroom.services.libraries.model(newsroom.library.name).choose(by="discord:1", host=HOST)
    monkeypatch.setattr(ModelStore, "reserve", broken)
    assert VALE_ON_THE_DAM in await go_on(newsroom, "and Vale?", first)
    assert endpoint.asked == []


async def test_the_words_of_other_people_are_not_told_to_the_model(
    newsroom: Newsroom, endpoint: Canned
) -> None:
    newsroom.add(DAM, COURIER)
    newsroom.services.libraries.model(newsroom.library.name).choose(by="discord:1", host=HOST)
    said = await newsroom.moderator.send(newsroom.channel, "Did Paul Vale speak about the dam?")
    await newsroom.reader.send(newsroom.channel, f"{me(newsroom)} and Maro?", reply_to=said)
    assert not any("follow-up>>>" in given[-1].content for given in endpoint.asked)
