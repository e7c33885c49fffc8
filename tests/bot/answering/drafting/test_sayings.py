"""What somebody said as a list: each thing once, wherever else it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.answering.drafting.sayings import quoted, sayings_of
from bot.answering.questions.period import Period
from index.libraries import Libraries
from index.library import Library
from index.types import Metadata, NewArticle
from tests.fakes import WordEmbedder

WIRE = """The keeper of the Oroz dam asked for money on Monday, three weeks after a crack.

“The gates of the Oroz dam,” said Ines Maro, the engineer, “will hold for another winter.”

The Assembly votes on Friday about the cement, the gates and the wages of eleven keepers.
"""
LATER = "On Monday the engineer Ines Maro said that the ferry would not sail before the storm.\n"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    libraries = Libraries(tmp_path, WordEmbedder())
    yield libraries.get("local")
    libraries.close()


def add(library: Library, text: str, publisher: str, day: date | None) -> str:
    new = NewArticle(publisher, text, Metadata(publisher=publisher, published=day))
    [result] = library.add([new], added_by="tester")
    assert result.article_id
    return result.article_id


def test_copies_are_one_saying_in_the_place_of_the_earliest(library: Library) -> None:
    undated = add(library, f"{WIRE}\nBy our staff.", "The Post", None)
    copy = add(library, f"VELDEN - {WIRE}", "The Courier", date(2026, 3, 3))
    first = add(library, WIRE, "The Record", date(2026, 3, 2))
    newest = add(library, LATER, "The Record", date(2026, 4, 1))
    later, saying = sayings_of(library, "Ines Maro")
    assert later.article_ids == (newest,)
    assert saying.statement.article_id == first
    assert set(saying.article_ids) == {first, copy, undated}
    said = quoted(library, saying)
    assert said is not None
    assert said.parts == ("The gates of the Oroz dam,", "will hold for another winter.")
    assert set(said.citation.other_outlets) == {"The Courier", "The Post"}


def test_a_report_is_shown_as_one(library: Library) -> None:
    add(library, LATER, "The Record", date(2026, 4, 1))
    [saying] = sayings_of(library, "Ines Maro")
    said = quoted(library, saying)
    assert said is not None
    assert said.citation.kind == "indirect"
    assert said.parts == (
        "the engineer Ines Maro said that the ferry would not sail before the storm",
    )


def test_days_and_a_topic_narrow_it(library: Library) -> None:
    add(library, WIRE, "The Record", date(2026, 3, 2))
    add(library, LATER, "The Record", date(2026, 4, 1))
    since = sayings_of(library, "Ines Maro", Period(since=date(2026, 4, 1)))
    until = sayings_of(library, "Ines Maro", Period(until=date(2026, 3, 31)))
    about = sayings_of(library, "Ines Maro", about="ferry")
    assert [len(each) for each in (since, until, about)] == [1, 1, 1]
    assert since == about != until
    assert sayings_of(library, "Ines Maro", about="bananas") == []
    assert sayings_of(library, "Nobody") == []


def test_what_was_removed_meanwhile_is_left_out(library: Library) -> None:
    id_ = add(library, LATER, "The Record", date(2026, 4, 1))
    [saying] = sayings_of(library, "Ines Maro")
    library.remove(id_, by="mod")
    assert quoted(library, saying) is None


def test_a_headline_is_left_out_where_the_article_says_it_in_full(library: Library) -> None:
    text = f"Ferry “will not sail before the storm is over”, says Ines Maro\n\n{LATER}"
    add(library, text, "The Record", date(2026, 4, 1))
    every = library.statements(speaker="Ines Maro")
    full = [statement for statement in every if not statement.headline]
    assert len(full) < len(every)
    assert [saying.statement for saying in sayings_of(library, "Ines Maro")] == full
