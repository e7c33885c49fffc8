"""The machine interface of looking after articles: the forms of what is stored and was done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.cli import forms
from index.records import AuditEntry, CitedStatement, Removal, Story
from index.types import Article, ArticleSummary, History, Passage, Statement, Version


def article_summary(summary: ArticleSummary) -> forms.Form:
    return {
        **forms.article_reference(summary.id, summary.metadata),
        "modified": _moment(summary.metadata.modified),
        "version": summary.version,
        "added_at": summary.added_at.isoformat(),
        "added_by": summary.added_by,
        "characters": summary.characters,
        "passages": summary.passages,
        "statements": summary.statements,
    }


def article(
    stored: Article, passages: Sequence[Passage], statements: Sequence[Statement], story: Story
) -> forms.Form:
    """An article with its text, and the copies of it that other outlets ran."""
    return {
        **forms.article_reference(stored.id, stored.metadata),
        "modified": _moment(stored.metadata.modified),
        "language": stored.language,
        "version": stored.version,
        "added_at": stored.added_at.isoformat(),
        "added_by": stored.added_by,
        "characters": len(stored.text),
        "passages": len(passages),
        "statements": len(statements),
        "story": story.id,
        "copies": [id_ for id_ in story.article_ids if id_ != stored.id],
        "text": stored.text,
    }


def exported(stored: Article, history: History) -> forms.Form:
    """An article as `import` takes it, with its id and history."""
    reference = forms.article_reference(stored.id, stored.metadata)
    return {
        "id": stored.id,
        "text": stored.text,
        "title": reference["title"],
        "url": reference["url"],
        "author": reference["author"],
        "publisher": reference["publisher"],
        "date": reference["published"],
        "modified": _moment(stored.metadata.modified),
        "added_at": history.added_at.isoformat(),
        "added_by": history.added_by,
        "version": stored.version,
        "history": [_version(version, stored.text) for version in history.versions],
        "language": stored.language,
        "settled": sorted(stored.settled),
    }


def _version(version: Version, current: str) -> forms.Form:
    """A version of an article; its text is null where it is the article's own.

    Its statements are those that ended with it.
    """
    return {
        "version": version.number,
        "text": None if version.text == current else version.text,
        "stored_at": version.stored_at.isoformat(),
        "stored_by": version.stored_by,
        "statements": [_superseded(said) for said in version.statements],
    }


def _superseded(said: Statement) -> forms.Form:
    return {
        **forms.statement(said),
        "as_written": said.speaker.as_written if said.speaker else None,
    }


def cited_statement(cited: CitedStatement) -> forms.Form:
    """A statement with the version of the article that makes it, and the newest one's number."""
    return {
        **forms.quoted_statement(cited.statement, cited.article),
        "version": cited.article.version,
        "newest_version": cited.newest,
    }


def removal(removed: Removal) -> forms.Form:
    """A removed article, and until when it can be brought back."""
    return {
        **forms.article_reference(removed.article_id, removed.metadata),
        "removal": removed.id,
        "undo_until": removed.until.isoformat(),
    }


def audit_entry(entry: AuditEntry) -> forms.Form:
    """What somebody did to an article, with the fields that were changed by it."""
    return {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "by": entry.by,
        "action": entry.action,
        "article_id": entry.article_id,
        "title": entry.title,
        "changes": [
            {"field": change.field, "old": change.old, "new": change.new}
            for change in entry.changes
        ],
    }


def _moment(time: datetime | None) -> str | None:
    return time.isoformat() if time else None
