"""The form for pasted text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

import discord

from bot.answering.questions.numeric_days import settled
from bot.discord.articles.pages import added_page
from bot.discord.articles.sources import Details, Target, add_text
from bot.discord.bot import Bot
from bot.discord.boundary import boundary
from bot.discord.forms import MAX_FIELD, Form, show_way_back
from bot.discord.moderation import require_adder
from bot.discord.replies import Interaction, acknowledge, show
from index.errors import WhosaidError

_LINK: Final = re.compile(r"<?https?://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TextDraft:
    """What was typed into the form: the text, and what is said about it."""

    command_id: int
    text: str
    details: Details


class TextForm(Form):
    """Asks for an article's text and what is known about it.

    A form holds five fields, so the date and the link share one.
    """

    def __init__(self, draft: TextDraft) -> None:
        super().__init__("Add an article as text")
        self._command_id = draft.command_id
        details = draft.details
        self._text = self.field(
            "Text",
            "text",
            draft.text,
            f"Up to {MAX_FIELD:,} characters, stored as they are; attach a longer text as a file",
            style=discord.TextStyle.paragraph,
            required=True,
            max_length=MAX_FIELD,
        )
        self._title = self.field("Title", "title", details.title)
        self._publisher = self.field("Outlet", "outlet", details.publisher)
        self._author = self.field("Author", "author", details.author)
        self._when_and_where = self.field(
            "Date and link",
            "date_and_link",
            f"{details.date} {details.url}".strip(),
            placeholder="2026-03-31 https://example.org/story",
        )

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Add the text, or show what is wrong and the way back to the form."""
        async with boundary(interaction):
            await acknowledge(interaction, private=True)
            await submit(interaction, self._draft())

    def _draft(self) -> TextDraft:
        date, url = split_date_and_link(self._when_and_where.value)
        details = Details(self._title.value, self._publisher.value, self._author.value, date, url)
        return TextDraft(self._command_id, self._text.value, details)


async def submit(interaction: Interaction, draft: TextDraft) -> None:
    """Add what was typed; a refusal keeps the draft and shows the way back to it."""
    bot: Bot = interaction.client
    target = Target.of(interaction)
    try:
        chosen = await require_adder(interaction, draft.command_id)
        details = replace(draft.details, date=settled(draft.details.date, chosen.dates))
        source = f"text pasted on Discord ({interaction.id})"
        result = await add_text(bot.services, target, draft.text, source, details)
    except WhosaidError as error:
        await show_way_back(interaction, error, partial(TextForm, draft))
    else:
        await show(interaction, added_page(result))


def split_date_and_link(typed: str) -> tuple[str, str]:
    """The field that the two share, told apart by how a link begins."""
    link = _LINK.search(typed)
    if link is None:
        return typed.strip(), ""
    return (typed[: link.start()] + typed[link.end() :]).strip(), link[0]
