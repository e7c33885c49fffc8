"""What a model might write, put to the verifier: true sentences to be shown, false ones never."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bot.answering.written.claims import ProposedClaim, SentPassage, Support
from bot.answering.written.proving import Failing, ProvedClaim, Prover
from index.library import Library
from index.types import Span
from tests.evaluation.proofs.gold import GoldClaim, articles_by_file, read_claims


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """A claim, and what became of it: what is shown, or what it failed by."""

    gold: GoldClaim
    proved: ProvedClaim | Failing

    @property
    def is_shown(self) -> bool:
        return isinstance(self.proved, ProvedClaim)

    @property
    def is_right(self) -> bool:
        return self.is_shown == (self.gold.false is None)


def judge(library: Library) -> list[JudgedClaim]:
    articles = articles_by_file(library)
    found = []
    for gold in read_claims():
        article = articles[gold.article]
        sent = SentPassage(article.id, article.version, Span(0, len(article.text)))
        claim = ProposedClaim(gold.text, (Support(1, gold.words),))
        found.append(JudgedClaim(gold, Prover(library, {1: sent}).prove(claim)))
    return found


def report(judged: list[JudgedClaim]) -> Iterator[str]:
    """Lines for a person: the figures, then what came out wrong."""
    true = [each for each in judged if each.gold.false is None]
    false = [each for each in judged if each.gold.false is not None]
    yield (
        f"claims: {sum(each.is_shown for each in true)} of {len(true)} true ones shown, "
        f"{sum(each.is_shown for each in false)} of {len(false)} false ones"
    )
    by_kind = Counter(each.gold.false for each in false)
    yield f"  false by: {', '.join(f'{kind} {n}' for kind, n in by_kind.items())}"
    for each in judged:
        if not each.is_right:
            how = f"shown, though false ({each.gold.false})"
            yield f"{how if each.is_shown else f'refused ({each.proved})'}: {each.gold.text}"
