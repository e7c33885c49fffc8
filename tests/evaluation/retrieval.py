"""Finding and answering on four sets of questions, each over a library of its own.

Owns what each set asks and of which library; measuring is what `whosaid selftest` does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import Final, Literal

from bot.answering.types import Question
from bot.question_lines import read_date
from bot.selftest.measuring import Measured, measure
from bot.selftest.questions import GoldQuestion
from bot.selftest.report import report
from index.libraries import Libraries
from index.library import Library
from index.retriever import Weights
from index.sources import SourceReader
from index.types import FailedSource, NewArticle
from tests.evaluation import polnear_questions
from tests.evaluation.calibration import Example, examples
from tests.evaluation.data import rows
from tests.evaluation.samples import gold_questions
from tests.evaluation.sweep import Search, searches
from tests.samples import sample_articles

NEWS = "local"
POLNEAR = "polnear"
SAMPLES = "samples"
KINDS: Final[tuple[Literal["statement", "headline", "reworded"], ...]] = (
    "statement",
    "headline",
    "reworded",
)


class QuestionSet(StrEnum):
    """`foreign` are those of the news and of the samples, put to each other's library."""

    REALTIMEQA = "realtimeqa"
    POLNEAR = "polnear"
    SAMPLES = "samples"
    FOREIGN = "foreign"


class Evaluation:
    """Measures the libraries of a data directory, filling those that are empty.

    `data` is the folder of the evaluation data.
    """

    def __init__(self, libraries: Libraries, data: Path) -> None:
        self._libraries = libraries
        self._data = data

    def examples(self) -> list[Example]:
        """What the likelihood of an answer is fitted to: each set in its library and the other."""
        ours, theirs = gold_questions(), realtimeqa_questions(self._data)
        return [
            *examples(self.news(), theirs),
            *examples(self.samples(), map(foreign, theirs)),
            *examples(self.samples(), ours, begin=len(theirs)),
            *examples(self.news(), map(foreign, ours), begin=len(theirs)),
        ]

    def searches(self) -> dict[str, list[Search]]:
        """Every set that has right articles, searched once."""
        made = {
            "samples": searches(self.samples(), gold_questions()),
            "realtimeqa": searches(self.news(), realtimeqa_questions(self._data)),
        }
        for kind in KINDS:
            asked = polnear_questions.questions(self._data, kind)
            made[f"polnear, {kind}"] = searches(self.polnear(), asked)
        return made

    def lines(self, asked: QuestionSet, *, misses: bool) -> Iterator[str]:
        """One set's figures, and with `misses` what went wrong before them."""
        for name, measured in self._measured(asked):
            found = list(measured)
            yield f"\n{name}: {len(found)} questions"
            yield from report(found, misses=misses)

    def _measured(self, asked: QuestionSet) -> Iterator[tuple[str, Iterator[Measured]]]:
        if asked is QuestionSet.REALTIMEQA:
            yield asked, measure(self.news(), realtimeqa_questions(self._data))
        elif asked is QuestionSet.POLNEAR:
            for kind in KINDS:
                questions = polnear_questions.questions(self._data, kind)
                yield f"{asked}, {kind}", measure(self.polnear(), questions)
        elif asked is QuestionSet.SAMPLES:
            yield asked, measure(self.samples(), gold_questions())
        else:
            ours = measure(self.news(), map(foreign, gold_questions()))
            theirs = measure(self.samples(), map(foreign, realtimeqa_questions(self._data)))
            yield asked, chain(ours, theirs)

    def news(self) -> Library:
        """All of RealTimeQA's articles."""
        news = self._data / "realtimeqa" / "articles.jsonl.gz"
        return self._filled(NEWS, lambda: SourceReader().read_jsonl(news))

    def polnear(self) -> Library:
        """PolNeAR's development articles."""
        return self._filled(POLNEAR, lambda: polnear_questions.articles(self._data))

    def samples(self) -> Library:
        """The sample articles."""
        return self._filled(SAMPLES, sample_articles)

    def _filled(
        self, name: str, articles: Callable[[], Iterable[NewArticle | FailedSource]]
    ) -> Library:
        library = self._libraries.get(name)
        if library.count() == 0:
            library.add(articles(), added_by="evaluation")
        return library


def settings_line(weights: Weights) -> str:
    """What the figures below it belong to."""
    set_to = ", ".join(f"{name} {value}" for name, value in asdict(weights).items())
    return f"settings: {set_to}"


def realtimeqa_questions(data: Path) -> list[GoldQuestion]:
    """Those that link to an article of the pool, each with its evidence."""
    return [
        GoldQuestion(
            Question(row["question"], read_date(row["date"])),
            articles=tuple(row["gold_urls"]),
            evidence=row["evidence"],
            answer=row["answer"],
            id=row["id"],
        )
        for row in rows(data / "realtimeqa" / "questions.jsonl.gz")
        if row["gold_urls"]
    ]


def foreign(gold: GoldQuestion) -> GoldQuestion:
    """The same question where the library can hold nothing on it."""
    return replace(
        gold, expect="not_found", articles=(), words=(), speaker=None, evidence=None, answer=None
    )
