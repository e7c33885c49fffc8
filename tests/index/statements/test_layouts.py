"""Signed quotations and transcripts, with what only looks like them."""

from __future__ import annotations

import pytest

from index.statements.layouts import claims_of_layout
from index.statements.narration import narrate


def claimed(text: str) -> list[tuple[str | None, list[str]]]:
    return [
        (claim.source.of(text) if claim.source else None, [c.of(text) for c in claim.contents])
        for claim, _ in claims_of_layout(narrate(text))
    ]


@pytest.mark.parametrize("dash", ["―", "—", "–", "-", "--"])
@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"'), ("„", "“"), ("”", "”")])
def test_a_signed_quotation(dash: str, opening: str, closing: str) -> None:
    text = f"It rained.\n\n{opening}Nobody asked us.{closing} {dash} Ines Maro\n\nIt rained on."
    assert claimed(text) == [("Ines Maro", ["Nobody asked us."])]


@pytest.mark.parametrize(
    "signature",
    ["― Ines Maro", "― Ines Maro, Lower Carrow", "― Ines van der Maro.", "\n― Ines Maro"],
)
def test_what_may_stand_in_a_signature(signature: str) -> None:
    [(name, words)] = claimed(f"“Nobody asked us. Нас не спросили 😀”{signature}")
    assert name is not None
    assert name.startswith("Ines")
    assert words == ["Nobody asked us. Нас не спросили 😀"]


@pytest.mark.parametrize(
    "text",
    [
        "“Nobody asked us” – Ines Maro said so, and left.",
        "“Nobody asked us.” – and then it rained",
        "Nobody asked us. ― Ines Maro",
        "“Nobody asked us.” Ines Maro",
    ],
)
def test_what_is_no_signature(text: str) -> None:
    assert claimed(text) == []


TRANSCRIPT = """The Morning Hour

MARO: Nobody asked us.

LUND: Who would have?

MARO: The mayor.

LUND: He was asleep."""


def test_a_transcript() -> None:
    assert claimed(TRANSCRIPT) == [
        ("MARO", ["Nobody asked us."]),
        ("LUND", ["Who would have?"]),
        ("MARO", ["The mayor."]),
        ("LUND", ["He was asleep."]),
    ]


def test_questions_and_answers_by_their_letters() -> None:
    text = "Q: Who?\nA: Nobody.\nQ: When?\nA: Never."
    assert [name for name, _ in claimed(text)] == ["Q", "A", "Q", "A"]


@pytest.mark.parametrize(
    "text",
    [
        "Score: two to one.\n\nVenue: Oroz.\n\nCrowd: eleven.\n\nWeather: rain.",
        "MARO: Nobody asked us.\n\nIt rained.",
        "Then: it rained.\n\nThen: it snowed.\n\nNow: it thaws.\n\nNow: it is late.",
    ],
)
def test_lists_are_no_transcripts(text: str) -> None:
    assert claimed(text) == []
