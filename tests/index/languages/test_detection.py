"""The language of texts and questions: English unless it plainly is another."""

from __future__ import annotations

import subprocess
import sys

import frontmatter
import pytest

from bot.samples import sample_paths
from index.languages import language_of, question_language
from tests.languages import article_paths


@pytest.mark.parametrize("path", article_paths(), ids=lambda path: path.stem)
def test_written_samples_are_in_their_language(path: object) -> None:
    article = frontmatter.load(str(path))
    assert language_of(article.content) == article_code(str(path))


def article_code(path: str) -> str:
    return path.rsplit("/", 1)[-1][:2]


@pytest.mark.parametrize("path", sample_paths(), ids=lambda path: path.name)
def test_english_articles_that_quote_others_are_english(path: object) -> None:
    assert language_of(frontmatter.load(str(path)).content) == "en"


@pytest.mark.parametrize(
    "text",
    ["", "1234 5678", "Да.", "Нет, спасибо.", "Bahnhof", "Kessory 4, Anselt 2 (after extra time)"],
)
def test_short_and_doubtful_texts_are_english(text: str) -> None:
    assert language_of(text) == "en"


def test_languages_that_are_not_known_are_not_taken_for_those_that_are() -> None:
    bulgarian = (
        "Мостът над реката беше затворен миналата седмица, защото инженерите откриха пукнатина "
        "в една от опорите. Кметът каза, че ремонтът ще продължи до пролетта, а дотогава "
        "жителите ще пътуват с ферибот, който тръгва на всеки час."
    )
    assert language_of(bulgarian) == "bg"


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("What did Lindner say about gas?", "en"),
        ("Was sagte Lindner über Gas?", "de"),
        ("Wer hat das gesagt?", "de"),
        ("Что сказала Листопад о зерне?", "ru"),
        ("Що сказав Коваль про міст?", "uk"),
        ("war in Ukraine", "en"),
        ("Who will die in the war?", "en"),
        ("grain", "en"),
    ],
)
def test_questions_are_told_by_their_small_words(question: str, code: str) -> None:
    assert question_language(question, {"en", "ru", "uk", "de"}) == code


def test_a_library_of_english_alone_takes_every_question_for_english() -> None:
    assert question_language("Was sagte Lindner über Gas?", {"en", "fr"}) == "en"


def test_plain_english_loads_no_identifier() -> None:
    code = (
        "import sys; from index.languages import language_of;"
        "language_of('The bridge over the river will be closed until the spring, and it is old.');"
        "print('py3langid' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
