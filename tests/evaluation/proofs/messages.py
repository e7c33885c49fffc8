"""Claims in other words than the articles': what is found for them, and shown as what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.answering.checking.claims import Claim, sources_of
from bot.answering.checking.markdown import Plain
from bot.answering.types import Citation
from index.library import Library
from tests.evaluation.proofs.gold import GoldMessage, articles_by_file, read_messages


@dataclass(frozen=True, slots=True)
class JudgedMessage:
    """A message of one claim, what is shown for it, and whether the right sentence is in that."""

    gold: GoldMessage
    claim: Claim
    has_source: bool
    has_nearest: bool

    @property
    def is_false_company(self) -> bool:
        """Whether words are shown for a claim on which the library holds nothing."""
        shown = self.claim.sources or self.claim.nearest
        return self.gold.article is None and bool(shown)


def judge(library: Library) -> list[JudgedMessage]:
    files = {article.id: file for file, article in articles_by_file(library).items()}

    def is_right(gold: GoldMessage, citations: tuple[Citation, ...]) -> bool:
        return any(
            files[each.article.id] == gold.article and gold.words in each.quote
            for each in citations
        )

    found = []
    for gold in read_messages():
        (claim,) = sources_of(library, Plain(gold.says)).claims
        right = is_right(gold, claim.sources), is_right(gold, claim.nearest)
        found.append(JudgedMessage(gold, claim, *right))
    return found


def report(judged: list[JudgedMessage]) -> Iterator[str]:
    """Lines for a person: the figures, then what is shown wrongly or not at all."""
    known = [each for each in judged if each.gold.article is not None]
    others = len(judged) - len(known)
    yield (
        f"messages: of {len(known)} claims in other words, {sum(e.has_source for e in known)} with "
        f"the words that speak to them, {sum(e.has_nearest for e in known)} with those nearest in "
        f"meaning; of {others} on nothing, {sum(e.is_false_company for e in judged)} with company"
    )
    for each in judged:
        is_missed = each.gold.article is not None and not (each.has_source or each.has_nearest)
        if is_missed or each.is_false_company:
            shown = each.claim.sources or each.claim.nearest
            yield f"  {each.gold.says} -> {shown[0].quote if shown else 'nothing'}"
