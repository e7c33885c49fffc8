"""Quotations of all kinds put to the check, and where it says something else than an editor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bot.answering.checking.changes import all_told
from bot.answering.checking.checker import check
from bot.answering.checking.types import Checked, Quoted
from index.library import Library
from tests.evaluation.proofs.gold import Expected, GoldQuotation, read_quotations


@dataclass(frozen=True, slots=True)
class JudgedQuotation:
    """A quotation, and what checking made of it."""

    gold: GoldQuotation
    checked: Checked

    @property
    def verdict(self) -> Expected:
        is_cut = any(change.kind == "cut" for change in self.checked.changes)
        return "cut" if self.checked.verdict == "exact" and is_cut else self.checked.verdict

    @property
    def is_wrongly_exact(self) -> bool:
        """Whether words are let pass as they are that an editor would not."""
        return self.verdict == "exact" and self.gold.expected != "exact"

    @property
    def is_wrongly_altered(self) -> bool:
        return self.gold.expected in ("exact", "cut") and self.checked.verdict != "exact"

    @property
    def is_right(self) -> bool:
        return self.verdict == self.gold.expected


def judge(library: Library) -> list[JudgedQuotation]:
    return [
        JudgedQuotation(gold, check(library, Quoted(gold.words, gold.speaker)))
        for gold in read_quotations()
    ]


def report(judged: list[JudgedQuotation]) -> Iterator[str]:
    """Lines for a person: the figures by kind, then what came out otherwise."""
    right = sum(each.is_right for each in judged)
    yield (
        f"quotations: {len(judged)}, as an editor has it {right}, "
        f"wrongly exact {sum(each.is_wrongly_exact for each in judged)}, "
        f"wrongly altered {sum(each.is_wrongly_altered for each in judged)}"
    )
    by_kind = Counter(each.gold.kind for each in judged)
    for kind, number in by_kind.items():
        right = sum(each.is_right for each in judged if each.gold.kind == kind)
        yield f"  {kind}: {right} of {number}"
    for each in judged:
        if not each.is_right:
            told = all_told(each.checked.changes)
            wrong = f"{each.verdict} for {each.gold.expected} ({each.gold.kind})"
            yield f"{wrong}: {each.gold.words} [{told}]"
