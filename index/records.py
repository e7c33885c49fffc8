"""The values of looking after a library: which articles, what was done, what was there before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from index.types import Article, Metadata, Statement

AuditAction = Literal["added", "updated", "refreshed", "edited", "removed", "brought_back"]


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """Which articles are listed: those that meet every condition given.

    `search` is looked for in titles, outlets, authors, links and ids, `outlet` in outlets.
    `speaker` is a name as `Library.speakers` gives it. Days are inclusive, and an article
    without one meets no condition of days.
    """

    search: str | None = None
    outlet: str | None = None
    speaker: str | None = None
    since: date | None = None
    until: date | None = None
    added_by: str | None = None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of an article that was changed; None is an unknown value."""

    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Who did what to which article, numbered from 1 within the library.

    `title` is the one that the article had at the time, after the change.
    """

    number: int
    at: datetime
    by: str
    action: AuditAction
    article_id: str
    title: str | None
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Removal:
    """An article that was removed, and that `Library.bring_back` takes back up to `until`."""

    id: int
    article_id: str
    metadata: Metadata
    removed_by: str
    removed_at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class CitedStatement:
    """A statement with its article as it was when it said so.

    `newest` is the number of the article's newest version: where it is a later one than
    the article's here, the statement is no longer in the article as it is now.
    """

    statement: Statement
    article: Article
    newest: int

    @property
    def is_superseded(self) -> bool:
        return self.newest != self.article.version


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that are copies of one report, in the order in which they were added.

    `id` is the id of the first of them. An article without copies is a story of its own.
    """

    id: str
    article_ids: tuple[str, ...]
