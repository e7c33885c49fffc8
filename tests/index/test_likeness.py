"""Nearness in meaning, with vectors embedded once."""

from __future__ import annotations

from index import likeness
from index.likeness import Likeness
from tests.fakes import WordEmbedder


def test_the_nearer_text_is_nearer(embedder: WordEmbedder) -> None:
    near, far = Likeness(embedder).cosines("the cold harbour", ["cold harbour", "a brass band"])
    assert near > 0.7 > far


def test_a_text_is_embedded_once(embedder: WordEmbedder) -> None:
    compared = Likeness(embedder)
    first = compared.cosines("harbour", ["cold harbour", "cold harbour", "a band"])
    assert embedder.embedded == ["cold harbour", "a band"]
    assert compared.cosines("harbour", ["a band", "cold harbour"]) == [first[2], first[0]]
    assert len(embedder.embedded) == 2


def test_what_was_long_unused_is_forgotten(embedder: WordEmbedder) -> None:
    compared = Likeness(embedder)
    for number in range(likeness.REMEMBERED + 5):
        compared.cosines("harbour", [f"text {number}"])
    assert len(compared._vectors) == likeness.REMEMBERED


def test_no_texts_are_no_work(embedder: WordEmbedder) -> None:
    assert Likeness(embedder).cosines("harbour", []) == []
