"""Exchanges: written down behind their answers, found again for those who may see these."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.types import Citation
from bot.discord.channels import places
from bot.discord.replies import Interaction, server_of
from index.errors import ExchangeNotFound, StorageError
from index.exchanges import CitedWords, Exchange

if TYPE_CHECKING:
    from bot.services import Services

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Presser:
    """Who presses a button, as "discord:7", on which server, and in which channels that is.

    A thread is in its channel as well. The server is the name of its library.
    """

    server: str
    person: str
    channels: frozenset[str]

    @classmethod
    def of(cls, interaction: Interaction) -> Presser:
        """Raises ServerNeeded for a direct message."""
        channels = {interaction.channel_id, *places(interaction.channel)}
        return cls(
            str(server_of(interaction)),
            f"discord:{interaction.user.id}",
            frozenset(map(str, channels)),
        )


def recalled(services: Services, presser: Presser, number: int) -> Exchange:
    """The exchange of this number. Blocks.

    Raises ExchangeNotFound, too, where it was answered to somebody else alone, or in a
    channel that the person may not be able to read.
    """
    exchange = services.libraries.exchanges(presser.server).get(number)
    is_here = exchange.channel is None or exchange.channel in presser.channels
    if not is_here or not exchange.is_open_to(presser.person):
        raise ExchangeNotFound
    return exchange


async def shown(services: Services, guild_id: int, number: int, message_id: int | None) -> None:
    """Write down an exchange, and which message shows its answer, or that none does any more.

    The answer is there already: that it could not be written is logged, and no more.
    """

    def note() -> None:
        message = None if message_id is None else str(message_id)
        services.libraries.exchanges(str(guild_id)).shown(number, message)

    try:
        await services.offload.noting(note)
    except StorageError as error:
        log.error("exchange %d is not written yet: %s", number, error)


def cited_words(citation: Citation) -> CitedWords:
    """The words of a citation by their place, as an exchange keeps them."""
    article = citation.article
    return CitedWords(
        article.id, article.version, citation.span, citation.kind, citation.statement_id
    )
