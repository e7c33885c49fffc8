"""Which capitals an editor lets pass."""

from __future__ import annotations

import pytest

from bot.answering.checking.capitals import keep_capitals


@pytest.mark.parametrize(
    ("source", "quotation", "line"),
    [
        ("The bridge holds", "the bridge holds", ""),
        ("the bridge holds", "The bridge holds", ""),
        ("It holds. Nobody fell", "it holds. nobody fell", ""),
        ("the bridge will carry trams", "THE BRIDGE WILL CARRY TRAMS", ""),
        ("TRAMS TELL US TO WAIT", "trams tell us to wait", ""),
        ("the bridge will carry trams", "The Bridge Will Carry Trams", ""),
        ("Trams to Wait", "Trams to wait", "Council Tells Trams to Wait"),
        ("Zoe\u0308 laughed", "Zoë laughed", ""),
        ("he said don’t", "he said don't", ""),
    ],
)
def test_what_is_the_setter_s(source: str, quotation: str, line: str) -> None:
    assert keep_capitals(source, quotation, line or source)


@pytest.mark.parametrize(
    ("source", "quotation"),
    [
        ("they told us", "they told US"),
        ("they told the US", "they told the us"),
        ("The US left", "The Us left"),
        ("It is in May", "It is in may"),
        ("a Polish crew", "a polish crew"),
        ("ask WHO knows", "ask who knows"),
        ("we said NO", "we said no"),
        ("AND US", "AND us"),
        ("the bridge will carry trams", "The Bridge Will Carry TRAMS"),
        ("Kyjiw ist Groß", "Kyjiw ist groß"),
    ],
)
def test_what_makes_another_word(source: str, quotation: str) -> None:
    assert not keep_capitals(source, quotation, source)
