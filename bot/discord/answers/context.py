"""Context: the quotations of an answer where they stand, one at a time, for one person alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import discord
from discord import ui

from bot.answering.proofs import prove_again
from bot.answering.types import Citation
from bot.discord.answers.surroundings import context_page
from bot.discord.boundary import boundary
from bot.discord.escaping import longest, size, visible
from bot.discord.moderation import require_reader
from bot.discord.refusals import Refusal
from bot.discord.remembering import Presser, recalled
from bot.discord.replies import Interaction, acknowledge, acknowledge_press, show
from bot.wording import NO_SPEAKER

if TYPE_CHECKING:
    from bot.services import Services

_MOST_CHOICES: Final = 25
_LONGEST_LINE: Final = 100

_GONE: Final = "What was quoted there is not in the library any more: its article was removed."

Quoted = Mapping[int, Citation]
"""Citations by their number in the answer, from 1; those that are gone are left out."""


class ChooseQuotation(
    ui.DynamicItem[ui.Select[Any]], template=r"whosaid:context:(?P<number>\d{1,18})"
):
    """Shows another quotation of the answer in its context."""

    def __init__(self, number: int, quoted: Quoted, chosen: int) -> None:
        options = [
            _option(place, citation, chosen=place == chosen)
            for place, citation in list(quoted.items())[:_MOST_CHOICES]
        ]
        super().__init__(ui.Select(custom_id=f"whosaid:context:{number}", options=options))
        self.number = number

    @classmethod
    async def from_custom_id(
        cls, _interaction: Interaction, _item: ui.Item[Any], match: re.Match[str], /
    ) -> ChooseQuotation:
        return cls(int(match["number"]), {}, 0)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show it in place of the one before."""
        async with boundary(interaction):
            await acknowledge_press(interaction)
            await require_reader(interaction)
            data: Any = interaction.data
            await _show(interaction, self.number, int(data["values"][0]))


async def show_context(interaction: Interaction, number: int) -> None:
    """Show the first quotation of an answer in its context, and the others to choose from."""
    await acknowledge(interaction, private=True)
    await require_reader(interaction)
    await _show(interaction, number, None)


async def _show(interaction: Interaction, number: int, chosen: int | None) -> None:
    services: Services = interaction.client.services
    presser = Presser.of(interaction)
    quoted = await services.offload.question(_quoted, services, presser, number)
    place = next(iter(quoted)) if chosen is None else chosen
    if place not in quoted:
        raise Refusal(_GONE, "Choose another one.")
    menu = (ChooseQuotation(number, quoted, place),) if len(quoted) > 1 else ()
    await show(interaction, context_page(place, quoted[place]), *menu)


def _quoted(services: Services, presser: Presser, number: int) -> Quoted:
    """Raises ExchangeNotFound, and Refusal where nothing of it can be shown any more."""
    cited = recalled(services, presser, number).cited
    library = services.libraries.get(presser.server)
    proved = {place: prove_again(library, kept) for place, kept in enumerate(cited, start=1)}
    quoted = {place: citation for place, citation in proved.items() if citation}
    if not quoted:
        raise Refusal(_GONE, "Ask again to see what there is now.")
    return quoted


def _option(place: int, citation: Citation, *, chosen: bool) -> discord.SelectOption:
    speaker = citation.speaker.name if citation.speaker else None
    outlet = citation.article.metadata.publisher
    who = speaker or (outlet if citation.kind == "passage" else NO_SPEAKER)
    return discord.SelectOption(
        label=_line(f"{place}. {who or 'The article’s own words'}"),
        value=str(place),
        description=_line(citation.quote),
        default=chosen,
    )


def _line(text: str) -> str:
    """One line of a menu, which shows plain text."""
    line = visible(" ".join(text.split()))
    if size(line) <= _LONGEST_LINE:
        return line
    return longest(line, lambda beginning: size(beginning) < _LONGEST_LINE).rstrip() + "…"
