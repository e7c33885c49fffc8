"""Answers over the sample library, with the real bundled model."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answering.answerer import Answerer
from bot.answering.types import Answer, NotFound, Question
from index.library import Library
from tests.evaluation.samples import Verdict, judge_samples


@pytest.fixture(scope="module")
def verdicts(sample_library: Library) -> list[Verdict]:
    return judge_samples(sample_library)


def test_what_nobody_said_is_never_answered(verdicts: list[Verdict]) -> None:
    refused = [verdict for verdict in verdicts if verdict.gold["expect"] == "not_found"]
    assert len(refused) >= 8
    assert [verdict.gold["question"] for verdict in refused if verdict.fault] == []


def test_most_of_what_is_there_is_found(verdicts: list[Verdict]) -> None:
    answered = [verdict for verdict in verdicts if verdict.gold["expect"] == "answered"]
    faults = [(verdict.gold["question"], verdict.fault) for verdict in answered if verdict.fault]
    assert len(faults) <= 0.15 * len(answered), faults


def test_every_quotation_is_a_slice_of_its_stored_article(
    verdicts: list[Verdict], sample_library: Library
) -> None:
    quoted = 0
    for verdict in verdicts:
        if not isinstance(verdict.outcome, NotFound):
            for citation in verdict.outcome.citations:
                text = sample_library.get(citation.article.id).text
                assert citation.quote == text[citation.span.start : citation.span.end]
                quoted += 1
    assert quoted > 50


def ask(library: Library, text: str) -> Answer | NotFound:
    outcome = Answerer().answer(library, Question(text, date(2026, 10, 1)))
    assert isinstance(outcome, Answer | NotFound)
    return outcome


def test_a_shared_surname_names_each_speaker(sample_library: Library) -> None:
    answer = ask(sample_library, "What did Odrell say?")
    assert isinstance(answer, Answer)
    names = {citation.speaker.name for citation in answer.citations if citation.speaker}
    assert names == {"Casimir Odrell", "Petronel Odrell"}


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("What did Leontine Hask say?", "mentioned here, but no words here are plainly theirs"),
        ("What did Emeric Soltt say?", "Did you mean Emeric Solt"),
        ("What did Quentin Zzyzx say?", "Nothing in this library mentions Quentin Zzyzx"),
        ("What did Radomir Quist say about interest rates?", "not about interest rates"),
    ],
)
def test_the_reason_says_what_is_missing(
    sample_library: Library, question: str, reason: str
) -> None:
    outcome = ask(sample_library, question)
    assert isinstance(outcome, NotFound)
    assert reason in outcome.reason
    assert outcome.evidence.passages
