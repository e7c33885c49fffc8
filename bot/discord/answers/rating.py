"""Thumbs: what people think of an answer. Each person counts once, and may change their mind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.discord.moderation import require_reader
from bot.discord.page import Page
from bot.discord.remembering import Presser, recalled
from bot.discord.replies import Interaction, acknowledge, show, words
from index.exchanges import Ratings

if TYPE_CHECKING:
    from bot.services import Services

_THANKS: Final = {
    1: "Thanks: you found this answer good 👍",
    -1: "Thanks: you found this answer wanting 👎. The moderators will see that it was.",
    None: "Taken back: you have no opinion of this answer any more.",
}


async def rate_up(interaction: Interaction, number: int) -> None:
    """Find an answer good, or take that back."""
    await _rate(interaction, number, 1)


async def rate_down(interaction: Interaction, number: int) -> None:
    """Find an answer bad, or take that back."""
    await _rate(interaction, number, -1)


async def _rate(interaction: Interaction, number: int, value: int) -> None:
    await acknowledge(interaction, private=True)
    await require_reader(interaction)
    services: Services = interaction.client.services
    presser = Presser.of(interaction)
    now, ratings = await services.offload.noting(_toggle, services, presser, number, value)
    await show(interaction, rated_page(now, ratings))


def rated_page(value: int | None, ratings: Ratings) -> Page:
    """What was noted, for the person alone, and what everybody thinks."""
    again = " Press it again to take that back." if value else ""
    return words(f"{_THANKS[value]}{again}\nSo far 👍 {ratings.up} · 👎 {ratings.down}")


def _toggle(
    services: Services, presser: Presser, number: int, value: int
) -> tuple[int | None, Ratings]:
    """Raises ExchangeNotFound."""
    exchange = recalled(services, presser, number)
    exchanges = services.libraries.exchanges(presser.server)
    before = exchanges.rating(exchange.number, presser.person)
    now = None if before == value else value
    return now, exchanges.rate(exchange.number, presser.person, now)
