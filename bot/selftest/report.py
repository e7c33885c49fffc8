"""What was measured, as lines to be read: the figures in a table, and the misses one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bot.answering.types import Answer, NotFound, Outcome, status
from bot.selftest.figures import Figure, figures
from bot.selftest.measuring import NEVER, Measured
from bot.selftest.questions import GoldQuestion
from bot.wording import counted

_LONGEST_QUOTE: Final = 160


def report(measured: Sequence[Measured], *, misses: bool = False) -> Iterator[str]:
    """The table, and what it leaves out; with `misses` what is to be read goes before it."""
    if misses:
        yield from _misses(measured)
    yield from _table(figures(measured))
    if lacking := sum(not one.counts for one in measured):
        yield f"{counted(lacking, 'question')} not counted: no right article is in this library."


def _table(rows: Sequence[Figure]) -> Iterator[str]:
    width = max((len(row.name) for row in rows), default=0)
    for row in rows:
        over = f"{row.of:,}" if row.hits is None else f"{row.hits:,} of {row.of:,}"
        interval = f"{row.low:.3f}–{row.high:.3f}"
        yield f"{row.name:<{width}}  {row.value:.3f}  {interval}  ({over})"


def _misses(measured: Iterable[Measured]) -> Iterator[str]:
    for one in measured:
        if one.fault:
            yield from _miss(one, one.fault, one.outcome)
        if isinstance(one.without, Answer):
            yield from _miss(one, "is answered with the right articles taken out", one.without)


def _miss(one: Measured, fault: str, outcome: Outcome) -> Iterator[str]:
    """What was asked, what is wrong, what was wanted and found, and what came instead."""
    yield one.gold.question.text
    yield f"  fault   {fault}"
    yield from (f"  wanted  {wanted}" for wanted in _wanted(one.gold))
    yield from (f"  found   {found}" for found in _found(one))
    said = outcome.lead if isinstance(outcome, Answer) else outcome.reason
    yield f"  came    {status(outcome).replace('_', ' ')}: {said}"
    if not isinstance(outcome, NotFound):
        for number, citation in enumerate(outcome.citations, start=1):
            speaker = f" — {citation.speaker.name}" if citation.speaker else ""
            title = citation.article.metadata.title or "untitled"
            yield f"          [{number}] “{_short(citation.quote)}”{speaker} · {title}"
    yield ""


def _wanted(gold: GoldQuestion) -> Iterator[str]:
    yield from (f"article {article}" for article in gold.articles)
    yield from (f"words “{_short(words)}”" for words in gold.words)
    if gold.speaker:
        yield f"speaker {gold.speaker}"
    if gold.evidence:
        yield f"evidence “{_short(gold.evidence)}”"


def _found(one: Measured) -> Iterator[str]:
    if one.article_rank is not None:
        yield f"right article {_place(one.article_rank)}"
    if one.evidence_rank is not None:
        yield f"passage with the evidence {_place(one.evidence_rank)}"


def _place(rank: float) -> str:
    return "nowhere" if rank == NEVER else f"at rank {rank:.0f}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE].rstrip()} …"
