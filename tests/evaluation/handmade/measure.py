"""What the extractor gets right on the hand-made articles, as figures and misses to be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from index.statements.extractor import StatementExtractor
from index.types import Attribution, Span
from tests.evaluation.handmade.comparing import (
    CERTAIN,
    Compared,
    Credited,
    Judged,
    Writing,
    compare,
    find_credited,
    judge,
    writing_of,
)
from tests.evaluation.handmade.gold import SETS, GoldArticle, read_articles

WRITINGS: Final[tuple[Writing, ...]] = ("named", "pronoun", "nominal", "none")
_SHOWN: Final = 90  # characters of a statement in a list of misses


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything that was compared, article by article."""

    name: str
    compared: tuple[Compared, ...]
    judged: tuple[Judged, ...]
    credited: tuple[Credited, ...]
    near_misses: int


def measure(extractor: StatementExtractor, name: str) -> Measured:
    """Read all the articles of a set, and compare."""
    articles = read_articles(SETS[name])
    found = extractor.extract([article.text for article in articles])
    read = list(zip(articles, found, strict=True))
    return Measured(
        name=name,
        compared=tuple(one for each in read for one in compare(*each)),
        judged=tuple(one for each in read for one in judge(*each)),
        credited=tuple(one for each in read for one in find_credited(*each)),
        near_misses=sum(len(article.near_misses) for article, _ in read),
    )


def report(measured: Measured) -> Iterator[str]:
    """Lines for a person: all statements, then those whose source is put in one way."""
    yield f"{measured.name}: {_figures(measured.compared)}"
    for writing in WRITINGS:
        rows = [one for one in measured.compared if writing_of(one.gold) == writing]
        yield f"  {writing + ':':9}{_figures(rows)}"
    verdicts = Counter(one.verdict for one in measured.judged if one.is_certain)
    right = _share(verdicts["right"], verdicts.total())
    wrong = ", ".join(
        f"{verdict} {count}" for verdict, count in verdicts.items() if verdict != "right"
    )
    yield (
        f"{measured.name}: of what is shown as certain (from {CERTAIN}) "
        f"{right} is right ({wrong or 'none wrong'})"
    )
    named = sum(one.said.speaker is not None for one in measured.credited)
    yield (
        f"{measured.name}: of {measured.near_misses} near misses {named} are credited to somebody "
        f"by name, {len(measured.credited) - named} to somebody unknown"
    )


def report_misses(measured: Measured) -> Iterator[str]:
    """Lines for a person: what is read wrongly, and what is read that the gold lacks."""
    for one in measured.compared:
        if fault := _fault(one):
            yield _line(one.article, fault, one.gold.content)
    for judged in measured.judged:
        if judged.verdict == "no gold" or (judged.is_certain and judged.verdict != "right"):
            fault = f"{judged.verdict}, though credited to {_name(judged.said)}"
            yield _line(judged.article, fault, judged.said.content_spans)
    for credited in measured.credited:
        fault = f"near miss ({credited.near_miss.why}), though credited to {_name(credited.said)}"
        yield _line(credited.article, fault, [credited.near_miss.span])


def _figures(rows: Sequence[Compared]) -> str:
    found = sum(one.said is not None for one in rows)
    sources = sum(one.has_sources for one in rows)
    naming = sum(one.names_somebody for one in rows)
    right = sum(one.is_right for one in rows)
    return (
        f"statements found {_share(found, len(rows))}; "
        f"source as written {_share(sum(one.has_right_source for one in rows), sources)}; "
        f"person precision {_share(right, naming)}, "
        f"recall {_share(right, sum(one.gold.person is not None for one in rows))}"
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f} ({part}/{whole})" if whole else "none"


def _fault(one: Compared) -> str | None:
    if one.said is None:
        return f"not found: {one.gold.as_written}"
    if one.has_sources and not one.has_right_source and one.said.speaker_span is not None:
        written = one.said.speaker_span.of(one.article.text)
        return f"source {written!r} instead of {one.gold.as_written!r}"
    if one.names_somebody and not one.is_right:
        return f"person {_name(one.said)} instead of {one.gold.person}"
    if one.gold.person is not None and not one.names_somebody:
        return f"no person instead of {one.gold.person} ({one.gold.as_written})"
    return None


def _name(said: Attribution) -> str:
    name = said.speaker.name if said.speaker else "nobody known"
    return f"{name} ({said.confidence})"


def _line(article: GoldArticle, fault: str, spans: Sequence[Span]) -> str:
    words = " … ".join(span.of(article.text) for span in spans).replace("\n", " ")
    return f"  {article.name}: {fault}: {words[:_SHOWN]}"
