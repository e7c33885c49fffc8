"""The form that corrects what is known about an article.

A field that is left as it stood changes nothing, so that what somebody else corrected in
the meantime stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

import discord

from bot.answering.questions.numeric_days import settled
from bot.discord.articles.sources import Details
from bot.discord.bot import Bot
from bot.discord.boundary import boundary
from bot.discord.forms import MAX_FIELD, MAX_LINE, Form, show_way_back
from bot.discord.library.audit_pages import edited_page
from bot.discord.moderation import require_adder
from bot.discord.refusals import Refusal
from bot.discord.replies import Interaction, acknowledge, library_of, show
from index.dates import parse_time
from index.errors import WhosaidError
from index.holdings import Holdings
from index.types import Article, Metadata

_CHANGED: Final = re.compile(r"(?P<published>.*?)[,;]?\s*\bchanged\b:?\s*(?P<modified>.*)")


@dataclass(frozen=True, slots=True)
class Fields:
    """What stands in the form."""

    title: str
    author: str
    outlet: str
    dates: str
    address: str

    @classmethod
    def of(cls, known: Metadata) -> Fields:
        """What is known, each on one line and no longer than a field holds."""
        changed = f"changed {known.modified.isoformat()}" if known.modified else None
        day = known.published.isoformat() if known.published else None
        dates = ", ".join(part for part in (day, changed) if part)
        texts = (known.title, known.author, known.publisher, dates, known.url)
        return cls(*(" ".join((text or "").split())[:MAX_FIELD] for text in texts))

    def metadata(self) -> Metadata:
        """Raises Refusal where a date or the address can't be read."""
        published, modified = split_dates(self.dates)
        details = Details(self.title, self.outlet, self.author, published, self.address)
        changed = parse_time(modified) if modified else None
        if modified and changed is None:
            raise Refusal(
                f"I can’t read “{modified}” as a time.",
                "Write it with its zone, like changed 2026-03-31T14:05+02:00.",
            )
        return replace(details.metadata(), modified=changed)


@dataclass(frozen=True, slots=True)
class Edit:
    """An article being corrected: what stood in the form at first, and what was typed."""

    command_id: int
    article_id: str
    before: Fields
    typed: Fields

    @classmethod
    def of(cls, article: Article, command_id: int) -> Edit:
        known = Fields.of(article.metadata)
        return cls(command_id, article.id, known, known)

    def applied_to(self, known: Metadata) -> Metadata:
        """What is known with what was changed in the form; raises Refusal."""
        changed = [
            field for field in _MEANT if getattr(self.typed, field) != getattr(self.before, field)
        ]
        # What is left as it stood need not be what the bot itself would take.
        typed = {field: getattr(self.typed, field) for field in changed}
        given = replace(_EMPTY, **typed).metadata()
        names = [name for field in changed for name in _MEANT[field]]
        return replace(known, **{name: getattr(given, name) for name in names})


_EMPTY: Final = Fields("", "", "", "", "")
_MEANT: Final = {
    "title": ("title",),
    "author": ("author",),
    "outlet": ("publisher",),
    "dates": ("published", "modified"),
    "address": ("url",),
}
"""The fields of the form, with those of an article that each is about."""


class EditForm(Form):
    """Shows what is known about an article, to be corrected; an emptied field is unknown."""

    def __init__(self, edit: Edit) -> None:
        super().__init__("Correct what is known")
        self._edit = edit
        typed = edit.typed
        self._title = self._line("Title", "title", typed.title)
        self._author = self._line("Author", "author", typed.author)
        self._outlet = self._line("Outlet", "outlet", typed.outlet)
        self._dates = self._line(
            "Published",
            "published",
            typed.dates,
            "Like 2026-03-31; or 2026-03-31, changed 2026-04-02T14:05+02:00",
        )
        self._address = self._line("Address", "address", typed.address, longest=MAX_FIELD)

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Record what was changed, or show what is wrong and the way back to the form."""
        async with boundary(interaction):
            await acknowledge(interaction, private=True)
            inputs = (self._title, self._author, self._outlet, self._dates, self._address)
            typed = Fields(*(" ".join(each.value.split()) for each in inputs))
            await _submit(interaction, replace(self._edit, typed=typed))

    def _line(
        self,
        label: str,
        custom_id: str,
        value: str,
        description: str | None = None,
        longest: int = MAX_LINE,
    ) -> discord.ui.TextInput[Any]:
        room = max(longest, len(value))
        return self.field(label, custom_id, value, description, max_length=room)


async def _submit(interaction: Interaction, edit: Edit) -> None:
    bot: Bot = interaction.client
    library = library_of(interaction)
    by = f"discord:{interaction.user.id}"
    try:
        chosen = await require_adder(interaction, edit.command_id)
        dates = settled(edit.typed.dates, chosen.dates)
        meant = replace(edit, typed=replace(edit.typed, dates=dates))
        before, after = await bot.services.offload.question(_change, library, meant, by)
    except WhosaidError as error:
        await show_way_back(interaction, error, partial(EditForm, edit))
    else:
        await show(interaction, edited_page(before, after))


def _change(library: Holdings, edit: Edit, by: str) -> tuple[Article, Article]:
    """The article before and after; raises Refusal or ArticleNotFound."""
    before = library.get(edit.article_id)
    return before, library.edit(before.id, edit.applied_to(before.metadata), by=by)


def split_dates(typed: str) -> tuple[str, str]:
    """The field that the two days share: when it was published, and changed; "" for neither."""
    both = _CHANGED.fullmatch(typed.strip())
    if both is None:
        return typed.strip(), ""
    return both["published"].strip(), both["modified"].strip()
