"""Nothing is shown that the stored article does not hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.answering.drafting.drafts import Draft, Point
from bot.answering.types import Answer, Evidence, NotFound, Question, Related, Seal, Timings
from bot.answering.verifier import verify
from index.libraries import Libraries
from index.library import Library
from index.query import Query
from index.types import Metadata, NewArticle, Span
from tests.fakes import WordEmbedder

TEXT = (
    "“The gates will hold,” said Ines Maro, an engineer. The river rose all night.\n"
    "Tom Vale said that the gates were old."
)
QUESTION = Question("What of the gates?", date(2026, 1, 1))
EVIDENCE = Evidence(Query("?"), (), 0.5, Timings(0, 0, 0))


@pytest.fixture
def library(tmp_path: Path) -> Library:
    libraries = Libraries(tmp_path, WordEmbedder())
    library = libraries.get("local")
    library.add([NewArticle("a", TEXT, Metadata(publisher="The Record"))], added_by="tester")
    return library


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.fixture
def quoted(library: Library) -> Point:
    [said] = library.statements(speaker="Ines Maro")
    return Point(said.article_id, span("The gates will hold"), "direct", 1.0, said.id)


@pytest.fixture
def reported(library: Library) -> Point:
    [said] = library.statements(speaker="Tom Vale")
    return Point(said.article_id, span("the gates were old"), "indirect", 1.0, said.id)


def shown(library: Library, *points: Point) -> Answer | Related | NotFound:
    return verify(library, QUESTION, Draft("plain", points, 0.9), EVIDENCE)


def test_what_holds_is_answered(library: Library, quoted: Point, reported: Point) -> None:
    answer = shown(library, quoted, reported)
    assert isinstance(answer, Answer)
    assert [citation.quote for citation in answer.citations] == [
        "The gates will hold",
        "the gates were old",
    ]
    assert [citation.speaker and citation.speaker.name for citation in answer.citations] == [
        "Ines Maro",
        "Tom Vale",
    ]


def test_the_speaker_is_the_stored_one(library: Library, quoted: Point) -> None:
    answer = shown(library, replace(quoted, speaker="Tom Vale"))
    assert isinstance(answer, Answer)
    assert answer.citations[0].speaker
    assert answer.citations[0].speaker.name == "Ines Maro"
    assert "Vale" not in answer.lead


@pytest.mark.parametrize(
    "wrong",
    [
        {"article_id": "A-nope0"},
        {"statement_id": "Q-nope0"},
        {"statement_id": None},
        {"span": Span(0, 5000)},
        {"span": span("The river rose all night")},  # not what was said
        {"span": span("“The gates will hold,” said Ines Maro")},  # beyond the marks
        {"span": span("the gates were old")},  # another's words
    ],
)
def test_what_does_not_hold_is_dropped_whole(
    library: Library, quoted: Point, wrong: dict[str, object]
) -> None:
    assert isinstance(shown(library, replace(quoted, **wrong)), NotFound)  # type: ignore[arg-type]
    answer = shown(library, quoted, replace(quoted, **wrong))  # type: ignore[arg-type]
    assert isinstance(answer, Answer)
    assert len(answer.citations) == 1


def test_reported_speech_is_never_shown_as_a_quotation(library: Library, reported: Point) -> None:
    assert isinstance(shown(library, replace(reported, kind="direct")), NotFound)


def test_what_was_removed_meanwhile_is_not_shown(library: Library, quoted: Point) -> None:
    library.remove(quoted.article_id, by="tester")
    outcome = shown(library, quoted)
    assert isinstance(outcome, NotFound)
    assert "not in the library any more" in outcome.reason


def test_related_asserts_nothing(library: Library, quoted: Point) -> None:
    outcome = verify(library, QUESTION, Draft("related", (quoted,), 0.4, "Why."), EVIDENCE)
    assert isinstance(outcome, Related)
    assert outcome.reason == "Why."


def test_an_answer_cannot_be_made_elsewhere(library: Library, quoted: Point) -> None:
    answer = shown(library, quoted)
    assert isinstance(answer, Answer)
    with pytest.raises(ValueError, match="verifier"):
        Answer(QUESTION, "Trust me:", answer.citations, EVIDENCE, "extractive", Seal())
    with pytest.raises(ValueError, match="citation"):
        replace(answer, citations=())
