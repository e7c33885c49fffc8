"""Thumbs under an answer."""

from __future__ import annotations

from datetime import UTC, datetime

import simcord

from index.exchanges import Ratings
from tests.bot.discord.answers.buttons.pressing import (
    asked,
    button,
    exchange_of,
    exchanges,
    press,
    restart,
)
from tests.bot.discord.conftest import Newsroom, reply, shown


class TestRating:
    async def test_each_person_counts_once_and_may_change(self, newsroom: Newsroom) -> None:
        newsroom.add()
        message = await asked(newsroom)
        number = exchange_of(newsroom, message).number

        async def rated(deed: str, by: simcord.MemberActor | None = None) -> str:
            pressed = await press(newsroom, message, deed, by)
            assert pressed.ephemeral
            return shown(reply(pressed))

        assert "So far 👍 1 · 👎 0" in await rated("up")
        assert "So far 👍 1 · 👎 1" in await rated("down", newsroom.moderator)
        await restart(newsroom)
        assert "So far 👍 0 · 👎 2" in await rated("down")
        assert "Taken back" in await rated("down")
        assert exchanges(newsroom).ratings(number) == Ratings(up=0, down=1)

    async def test_a_forgotten_question_is_said_to_be_so(self, newsroom: Newsroom) -> None:
        newsroom.add()
        message = await asked(newsroom)
        custom_id = button(newsroom, message, "up")
        newsroom.services.libraries.forget_exchanges(datetime.now(UTC))
        for deed in ("up", "context", "more"):
            pressed = await newsroom.reader.click(
                message, custom_id=custom_id.removesuffix("up") + deed
            )
            assert "is not remembered any more" in shown(reply(pressed))
