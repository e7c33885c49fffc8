"""Questions in Russian, Ukrainian and German, and across languages, over the written samples."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from bot.answering.answerer import Answerer
from bot.answering.types import Answer, NotFound, Question
from index.embedder import SentenceEmbedder
from index.libraries import Libraries
from index.library import Library
from tests.languages import fill_with_languages, gold
from tests.languages.embedder import ConceptEmbedder

ASKED = date(2026, 10, 10)
QUESTIONS = gold("questions")


@pytest.fixture(scope="module")
def bundled(
    tmp_path_factory: pytest.TempPathFactory, real_embedder: SentenceEmbedder
) -> Iterator[Library]:
    libraries = Libraries(tmp_path_factory.mktemp("bundled"), real_embedder)
    fill_with_languages(libraries.get("local"))
    yield libraries.get("local")
    libraries.close()


@pytest.fixture(scope="module")
def multilingual(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    libraries = Libraries(tmp_path_factory.mktemp("multilingual"), ConceptEmbedder())
    fill_with_languages(libraries.get("local"))
    yield libraries.get("local")
    libraries.close()


def check(library: Library, asked: dict[str, Any]) -> None:
    outcome = Answerer().answer(library, Question(asked["question"], ASKED))
    if asked["expect"] == "not_found":
        assert isinstance(outcome, NotFound), outcome
        return
    assert isinstance(outcome, Answer), outcome
    first = outcome.citations[0]
    assert any(asked["words"] in citation.quote for citation in outcome.citations), outcome
    assert first.speaker is not None
    assert first.speaker.name == asked["speaker"]
    for citation in outcome.citations:
        assert citation.quote == citation.span.of(citation.article.text)


@pytest.mark.parametrize(
    "asked", [q for q in QUESTIONS if q["model"] == "bundled"], ids=lambda q: q["question"]
)
def test_words_are_enough_within_a_language(bundled: Library, asked: dict[str, Any]) -> None:
    check(bundled, asked)


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda q: q["question"])
def test_a_multilingual_model_crosses_languages(
    multilingual: Library, asked: dict[str, Any]
) -> None:
    check(multilingual, asked)


def test_the_bundled_model_does_not_cross_languages(bundled: Library) -> None:
    outcome = Answerer().answer(bundled, Question("What did Kovalenko say about grain?", ASKED))
    assert isinstance(outcome, NotFound)
    assert outcome.reason.startswith("Олена Коваленко is quoted here")
