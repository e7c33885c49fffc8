"""Which article comes first: what it is about, when and where it was published."""

from __future__ import annotations

from datetime import date

import pytest

from index.languages import names, query_phrases
from index.library import Library
from index.query import Query, TimeFrame
from index.types import FoundArticle, Metadata, NewArticle

FILLER = "The ferry was late again. Nobody at the harbour was surprised by that any more."


def put(
    library: Library,
    text: str,
    title: str | None = None,
    published: date | None = None,
    publisher: str | None = None,
) -> str:
    known = Metadata(title=title, published=published, publisher=publisher)
    [result] = library.add([NewArticle(title or text[:20], text, known)], added_by="tester")
    assert result.article_id
    return result.article_id


def ids(found: list[FoundArticle]) -> list[str]:
    return [each.article_id for each in found]


@pytest.fixture(autouse=True)
def filler(library: Library) -> None:
    for number in range(6):
        put(library, f"{FILLER} It was day {number} of the delay.")


def test_what_a_headline_says_goes_before_what_a_text_mentions(library: Library) -> None:
    text = "The bridge at Velden shook. The council closed the bridge at Velden in the evening."
    mentions = put(library, text, "What the council did")
    is_about = put(library, text + " It rained.", "Bridge at Velden closed")
    assert ids(library.search(Query("bridge at Velden closed")))[:2] == [is_about, mentions]


def test_a_digest_does_not_crowd_out_its_source(library: Library) -> None:
    line = "The bridge at Velden was closed by the council in the evening. "
    digest = put(library, line + f"{FILLER} " * 6, "5 things to know today")
    source = put(library, line + "It had shaken when a tram crossed.", "Velden closes its bridge")
    assert ids(library.search(Query("Who closed the bridge at Velden?")))[:2] == [source, digest]


def test_news_goes_first_only_where_it_is_asked_for(library: Library) -> None:
    text = "The council of Velden raised the fare of the tram to four crowns."
    old = put(library, text, published=date(2020, 3, 1))
    new = put(library, text + " Again.", published=date(2026, 3, 1))
    later = put(library, text + " Too soon.", published=date(2026, 5, 1))
    frame = TimeFrame(date(2026, 2, 27), date(2026, 3, 2))
    assert ids(library.search(Query("Velden tram fare", frame)))[0] == new
    signals = {each.article_id: each.signals for each in library.search(Query("Velden tram fare"))}
    assert {signals[old].timely, signals[new].timely, signals[later].timely} == {0.0}


def test_only_the_outlets_asked_for(library: Library) -> None:
    text = "The council of Velden raised the fare of the tram."
    ours = put(library, text, publisher="The Velden Post")
    put(library, text + " Again.", publisher="The Lund Herald")
    assert ids(library.search(Query("tram fare", outlets=("The Velden Post",)))) == [ours]
    assert library.search(Query("tram fare", outlets=("The Moon",))) == []


def test_a_name_of_several_words_counts_as_one(library: Library) -> None:
    apart = put(library, "Ines met Ada Maro at the dam, and the dam was dry when Ines left it.")
    whole = put(library, "At the dam was Ines Maro, who found it dry and left, as she often did.")
    assert ids(library.search(Query("What about Ines Maro at the dam?")))[:2] == [whole, apart]


def test_each_article_comes_once_with_its_best_passages(library: Library) -> None:
    long = put(library, "The tram stopped at the bridge. " * 200)
    found = library.search(Query("tram bridge"), limit=3)
    assert len(set(ids(found))) == len(found)
    [best] = [each for each in found if each.article_id == long]
    scores = [passage.score for passage in best.passages]
    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)
    assert best.score == scores[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Where did Ines Maro go?", ["Ines Maro"]),
        ("What is the Velden Post?", ["Velden Post"]),
        ("Maro's dam, and Tom Vale.", ["Maro", "Tom Vale"]),
        ("Who said that?", []),
        ("", []),
        ("Что сказала Инес Маро?", ["Инес Маро"]),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_phrases_are_names_and_quotations_of_several_words() -> None:
    query = 'Did Ines Maro of Velden call it “a leaking bucket” or "bucket"?'
    assert list(query_phrases(query, frozenset({"en"}))) == ["ines maro", "a leaking bucket"]


def test_an_outlet_with_little_on_it_is_heard_among_many(library: Library) -> None:
    text = "The council of Velden raised the fare of the tram, said report {}."
    for number in range(100):
        put(library, text.format(number), publisher="The Lund Herald")
    ours = put(library, "The tram fare was no news in Velden.", publisher="The Velden Post")
    query = Query("Velden council raised tram fare", outlets=("The Velden Post",))
    assert ids(library.search(query)) == [ours]
