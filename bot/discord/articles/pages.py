"""Articles as pages: what was added, the list, one of them. Pure, within Discord's limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.discord.escaping import escape_line, escape_within
from bot.discord.fragment import MAX_URL, web_address
from bot.discord.page import Block, Link, Page, Tone
from bot.discord.quotations import day, source_line, title_of
from bot.wording import counted
from index.holdings import ALL
from index.languages import ENGLISH, language_name
from index.records import ArticleFilter, Removal
from index.types import AddResult, AddStatus, Article, ArticleSummary

PAGE_LENGTH: Final = 8
"""Articles on one page of the list."""

_BEGINNING: Final = 700
_SPEAKERS: Final = 8
_EMPTY: Final = "The library is empty. Add the first article with `/article add`."
_SAID: Final[dict[AddStatus, str]] = {
    "added": "Added to the library.",
    "updated": "Added as a new version: its text has changed since it was added before.",
    "unchanged": "It is in the library already, with the same text.",
    "duplicate": "The library holds the same text from elsewhere already.",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """An article with what the library made of it."""

    article: Article
    passages: int
    statements: int
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a library's articles, counted from 0, out of `total` articles."""

    articles: tuple[ArticleSummary, ...]
    page: int
    total: int
    wanted: ArticleFilter = ALL

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE_LENGTH))


def added_page(result: AddResult) -> Page:
    """What became of a source."""
    if result.status == "failed":
        problem = result.error or "It could not be read."
        return Page((Block(escape_within(problem, 1500)),), Tone.PROBLEM)
    title = escape_line(result.title or result.source, 300)
    article_id = result.article_id or result.duplicate_of
    counts = [f"`{article_id}`"] if article_id else []
    if result.status in ("added", "updated"):
        counts += [counted(result.passages, "passage"), counted(result.statements, "statement")]
    text = f"**{title}**\n{_SAID[result.status]}\n-# {' · '.join(counts)}"
    return Page((Block(text),), Tone.ANSWER)


def refreshed_page(result: AddResult) -> Page:
    """What became of an article whose address was fetched again."""
    if result.status == "failed":
        why = escape_within(result.error or "It could not be read.", 1500)
        return Page((Block(f"{why}\n-# The article stays as it is."),), Tone.PROBLEM)
    title, id_ = escape_line(result.title or result.source, 300), f"`{result.article_id}`"
    if result.status == "unchanged":
        said = "Its page says what the library holds."
        return Page((Block(f"**{title}**\n{said}\n-# {id_}"),), Tone.NOTHING)
    counts = [counted(result.passages, "passage"), counted(result.statements, "statement")]
    said = "Its page has changed: answers use the new version from now on."
    text = f"**{title}**\n{said}\n-# {' · '.join([id_, *counts])}"
    return Page((Block(text),), Tone.ANSWER)


def list_page(listing: Listing) -> Page:
    """A page of the list, with what to do where it is empty."""
    about = _about(listing.wanted)
    if not listing.articles:
        why = f"No article {about}." if about else _EMPTY
        return Page((Block(why),), Tone.NOTHING)
    head = f"**{counted(listing.total, 'article')}** {about}".rstrip()
    if listing.pages > 1:
        head += "\n-# the latest added first"
    entries = [Block(_entry(summary)) for summary in listing.articles]
    return Page((Block(head), replace(entries[0], ruled=True), *entries[1:]), Tone.ANSWER)


def sheet_page(sheet: Sheet) -> Page:
    """One article: where it is from, how it begins, who speaks in it."""
    article = sheet.article
    about = source_line(replace(article.metadata, title=None))
    facts = [
        f"`{article.id}`",
        *([f"version {article.version}"] if article.version > 1 else []),
        *([] if article.language == ENGLISH.code else [language_name(article.language)]),
        counted(len(article.text), "character"),
        counted(sheet.passages, "passage"),
        counted(sheet.statements, "statement"),
        f"added <t:{int(article.added_at.timestamp())}:D> {by(article.added_by)}",
    ]
    beginning = article.text.strip()[: 2 * _BEGINNING].replace("\r\n", "\n")
    quoted = escape_within(beginning, _BEGINNING).replace("\n", "\n> ")
    head = f"**{title_of(article.metadata)}**\n{about}\n-# {' · '.join(facts)}"
    url = web_address(article.metadata.url)
    link = Link("Open", url) if url and len(url) <= MAX_URL else None
    blocks = [Block(head, link=link), Block(f"> {quoted}", ruled=True)]
    if sheet.speakers:
        blocks.append(Block(f"Quoted in it: {_names(sheet.speakers)}", ruled=True))
    return Page(tuple(blocks), Tone.ANSWER)


