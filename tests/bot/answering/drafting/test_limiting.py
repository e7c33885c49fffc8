"""What an answer is limited to: nothing else is shown, and it is said why nothing is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.answering.answerer import Answerer
from bot.answering.drafting.further import further
from bot.answering.drafting.limiting import find, written
from bot.answering.questions.typed_limits import LimitNotUnderstood, TypedLimits
from bot.answering.types import Answer, NotFound, Outcome, Question, Related
from index.errors import OutletNotFound, SpeakerAmbiguous, SpeakerNotFound
from index.exchanges import UNLIMITED, Limits
from index.libraries import Libraries
from index.library import Library
from index.query import Query
from index.types import Metadata, NewArticle
from tests.fakes import WordEmbedder

TODAY = date(2026, 7, 1)
MARO = Limits(speaker="Ines Maro")
ARTICLES = (
    (
        "The Kessory Courier",
        date(2026, 2, 3),
        "“The dam will hold,” said Ines Maro, an engineer. The dam was 40 metres high.",
    ),
    (
        "The Record",
        date(2026, 5, 6),
        "“The dam has cracks,” said Jon Vale. “The dam has cracks,” Ines Maro said. "
        "“Nobody inspected the dam.”",
    ),
    (None, None, "“The dam is old,” said Ines Maro. The dam was closed for repairs."),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    libraries = Libraries(tmp_path_factory.mktemp("limits"), WordEmbedder())
    library = libraries.get("local")
    add(library)
    yield library
    libraries.close()


def add(library: Library) -> None:
    new = [
        NewArticle(f"{number}", text, Metadata(publisher=publisher, published=published))
        for number, (publisher, published, text) in enumerate(ARTICLES)
    ]
    library.add(new, added_by="tester")


def ask(library: Library, text: str, limits: Limits = UNLIMITED) -> Outcome:
    return Answerer().answer(library, Question(text, TODAY, limits))


def cited(outcome: Outcome) -> list[tuple[str | None, date | None]]:
    assert isinstance(outcome, Answer | Related), outcome
    return [
        (each.speaker.name if each.speaker else None, each.article.metadata.published)
        for each in outcome.citations
    ]


@pytest.mark.parametrize(
    "question",
    [
        "What did Maro say about the dam?",
        "What about the dam?",
        "Who spoke about the dam?",
        "Who said “the dam has cracks”?",
        "What is said about the dam?",
        "the dam",
    ],
)
def test_only_the_speakers_words_are_shown(library: Library, question: str) -> None:
    shown = cited(ask(library, question, MARO))
    assert shown
    assert {speaker for speaker, _ in shown} == {"Ines Maro"}


@pytest.mark.parametrize(
    "question", ["What did Maro say about the dam?", "Who spoke about the dam?", "the dam"]
)
@pytest.mark.parametrize(
    ("limits", "days"),
    [
        (Limits(since=date(2026, 3, 1)), {date(2026, 5, 6)}),
        (Limits(until=date(2026, 3, 1)), {date(2026, 2, 3)}),
        (Limits(outlet="The Record"), {date(2026, 5, 6)}),
        (Limits(since=date(2026, 2, 3), until=date(2026, 2, 3)), {date(2026, 2, 3)}),
    ],
)
def test_only_those_days_and_that_outlet_are_shown(
    library: Library, question: str, limits: Limits, days: set[date]
) -> None:
    assert {day for _, day in cited(ask(library, question, limits))} == days


def test_words_that_name_days_narrow_the_limits_further(library: Library) -> None:
    since = Limits(since=date(2026, 2, 1))
    outcome = ask(library, "What did Maro say about the dam until March?", since)
    assert {day for _, day in cited(outcome)} == {date(2026, 2, 3)}


@pytest.mark.parametrize(
    ("question", "limits", "reason"),
    [
        (
            "What did Vale say?",
            MARO,
            "The question asks for Jon Vale, but the answer is limited to Ines Maro.",
        ),
        (
            "What did Macron say?",
            MARO,
            "The question asks for Macron, but the answer is limited to Ines Maro.",
        ),
        (
            "How high is the dam in the Courier?",
            Limits(outlet="The Record"),
            "The question asks for The Kessory Courier, but the answer is limited to The Record.",
        ),
        (
            "What did Vale say about the dam?",
            Limits(until=date(2026, 3, 1)),
            "Jon Vale is quoted here once about the dam, but not until 1 March 2026; "
            "first on 6 May 2026.",
        ),
        (
            "How high is the dam?",
            Limits(since=date(2026, 6, 1), until=date(2026, 6, 30), outlet="The Record"),
            "Nothing from 1 June 2026 to 30 June 2026 in The Record speaks to that.",
        ),
        (
            "Who said “Nobody inspected the dam”?",
            Limits(speaker="Jon Vale"),
            "Nothing by Jon Vale speaks to that.",
        ),
    ],
)
def test_nothing_within_the_limits_is_explained(
    library: Library, question: str, limits: Limits, reason: str
) -> None:
    outcome = ask(library, question, limits)
    assert isinstance(outcome, NotFound)
    assert outcome.reason == reason
    assert not [each for each in outcome.evidence.articles if each.article_id not in near(library)]


def near(library: Library) -> set[str]:
    return {each.id for each in library.list()}


def test_latest_words_from_before_the_limits_are_not_shown(library: Library) -> None:
    outcome = ask(library, "Latest from Maro?", Limits(since=date(2026, 6, 1)))
    assert isinstance(outcome, NotFound)
    assert "but not since 1 June 2026; last on 6 May 2026" in outcome.reason


def test_articles_that_others_crowd_out_are_found_within_the_limits(tmp_path: Path) -> None:
    libraries = Libraries(tmp_path, WordEmbedder())
    library = libraries.get("local")
    old = Metadata(publisher="The Record", published=date(2020, 1, 1))
    new = Metadata(publisher="The Record", published=date(2026, 6, 1))
    crowd = [NewArticle(f"{n}", f"The dam, the dam! Part {n}.", old) for n in range(120)]
    wanted = NewArticle("wanted", "It rained for nine days; a hill slid into a dam. " * 3, new)
    library.add([*crowd, wanted], added_by="tester")
    found = find(library, Query("the dam"), Limits(since=date(2026, 5, 1)), 10)
    libraries.close()
    assert len(found) == 1


def test_further_words_keep_to_the_limits_and_repeat_nothing(library: Library) -> None:
    limits = Limits(until=date(2026, 3, 1))
    question = Question("What about the dam?", TODAY, limits)
    more = further(library, question, ())
    assert more
    assert {each.article.metadata.published for each in more} == {date(2026, 2, 3)}
    rest = further(library, question, more)
    assert not {each.quote for each in rest} & {each.quote for each in more}


def test_limits_are_read_as_people_write_them(library: Library) -> None:
    typed = TypedLimits("maro", "courier", "last month", "yesterday")
    read = typed.read(library, TODAY)
    assert read == Limits("Ines Maro", "The Kessory Courier", date(2026, 6, 1), date(2026, 6, 30))
    assert TypedLimits(since="June").read(library, TODAY).since == date(2026, 6, 1)
    assert TypedLimits(until="June").read(library, TODAY).until == date(2026, 6, 30)
    assert TypedLimits(since="since 3 May 2025").read(library, TODAY).since == date(2025, 5, 3)
    assert TypedLimits(until="before May").read(library, TODAY).until == date(2026, 4, 30)
    assert TypedLimits().read(library, TODAY) == UNLIMITED
    assert written(read) == "by Ines Maro from 1 June 2026 to 30 June 2026 in The Kessory Courier"


@pytest.mark.parametrize(
    ("typed", "error", "told"),
    [
        (TypedLimits(speaker="Meri"), SpeakerNotFound, "Nobody called 'Meri'"),
        (TypedLimits(outlet="the recrod"), OutletNotFound, "Did you mean The Record?"),
        (TypedLimits(since="soon"), LimitNotUnderstood, "I can’t read “soon”"),
        (TypedLimits(since="before May"), LimitNotUnderstood, "I can’t read “before May”"),
        (TypedLimits(until="9999 years ago"), LimitNotUnderstood, "9999 years ago"),
        (TypedLimits(since="July", until="May"), LimitNotUnderstood, "Swap them."),
    ],
)
def test_what_is_not_understood_is_said(
    library: Library, typed: TypedLimits, error: type[Exception], told: str
) -> None:
    with pytest.raises(error, match=re.escape(told)):
        typed.read(library, date(2026, 8, 1))


def test_several_speakers_or_outlets_of_a_name_are_told_apart(tmp_path: Path) -> None:
    libraries = Libraries(tmp_path, WordEmbedder())
    library = libraries.get("local")
    library.add(
        [
            NewArticle(publisher, f"“It is so,” said {name} Maro.", Metadata(publisher=publisher))
            for publisher, name in (("The Kessory Courier", "Ines"), ("The Upland Courier", "Jon"))
        ],
        added_by="tester",
    )
    with pytest.raises(SpeakerAmbiguous):
        TypedLimits(speaker="Maro").read(library, TODAY)
    with pytest.raises(OutletNotFound, match="The Kessory Courier or The Upland Courier"):
        TypedLimits(outlet="courier").read(library, TODAY)
    libraries.close()
