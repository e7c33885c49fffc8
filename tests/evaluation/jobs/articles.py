"""Invented articles by number, each with words that no other has."""

from __future__ import annotations

from typing import Final

_NAMES: Final = ("Ada Vell", "Tomas Rehn", "Pia Holm", "Ines Maro", "Jón Dúa", "Zoë Brandt")
_THINGS: Final = ("bridge", "harbour", "ferry", "market", "school", "mill", "quarry")


def marker(number: int) -> str:
    """Words that only this article has."""
    return f"Paragraph {number} of the council’s ledger"


def prose(number: int) -> str:
    name, thing = _NAMES[number % len(_NAMES)], _THINGS[number % len(_THINGS)]
    return (
        f"{marker(number)} is about the {thing}, which was closed for {number} days in "
        "the winter.\n\n"
        f"“We will mend the {thing} before the {number}th guest arrives,” said {name}, who has "
        f"looked after it for years and keeps {number} keys in a drawer.\n\n"
        f"The council had set {number} crowns aside for the {thing}. {name} said that it was "
        "enough, and that the rest would be found in the summer, when the visitors come.\n"
    )


def html(number: int) -> str:
    paragraphs = "".join(f"<p>{part}</p>" for part in prose(number).strip().split("\n\n"))
    title = f"What became of the {_THINGS[number % len(_THINGS)]} ({number})"
    return (
        f"<!doctype html><html><head><title>{title}</title></head>"
        f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    )
