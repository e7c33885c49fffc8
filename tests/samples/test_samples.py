"""The sample articles and their gold hold what the trials and evaluations rest on.

`statements.jsonl` names who is quoted: `words` lie inside quotation marks and occur once in
their file, `speaker` is the full name of whoever the article puts them in the mouth of (null
for an inscription, a slogan, a note in a margin), `as_written` the shortest wording that
names the speaker there ("she", "Solt", "the minister"). `questions.jsonl` names what an
answer has to show: `words` lie in a citation of one of `files`.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import frontmatter
import pytest

from bot.samples import WORTH_ASKING, sample_paths

HERE = Path(__file__).parent
FIELDS = {"title", "url", "author", "publisher", "published"}
CLOSED_QUOTE = r"“[^“”]*”|„[^„“]*“|«[^»]*»"
RUNNING_ON = r"“[^“”\n]+(?=\n\n“)"
STRAIGHT_QUOTE = r'"[^"\n]*(?:"|(?=\n\n"))'
QUOTE = re.compile(f"{CLOSED_QUOTE}|{RUNNING_ON}|{STRAIGHT_QUOTE}")


def read_gold(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


ARTICLES = {path.name: frontmatter.load(str(path)) for path in sample_paths()}
BODIES = {name: article.content for name, article in ARTICLES.items()}
STATEMENTS = read_gold("statements.jsonl")
QUESTIONS = read_gold("questions.jsonl")
ANSWERED = [question for question in QUESTIONS if question["expect"] == "answered"]


def similarity(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def published(name: str) -> date:
    value = ARTICLES[name]["published"]
    assert isinstance(value, date)
    return value


def test_paths_are_sorted_files_of_the_package() -> None:
    paths = sample_paths()
    assert 12 <= len(paths) <= 14
    assert paths == sorted(paths)
    assert all(re.fullmatch(r"\d\d-[a-z0-9-]+\.md", path.name) for path in paths)


@pytest.mark.parametrize("name", ARTICLES)
def test_article_is_complete_and_of_a_readable_length(name: str) -> None:
    article = ARTICLES[name]
    assert set(article.keys()) == FIELDS
    assert all(article[field] for field in FIELDS)
    assert re.match(r"https://[a-z]+\.example/\S+$", str(article["url"]))
    assert 400 <= len(BODIES[name].split()) <= 900
    assert not re.search(r"(?m)^[ \t#>*-]|[ \t]$|\r|\n{3}|[^\n]\n[^\n]", BODIES[name])


def test_four_outlets_publish_over_several_months() -> None:
    hosts = defaultdict(set)
    for article in ARTICLES.values():
        hosts[article["publisher"]].add(str(article["url"]).split("/")[2])
    assert len(hosts) == 4
    assert all(len(addresses) == 1 for addresses in hosts.values())
    dates = [published(name) for name in ARTICLES]
    assert dates == sorted(dates)
    assert date(2026, 2, 1) <= dates[0] < dates[-1] <= date(2026, 9, 30)
    assert len({day.month for day in dates}) >= 6


def test_addresses_and_titles_are_unique() -> None:
    for field in ("url", "title"):
        assert len({article[field] for article in ARTICLES.values()}) == len(ARTICLES)


def test_one_article_is_another_outlets_wire_copy() -> None:
    wire, copy = "01-oroz-crack.md", "02-oroz-crack-wire.md"
    assert ARTICLES[wire]["publisher"] != ARTICLES[copy]["publisher"]
    assert 0.9 < similarity(BODIES[wire], BODIES[copy]) < 1
    close = [
        (one, other)
        for one in BODIES
        for other in BODIES
        if one < other and similarity(BODIES[one], BODIES[other]) > 0.5
    ]
    assert close == [(wire, copy)]


@pytest.mark.parametrize(
    ("one", "other", "story"),
    [
        ("09-leopold-landfall.md", "10-leopold-count.md", "Storm Leopold"),
        ("11-election.md", "12-late-as-usual.md", "Upland League|52"),
    ],
)
def test_a_story_is_told_by_two_outlets(one: str, other: str, story: str) -> None:
    assert ARTICLES[one]["publisher"] != ARTICLES[other]["publisher"]
    assert (published(other) - published(one)).days <= 2
    assert re.search(story, BODIES[one])
    assert re.search(story, BODIES[other])


def test_a_correction_names_the_article_and_gives_the_quotation_back() -> None:
    wrong, right = "07-deepwater.md", "08-correction.md"
    assert str(ARTICLES[wrong]["title"]) in BODIES[right]
    assert str(ARTICLES[right]["title"]).startswith("Correction")
    assert ARTICLES[wrong]["publisher"] == ARTICLES[right]["publisher"]
    owners = {s["file"]: s["speaker"] for s in STATEMENTS if "The sea does not" in s["words"]}
    assert owners == {wrong: "Constance Ibry", right: "Ondine Pereval"}


def test_quotation_marks_of_every_kind_occur() -> None:
    def files_with(pattern: str) -> list[str]:
        return [name for name, body in BODIES.items() if re.search(pattern, body)]

    assert len(files_with("“[^”]+”")) > len(ARTICLES) / 2
    assert len(files_with('"[^"]+"')) >= 2
    assert files_with("«[а-яА-ЯёЁ][^»]+»") == ["05-a-telephone-call.md"]
    assert files_with("„[^“]+“") == ["04-one-summer.md"]
    assert files_with("“[^”]*‘[^’]+’[^”]*”")
    assert files_with('"[^"]*\'[A-Z][^\'"]+\'[^"]*"')
    assert files_with(r"[.!?]\n\n“[^”\n]+\n\n“")
    assert files_with(r'[.!?]\n\n"[^"\n]+\n\n"')


@pytest.mark.parametrize("name", BODIES)
def test_an_article_keeps_to_straight_or_to_curly_marks(name: str) -> None:
    straight, curly = re.search("[\"']", BODIES[name]), re.search("[“”‘’]", BODIES[name])
    assert bool(straight) != bool(curly)


def test_enough_statements_in_every_article() -> None:
    assert len(STATEMENTS) >= 60
    assert set(Counter(s["file"] for s in STATEMENTS)) == set(ARTICLES)
    assert sum(s["speaker"] is None for s in STATEMENTS) >= 8
    pronouns = [s for s in STATEMENTS if s["as_written"] in {"he", "she"}]
    assert len(pronouns) >= 20


@pytest.mark.parametrize("gold", STATEMENTS, ids=lambda gold: gold["words"][:30])
def test_statement_is_quoted_once_and_its_speaker_named(gold: dict[str, Any]) -> None:
    assert set(gold) == {"file", "words", "speaker", "as_written"}
    body = BODIES[gold["file"]]
    assert body.count(gold["words"]) == 1
    start = body.index(gold["words"])
    end = start + len(gold["words"])
    assert any(q.start() < start and end <= q.end() for q in QUOTE.finditer(body))
    assert (gold["speaker"] is None) == (gold["as_written"] is None)
    if gold["speaker"]:
        assert gold["speaker"] in body
        near = "\n\n".join(body[:start].split("\n\n")[-3:]) + body[start:].split("\n\n")[0]
        assert re.search(rf"\b{re.escape(gold['as_written'])}\b", near)


def test_namesakes_speak_in_one_article() -> None:
    speakers = {s["speaker"] for s in STATEMENTS if s["file"] == "14-the-brothers-concrete.md"}
    assert {"Sabine Orlo", "Dominik Orlo"} <= speakers


def test_somebody_is_often_mentioned_and_never_quoted() -> None:
    assert sum("Leontine Hask" in body for body in BODIES.values()) >= 3
    assert "Leontine Hask" not in {s["speaker"] for s in STATEMENTS}


def test_enough_questions_of_every_kind() -> None:
    assert len(QUESTIONS) >= 30
    assert len({q["question"] for q in QUESTIONS}) == len(QUESTIONS)
    assert len(QUESTIONS) - len(ANSWERED) >= 8
    for opening in ("What did", "Who said", "How many", "When", "Why"):
        assert any(q["question"].startswith(opening) for q in ANSWERED)


@pytest.mark.parametrize("gold", QUESTIONS, ids=lambda gold: gold["question"])
def test_question_can_be_judged(gold: dict[str, Any]) -> None:
    assert set(gold) == {"question", "expect", "speaker", "words", "files"}
    assert gold["expect"] in {"answered", "not_found"}
    if gold["expect"] == "not_found":
        assert (gold["speaker"], gold["words"], gold["files"]) == (None, None, [])
        return
    bodies = [BODIES[name] for name in gold["files"]]
    assert bodies
    if gold["words"]:
        assert any(gold["words"] in body for body in bodies)
    if gold["speaker"]:
        assert all(gold["speaker"] in body for body in bodies)


def test_what_is_worth_asking_has_answers() -> None:
    assert set(WORTH_ASKING) <= {q["question"] for q in ANSWERED}
