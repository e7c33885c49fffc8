from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from bot.answering.types import Question
from bot.selftest.questions import GoldQuestion, read_gold

TODAY = date(2026, 11, 1)


def read(**form: Any) -> GoldQuestion:
    return read_gold(json.dumps(form).encode(), TODAY)


def test_a_question_alone_should_be_answered() -> None:
    assert read(question="What?") == GoldQuestion(Question("What?", TODAY))


def test_everything_that_can_be_known() -> None:
    gold = read(
        id=[7],
        question="What did Maro say?",
        asked="2026/03/04",
        expect="answered",
        articles=["A-00000", "https://post.example/bridge"],
        words=["by the spring", "by the autumn"],
        speaker="Ines Maro",
        evidence="Trams are to cross.",
        answer="trams",
    )
    assert gold == GoldQuestion(
        Question("What did Maro say?", date(2026, 3, 4)),
        "answered",
        ("A-00000", "https://post.example/bridge"),
        ("by the spring", "by the autumn"),
        "Ines Maro",
        "Trams are to cross.",
        "trams",
        [7],
    )


def test_one_text_stands_for_a_list_and_nothing_for_none() -> None:
    assert read(question="x", words="by the spring").words == ("by the spring",)
    empty = read(question="x", words=[], articles=None, speaker="", evidence=None, expect=None)
    assert empty == GoldQuestion(Question("x", TODAY))
    assert read(question="x", expect="not_found", articles=[]).expect == "not_found"


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({}, '"question" is missing or empty'),
        ({"question": "x", "asked": "soon"}, "YYYY-MM-DD"),
        ({"question": "x", "expected": "not_found"}, '"expected" is not known; the keys are'),
        ({"question": "x", "expect": "maybe"}, 'write "answered" or "not_found"'),
        ({"question": "x", "expect": ["answered"]}, 'write "answered" or "not_found"'),
        ({"question": "x", "articles": "post.example"}, "neither the id of an article nor an addr"),
        ({"question": "x", "articles": [1]}, "write a text, or a list of texts"),
        ({"question": "x", "words": {"a": 1}}, "write a text, or a list of texts"),
        ({"question": "x", "words": [" "]}, "write a text, or a list of texts"),
        ({"question": "x", "words": "\ud800"}, "write a text, or a list of texts"),
        ({"question": "x", "speaker": ["Maro"]}, '"speaker" is .*; write a text'),
        ({"question": "x", "evidence": "Trams."}, 'name them under "articles"'),
        ({"question": "x", "expect": "not_found", "words": "y"}, "leave them out"),
        ({"question": "x", "expect": "not_found", "articles": "A-00000"}, "leave them out"),
    ],
)
def test_a_bad_line_says_what_to_do(form: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read(**form)
