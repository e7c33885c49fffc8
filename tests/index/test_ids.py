"""Ids are short, permanent, and never the same for two things."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.ids import article_id, identified
from index.types import Attribution, Span


def attribution(start: int, end: int) -> Attribution:
    return Attribution(
        kind="direct",
        speaker=None,
        speaker_span=None,
        cue_span=None,
        content_spans=(Span(start, end),),
        quote_spans=(),
        confidence=1.0,
    )


def test_the_same_text_has_the_same_id() -> None:
    assert article_id("A dam.", lambda _: False) == article_id("A dam.", lambda _: False)
    assert article_id("A dam.", lambda _: False) != article_id("A port.", lambda _: False)


def test_a_taken_id_is_made_longer() -> None:
    short = article_id("A dam.", lambda _: False)
    longer = article_id("A dam.", lambda id_: id_ == short)
    assert len(longer) == len(short) + 1
    assert longer.startswith(short)


def test_repeated_words_have_ids_of_their_own_that_outlive_what_stands_before() -> None:
    text = "No. No. No."
    spans = [attribution(0, 3), attribution(4, 7), attribution(8, 11)]
    ids = [said.id for said in identified("A-00000", text, spans, lambda *_: False)]
    assert len(set(ids)) == 3
    moved = [attribution(start + 5, start + 8) for start in (0, 4, 8)]
    again = identified("A-00000", "Oh: " + " " + text, moved, lambda *_: False)
    assert [said.id for said in again] == ids
    other = identified("A-00001", text, spans, lambda *_: False)
    assert not set(ids) & {said.id for said in other}


@given(st.lists(st.text(), unique=True, max_size=30))
def test_ids_given_one_after_the_other_never_meet(texts: list[str]) -> None:
    taken: set[str] = set()
    for text in texts:
        id_ = article_id(text, taken.__contains__)
        assert id_ not in taken
        taken.add(id_)
