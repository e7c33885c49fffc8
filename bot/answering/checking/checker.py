"""The verdict on a quotation: exact, altered, said by somebody else, or not found.

Only the exact aligner makes words exact; whatever is found by likeness is altered, however
small the change is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from bot.answering.checking.capitals import keep_capitals
from bot.answering.checking.changes import changes
from bot.answering.checking.citing import cited
from bot.answering.checking.cutting import cut_from
from bot.answering.checking.difference import difference
from bot.answering.checking.markdown import Plain
from bot.answering.checking.nearest import nearest
from bot.answering.checking.paragraphs import over_paragraphs
from bot.answering.checking.pieces import Pieces, pieces_of
from bot.answering.checking.quoted import is_long_enough, quotations_of
from bot.answering.checking.types import Change, Checked, Quoted, Report, Verdict
from bot.answering.checking.whose import Claimant
from bot.answering.copies import with_copies
from bot.answering.types import Citation
from index.alignment import unmarked, visible
from index.library import Library
from index.types import Article, Span

MOST_PLACES: Final = 12
"""Places of the same words that are looked at; common words stand everywhere."""

_KINDS: Final = ("direct", "indirect", "passage")
_EDGE: Final = re.compile(r"\A[\s\[(]*(?:…|\.{3})[\])]?\s*|[\s,;:.…\[(]+[\])]?\s*\Z")

_INSERTED: Final = re.compile(r"\[[^\[\]]{1,80}\]")
"""What an editor puts in: it is not in the source, and hides how near the rest is."""


def check_text(library: Library, text: Plain) -> Report:
    """Check every quotation of a text; those inside another only where that is not found."""
    found = quotations_of(text)
    checked: list[Checked] = []
    for quoted in found.quotations:
        outer = next((each for each in reversed(checked) if each.quoted.level < quoted.level), None)
        is_inside = outer is not None and quoted.words in outer.quoted.words
        if outer is None or not is_inside or outer.verdict == "not_found":
            checked.append(check(library, quoted))
    return Report(tuple(checked), found.short, found.left_out)


def check(library: Library, quoted: Quoted) -> Checked:
    """Check one quotation; blocks."""
    claimant = Claimant(library, quoted.speaker) if quoted.speaker else None
    places = _places(library, quoted.words)
    kept = [place for place in places if _keeps_capitals(quoted.words, *place)]
    if kept:
        return _exact(library, quoted, kept, claimant)
    if places:
        citations = with_copies(library, tuple(cited(library, places[:1])))
        return _with_credit(_compared(library, quoted, citations), claimant)
    altered = _altered(library, quoted) if is_long_enough(quoted.words) else None
    if altered is None:
        return Checked(quoted, "not_found")
    return _with_credit(altered, claimant)


def _places(library: Library, words: str) -> list[tuple[Article, Span]]:
    """Where the words stand exactly; the mark in which a quotation ends may be the quoter's."""
    words = visible(words)
    return (
        library.find_quote(words)
        or library.find_quote(_EDGE.sub("", unmarked(words)))
        or over_paragraphs(library, words)
    )


def _keeps_capitals(words: str, article: Article, span: Span) -> bool:
    return keep_capitals(span.of(article.text), words, _line(article.text, span).of(article.text))


def _line(text: str, span: Span) -> Span:
    """The line or lines in which a span stands."""
    end = text.find("\n", span.end)
    return Span(text.rfind("\n", 0, span.start) + 1, end if end >= 0 else len(text))


def _exact(
    library: Library,
    quoted: Quoted,
    places: Sequence[tuple[Article, Span]],
    claimant: Claimant | None,
) -> Checked:
    def rank(citation: Citation) -> tuple[bool, int]:
        is_theirs = claimant is not None and claimant.credit(citation) == "same"
        return not is_theirs, _KINDS.index(citation.kind)

    found = sorted(cited(library, places[:MOST_PLACES]), key=rank)
    credit = claimant.of_all(found) if claimant else None
    if credit == "other" and len(places) > MOST_PLACES:
        credit = "unsure"
    verdict: Verdict = "other_speaker" if credit == "other" else "exact"
    citations = with_copies(library, found)
    return Checked(quoted, verdict, citations, changes=tuple(cut_from(found[0])), credit=credit)


def _altered(library: Library, quoted: Quoted) -> Checked | None:
    pieces = pieces_of(library, quoted.words)
    if pieces is not None:
        return _pieced(library, quoted, pieces)
    near = nearest(library, quoted.words) or nearest(library, _INSERTED.sub(" ", quoted.words))
    if near is None:
        return None
    citations = tuple(cited(library, [(near.article, near.span)]))
    return _compared(library, quoted, with_copies(library, citations))


def _pieced(library: Library, quoted: Quoted, pieces: Pieces) -> Checked:
    """The parts together where that is one report, or where none of them is anybody's."""
    citations = tuple(cited(library, pieces.apart))
    if pieces.together:
        [whole] = cited(library, [pieces.together])
        if whole.kind != "passage" or all(part.kind == "passage" for part in citations):
            citations = (whole,)
    checked = _compared(library, quoted, with_copies(library, citations))
    # Of what an ellipsis leaves out only a denial changes the meaning of the rest.
    skips = pieces.change.kind == "skipped"
    denied = [each for each in checked.changes if skips and each.kind == "negation"]
    return replace(checked, changes=(pieces.change, *denied))


def _compared(library: Library, quoted: Quoted, citations: tuple[Citation, ...]) -> Checked:
    """The quotation beside the first of the citations."""
    article, span = citations[0].article, citations[0].span
    line = _line(article.text, span).of(article.text)
    compared = difference(citations[0].quote, unmarked(quoted.words), line)
    return Checked(quoted, "altered", citations, compared, changes(compared, _is_name(library)))


def _is_name(library: Library) -> Callable[[str], bool]:
    return lambda word: bool(library.directory().called(word))


def _with_credit(checked: Checked, claimant: Claimant | None) -> Checked:
    """The same, with whether the source credits whom the text does."""
    if claimant is None:
        return checked
    first = checked.citations[0]
    credit = claimant.credit(first)
    if credit != "other" or first.speaker is None:
        return replace(checked, credit=credit)
    other = Change("speaker", first.speaker.name, claimant.name)
    return replace(checked, credit=credit, changes=(*checked.changes, other))
