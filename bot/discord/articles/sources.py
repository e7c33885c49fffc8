"""What a moderator hands in, into the server's library.

Owns what may be handed in over Discord: a web address, an attached file up to 10 MB,
or pasted text. A path is none of these, though the reader below would take one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

import aiohttp
import discord

from bot.discord.refusals import Refusal
from bot.discord.replies import Interaction, server_of
from index.dates import parse_date, parse_period
from index.errors import FetchFailed
from index.types import AddResult, FailedSource, Metadata, NewArticle

if TYPE_CHECKING:
    from bot.services import Services

MAX_ATTACHMENT: Final = 10_000_000

_ADDRESS: Final = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Target:
    """Whose library is added to, and by whom."""

    guild_id: int
    user_id: int

    @classmethod
    def of(cls, interaction: Interaction) -> Target:
        """Raises ServerNeeded for a direct message."""
        return cls(server_of(interaction), interaction.user.id)

    @property
    def added_by(self) -> str:
        """The person, as the library remembers them."""
        return f"discord:{self.user_id}"


@dataclass(frozen=True, slots=True)
class Details:
    """What is said about an article, as it was typed; "" where nothing was."""

    title: str = ""
    publisher: str = ""
    author: str = ""
    date: str = ""
    url: str = ""

    def metadata(self) -> Metadata:
        """Raises Refusal where the date or the link can't be read."""
        return Metadata(
            title=self.title.strip() or None,
            url=web_address(self.url) if self.url.strip() else None,
            author=self.author.strip() or None,
            publisher=self.publisher.strip() or None,
            published=parse_day(self.date) if self.date.strip() else None,
        )


def parse_day(typed: str) -> date:
    """The day that was typed; raises Refusal where it can't be read."""
    if (day := parse_date(typed)) is None:
        raise Refusal(f"I can’t read “{typed.strip()}” as a day.", "Write it like 2026-03-31.")
    return day


def first_day(typed: str) -> date:
    """The day that was typed, or on which as much time ago began; raises Refusal."""
    if (period := parse_period(typed)) is not None:
        return (datetime.now(UTC) - period).date()
    return parse_day(typed)


def web_address(typed: str) -> str:
    """The address that was typed; raises Refusal for anything that is none of the web."""
    address = typed.strip().removeprefix("<").removesuffix(">")
    if not _ADDRESS.fullmatch(address):
        raise Refusal(
            f"“{address}” is not a web address.", "It should begin with https:// or http://."
        )
    return address


async def add_page(services: Services, target: Target, url: str, details: Details) -> AddResult:
    """Fetch a page and add it."""

    def work() -> AddResult:
        return _add(services, target, services.reader.read(url, details.metadata()))

    return await services.offload.adding(work)


async def take(file: discord.Attachment) -> bytes:
    """An attached file from Discord; raises Refusal where it is too large, FetchFailed."""
    if file.size > MAX_ATTACHMENT:
        raise Refusal(
            f"{file.filename} has {file.size / 1e6:.1f} MB.",
            f"Attach at most {MAX_ATTACHMENT // 1_000_000} MB.",
        )
    try:
        return await file.read()
    except (discord.HTTPException, aiohttp.ClientError) as error:
        raise FetchFailed(
            f"Discord did not hand over {file.filename}.", "Attach it again."
        ) from error


async def add_file(
    services: Services, target: Target, name: str, data: bytes, details: Details
) -> AddResult:
    """Add a file that was attached; raises SourceError."""

    def work() -> AddResult:
        new = services.reader.read_bytes(name, data, details.metadata())
        return _add(services, target, [new])

    return await services.offload.adding(work)


async def add_text(
    services: Services, target: Target, text: str, source: str, details: Details
) -> AddResult:
    """Add pasted text; `source` tells it from other pasted texts. Raises SourceError, Refusal."""

    def work() -> AddResult:
        metadata = details.metadata()
        new = services.reader.read_text(text, metadata.url or source, metadata)
        return _add(services, target, [new])

    return await services.offload.adding(work)


def _add(
    services: Services, target: Target, articles: Iterable[NewArticle | FailedSource]
) -> AddResult:
    library = services.libraries.get(str(target.guild_id))
    [result] = library.add(articles, added_by=target.added_by)
    return result
