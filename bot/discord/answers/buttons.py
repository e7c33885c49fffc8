"""The buttons under an answer, and what they do with its message: share it, delete it.

Each carries the number of its exchange, and so outlives a restart. The exchange is looked
up in the library of the server where a button is pressed, so that a number from elsewhere
finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, Literal

import aiohttp
import discord
from discord import ui

from bot.answering.types import NotFound, Outcome
from bot.answering.verifier import verify_again
from bot.discord.answers.context import show_context
from bot.discord.answers.more import show_more
from bot.discord.answers.rating import rate_down, rate_up
from bot.discord.answers.rendering import outcome_page, shared_page
from bot.discord.boundary import boundary
from bot.discord.layout import Item, layout
from bot.discord.moderation import may_delete
from bot.discord.refusals import Refusal
from bot.discord.remembering import Presser, cited_words, shown
from bot.discord.replies import Interaction, acknowledge_press, server_of, show
from index.errors import ExchangeNotFound
from index.exchanges import Exchange

if TYPE_CHECKING:
    from bot.services import Services

Deed = Literal["context", "more", "share", "up", "down", "delete"]

_ID: Final = re.compile(
    r"whosaid:answer:(?P<number>\d{1,18}):(?P<deed>context|more|share|up|down|delete)"
)
_FACES: Final[dict[Deed, dict[str, str]]] = {
    "context": {"label": "Context"},
    "more": {"label": "More"},
    "share": {"label": "Share"},
    "up": {"emoji": "👍"},
    "down": {"emoji": "👎"},
    "delete": {"label": "Delete"},
}


class AnswerButton(ui.DynamicItem[ui.Button[Any]], template=_ID):
    """Does something with an answer of the server."""

    def __init__(self, number: int, deed: Deed) -> None:
        face: dict[str, Any] = {**_FACES[deed]}
        super().__init__(ui.Button(custom_id=f"whosaid:answer:{number}:{deed}", **face))
        self.number = number
        self.deed = deed

    @classmethod
    async def from_custom_id(
        cls, _interaction: Interaction, _item: ui.Item[Any], match: re.Match[str], /
    ) -> AnswerButton:
        deed: Any = match["deed"]
        return cls(int(match["number"]), deed)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do it, or say why not."""
        async with boundary(interaction):
            await _DEEDS[self.deed](interaction, self.number)


def buttons_of(exchange: Exchange) -> tuple[Item, ...]:
    """The buttons that go under an answer; a private one is shared, not deleted: it fades."""
    last: tuple[Deed, ...] = () if exchange.private else ("delete",)
    deeds: tuple[Deed, ...] = last
    if exchange.status != "not_found":
        shared: tuple[Deed, ...] = ("share",) if exchange.private else ()
        deeds = ("context", "more", *shared, "up", "down", *last)
    return tuple(AnswerButton(exchange.number, deed) for deed in deeds)


async def share(interaction: Interaction, number: int) -> None:
    """Post a private answer where it was asked for; its asker may, and only once."""
    await acknowledge_press(interaction)
    services: Services = interaction.client.services
    presser = Presser.of(interaction)
    private, outcome = await services.offload.noting(_publish, services, presser, number)
    buttons = buttons_of(replace(private, private=False))
    page = shared_page(outcome, interaction.user.id)
    try:
        message = await interaction.followup.send(view=layout(page, *buttons), wait=True)
    except (discord.DiscordException, aiohttp.ClientError):
        await services.offload.noting(_take_back, services, presser, private)
        raise
    await shown(services, server_of(interaction), number, message.id)
    await show(interaction, outcome_page(outcome), *buttons[:-1])


async def delete(interaction: Interaction, number: int) -> None:
    """Delete the message of an answer; what was asked stays known to the moderators."""
    await acknowledge_press(interaction)
    services: Services = interaction.client.services
    if not await may_delete(interaction):
        presser = Presser.of(interaction)
        await services.offload.question(_require_asker, services, presser, number)
    await interaction.delete_original_response()
    await shown(services, server_of(interaction), number, None)


_DEEDS: Final[dict[Deed, Callable[[Interaction, int], Awaitable[None]]]] = {
    "context": show_context,
    "more": show_more,
    "share": share,
    "up": rate_up,
    "down": rate_down,
    "delete": delete,
}


def _publish(services: Services, presser: Presser, number: int) -> tuple[Exchange, Outcome]:
    """The exchange as it was, and what it answered, from now on public.

    From then on it cites what is shown then, so that both have the same numbers.
    """
    exchanges = services.libraries.exchanges(presser.server)
    exchange = exchanges.get(number)
    if exchange.asker != presser.person:
        raise Refusal("Only the person who asked can share this answer.", "Ask it yourself.")
    outcome = verify_again(services.libraries.get(presser.server), exchange)
    cited = () if isinstance(outcome, NotFound) else outcome.citations
    if not exchanges.publish(number, map(cited_words, cited)):
        raise Refusal("You have shared this answer already.", "Ask again to post it once more.")
    return exchange, outcome


def _take_back(services: Services, presser: Presser, private: Exchange) -> None:
    exchanges = services.libraries.exchanges(presser.server)
    exchanges.publish(private.number, private.cited, public=False)


def _require_asker(services: Services, presser: Presser, number: int) -> None:
    """Raise Refusal unless this person asked; of a forgotten question nobody is known to have."""
    try:
        asker = services.libraries.exchanges(presser.server).get(number).asker
    except ExchangeNotFound:
        asker = ""
    if asker != presser.person:
        raise Refusal(
            "Only the person who asked, or a moderator, can delete this answer.",
            "Ask one of them.",
        )
