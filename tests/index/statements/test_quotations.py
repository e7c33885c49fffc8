"""Quotations: every style of marks, planted at known places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.statements.quotations import quotations


def found(text: str) -> list[tuple[str, int]]:
    return [(span.of(text), q.level) for q in quotations(text) for span in q.spans]


STYLES = [
    ("“", "”"),
    ("‘", "’"),
    ('"', '"'),
    ("'", "'"),
    ("„", "“"),
    ("„", "”"),
    ("‚", "‘"),
    ("«", "»"),
    ("»", "«"),
    ("«\u00a0", "\u00a0»"),
    ("‹", "›"),
    ("''", "''"),
    ("``", "''"),
]
WORDS = ["no more water,", "Вода не ждёт.", "we saw 😀 it", "cafe\u0301 don’t", "it's over!", "a"]


@pytest.mark.parametrize(("opening", "closing"), STYLES)
@pytest.mark.parametrize("words", WORDS)
def test_planted_quotation_is_found_without_its_marks(
    opening: str, closing: str, words: str
) -> None:
    before = f"Mara Venn said: {opening}"
    between = f"{closing} Then {opening}"
    text = f"{before}{words}{between}{words}{closing} again."
    first = len(before)
    second = first + len(words) + len(between)

    spans = [span for q in quotations(text) for span in q.spans]

    assert [(span.start, span.of(text)) for span in spans] == [(first, words), (second, words)]
    assert all(q.closed and q.level == 0 for q in quotations(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“He said ‘go’ twice”", [("He said ‘go’ twice", 0), ("go", 1)]),
        ("‘He said “go” twice’", [("He said “go” twice", 0), ("go", 1)]),
        ("„Er sagte ‚geh‘ laut“", [("Er sagte ‚geh‘ laut", 0), ("geh", 1)]),
        ("\"He said 'go' twice\"", [("He said 'go' twice", 0), ("go", 1)]),
        ("“‘Go,’ he told me.”", [("‘Go,’ he told me.", 0), ("Go,", 1)]),
    ],
)
def test_nested_quotations_know_their_level(text: str, expected: list[tuple[str, int]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It’s the workers’ hall, Solt’s and the Joneses’ too.",
        "It's the workers' hall of the '90s, rock 'n' roll.",
        "He is 5'10\" tall, the pipe 12\" wide, the board 6' long.",
        "A lone ’ and ' stand here.",
        "“” \"\" «» ''",
        "plain words",
    ],
)
def test_apostrophes_and_measures_are_no_quotations(text: str) -> None:
    assert quotations(text) == []


def test_a_possessive_does_not_close() -> None:
    text = "He called it ‘the workers’ rights’ yesterday."
    assert found(text) == [("the workers’ rights", 0)]


def test_paragraphs_of_one_quotation_are_joined() -> None:
    text = "“One day.\n\n“Two days.\n\n“Three days,” Venn said. “Four.”"
    first, second = quotations(text)
    assert [span.of(text) for span in first.spans] == ["One day.", "Two days.", "Three days,"]
    assert first.closed
    assert [span.of(text) for span in second.spans] == ["Four."]


@pytest.mark.parametrize("mark", ["“", '"', "«"])
def test_an_unclosed_quotation_ends_with_its_paragraph(mark: str) -> None:
    text = f"He said {mark}never mind\nThe next paragraph is plain."
    (quotation,) = quotations(text)
    assert not quotation.closed
    assert quotation.spans[0].of(text) == "never mind"


def test_a_closing_mark_alone_is_nothing() -> None:
    assert quotations("He left.” And came back.") == []


@given(
    st.text(
        alphabet=st.sampled_from(list("aB s1.,\n“”„‟‘’‚«»‹›\"'``’é\u0301😀\u00a0")), max_size=80
    )
)
def test_spans_lie_in_their_outer_spans_and_outside_the_marks(text: str) -> None:
    for quotation in quotations(text):
        assert len(quotation.spans) == len(quotation.outer)
        for inner, outer in zip(quotation.spans, quotation.outer, strict=True):
            assert outer.contains(inner)
            assert outer.start < inner.start
            assert outer.start >= 0
            assert outer.end <= len(text)
            assert inner.of(text) == inner.of(text).strip()
            assert "\n" not in inner.of(text)
        if quotation.closed:
            assert quotation.spans[-1].end < quotation.outer[-1].end
