"""A summary has of each speaker the best words of a day, in the order of time, copies once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.answering.drafting.briefs import MOST_LINES, brief_on, brief_rows
from bot.answering.questions.period import Period
from index.libraries import Libraries
from index.library import Library
from index.types import Metadata, NewArticle
from tests.fakes import WordEmbedder

GATES = "“The gates {words},” said {who}. The river was silent."
WIRE = (
    "The harbour board met for an hour on Monday and was shown the gates. “The gates will not "
    "hold the river,” said Ines Maro, the engineer. The board thanked her, and went to lunch, "
    "as it has done on every Monday since the war, and nobody spoke of the gates again."
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    libraries = Libraries(tmp_path, WordEmbedder())
    yield libraries.get("local")
    libraries.close()


def add(library: Library, text: str, day: date | None, outlet: str = "The Record") -> str:
    new = NewArticle(outlet, text, Metadata(publisher=outlet, published=day))
    [result] = library.add([new], added_by="tester")
    assert result.article_id is not None, result.error
    return result.article_id


def told(library: Library, topic: str = "the gates", period: Period | None = None) -> list[str]:
    brief = brief_on(library, topic, period or Period())
    return [
        f"{row.day} {row.quoted.citation.speaker.name}: {row.quoted.citation.quote}"
        for row in brief_rows(library, brief.lines)
        if row.quoted.citation.speaker
    ]


def test_lines_are_in_the_order_of_time_one_for_a_speaker_and_day(library: Library) -> None:
    add(library, GATES.format(words="were painted twice", who="Tom Vale"), date(2026, 3, 2))
    add(library, GATES.format(words="will hold for ever", who="Ines Maro"), None)
    first = GATES.format(words="are old and tired", who="Ines Maro")
    add(library, f"{first}\n\n“The gates of the gates are gates,” Maro said.", date(2026, 2, 1))
    lines = told(library)
    assert [line.split(": ")[0] for line in lines] == [
        "2026-02-01 Ines Maro",
        "2026-03-02 Tom Vale",
        "None Ines Maro",
    ]


def test_a_report_that_several_outlets_ran_is_one_line_of_its_first_day(library: Library) -> None:
    add(library, f"{WIRE} Rain fell.", date(2026, 2, 3), "The Courier")
    first = add(library, WIRE, date(2026, 2, 2))
    brief = brief_on(library, "the gates")
    [row] = brief_rows(library, brief.lines)
    assert (row.day, row.quoted.citation.article.id) == (date(2026, 2, 2), first)
    assert row.quoted.citation.other_outlets == ("The Courier",)


def test_days_narrow_it(library: Library) -> None:
    for month in (2, 3, 4):
        add(library, GATES.format(words=f"are {month}", who="Ines Maro"), date(2026, month, 1))
    period = Period(date(2026, 3, 1), date(2026, 3, 31))
    assert told(library, period=period) == ["2026-03-01 Ines Maro: The gates are 3,"]


@pytest.mark.parametrize("topic", ["bananas", "the", "", "?!", "@everyone"])
def test_what_nobody_spoke_about_has_no_lines(library: Library, topic: str) -> None:
    add(library, GATES.format(words="were painted twice", who="Tom Vale"), date(2026, 3, 2))
    assert brief_on(library, topic).lines == ()


def test_an_empty_library_has_no_lines(library: Library) -> None:
    assert brief_on(library, "the gates").lines == ()


def test_words_of_nobody_known_and_headlines_are_left_out(library: Library) -> None:
    add(library, "“The gates will not hold the river,” somebody wrote on the wall.", None)
    assert told(library) == []


def test_a_line_whose_article_has_gone_is_left_out(library: Library) -> None:
    gone = add(library, GATES.format(words="were painted twice", who="Tom Vale"), date(2026, 3, 2))
    add(library, GATES.format(words="are very old", who="Ines Maro"), date(2026, 3, 3))
    brief = brief_on(library, "the gates")
    library.remove(gone, by="tester")
    assert len(brief.lines) == 2
    assert [row.day for row in brief_rows(library, brief.lines)] == [date(2026, 3, 3)]


def test_a_summary_is_bounded_and_says_what_it_leaves_out(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.answering.drafting.briefs.MOST_LINES", 3)
    for day in range(1, 6):
        add(library, GATES.format(words=f"are {day}", who="Ines Maro"), date(2026, 3, day))
    brief = brief_on(library, "the gates")
    assert (len(brief.lines), brief.left_out) == (3, 2)
    days = [line.day for line in brief.lines if line.day]
    assert days == sorted(days)
    assert MOST_LINES == 40


def test_the_samples_on_the_dam(sample_library: Library) -> None:
    brief = brief_on(sample_library, "the Oroz dam")
    rows = brief_rows(sample_library, brief.lines)
    days = [row.day for row in rows if row.day]
    assert days == sorted(days)
    assert len(rows) >= 6
    pairs = [(row.day, row.quoted.citation.speaker) for row in rows]
    assert len({(day, who and who.name) for day, who in pairs}) == len(pairs)
    for row in rows:
        assert all(part in row.quoted.citation.article.text for part in row.quoted.parts)
