"""The texts for a model are whole, and what is changed in them is noticed."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.answering.model.questions import keeps, may_be_asked
from bot.answering.model.reply import read_claims, read_question, read_questions
from bot.answering.questions.several import is_over_several
from bot.answering.written.claims import SentPassage
from bot.answering.written.proving import ProvedClaim, Prover
from index.alignment import align
from index.library import Library
from prompts import (
    Example,
    PassagePrompts,
    PromptWrong,
    QuestionExample,
    QuestionPrompts,
    load_prompts,
)
from prompts.loader import FOLDER
from prompts.passages import load_passage_prompts

PROMPTS = load_prompts()
ANSWER = FOLDER / "answer"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the prompts for an answer, to be changed."""
    return Path(shutil.copytree(ANSWER, tmp_path / "answer"))


def test_the_prompts_are_as_they_should_be() -> None:
    prompts = PROMPTS.answer
    assert len(prompts.version) == 12
    passage = prompts.passage(code="c0de", number=3, source="S", words="W", speakers=["N: “w”"])
    assert passage == "<<<c0de passage 3>>>\nS\nW\nSpeaker: N: “w”\n<<<c0de end>>>"
    asked = prompts.question(code="c0de", passages=[passage], question="Q?", asked="2026-01-01")
    assert asked.startswith(passage)
    assert "<<<c0de question>>>\nQ?\n<<<c0de end>>>" in asked


def test_what_looks_like_a_placeholder_in_an_article_is_none() -> None:
    passage = PROMPTS.answer.passage(code="c", number=1, source="$code", words="$9", speakers=[])
    assert "\n$code\n$9\n" in passage


@pytest.mark.parametrize("name", ["system.md", "passage.md", "question.md", "examples.json"])
def test_every_change_changes_the_version(folder: Path, name: str) -> None:
    file = folder / name
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert load_passage_prompts(folder).version != PROMPTS.answer.version


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("passage.md", "$words", "", "words"),
        ("question.md", "$question", "$questoin", "questoin"),
        ("system.md", "one sentence", "$sentence", "sentence"),
        ("passage.md", "$words", "$words costs $5", r"\$\$"),
        ("examples.json", "[", "{", "examples"),
        ("examples.json", '"asked"', '"when"', "asked"),
    ],
)
def test_a_wrong_change_is_told_with_its_file(
    folder: Path, name: str, old: str, new: str, told: str
) -> None:
    file = folder / name
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PromptWrong, match=told) as wrong:
        load_passage_prompts(folder)
    assert name in str(wrong.value)


def test_a_missing_file_is_told(folder: Path) -> None:
    (folder / "passage.md").unlink()
    with pytest.raises(PromptWrong, match=r"passage\.md"):
        load_passage_prompts(folder)


@pytest.mark.parametrize(
    "example",
    [*PROMPTS.answer.examples, *PROMPTS.brief.examples],
    ids=lambda each: each.question,
)
def test_every_example_is_proved_by_the_sample_library(
    sample_library: Library, example: Example
) -> None:
    """What a model is shown to do is what would be let through, from passages that are real."""
    material = {}
    for number, passage in enumerate(example.passages, start=1):
        article, span = sample_library.find_quote(passage.words)[0]
        material[number] = SentPassage(article.id, article.version, span)
        assert span.of(article.text).strip("“”") == passage.words.strip("“”")
        said = sample_library.statements(article_id=article.id)
        certain = {each.speaker.name for each in said if each.speaker and not each.is_inferred}
        for speaker, words in (each.split(": ", 1) for each in passage.speakers):
            assert speaker in certain
            assert align(words.removesuffix(" …”"), passage.words)
    prover = Prover(sample_library, material)
    for claim in read_claims(example.reply):
        for support in claim.supports:
            assert align(support.words, example.passages[support.passage - 1].words)
        assert isinstance(prover.prove(claim), ProvedClaim), (claim, prover.prove(claim))


def test_an_example_finds_no_answer() -> None:
    replies = [json.loads(example.reply)["claims"] for example in PROMPTS.answer.examples]
    assert [] in replies
    assert any(len(claims) > 1 for claims in replies)


def test_every_task_has_texts_of_its_own() -> None:
    tasks: list[PassagePrompts | QuestionPrompts] = [
        PROMPTS.answer,
        PROMPTS.brief,
        PROMPTS.follow_up,
        PROMPTS.plan,
    ]
    assert len({(each.version, each.system) for each in tasks}) == 4
    for task in (PROMPTS.follow_up, PROMPTS.plan):
        put = task.question(code="c0de", context="$code", question="Q?", asked="2026-01-01")
        assert put.startswith("<<<c0de ")
        assert "\n$code\n<<<c0de end>>>\n" in put
        assert "\nQ?\n<<<c0de end>>>\n" in put


@pytest.mark.parametrize("example", PROMPTS.follow_up.examples, ids=lambda each: each.question)
def test_every_rewritten_example_may_be_asked(example: QuestionExample) -> None:
    question = read_question(example.reply)
    if question:
        assert may_be_asked(question, [example.context, example.question])
        assert keeps(question, example.question, date.fromisoformat(example.asked))


@pytest.mark.parametrize("example", PROMPTS.plan.examples, ids=lambda each: each.question)
def test_every_part_of_an_example_may_be_asked(example: QuestionExample) -> None:
    parts = read_questions(example.reply)
    assert bool(parts) == is_over_several(example.question)
    for part in parts:
        assert may_be_asked(part, [example.context, example.question])
