"""Which tagged spans belong together, on spans that are planted rather than found."""

from __future__ import annotations

import re

import pytest

from index.statements.linking import link, placed
from index.statements.narration import narrate
from index.statements.tagger.labels import Label
from index.statements.tagger.tagger import TaggedSpan
from index.types import Span

MARKS: dict[str, Label] = {"s": "source", "c": "cue", "o": "content"}


def linked(marked: str) -> list[tuple[str | None, str, list[str]]]:
    """Source, cue and contents of a text whose spans are marked as "<s Mara> <c said> <o …>"."""
    text, spans, at = "", [], 0
    for match in re.finditer(r"<(\w) ([^<>]*)>", marked):
        text += marked[at : match.start()]
        spans.append(TaggedSpan(MARKS[match[1]], Span(len(text), len(text) + len(match[2])), 1.0))
        text += match[2]
        at = match.end()
    text += marked[at:]
    narration = narrate(text)
    return [
        (
            one.source.span.of(text) if one.source else None,
            one.cue.span.of(text),
            [content.span.of(text) for content in one.contents],
        )
        for one in link(narration, placed(spans, narration))
    ]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("<s Mara> <c said> <o it rained>.", [("Mara", "said", ["it rained"])]),
        ("<o “It rained,”> <c said> <s Mara>.", [("Mara", "said", ["“It rained,”"])]),
        (
            "<o “It rained,”> <s Mara> <c said>, <o “and we slept.”>",
            [("Mara", "said", ["“It rained,”", "“and we slept.”"])],
        ),
        (
            "<s Mara> <c said> <o it rained> and <c added> <o that she slept>.",
            [("Mara", "said", ["it rained"]), ("Mara", "added", ["that she slept"])],
        ),
        (
            "<s Mara> <c said> <o it rained>, but <s Ivo> <c said> <o it snowed>.",
            [("Mara", "said", ["it rained"]), ("Ivo", "said", ["it snowed"])],
        ),
        ("<o It rained>, <c according to> <s Mara>.", [("Mara", "according to", ["It rained"])]),
        ("<c Reportedly> <o it rained>.", [(None, "Reportedly", ["it rained"])]),
        (
            "<s Mara> <c said> <o it rained>. <o “It never stops.”>",
            [("Mara", "said", ["it rained", "“It never stops.”"])],
        ),
        (
            "<s Mara> <c said>:\n\n<o “It rained.”>",
            [("Mara", "said", ["“It rained.”"])],
        ),
    ],
)
def test_what_belongs_together(
    marked: str, expected: list[tuple[str | None, str, list[str]]]
) -> None:
    assert linked(marked) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "<s Mara> left.\n\nHe <c said> <o it rained>.",
        "<s Mara> left. It rained. Nobody came. Ivo slept in. They <c said> <o it rained>.",
    ],
)
def test_a_source_is_not_fetched_from_afar(marked: str) -> None:
    [(source, _, _)] = linked(marked)
    assert source is None


def test_words_in_the_middle_of_the_narrators_sentence_are_not_fetched() -> None:
    marked = "<s Mara> <c said> <o it rained>. The motto over the gate reads: <o “Hold fast.”>"
    assert linked(marked) == [("Mara", "said", ["it rained"])]
