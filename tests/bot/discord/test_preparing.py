"""What is made ready before anybody types."""

from __future__ import annotations

import pytest

from bot.discord import preparing
from bot.discord.client import create_bot
from index.speakers import register
from index.speakers.completion import SpeakerCompletion
from tests.bot.discord.conftest import Newsroom


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The speakers of each completion that is made."""
    found: list[list[str]] = []

    def make(*given: object) -> SpeakerCompletion:
        completion = SpeakerCompletion(*given)  # type: ignore[arg-type]
        found.append(completion.starting("", 9))
        return completion

    monkeypatch.setattr(register, "SpeakerCompletion", make)
    return found


async def restart(newsroom: Newsroom) -> None:
    newsroom.services.libraries._open.clear()
    await newsroom.env.restart_bot(create_bot(newsroom.services))


async def test_the_first_key_after_a_start_waits_for_nothing(
    newsroom: Newsroom, made: list[list[str]]
) -> None:
    newsroom.add()
    await restart(newsroom)
    assert made == [["Ada Vell"]]
    offered = await newsroom.reader.autocomplete(newsroom.channel, "quotes", "speaker", "ad")
    assert [choice["value"] for choice in offered] == ["Ada Vell"]
    assert len(made) == 1


async def test_of_many_servers_only_the_largest_are_made_ready(
    newsroom: Newsroom, made: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = newsroom.env.create_guild("Other desk")
    newsroom.services.libraries.get(str(other.id)).count()
    newsroom.services.libraries.get("not on Discord").count()
    newsroom.add()
    monkeypatch.setattr(preparing, "MOST_SERVERS", 1)
    await restart(newsroom)
    assert made == [["Ada Vell"]]


async def test_a_start_goes_on_where_the_speakers_cannot_be_read(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> list[str]:
        raise RuntimeError("no database")

    monkeypatch.setattr(newsroom.services.libraries, "largest", broken)
    await restart(newsroom)
    assert "the speakers are not made ready" in caplog.text
