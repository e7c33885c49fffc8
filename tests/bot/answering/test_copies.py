"""A report that several outlets ran is said once, with where else it stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.answering.answerer import Answerer
from bot.answering.copies import with_copies
from bot.answering.types import Answer, Citation, CitationKind, Question
from index.libraries import Libraries
from index.library import Library
from index.types import Article, Metadata, NewArticle, Span, Speaker
from tests.fakes import WordEmbedder

QUOTE = "The gates of the Oroz dam will hold for another winter"
WIRE = f"""The keeper of the Oroz dam asked for money on Monday, three weeks after a crack.

“{QUOTE},” said Ines Maro, the engineer.

The Assembly votes on Friday about the cement, the gates and the wages of eleven keepers.
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    libraries = Libraries(tmp_path, WordEmbedder())
    yield libraries.get("local")
    libraries.close()


def add(library: Library, text: str, publisher: str | None, url: str | None = None) -> str:
    new = NewArticle("test", text, Metadata(publisher=publisher, url=url))
    [result] = library.add([new], added_by="tester")
    assert result.article_id
    return result.article_id


def ask(library: Library) -> Answer:
    question = Question("What did Maro say about the gates of the dam?", date(2026, 3, 3))
    outcome = Answerer().answer(library, question)
    assert isinstance(outcome, Answer)
    return outcome


def test_copies_are_named_beside_the_one_quotation(library: Library) -> None:
    ids = {
        add(library, WIRE, "The Record"),
        add(library, f"VELDEN - {WIRE}", "The Courier"),
        add(library, f"{WIRE}\nBy our staff.", None, "https://www.post.example/dam"),
    }
    [citation] = ask(library).citations
    assert {citation.article.id, *(copy.id for copy in citation.also_in)} == ids
    assert len(citation.also_in) == 2
    own = {citation.article.metadata.publisher or "post.example"}
    others = {"The Record", "The Courier", "post.example"} - own
    assert set(citation.other_outlets) == others


def test_a_copy_with_other_words_in_the_quotation_does_not_count(library: Library) -> None:
    add(library, WIRE, "The Record")
    add(library, WIRE.replace("another winter", "years"), "The Courier")
    for citation in ask(library).citations:
        assert citation.also_in == ()


def test_a_copy_in_the_same_outlet_is_no_other_outlet(library: Library) -> None:
    add(library, WIRE, "The Record")
    add(library, f"{WIRE}\nUpdated.", "The Record")
    [citation] = ask(library).citations
    assert len(citation.also_in) == 1
    assert citation.other_outlets == ()


def test_who_says_the_same_elsewhere_is_no_copy(library: Library) -> None:
    add(library, WIRE, "The Record")
    add(library, f"The town sang all night.\n\n“{QUOTE},” said Ines Maro.", "The Courier")
    for citation in ask(library).citations:
        assert citation.also_in == ()


@pytest.mark.parametrize(
    ("kind", "teller"),
    [
        ("direct", "Olaf Brand, the keeper"),
        ("direct", "a man who passed by"),
        ("passage", "Olaf Brand, the keeper"),
    ],
)
@pytest.mark.parametrize("told", [f"“{QUOTE},” said {{}}.", f"{{}} said that {QUOTE}."])
def test_a_copy_that_credits_the_words_otherwise_is_not_named(
    library: Library, told: str, teller: str, kind: CitationKind
) -> None:
    def wire(who: str) -> str:
        return WIRE.replace(f"“{QUOTE},” said Ines Maro, the engineer.", told.format(who))

    ids = [
        add(library, wire(who), outlet)
        for who, outlet in (("Ines Maro", "The Record"), (teller, "The Courier"))
    ]
    assert {*library.story(ids[0]).article_ids} == {*ids}
    for article in library.get_all(ids).values():
        start = article.text.index(QUOTE)
        span = Span(start, start + len(QUOTE))
        [statement] = [
            each
            for each in library.statements(article_id=article.id)
            if each.content_spans[0].overlaps(span)
        ]
        speaker = statement.speaker if kind == "direct" else None
        one = Citation(article, span, kind, speaker)
        [citation] = with_copies(library, [one])
        assert citation.also_in == ()


def test_a_passage_that_credits_nobody_is_in_its_copies(library: Library) -> None:
    words = "three weeks after a crack"
    first, second = (add(library, f"{place} - {WIRE}", place) for place in ("VELDEN", "OROZ"))
    article = library.get(first)
    start = article.text.index(words)
    one = Citation(article, Span(start, start + len(words)), "passage")
    [citation] = with_copies(library, [one])
    assert [copy.id for copy in citation.also_in] == [second]


def test_a_copy_repeats_what_is_cited_unless_it_credits_another(library: Library) -> None:
    first = library.get(add(library, WIRE, "The Record"))
    second = library.get(add(library, f"VELDEN - {WIRE}", "The Courier"))

    def cited(article: Article, name: str | None, words: str = QUOTE) -> Citation:
        start = article.text.index(words)
        speaker = Speaker(name, name) if name else None
        return Citation(article, Span(start, start + len(words)), "direct", speaker)

    def kept(*citations: Citation) -> list[str]:
        return [citation.article.id for citation in with_copies(library, citations)]

    one = cited(first, "Ines Maro")
    assert kept(one, cited(second, "Ines Maro")) == [first.id]
    assert kept(one, cited(second, None)) == [first.id]
    assert kept(one, cited(second, None, QUOTE[:30])) == [first.id]
    assert kept(one, cited(second, "Tom Vale")) == [first.id, second.id]
    assert kept(cited(first, None), cited(second, "Ines Maro")) == [first.id, second.id]
    assert kept(one, cited(second, None, "eleven keepers")) == [first.id, second.id]
    assert kept(one, cited(first, None, QUOTE[:30])) == [first.id, first.id]
