from __future__ import annotations

import pytest

from index.statements.genders import gender_of_speaker
from index.statements.vocabulary import Gender


@pytest.mark.parametrize(
    ("name", "roles", "said", "gender"),
    [
        ("Ren Vale", ["Palace spokeswoman"], ["he"], "she"),
        ("Ren Vale", ["chairman of the board"], [], "he"),
        ("Maria Vale", [], [], "she"),
        ("Ren Vale", ["minister"], ["She", "she", "Vale"], "she"),
        ("Ren Vale", ["minister"], ["She", "he"], None),
        ("Ren Vale", ["lawyer for his brother"], [], None),
        ("Ren Vale", [], [], None),
    ],
)
def test_what_articles_tell_of_a_speaker(
    name: str, roles: list[str], said: list[str], gender: Gender | None
) -> None:
    assert gender_of_speaker(name, roles, said) == gender
