"""Who says what in the written samples, and what is never credited to anybody."""

from __future__ import annotations

from time import thread_time

import frontmatter
import pytest

from index.languages import language_of
from index.statements.foreign import read_foreign
from index.types import Attribution
from tests.languages import article_paths, gold

SHARE_FOUND = 0.9


def read(text: str, code: str) -> list[tuple[str | None, list[str]]]:
    return [
        (a.speaker.name if a.speaker else None, [span.of(text) for span in a.content_spans])
        for a in read_foreign(text, code)
    ]


def test_the_samples_statements_are_found_and_credited_rightly() -> None:
    found: dict[tuple[str, str], Attribution] = {}
    for path in article_paths():
        text = frontmatter.load(str(path)).content
        for a in read_foreign(text, language_of(text)):
            found[path.stem, " / ".join(span.of(text) for span in a.content_spans)] = a
    wanted = {(line["article"], " / ".join(line["words"])): line for line in gold("statements")}
    assert found.keys() <= wanted.keys()
    for key, attribution in found.items():
        name = attribution.speaker.name if attribution.speaker else None
        assert (name, attribution.kind) == (wanted[key]["speaker"], wanted[key]["kind"])
    assert len(found) >= SHARE_FOUND * len(wanted)


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        # The author's words inside the marks are nobody's.
        ("ru", "«Вода ушла, — сказала Вера Листопад. — Лук остался».",
         [("Вера Листопад", ["Вода ушла", "Лук остался"])]),
        ("uk", "«Вода пішла», — сказав Тарас Коваль, — «цибуля лишилась».",
         [("Тарас Коваль", ["Вода пішла", "цибуля лишилась"])]),
        # Whoever is spoken to, or of, does not speak.
        ("ru", "«Вода ушла», — сказал Ивану Ковалёву Пётр Лапин.",
         [("Пётр Лапин", ["Вода ушла"])]),
        ("ru", "«Вода ушла», — сказали Ивану Ковалёву.", [(None, ["Вода ушла"])]),
        ("uk", "«Вода пішла», — сказала Марії Орел Ганна Вербова.",
         [("Ганна Вербова", ["Вода пішла"])]),
        ("de", "„Das Wasser ist weg“, sagte sie dem Bürgermeister Anselm Kroll.",
         [(None, ["Das Wasser ist weg"])]),
        # A pronoun is nobody, and so is a surname that two people bear.
        ("ru", "Вера Листопад пришла. «Вода ушла», — сказала она.", [(None, ["Вода ушла"])]),
        ("uk", "Прийшли Іван Орел і Петро Орел. «Вода пішла», — сказав Орел.",
         [(None, ["Вода пішла"])]),
        ("de", "Es kamen Anselm Kroll und Jan Kroll. „Das Wasser ist weg“, sagte Kroll.",
         [(None, ["Das Wasser ist weg"])]),
        # A name in another case is shown as the article has it elsewhere, or not at all.
        ("ru", "Инженер Пётр Лапин молчал. По словам Петра Лапина, вода скоро уйдёт совсем.", []),
        ("ru", "Пришла Вера Листопад. По словам Веры Листопад, вода скоро уйдёт совсем.",
         [("Вера Листопад", ["вода скоро уйдёт совсем"])]),
        ("ru", "По словам Веры Листопад, вода скоро уйдёт совсем.", []),
        # Titles and single words in marks are no speech.
        ("ru", "Фильм «Мост» рассказал о реке.", []),
        ("de", "Der Film „Die Brücke“ wurde gezeigt.", []),
        # What was not said is not reported.
        ("ru", "Вера Листопад не сказала, что вода уйдёт завтра.", []),
        ("uk", "Тарас Коваль не заявив, що вода піде завтра.", []),
        # What follows a report is the article's own.
        ("ru", "Вера Листопад сказала, что вода скоро уйдёт, но река думает иначе.",
         [("Вера Листопад", ["вода скоро уйдёт"])]),
        ("de", "Martha Lindner schrieb ein Buch, das niemand lesen wollte.", []),
        # Roles, whose they are, and patronymics.
        ("ru", "Президент Толмиры Пётр Лапин заявил: «Вода ушла».",
         [("Пётр Лапин", ["Вода ушла"])]),
        ("ru", "«Вода ушла», — сообщил Пётр Ильич Лапин.", [("Пётр Ильич Лапин", ["Вода ушла"])]),
        ("de", "„Das Wasser ist weg“, sagte die Ministerin für Energie, Martha Lindner, gestern.",
         [("Martha Lindner", ["Das Wasser ist weg"])]),
        ("de", "„Das Wasser ist weg“, sagte der Trainer Jan Kroll der Ministerin Martha Lindner.",
         [("Jan Kroll", ["Das Wasser ist weg"])]),
        ("fr", "« L’eau est partie », a dit Jean Dupont.", []),
    ],
)  # fmt: skip
def test_only_what_is_plain_is_credited(
    code: str, text: str, expected: list[tuple[str | None, list[str]]]
) -> None:
    assert read(text, code) == expected


@pytest.mark.parametrize("path", article_paths(), ids=lambda path: path.stem)
def test_quoted_words_stand_inside_their_marks(path: object) -> None:
    text = frontmatter.load(str(path)).content
    for attribution in read_foreign(text, language_of(text)):
        assert attribution.content_spans == tuple(sorted(attribution.content_spans))
        for span in attribution.quote_spans:
            before = text[: span.start]
            opened = sum(map(before.count, "«„»“"))
            assert opened, span.of(text)
            assert not set("«»„“") & {span.of(text)[0], span.of(text)[-1]} or "„" in span.of(text)


@pytest.mark.parametrize(
    ("code", "part"),
    [
        ("ru", "«Вода ушла», «лук» «остался» – сказала Вера Листопад {n}. "),
        ("ru", "«" + "Вода — "),
        ("uk", "Тарас Коваль {n} сказав, що Іван Орел{n} прийшов, "),
        ("de", "„Das Wasser!“ „“ „Ja“, Martha Von Der Lindner Lindner-Lindner{n}"),
    ],
)
def test_long_texts_take_no_more_than_their_share_of_time(code: str, part: str) -> None:
    def seconds(times: int) -> float:
        text = "".join(part.format(n=n) for n in range(times))
        began = thread_time()
        read_foreign(text, code)
        return thread_time() - began

    # The lesser of two: looking through all objects of a whole suite may take as long once.
    assert min(seconds(1600), seconds(1600)) < 40 * max(seconds(200), 0.02)
