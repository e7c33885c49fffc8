"""The form for pasted text, and the way back to it.

Whatever goes wrong comes with a button that opens the form again as it was.
"""

from __future__ import annotations

import re
import secrets
import time
from typing import Any, Final

import discord
from discord import ui

from bot.discord.bot import Bot
from bot.discord.boundary import boundary
from bot.discord.drafts import Draft
from bot.discord.moderation import require_moderator
from bot.discord.replies import Interaction, acknowledge, problem, show
from bot.discord.shelf import added_page
from bot.discord.sources import Details, Target, add_text
from index.errors import WhosaidError

FORM_SECONDS: Final = 3600
"""How long a form may stay open; afterwards it is answered as out of date."""

MAX_PASTED: Final = 4000
"""Characters that a form's field holds; longer texts come as a file."""

_MAX_LINE: Final = 300
_FORM_ID: Final = re.compile(r"whosaid:form:(\d+):\w+")
_LINK: Final = re.compile(r"<?https?://\S+", re.IGNORECASE)


class TextForm(ui.Modal, title="Add an article as text"):
    """Asks for an article's text and what is known about it.

    A form holds five fields, so the date and the link share one.
    """

    def __init__(self, draft: Draft) -> None:
        super().__init__(
            timeout=FORM_SECONDS,
            custom_id=f"whosaid:form:{int(time.time())}:{secrets.token_hex(6)}",
        )
        self._command_id = draft.command_id
        details = draft.details
        self._text = self._field(
            "Text",
            "text",
            draft.text,
            f"Up to {MAX_PASTED:,} characters, stored as they are; attach a longer text as a file",
            style=discord.TextStyle.paragraph,
            required=True,
            max_length=MAX_PASTED,
        )
        self._title = self._field("Title", "title", details.title)
        self._publisher = self._field("Outlet", "outlet", details.publisher)
        self._author = self._field("Author", "author", details.author)
        self._when_and_where = self._field(
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

    def _draft(self) -> Draft:
        date, url = split_date_and_link(self._when_and_where.value)
        details = Details(self._title.value, self._publisher.value, self._author.value, date, url)
        return Draft(self._command_id, self._text.value, details)

    def _field(
        self,
        label: str,
        custom_id: str,
        value: str,
        description: str | None = None,
        **options: Any,
    ) -> ui.TextInput[Any]:
        settings = {"required": False, "max_length": _MAX_LINE, **options}
        field: ui.TextInput[Any] = ui.TextInput(
            custom_id=custom_id, default=value or None, **settings
        )
        self.add_item(ui.Label(text=label, description=description, component=field))
        return field


class BackToForm(ui.DynamicItem[ui.Button[Any]], template=r"whosaid:draft:(?P<key>\w+)"):
    """Opens the form again with what was typed."""

    def __init__(self, key: str) -> None:
        super().__init__(ui.Button(label="Back to the form", custom_id=f"whosaid:draft:{key}"))
        self.key = key

    @classmethod
    async def from_custom_id(
        cls, _interaction: Interaction, _item: ui.Item[Any], match: re.Match[str], /
    ) -> BackToForm:
        return cls(match["key"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Answer the press with the form."""
        async with boundary(interaction):
            bot: Bot = interaction.client
            await interaction.response.send_modal(TextForm(bot.drafts.find(self.key)))


async def submit(interaction: Interaction, draft: Draft) -> None:
    """Add what was typed; a refusal keeps the draft and shows the way back to it."""
    bot: Bot = interaction.client
    target = Target.of(interaction)
    try:
        await require_moderator(interaction, draft.command_id)
        source = f"text pasted on Discord ({interaction.id})"
        result = await add_text(bot.services, target, draft.text, source, draft.details)
    except WhosaidError as error:
        await show(interaction, problem(error), BackToForm(bot.drafts.keep(draft)))
    else:
        await show(interaction, added_page(result))


def split_date_and_link(typed: str) -> tuple[str, str]:
    """The field that the two share, told apart by how a link begins."""
    link = _LINK.search(typed)
    if link is None:
        return typed.strip(), ""
    return (typed[: link.start()] + typed[link.end() :]).strip(), link[0]


def is_open(custom_id: str, started: int) -> bool:
    """Whether a form with this id can still be answered by a bot that started then."""
    form = _FORM_ID.fullmatch(custom_id)
    return form is not None and max(started, time.time() - FORM_SECONDS) <= int(form[1])
