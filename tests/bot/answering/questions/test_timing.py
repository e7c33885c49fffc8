"""Which questions ask for news, and from which days articles are wanted."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answering.questions.period import cut_period
from bot.answering.questions.timing import NEWS, PAST, PRESENT, time_frame
from index.query import TimeFrame

ASKED = date(2026, 6, 18)  # a Thursday


def frame_of(question: str) -> TimeFrame | None:
    return time_frame(question, cut_period(question, ASKED)[0], ASKED)


@pytest.mark.parametrize(
    "question",
    [
        "Which mayor resigned this week?",
        "Which bridge recently closed?",
        "What is the latest record of the river?",
        "Which new tram did Velden buy?",
        "Which bridge will soon be closed?",
        "Who won the cup yesterday?",
    ],
)
def test_news(question: str) -> None:
    assert frame_of(question) == TimeFrame(date(2026, 6, 15), ASKED, NEWS)


@pytest.mark.parametrize(
    ("question", "since", "until"),
    [
        ("Which bridge closed in May?", date(2026, 5, 1), date(2026, 6, 7)),
        ("Which bridge closed on 3 May 2021?", date(2021, 5, 3), date(2021, 5, 10)),
        ("Which new bridge closed in May?", date(2026, 5, 1), date(2026, 6, 7)),
        ("Which bridge closed since May?", date(2026, 5, 1), ASKED),
        ("Which bridge closed before May?", None, date(2026, 5, 7)),
        ("Which bridge closed last month?", date(2026, 5, 1), date(2026, 6, 7)),
    ],
)
def test_days_that_are_named(question: str, since: date | None, until: date) -> None:
    strength = NEWS if until == ASKED else PAST
    assert frame_of(question) == TimeFrame(since, until, strength)


@pytest.mark.parametrize(
    "question",
    [
        "Where is the bridge closed?",
        "How long is the new bridge?",
        "What is the capital of New Velden?",
    ],
)
def test_how_things_are_is_asked_of_later_articles_too(question: str) -> None:
    frame = frame_of(question)
    assert frame
    assert frame.strength == PRESENT < NEWS


def test_how_things_were_is_asked_of_any() -> None:
    assert frame_of("Who built the bridge?") is None
