"""The hand-made set is whole: its words are in its articles, once, and nothing is said twice."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from index.types import Span
from tests.evaluation.handmade.comparing import writing_of
from tests.evaluation.handmade.gold import (
    SETS,
    GoldArticle,
    GoldStatement,
    locate,
    read_articles,
    read_lines,
)

ARTICLES = [article for folder in SETS.values() for article in read_articles(folder)]
STATEMENTS = [(article, gold) for article in ARTICLES for gold in article.statements]
OPENING = tuple("“\"‘'«»„")
FIELDS = {"file", "kind", "as_written", "cue", "content", "person"}


def label(value: object) -> str:
    return value.name if isinstance(value, GoldArticle) else ""


def surroundings(article: GoldArticle, gold: GoldStatement) -> str:
    """The paragraphs that the statement is in, with the one before and the one after."""
    text = article.text
    start = text.rfind("\n\n", 0, max(0, text.rfind("\n\n", 0, gold.content[0].start)))
    end = text.find("\n\n", gold.content[-1].end)
    end = text.find("\n\n", end + 2) if end >= 0 else -1
    return text[max(start, 0) : end if end >= 0 else len(text)]


def test_there_are_enough_of_each() -> None:
    assert len(ARTICLES) >= 25
    assert len(STATEMENTS) >= 150
    assert sum(len(article.near_misses) for article in ARTICLES) >= 35
    assert all(article.near_misses and len(article.statements) >= 5 for article in ARTICLES)


def test_sources_are_put_in_every_way_and_persons_are_left_open() -> None:
    writings = Counter(writing_of(gold) for _, gold in STATEMENTS)
    assert all(writings[writing] >= 15 for writing in ("named", "pronoun", "nominal", "none"))
    assert Counter(gold.kind for _, gold in STATEMENTS).keys() == {"direct", "indirect", "mixed"}
    assert sum(gold.person is None for _, gold in STATEMENTS) >= 15


@pytest.mark.parametrize("folder", SETS.values(), ids=SETS)
@pytest.mark.parametrize("name", ["statements", "not_statements"])
def test_lines_have_their_fields_and_an_article(folder: Path, name: str) -> None:
    fields = FIELDS if name == "statements" else {"file", "words", "why"}
    for row in read_lines(folder, name):
        assert set(row) - {"occurrence"} == fields
        assert (folder / "articles" / row["file"]).is_file()


@pytest.mark.parametrize("article", ARTICLES, ids=label)
def test_an_article_is_a_headline_and_paragraphs(article: GoldArticle) -> None:
    assert re.fullmatch(r"\d\d-[a-z0-9-]+\.txt", article.name)
    assert re.match(r"\S[^\n]+\n\n\S", article.text)
    assert article.text.endswith("\n")
    assert not re.search(r"\r|\t|\n{3}|(?m:^ | $)", article.text)
    assert 150 <= len(article.text.split()) <= 450


@pytest.mark.parametrize("article", ARTICLES, ids=label)
def test_no_words_are_in_the_gold_twice(article: GoldArticle) -> None:
    spans = [span for gold in article.statements for span in gold.content]
    spans += [near_miss.span for near_miss in article.near_misses]
    assert all(one.end <= other.start for one, other in pairwise(sorted(spans)))
    assert all(span.of(article.text).strip() == span.of(article.text) for span in spans)


@pytest.mark.parametrize("article", ARTICLES, ids=label)
def test_stretches_keep_within_their_paragraphs(article: GoldArticle) -> None:
    for gold in article.statements:
        assert all("\n\n" not in span.of(article.text) for span in gold.content)


@pytest.mark.parametrize("article", ARTICLES, ids=label)
def test_source_and_cue_are_near_and_the_person_is_in_the_article(article: GoldArticle) -> None:
    for gold in article.statements:
        near = surroundings(article, gold)
        assert gold.as_written is None or gold.as_written in near
        assert gold.cue is None or gold.cue in near
        assert gold.person is None or re.search(rf"(?i)\b{re.escape(gold.person)}", article.text)


@pytest.mark.parametrize("article", ARTICLES, ids=label)
def test_kind_is_what_the_marks_say(article: GoldArticle) -> None:
    for gold in article.statements:
        words = " ".join(span.of(article.text) for span in gold.content)
        begins = [_is_quoted(article.text, span) for span in gold.content]
        spoken_line = gold.as_written is not None and f"{gold.as_written}: " in article.text
        if gold.kind == "direct":
            assert all(begins) or spoken_line, words
        elif gold.kind == "mixed":
            assert not all(begins), words
            assert any(begins) or any(mark in words for mark in OPENING), words
        else:
            assert not any(begins), words


def test_the_place_of_repeated_words_must_be_given() -> None:
    assert locate("a b a c", ["a", "c"], 2) == (Span(4, 5), Span(6, 7))
    for stretches in (["a"], ["x"], ["c", "b"]):
        with pytest.raises(ValueError, match=r"places|not in the article"):
            locate("a b a c", stretches)


def _is_quoted(text: str, span: Span) -> bool:
    """Whether the stretch is all of a quotation, its marks left out or not."""
    return text[max(span.start - 1, 0)] in OPENING or (
        text[span.start] in OPENING and text[span.end - 1] in "”\"’'»«“"
    )