def removal_page(article: Article) -> Page:
    """The question whether an article shall really go."""
    text = (
        f"Remove **{title_of(article.metadata)}** (`{article.id}`) from the library?\n"
        "Its quotations disappear from answers at once."
    )
    return Page((Block(text),), Tone.PROBLEM)


def removed_page(removal: Removal) -> Page:
    """That an article is gone, and until when it can come back."""
    text = (
        f"Removed **{title_of(removal.metadata)}**.\n"
        f"-# **Undo** brings it back, until <t:{int(removal.until.timestamp())}:t>."
    )
    return Page((Block(text),), Tone.NOTHING)


def brought_back_page(article: Article) -> Page:
    """That a removed article is here again."""
    text = f"**{title_of(article.metadata)}** (`{article.id}`) is back, with all its quotations."
    return Page((Block(text),), Tone.ANSWER)


def too_late_page() -> Page:
    """That a removed article can't come back any more."""
    text = (
        "It is too late to undo this: a removed article is kept for ten minutes.\n"
        "Add it again with `/article add`; it gets the same id."
    )
    return Page((Block(text),), Tone.NOTHING)


def choice_name(summary: ArticleSummary) -> str:
    """An article in the choices that Discord offers while an option is typed: plain text, 100."""
    known = summary.metadata
    day_ = known.published.isoformat() if known.published else None
    about = ", ".join(part for part in (known.publisher, day_) if part)[:40]
    title = " ".join((known.title or "").split()) or summary.id
    room = 100 - (len(about) + 3 if about else 0)
    cut = title if len(title) <= room else title[: room - 1].rstrip() + "…"
    return f"{cut} · {about}" if about else cut


def _entry(summary: ArticleSummary) -> str:
    known = summary.metadata
    parts = [
        escape_line(known.publisher, 60) if known.publisher else None,
        day(known.published) if known.published else None,
        f"`{summary.id}`",
        counted(summary.passages, "passage"),
        counted(summary.statements, "statement"),
    ]
    return f"**{title_of(known)}**\n-# {' · '.join(part for part in parts if part)}"


def _about(wanted: ArticleFilter) -> str:
    """Which articles are listed, as what follows their number; "" for all."""
    conditions = [
        f"with “{escape_line(wanted.search, 100)}”" if wanted.search else None,
        f"of “{escape_line(wanted.outlet, 100)}”" if wanted.outlet else None,
        f"quoting {escape_line(wanted.speaker, 100)}" if wanted.speaker else None,
        f"since {day(wanted.since)}" if wanted.since else None,
        f"until {day(wanted.until)}" if wanted.until else None,
        f"added {by(wanted.added_by)}" if wanted.added_by else None,
    ]
    return ", ".join(condition for condition in conditions if condition)


def by(person: str) -> str:
    """Who did something, behind what was done."""
    return f"by {who(person)}"


def who(person: str) -> str:
    """Who did something, as the library remembers them: a member, a feed, or somebody by name."""
    kind, _, number = person.partition(":")
    if kind == "discord" and number.isdecimal() and len(number) <= 20:
        return f"<@{number}>"
    if kind == "feed" and number.isdecimal():
        return f"feed {number}"
    return escape_line(person, 60)


def _names(speakers: Sequence[str]) -> str:
    shown = ", ".join(escape_line(name, 60) for name in speakers[:_SPEAKERS])
    more = len(speakers) - _SPEAKERS
    return f"{shown} and {more} more" if more > 0 else shown
