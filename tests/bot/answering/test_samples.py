"""Answers over the sample library, with the real bundled model."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answering.answerer import Answerer
from bot.answering.types import Answer, NotFound, Outcome, Question, Related
from bot.selftest.measuring import Measured
from index.library import Library
from tests.evaluation.samples import judge_samples


@pytest.fixture(scope="module")
def verdicts(sample_library: Library) -> list[Measured]:
    return judge_samples(sample_library)


def test_what_nobody_said_is_never_answered(verdicts: list[Measured]) -> None:
    refused = [verdict for verdict in verdicts if verdict.gold.expect == "not_found"]
    assert len(refused) >= 8
    assert [verdict.gold.question.text for verdict in refused if verdict.fault] == []


def test_most_of_what_is_there_is_found(verdicts: list[Measured]) -> None:
    answered = [verdict for verdict in verdicts if verdict.gold.expect == "answered"]
    faults = [(verdict.gold.question.text, verdict.fault) for verdict in answered if verdict.fault]
    assert len(faults) <= 0.15 * len(answered), faults


def test_every_quotation_is_a_slice_of_its_stored_article(
    verdicts: list[Measured], sample_library: Library
) -> None:
    quoted = 0
    for verdict in verdicts:
        if not isinstance(verdict.outcome, NotFound):
            for citation in verdict.outcome.citations:
                text = sample_library.get(citation.article.id).text
                assert citation.quote == text[citation.span.start : citation.span.end]
                quoted += 1
    assert quoted > 50


def ask(library: Library, text: str) -> Outcome:
    return Answerer().answer(library, Question(text, date(2026, 10, 1)))


def quoted(outcome: Outcome) -> list[tuple[str, str, str]]:
    """Speaker, kind and words of each citation."""
    assert isinstance(outcome, Answer | Related)
    return [(c.speaker.name, c.kind, c.quote) for c in outcome.citations if c.speaker]


def test_a_shared_surname_names_each_speaker(sample_library: Library) -> None:
    answer = ask(sample_library, "What did Odrell say?")
    assert isinstance(answer, Answer)
    names = {citation.speaker.name for citation in answer.citations if citation.speaker}
    assert names == {"Casimir Odrell", "Petronel Odrell"}


@pytest.mark.parametrize(
    ("question", "speaker", "words"),
    [
        ("what did solt say about chalk", "Emeric Solt", "I trust chalk."),
        ("what did emeric say about chalk?", "Emeric Solt", "I trust chalk."),
        ("What did Solt tell the Record about chalk?", "Emeric Solt", "I trust chalk."),
        ("Solt on chalk?", "Emeric Solt", "I trust chalk."),
        ("What did the bank's spokesman say?", "Tiberio Lomack", "It was signed for,"),
        ("Has Vasslin commented on the cement?", "Teodora Vasslin", "First we find the cement,"),
        ("quote Vasslin on the cement", "Teodora Vasslin", "First we find the cement,"),
        ("What did Solt say since June?", "Emeric Solt", "I was angry in November,"),
        ("What has Solt said recently?", "Emeric Solt", "I was angry in November,"),
        ("What did Solt say on 1 July?", "Emeric Solt", "I trust chalk."),
        ("What did Ruminski say before May?", "Agathe Ruminski", "It is a shower."),
        (
            "Who said four gates were shut by midnight?",
            "Cornelis Ampleforth",
            "Four gates were shut",
        ),
        ("Who talked about the dolphin?", "Perpetua Dray", "I have never met a dolphin"),
        ("Who denied that the village was being lulled?", "Ruben Achtel", "was being lulled"),
    ],
)
def test_forms_of_questions(
    sample_library: Library, question: str, speaker: str, words: str
) -> None:
    outcome = ask(sample_library, question)
    assert isinstance(outcome, Answer)
    said = quoted(outcome)
    assert {name for name, _, _ in said} == {speaker}
    assert any(words in quote for _, _, quote in said)


def test_two_people_are_both_heard(sample_library: Library) -> None:
    said = quoted(ask(sample_library, "What did Vasslin and Okonlind say?"))
    assert {name for name, _, _ in said} == {"Teodora Vasslin", "Matteus Okonlind"}


def test_an_outlet_is_a_filter(sample_library: Library) -> None:
    for outlet in ("the Courier", "The Kessory Courier", "courier"):
        outcome = ask(sample_library, f"what did solt say about concrete in {outlet.lower()}")
        assert isinstance(outcome, Answer)
        publishers = {citation.article.metadata.publisher for citation in outcome.citations}
        assert publishers == {"The Kessory Courier"}


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("What did Leontine Hask say?", "spoken of by Lucan Stroh, but no words here are plainly"),
        ("What did Anselm Greve say?", "mentioned here, but no words here are plainly theirs"),
        ("What did Emeric Soltt say?", "Did you mean Emeric Solt?"),
        ("what did soltt say about chalk", "Did you mean Emeric Solt?"),
        ("What did Solt and Jon Odrell say?", "Nobody called Jon Odrell is quoted here."),
        ("What did Quentin Zzyzx say?", "Nothing in this library mentions Quentin Zzyzx"),
        ("What did Radomir Quist say about interest rates?", "not about interest rates; the"),
        ("What did Radomir Quist say about interest rates?", "in “Mariners win the Cup"),
        ("What did Ruminski say since July?", "but not since July; last on 29 June 2026."),
        ("What did Ruminski say before April?", "but not before April; first on 23 April 2026."),
        (
            "What did Solt say in June?",
            "before that last on 19 March 2026, after it first on 1 July",
        ),
        ("What did Quist say in the Ledger?", "in The Anselt Ledger, only in The Kessory Courier."),
        ("What did Vasslin say about the blanket since May?", "about the blanket, but not since"),
        ("Who said “A dam is not a vase” in the Record?", "not in The Upland Record, only in The"),
    ],
)
def test_the_reason_says_what_is_missing(
    sample_library: Library, question: str, reason: str
) -> None:
    outcome = ask(sample_library, question)
    assert isinstance(outcome, NotFound)
    assert reason in outcome.reason
    assert outcome.evidence.passages


def test_old_news_are_shown_as_the_last_that_there_are(sample_library: Library) -> None:
    outcome = ask(sample_library, "What has Quist said this week?")
    assert isinstance(outcome, Related)
    assert "but not this week; last on 20 July 2026." in outcome.reason
    days = [citation.article.metadata.published for citation in outcome.citations]
    assert days[0] == date(2026, 7, 20)


@pytest.mark.parametrize(
    "question",
    [
        "Who said that five gates were shut by midnight?",
        "Who said that four gates were not shut by midnight?",
        "Who said that the village was being lulled?",
    ],
)
def test_a_denial_or_another_number_is_not_the_same_words(
    sample_library: Library, question: str
) -> None:
    outcome = ask(sample_library, question)
    assert isinstance(outcome, Related)
    assert "Nobody is quoted here as saying that" in outcome.reason


def test_latest_is_newest_first(sample_library: Library) -> None:
    outcome = ask(sample_library, "Latest from Vasslin")
    assert isinstance(outcome, Answer)
    days = [citation.article.metadata.published for citation in outcome.citations]
    assert days == sorted(days, key=str, reverse=True)


def test_quotations_go_before_reports(sample_library: Library) -> None:
    for question in ("What did Ibry say?", "What did Vasslin say about the town?"):
        kinds = [kind for _, kind, _ in quoted(ask(sample_library, question))]
        assert kinds == sorted(kinds)  # direct, then indirect
