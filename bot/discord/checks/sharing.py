"""The button under what was found for one person alone: posted again for the whole channel.

What it posts is the message that it stands under, which shows stored words alone. It carries
the articles that these are from: where one of them has been removed since, nothing is posted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

import aiohttp
import discord
from discord import ui

from bot.answering.types import Citation
from bot.discord.bot import Bot
from bot.discord.boundary import boundary
from bot.discord.layout import again
from bot.discord.moderation import require_spoken
from bot.discord.refusals import Refusal
from bot.discord.replies import Interaction, acknowledge_press, library_of

_PREFIX: Final = "whosaid:share-found:"
_ROOM: Final = 100 - len(_PREFIX)


class ShareFound(
    ui.DynamicItem[ui.Button[Any]],
    template=rf"{_PREFIX}(?P<articles>[a-z0-9.]{{0,{_ROOM}}})",
):
    """Posts what was found in the channel; `articles` are the ids that it rests on."""

    def __init__(self, articles: Iterable[str]) -> None:
        self.articles = tuple(dict.fromkeys(articles))
        code = ".".join(id_.removeprefix("A-") for id_ in self.articles)
        super().__init__(ui.Button(label="Share", custom_id=f"{_PREFIX}{code}"))

    @classmethod
    async def from_custom_id(
        cls, _interaction: Interaction, _item: ui.Item[Any], match: re.Match[str], /
    ) -> ShareFound:
        return cls(f"A-{code}" for code in match["articles"].split(".") if code)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Post it, if the person may post here and the articles are still there."""
        async with boundary(interaction):
            await acknowledge_press(interaction)
            _require_posting(interaction)
            await require_spoken(interaction)
            library, offload = library_of(interaction), interaction.client.services.offload
            held = await offload.question(library.get_all, self.articles)
            if len(held) < len(self.articles):
                raise Refusal(
                    "An article that this rests on has been removed since.", "Check it again."
                )
            if interaction.message is not None:
                await _post(interaction, interaction.message)


async def _post(interaction: Interaction, message: discord.Message) -> None:
    """Post what a message shows, once, however quickly the button was pressed again."""
    bot: Bot = interaction.client
    if bot.shared.again(message.id):
        raise Refusal("You have shared this already.", "Check it again to post it once more.")
    by = f"-# shared by {interaction.user.mention}"
    try:
        await interaction.followup.send(view=again(message, by))
    except (discord.DiscordException, aiohttp.ClientError):
        bot.shared.forget(message.id)
        raise
    await interaction.edit_original_response(view=again(message))


def share_button(citations: Iterable[Citation]) -> list[ShareFound]:
    """The button for what rests on these; none where its id would not hold all the articles."""
    articles = list(dict.fromkeys(citation.article.id for citation in citations))
    length = sum(len(id_) - 1 for id_ in articles)
    return [ShareFound(articles)] if length <= _ROOM else []


def _require_posting(interaction: Interaction) -> None:
    may = interaction.permissions
    in_thread = isinstance(interaction.channel, discord.Thread)
    if not (may.send_messages_in_threads if in_thread else may.send_messages):
        raise Refusal(
            "You may not post in this channel, so I do not post here for you.",
            "Share it in another one.",
        )
