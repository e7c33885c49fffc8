"""What was done to articles, as pages: the history, lines for a log. Pure, within limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from bot.discord.articles.pages import who
from bot.discord.escaping import escape_line, size
from bot.discord.page import Block, Page, Tone
from bot.discord.quotations import day, title_of
from bot.wording import DONE, counted
from index.feeds.types import Feed
from index.languages import language_name
from index.records import AuditEntry, FieldChange
from index.store.metadata import changes
from index.types import Article

HISTORY_LENGTH: Final = 8
"""Entries on one page of the history; each may take 460 characters of a message's 4,000."""

_LINES_IN_MESSAGE: Final = 8
_TOLD_ALONE: Final = 3
"""As many of one kind are told one by one; more are one line."""

_TITLE: Final = 80
_VALUE: Final = 60
_VALUE_ALONE: Final = 200
_CHANGES: Final = 220

_FIELDS: Final = {"publisher": "outlet", "url": "address", "modified": "last change"}


@dataclass(frozen=True, slots=True)
class HistoryListing:
    """One page of what was done, counted from 0; `article_id` where it is of one article."""

    entries: tuple[AuditEntry, ...]
    page: int
    has_more: bool
    article_id: str | None


def history_page(listing: HistoryListing) -> Page:
    """Who did what and when, the latest first."""
    if not listing.entries:
        of = f" of “{escape_line(listing.article_id, 100)}”" if listing.article_id else ""
        return Page((Block(f"Nothing is recorded{of}."),), Tone.NOTHING)
    of = f" of `{listing.article_id}`" if listing.article_id else ""
    head = Block(f"**History{of}**\n-# the latest first")
    entries = [Block(_entry(entry)) for entry in listing.entries]
    return Page((head, replace(entries[0], ruled=True), *entries[1:]), Tone.ANSWER)


def with_feeds_named(entries: Iterable[AuditEntry], feeds: Iterable[Feed]) -> list[AuditEntry]:
    """What was done, with the feeds that did it by their names, as far as they are followed."""
    names = {f"feed:{feed.number}": f"feed {feed.name}" for feed in feeds}
    return [replace(entry, by=names.get(entry.by, entry.by)) for entry in entries]


def edited_page(before: Article, after: Article) -> Page:
    """What a correction changed."""
    title = f"**{title_of(after.metadata)}** (`{after.id}`)"
    found = list(changes(before.metadata, after.metadata))
    if before.language != after.language:
        found.append(FieldChange("language", before.language, after.language))
    changed = [_change(each, _VALUE_ALONE) for each in found]
    if not changed:
        return Page((Block(f"Nothing was changed of {title}."),), Tone.NOTHING)
    lines = [f"Corrected {title}.", *(f"- {line}" for line in changed)]
    return Page((Block("\n".join(lines)),), Tone.ANSWER)


def log_pages(entries: Sequence[AuditEntry]) -> Iterator[Page]:
    """The messages for a log, the earliest first; many of one kind are one line."""
    lines = list(_log_lines(entries))
    for start in range(0, len(lines), _LINES_IN_MESSAGE):
        yield Page((Block("\n".join(lines[start : start + _LINES_IN_MESSAGE])),))


def _log_lines(entries: Sequence[AuditEntry]) -> Iterator[str]:
    alike: dict[tuple[str, str], list[AuditEntry]] = {}
    for entry in entries:
        alike.setdefault((entry.by, entry.action), []).append(entry)
    for entry in entries:
        kind = alike[entry.by, entry.action]
        if len(kind) <= _TOLD_ALONE:
            yield _one(entry)
        elif entry is kind[-1]:
            yield _many(kind)


def _one(entry: AuditEntry) -> str:
    told = f": {_in_words(entry.changes)}" if entry.changes else ""
    return f"{_deed(entry)} {_name(entry)}{told}"


def _many(kind: Sequence[AuditEntry]) -> str:
    last = kind[-1]
    articles = {entry.article_id: entry for entry in kind}
    named = ", ".join(map(_name, list(articles.values())[:_TOLD_ALONE]))
    more = len(articles) - _TOLD_ALONE
    rest = f" and {more:,} more" if more > 0 else ""
    return f"{_deed(last)} {counted(len(articles), 'article')}: {named}{rest}"


def _entry(entry: AuditEntry) -> str:
    notes = [f"<t:{int(entry.at.timestamp())}:f>"]
    if entry.changes:
        notes.append(_in_words(entry.changes))
    return f"{_deed(entry)} {_name(entry)}\n-# {' · '.join(notes)}"


def _deed(entry: AuditEntry) -> str:
    return f"{who(entry.by)} {DONE[entry.action]}"


def _name(entry: AuditEntry) -> str:
    title = escape_line(entry.title or "", _TITLE) or "Untitled"
    return f"**{title}** (`{entry.article_id}`)"


def _in_words(changed: Sequence[FieldChange]) -> str:
    """The changes in one line, as many as it holds."""
    told: list[str] = []
    room = _CHANGES
    for change in changed:
        words = _change(change, _VALUE)
        room -= size(words) + 2
        if room < 0:
            return "; ".join([*told, "…"])
        told.append(words)
    return "; ".join(told)


def _change(change: FieldChange, longest: int) -> str:
    name = _FIELDS.get(change.field, change.field)
    old, new = (_value(change.field, value, longest) for value in (change.old, change.new))
    return f"{name} {old} → {new}"


def _value(field: str, value: str | None, longest: int) -> str:
    if value is None:
        return "unknown"
    if field == "published":
        return day(date.fromisoformat(value))
    if field == "modified":
        return f"<t:{int(datetime.fromisoformat(value).timestamp())}:f>"
    return escape_line(language_name(value) if field == "language" else value, longest)
