"""How much may be asked: evenly, forgivingly, each server for itself, and told once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.discord import limits
from bot.discord.limits import AskingLimits, Buckets, Rates
from bot.discord.refusals import TooSoon
from tests.bot.discord.conftest import Newsroom, reply, shown
from tests.bot.discord.talk.test_mentions import last, me


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def asked(asking: AskingLimits, times: int, guild: int = 1, user: int = 7) -> int:
    """How many of so many questions are let through."""
    through = 0
    for _ in range(times):
        try:
            asking.count(guild, user)
        except TooSoon:
            continue
        through += 1
    return through


def test_an_argument_is_fine_and_a_flood_is_not(clock: Clock) -> None:
    asking = AskingLimits(Rates(12, 60), clock)
    assert asked(asking, 20) == 12
    clock.pass_by(5.1)
    assert asked(asking, 3) == 1
    clock.pass_by(600)
    assert asked(asking, 20) == 12


def test_it_is_told_when_there_is_room_again(clock: Clock) -> None:
    asking = AskingLimits(Rates(2, 60), clock)
    asked(asking, 2)
    with pytest.raises(TooSoon, match="You have asked") as told:
        asking.count(1, 7)
    assert timedelta(seconds=30) <= told.value.again - clock.now <= timedelta(seconds=31)
    clock.now = told.value.again
    assert asked(asking, 2) == 1


def test_a_server_has_a_limit_of_its_own(clock: Clock) -> None:
    asking = AskingLimits(Rates(12, 20), clock)
    assert asked(asking, 12, user=7) == 12
    assert asked(asking, 12, user=8) == 8
    with pytest.raises(TooSoon, match="This server has asked"):
        asking.count(1, 9)
    assert asked(asking, 12, guild=2, user=8) == 12
    # What the server was refused is not counted against the person.
    clock.pass_by(60)
    assert asked(asking, 12, user=9) == 12


def test_zero_is_no_limit(clock: Clock) -> None:
    assert asked(AskingLimits(Rates(0, 0), clock), 1000) == 1000


def test_a_clock_that_is_put_back_locks_nobody_out(clock: Clock) -> None:
    asking = AskingLimits(Rates(2, 60), clock)
    asked(asking, 2)
    clock.pass_by(-3600)
    assert asked(asking, 1) == 0
    clock.pass_by(3600 + 30)
    assert asked(asking, 1) == 1


def test_what_is_remembered_is_bounded(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_REMEMBERED", 3)
    buckets = Buckets(1, clock)
    for key in range(10):
        buckets.take(key)
    assert len(buckets._tokens) == 3
    assert not buckets.wait(0)
    assert buckets.wait(9)


def test_a_person_is_told_once_a_minute(clock: Clock) -> None:
    asking = AskingLimits(Rates(), clock)
    assert [asking.is_news(1, 7) for _ in range(3)] == [True, False, False]
    assert asking.is_news(1, 8)
    clock.pass_by(61)
    assert asking.is_news(1, 7)


async def test_who_asks_too_much_is_told_when_to_ask_again(
    newsroom: Newsroom, clock: Clock
) -> None:
    newsroom.add()
    newsroom.bot.limits = AskingLimits(Rates(1, 60), clock)
    for _ in range(2):
        result = await newsroom.reader.slash(newsroom.channel, "ask", question="A bridge?")
    assert result.ephemeral
    text = shown(reply(result))
    again = int((clock.now + timedelta(seconds=61)).timestamp())
    assert text == f"You have asked as much as I can answer in a minute. Try again <t:{again}:R>."
    moderator = await newsroom.moderator.slash(newsroom.channel, "ask", question="A bridge?")
    assert "We will build it" in shown(reply(moderator))


async def test_messages_that_are_refused_again_get_no_answer(
    newsroom: Newsroom, clock: Clock
) -> None:
    newsroom.add()
    newsroom.bot.limits = AskingLimits(Rates(1, 60), clock)
    for _ in range(4):
        await newsroom.reader.send(newsroom.channel, f"{me(newsroom)} a bridge?")
    assert "Try again <t:" in shown(last_of_bot(newsroom))
    assert len(of_bot(newsroom)) == 2
    clock.pass_by(61)
    await newsroom.reader.send(newsroom.channel, f"{me(newsroom)} a bridge?")
    assert "We will build it" in shown(last(newsroom))


def of_bot(newsroom: Newsroom) -> list[object]:
    return [each for each in newsroom.channel.history() if each.author.bot]


def last_of_bot(newsroom: Newsroom) -> object:
    return of_bot(newsroom)[-1]


def test_buttons_have_a_larger_bucket_of_their_own(clock: Clock) -> None:
    asking = AskingLimits(Rates(2, 60), clock)
    assert asked(asking, 3) == 2
    for _ in range(10):
        asking.count_press(1, 7)
    with pytest.raises(TooSoon, match="You have pressed"):
        asking.count_press(1, 7)
    asking.count_press(1, 8)
    clock.pass_by(6)
    asking.count_press(1, 7)
