"""Questions from attributions of an invented article, and what answers them."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.evaluation import polnear_questions
from tests.evaluation.polnear_questions import articles, questions

ADDRESS = "https://polnear.example/dam"
TITLE = "Harbour Minister Defends Leaking Grandwater Dam"
SHORT = "“Not yet,” said Ivo Lund."
SAID = "“The wall has stood for sixty years,” said Ines Maro. “It will stand for sixty more.”"
LATER = "Maro called the repair “a matter of weeks” at most."
NOBODY = "The engineer said the concrete is “a danger to everybody below” it."
TEXT = "\n\n".join([SHORT, SAID, LATER, NOBODY])


def attribution(source: str, *content: str) -> dict[str, Any]:
    def place(words: str) -> list[int]:
        return [TEXT.index(words), TEXT.index(words) + len(words)]

    return {"source": [place(source)], "cue": [], "content": [place(one) for one in content]}


ATTRIBUTIONS = [
    attribution("Ivo Lund", "“Not yet,”"),
    attribution(
        "Ines Maro", "“The wall has stood for sixty years,”", "“It will stand for sixty more.”"
    ),
    attribution("Maro", "the repair “a matter of weeks” at most"),
    attribution("The engineer", "the concrete is “a danger to everybody below” it"),
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    row = {
        "id": "dam",
        "publisher": "The Harbour Post",
        "date": "2031-05-02",
        "author": "",
        "title": TITLE,
        "text": TEXT,
        "attributions": ATTRIBUTIONS,
    }
    other = {**row, "id": "other", "date": "2031-06-07", "text": "Nothing.", "attributions": []}
    (tmp_path / "polnear").mkdir()
    with gzip.open(tmp_path / "polnear" / "dev.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(one) + "\n" for one in (row, other))
    return tmp_path


def reword(monkeypatch: pytest.MonkeyPatch, data: Path, start: int) -> None:
    file = data / "reworded.jsonl"
    row = {"article": "dam", "start": start, "question": "How long will it take, says Maro?"}
    file.write_text(json.dumps(row) + "\n", encoding="utf-8")
    monkeypatch.setattr(polnear_questions, "REWORDED", file)


def test_each_statement_of_somebody_named_is_asked_for_in_its_own_words(data: Path) -> None:
    first, second = questions(data, "statement")
    assert first.question.text == "What did Ines Maro say about wall stood sixty?"
    assert first.words == ("The wall has stood for sixty years", "It will stand for sixty more")
    assert second.question.text == "What did Maro say about repair weeks?"
    assert second.words == ("a matter of weeks",)


def test_a_headline_asks_for_all_that_somebody_says_in_the_article(data: Path) -> None:
    (asked,) = questions(data, "headline")
    assert asked.question.text == (
        "What did Ines Maro say about harbour minister defends leaking grandwater?"
    )
    assert asked.words == (
        "The wall has stood for sixty years",
        "It will stand for sixty more",
        "a matter of weeks",
    )


def test_a_question_names_its_article_and_is_asked_on_the_day_of_the_latest(data: Path) -> None:
    for asked in questions(data, "statement"):
        assert asked.articles == (ADDRESS,)
        assert asked.question.asked == date(2031, 6, 7)


def test_articles_carry_the_address_that_questions_name(data: Path) -> None:
    dam, _ = articles(data)
    assert (dam.metadata.url, dam.metadata.title, dam.text) == (ADDRESS, TITLE, TEXT)
    assert (dam.metadata.published, dam.metadata.author) == (date(2031, 5, 2), None)


def test_a_reworded_question_takes_its_words_from_its_place(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reword(monkeypatch, data, TEXT.index("the repair"))
    (asked,) = questions(data, "reworded")
    assert asked.question.text == "How long will it take, says Maro?"
    assert asked.words == ("a matter of weeks",)


def test_a_reworded_question_about_no_attribution_is_an_error(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reword(monkeypatch, data, 1)
    with pytest.raises(ValueError, match="nobody named is quoted at"):
        questions(data, "reworded")
