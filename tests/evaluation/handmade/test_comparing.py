"""What counts as found, as the right source, as the right person, and as wrongly credited."""

from __future__ import annotations

import pytest

from index.types import Attribution, Span, Speaker
from tests.evaluation.handmade.comparing import (
    Compared,
    compare,
    find_credited,
    heads,
    judge,
    writing_of,
)
from tests.evaluation.handmade.gold import GoldArticle, GoldStatement, NearMiss, locate

TEXT = (
    "Ines Maro came late. The dam will hold all winter, she said. "
    "Ivo Lund did not say that the village was safe. Nobody slept in the valley."
)
HELD = "The dam will hold all winter"
SAFE = "that the village was safe"


def gold(person: str | None = "Ines Maro", as_written: str | None = "she") -> GoldStatement:
    return GoldStatement("indirect", as_written, "said", locate(TEXT, [HELD]), person)


def article(statement: GoldStatement) -> GoldArticle:
    near_miss = NearMiss(locate(TEXT, [SAFE])[0], "negated cue")
    return GoldArticle("made.txt", TEXT, (statement,), (near_miss,))


def said(
    words: str, name: str | None = "Ines Maro", source: str = "she", confidence: float = 0.9
) -> Attribution:
    at = TEXT.index(source)
    return Attribution(
        kind="indirect",
        speaker=Speaker(name, name) if name else None,
        speaker_span=Span(at, at + len(source)),
        cue_span=None,
        content_spans=locate(TEXT, [words]),
        quote_spans=(),
        confidence=confidence,
    )


def compared(attribution: Attribution, statement: GoldStatement) -> Compared:
    (one,) = compare(article(statement), [attribution])
    return one


def verdicts(attribution: Attribution, statement: GoldStatement) -> list[str]:
    return [one.verdict for one in judge(article(statement), [attribution])]


def test_contents_are_one_where_half_of_their_characters_are_shared() -> None:
    assert compared(said("dam will hold all winter"), gold()).said is not None
    assert compared(said("The dam"), gold()).said is None
    assert compared(said(TEXT), gold()).said is None


def test_a_person_is_right_by_the_whole_name_only() -> None:
    assert compared(said(HELD), gold()).is_right
    assert compared(said(HELD, "The Dam Office"), gold("Dam Office")).is_right
    assert not compared(said(HELD, "Maro"), gold()).is_right
    unknown = compared(said(HELD, None), gold())
    assert not unknown.is_right
    assert not unknown.names_somebody


def test_a_source_is_right_by_its_head() -> None:
    assert compared(said(HELD, source="Ines Maro"), gold(as_written="Maro")).has_right_source
    assert not compared(said(HELD, source="Ivo Lund"), gold(as_written="Maro")).has_right_source
    assert not compared(said(HELD), gold(as_written=None)).has_sources


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Ines Maro, 40, of Dam Office", {"maro", "40"}),
        ("The minister for water, Ines Maro", {"minister", "maro"}),
        ("a pal of the widow", {"pal"}),
        ("", set()),
    ],
)
def test_heads_are_those_of_the_parts_of_a_source(source: str, expected: set[str]) -> None:
    assert heads(source) == expected


@pytest.mark.parametrize(
    ("as_written", "person", "expected"),
    [
        ("Ms Maro", "Ines Maro", "named"),
        ("INES MARO", "Ines Maro", "named"),
        ("the ministry", "Ministry of Dams", "nominal"),
        ("Her", "Ines Maro", "pronoun"),
        (None, "Ines Maro", "none"),
        ("Lund", None, "named"),
        ("a resident of Oroz", None, "nominal"),
    ],
)
def test_sources_are_told_apart_by_how_they_are_put(
    as_written: str | None, person: str | None, expected: str
) -> None:
    assert writing_of(gold(person, as_written)) == expected


def test_what_is_credited_is_judged_by_the_gold_that_it_touches() -> None:
    assert verdicts(said(HELD), gold()) == ["right"]
    assert verdicts(said("The dam"), gold()) == ["right"]
    assert verdicts(said(HELD, "Ivo Lund"), gold()) == ["other person"]
    assert verdicts(said(HELD), gold(None)) == ["person open"]
    assert verdicts(said(SAFE, "Ivo Lund"), gold()) == ["near miss"]
    assert verdicts(said("Nobody slept in the valley"), gold()) == ["no gold"]


def test_a_scrap_outside_the_gold_and_a_nameless_source_are_not_judged() -> None:
    assert verdicts(said("in the valley"), gold()) == []
    assert verdicts(said(HELD, None), gold()) == []


def test_only_enough_confidence_is_certain() -> None:
    found = [said(HELD, confidence=0.8), said(HELD, confidence=0.79)]
    assert [one.is_certain for one in judge(article(gold()), found)] == [True, False]


def test_a_near_miss_is_credited_where_half_of_it_has_a_source() -> None:
    found = [said("village was safe", None), said("safe. Nobody slept"), said(HELD)]
    credited = find_credited(article(gold()), found)
    assert [one.said for one in credited] == found[:1]
