"""The gaps of a library as pages: what was asked in vain, and answers found bad. Pure.

Nothing on them says who asked, and days are all that they say of when.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.discord.escaping import escape_line
from bot.discord.page import Block, Page, Tone
from bot.discord.quotations import day, title_of
from bot.wording import counted
from index.exchanges import CitedWords
from index.gaps import Gap, GapKind, GapOrder
from index.types import Article

GAPS_ON_PAGE: Final = 4
"""Each has a button and takes up to 800 characters of a message's 4,000."""

_QUESTION: Final = 200
_REASON: Final = 120
_WORDS: Final = 120
_SAID: Final[Mapping[GapKind, str]] = {
    "not_found": "Nothing was found",
    "related": "Only what is near it was found",
    "disliked": "The answer was found bad",
}
_HINT: Final = (
    "Add articles that answer them with `/article add`. **Done** takes a question off this list "
    "until it is asked in vain again."
)


@dataclass(frozen=True, slots=True)
class GapListing:
    """One page of gaps, counted from 0, with the articles that they cite by id, as far as kept.

    Texts are those of the versions that were cited.
    """

    gaps: tuple[Gap, ...]
    page: int
    total: int
    order: GapOrder
    since: date | None
    articles: Mapping[tuple[str, int], Article]

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // GAPS_ON_PAGE))


def gaps_page(listing: GapListing) -> Page:
    """What people asked for and did not get; one block of head, then one for each gap."""
    since = f" since {day(listing.since)}" if listing.since else ""
    if not listing.gaps:
        text = f"Nothing is missing: no question went unanswered{since}, and no answer was bad."
        return Page((Block(text),), Tone.NOTHING)
    first = "the most asked first" if listing.order == "most" else "the newest first"
    notes = [first] + ([f"page {listing.page + 1} of {listing.pages}"] if listing.pages > 1 else [])
    head = f"**{counted(listing.total, 'question')} without a good answer{since}**"
    blocks = [Block(_gap(gap, listing.articles)) for gap in listing.gaps]
    blocks[0] = replace(blocks[0], ruled=True)
    hint = Block(f"-# {_HINT}", ruled=True)
    return Page((Block(f"{head}\n-# {' · '.join(notes)}"), *blocks, hint), Tone.RELATED)


def _gap(gap: Gap, articles: Mapping[tuple[str, int], Article]) -> str:
    asked = [f"asked {_often(gap.times)}"]
    if gap.people > 1:
        asked.append(f"by {gap.people:,} people")
    asked.append(f"last on <t:{int(gap.last.timestamp())}:D>")
    if gap.disliked:
        asked.append(f"👎 {gap.disliked:,}")
    lines = [
        f"**{escape_line(gap.question, _QUESTION)}**",
        f"-# {' · '.join(asked)}",
        _outcome(gap),
        *_shown(gap, articles),
    ]
    return "\n".join(lines)


def _outcome(gap: Gap) -> str:
    """How it was answered; that nothing was found says the reason alone."""
    reason = escape_line(gap.reason or "", _REASON)
    if not reason:
        return f"{_SAID[gap.kind]}."
    return reason if gap.kind == "not_found" else f"{_SAID[gap.kind]}: {reason}"


def _shown(gap: Gap, articles: Mapping[tuple[str, int], Article]) -> list[str]:
    """The first words that were shown, where there were any, and where they stand."""
    if not gap.cited or gap.kind == "not_found":
        return []
    first, more = gap.cited[0], len(gap.cited) - 1
    rest = f" and {counted(more, 'quotation')} more" if more else ""
    return [f"> {_quoted(first, articles)}{rest}"]


def _quoted(cited: CitedWords, articles: Mapping[tuple[str, int], Article]) -> str:
    article = articles.get((cited.article_id, cited.version))
    if article is None:
        return f"words of `{cited.article_id}`, which was removed"
    words = escape_line(cited.span.of(article.text), _WORDS)
    return f"{words} — {title_of(article.metadata)} (`{article.id}`)"


def _often(times: int) -> str:
    return "once" if times == 1 else f"{times:,} times"
