"""What every form of the bot is, and the way back to one that was refused.

Whatever goes wrong with a form comes with a button that opens it again as it was.
"""

from __future__ import annotations

import re
import secrets
import time
from typing import Any, Final

import discord
from discord import ui

from bot.discord.bot import Bot
from bot.discord.boundary import boundary, page_for
from bot.discord.drafts import Draft
from bot.discord.replies import Interaction, show
from index.errors import WhosaidError

FORM_SECONDS: Final = 3600
"""How long a form may stay open; afterwards it is answered as out of date."""

MAX_LINE: Final = 300
MAX_FIELD: Final = 4000
"""Characters that a form's field holds at most."""

_FORM_ID: Final = re.compile(r"whosaid:form:(\d+):\w+")


class Form(ui.Modal):
    """A form under an id that says when it was opened."""

    def __init__(self, title: str) -> None:
        custom_id = f"whosaid:form:{int(time.time())}:{secrets.token_hex(6)}"
        super().__init__(title=title, timeout=FORM_SECONDS, custom_id=custom_id)

    def field(
        self,
        label: str,
        custom_id: str,
        value: str,
        description: str | None = None,
        **options: Any,
    ) -> ui.TextInput[Any]:
        """Add a field that holds a value already; it is one line, and may be left empty."""
        settings = {"required": False, "max_length": MAX_LINE, **options}
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
            reopened = bot.drafts.find(self.key)
            await interaction.response.send_modal(reopened())


async def show_way_back(interaction: Interaction, error: WhosaidError, draft: Draft) -> None:
    """Say what is wrong with a form, and keep what was typed behind a button."""
    bot: Bot = interaction.client
    if (page := page_for(error)) is not None:
        await show(interaction, page, BackToForm(bot.drafts.keep(draft)))


def is_open(custom_id: str, started: int) -> bool:
    """Whether a form with this id can still be answered by a bot that started then."""
    form = _FORM_ID.fullmatch(custom_id)
    return form is not None and max(started, time.time() - FORM_SECONDS) <= int(form[1])
