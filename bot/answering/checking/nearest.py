"""Where the library says nearly the same: candidates by full text, the place by likeness.

It only proposes; nothing that it finds is ever taken for exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.answering.checking.difference import Token, tokens
from bot.answering.checking.lookalikes import plainly_written, skeleton
from index.library import Library
from index.types import Article, Span

NEAR: Final = 0.65
"""From this share of common words on, words are called an altered quotation."""

SURE: Final = 0.85
"""From this share on, none of the other candidates needs to be looked at."""

NEAR_IF_SHORT: Final = 0.75
"""The same for a quotation of a few words, which others may say by chance."""

CANDIDATES: Final = 12
FEWEST_SHARED: Final = 3
"""Words and marks that have to be the same, at least."""

LONGEST: Final = 4000
"""Characters of a quotation by which it is looked for; the rest of a longer one counts not."""

_SHORT: Final = 12
_ASTRAY: Final = 3
_AROUND: Final = 300
_HYPHENS: Final = frozenset("-‐‑")
_ENDS: Final = frozenset('.!?…“”„«»"')


@dataclass(frozen=True, slots=True)
class Near:
    """Words of an article that are like a quotation, and how much: 0 to 1."""

    article: Article
    span: Span
    likeness: float


def nearest(library: Library, quotation: str) -> Near | None:
    """The words that are most like a quotation; None where nothing is like it."""
    wanted = plainly_written(quotation[:LONGEST])
    passages = library.worded_like(wanted, limit=CANDIDATES)
    articles = library.get_all(passage.article_id for passage in passages)
    pad = len(wanted) + _AROUND
    regions: list[tuple[Article, Span]] = []
    for passage in passages:
        article = articles.get(passage.article_id)
        if article is not None and not any(
            article is other and region.contains(passage.span) for other, region in regions
        ):
            regions.append((article, _widened(passage.span, pad, article.text)))
    best: Near | None = None
    for article, region in regions:
        near = _within(article, region, quotation)
        if near is not None and (best is None or near.likeness > best.likeness):
            best = near
        if best is not None and best.likeness >= SURE:
            break
    return best


def _widened(span: Span, pad: int, text: str) -> Span:
    """The span with what is around it, on whole words; not beyond a text that changed since."""
    span = Span(min(span.start, len(text) - 1), max(min(span.end, len(text)), 1))
    start = text.rfind(" ", 0, max(span.start - pad, 0)) + 1
    end = text.find(" ", min(span.end + pad, len(text)))
    return Span(start, end if end >= 0 else len(text))


def _within(article: Article, region: Span, quotation: str) -> Near | None:
    from rapidfuzz import fuzz

    theirs = [skeleton(token.compared) for token in tokens(quotation[:LONGEST])]
    ours = tokens(region.of(article.text))
    compared = [skeleton(token.compared) for token in ours]
    best = fuzz.partial_ratio_alignment(theirs, compared, score_cutoff=100 * NEAR / 2)
    if best is None:
        return None
    around = slice(max(best.dest_start - len(theirs), 0), best.dest_end + len(theirs))
    blocks = _blocks(compared[around], theirs)
    # With what stands between its parts, as "she said" does; else the part that is most alike.
    for run in (_run(blocks, _ASTRAY), _run(blocks, len(compared))):
        if near := _placed(article, region.start, ours[around], theirs, run):
            return near
    return None


def _placed(
    article: Article,
    start: int,
    ours: Sequence[Token],
    theirs: Sequence[str],
    blocks: Sequence[_Block],
) -> Near | None:
    """The stretch of the tokens from the first to the last of the runs, if it is like enough."""
    from rapidfuzz.distance import Indel

    if sum(block.size for block in blocks) < FEWEST_SHARED:
        return None
    begin, end = _reaching_back(ours, blocks[0]), _reaching_on(ours, blocks[-1], len(theirs))
    found = ours[_compound_begins(ours, begin) : _compound_ends(ours, end)]
    compared = [skeleton(token.compared) for token in found]
    likeness = Indel.normalized_similarity(compared, theirs)
    if likeness < (NEAR_IF_SHORT if len(theirs) < _SHORT else NEAR):
        return None
    last = found[-1]
    span = Span(start + found[0].start, start + last.start + len(last.text))
    return Near(article, span, likeness)


@dataclass(frozen=True, slots=True)
class _Block:
    """A run of tokens that is in both: where it begins in each, and how long it is."""

    ours: int
    theirs: int
    size: int


def _blocks(ours: Sequence[str], theirs: Sequence[str]) -> list[_Block]:
    """The runs that both have, in their order."""
    from rapidfuzz.distance import Indel

    return [
        _Block(code.src_start, code.dest_start, code.src_end - code.src_start)
        for code in Indel.opcodes(ours, theirs)
        if code.tag == "equal"
    ]


def _run(blocks: Sequence[_Block], farthest: int) -> list[_Block]:
    """The runs that belong together: each counts its tokens, less what stands before it.

    What stands before it counts as `farthest` tokens at most.
    """
    best, run = (0, list[_Block]()), (0, list[_Block]())
    for block in blocks:
        kept = run[0] - min(_astray(run[1][-1], block), farthest) if run[1] else 0
        run = (kept + block.size, [*run[1], block]) if kept >= 0 else (block.size, [block])
        best = max(best, run, key=lambda each: each[0])
    return best[1]


def _astray(one: _Block, other: _Block) -> int:
    """How many more tokens lie between two runs in the source than in the quotation."""
    between = other.ours - one.ours - one.size
    return max(between - (other.theirs - one.theirs - one.size), 0)


def _reaching_back(ours: Sequence[Token], block: _Block) -> int:
    """Where the source begins, with what the quotation has other words for, in its sentence."""
    at = block.ours
    while at > max(block.ours - block.theirs, 0) and ours[at - 1].text not in _ENDS:
        at -= 1
    return at


def _reaching_on(ours: Sequence[Token], block: _Block, theirs: int) -> int:
    end = block.ours + block.size
    limit = min(end + theirs - block.theirs - block.size, len(ours))
    while end < limit and ours[end].text not in _ENDS:
        end += 1
    return end


def _compound_begins(ours: Sequence[Token], at: int) -> int:
    """Where the compound begins of which a token is a part: “non-violent” before “violent”."""
    while at > 1 and _is_joined(ours[at - 2 : at + 1]):
        at -= 2
    return at


def _compound_ends(ours: Sequence[Token], end: int) -> int:
    while _is_joined(ours[end - 1 : end + 2]):
        end += 2
    return end


def _is_joined(three: Sequence[Token]) -> bool:
    """Whether two words and the hyphen between them are written as one."""
    return len(three) == 3 and three[1].text in _HYPHENS and not three[1].gap and not three[2].gap
