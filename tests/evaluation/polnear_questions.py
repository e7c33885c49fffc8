"""Questions made from PolNeAR's attributions, each with the quotation that answers it.

Of an attribution that quotes somebody by name is asked what was said on its topic: in
words of the statement, in words of the headline, or in a question written by hand
without them, of which `polnear_reworded.jsonl` holds only the question and the place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal

from bot.answering.types import Question
from bot.selftest.questions import GoldQuestion
from index.types import Metadata, NewArticle
from tests.evaluation.data import rows
from tests.evaluation.polnear_names import Vocabulary, find_name, surname

Kind = Literal["statement", "headline", "reworded"]

REWORDED: Final = Path(__file__).with_name("polnear_reworded.jsonl")
_OF_STATEMENT: Final = 3
_OF_HEADLINE: Final = 5
_FEWEST: Final = 2
_SHORTEST: Final = 3
_MARKS: Final = re.compile(r'["“”\n]')
_EDGES: Final = " \t\u00a0,.;:…-–—'‘’"


@dataclass(frozen=True, slots=True)
class _Said:
    """An attribution to somebody named; `words` are its quoted parts."""

    article: str
    start: int
    name: str
    content: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Articles:
    """The development articles, read once."""

    rows: Sequence[dict[str, Any]]
    vocabulary: Vocabulary
    asked: date


def articles(data: Path) -> Iterator[NewArticle]:
    """The articles that the questions are about; `data` is the folder of the evaluation data."""
    for row in rows(_development(data)):
        yield NewArticle(
            source=row["id"],
            text=row["text"],
            metadata=Metadata(
                title=row["title"],
                url=_address(row["id"]),
                author=row["author"] or None,
                publisher=row["publisher"],
                published=date.fromisoformat(row["date"]),
            ),
        )


def questions(data: Path, kind: Kind) -> list[GoldQuestion]:
    """All questions of a kind, none twice, asked on the day of the latest article.

    ValueError where a reworded question is about no attribution of the articles.
    """
    read = _read(data)
    match kind:
        case "statement":
            return list({one.question.text: one for one in _on_statements(read)}.values())
        case "headline":
            return list(_on_headlines(read))
        case "reworded":
            return list(_reworded(read))


def _on_statements(read: _Articles) -> Iterator[GoldQuestion]:
    for row in read.rows:
        for said in _quoted_by_name(row, read.vocabulary):
            topic = read.vocabulary.topic(said.content, apart_from=said.name, most=_OF_STATEMENT)
            if len(topic) >= _FEWEST:
                text = _ask(said.name, topic)
                yield _gold(read, text, said.words, said.article, said.start)


def _on_headlines(read: _Articles) -> Iterator[GoldQuestion]:
    for row in read.rows:
        by_surname: dict[str, list[_Said]] = {}
        for said in _quoted_by_name(row, read.vocabulary):
            by_surname.setdefault(surname(said.name), []).append(said)
        for last, same in by_surname.items():
            name = _fullest({one.name for one in same})
            topic = read.vocabulary.topic(row["title"], apart_from=name, most=_OF_HEADLINE)
            if len(topic) >= _FEWEST:
                words = tuple(part for one in same for part in one.words)
                yield _gold(read, _ask(name, topic), words, row["id"], last)


def _reworded(read: _Articles) -> Iterator[GoldQuestion]:
    known = {
        (said.article, said.start): said
        for row in read.rows
        for said in _quoted_by_name(row, read.vocabulary)
    }
    for line in REWORDED.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        place = (row["article"], row["start"])
        if place not in known:
            raise ValueError(f"{REWORDED.name}: nobody named is quoted at {place}: {line}")
        yield _gold(read, row["question"], known[place].words, *place)


def _gold(
    read: _Articles, text: str, words: tuple[str, ...], article: str, at: object
) -> GoldQuestion:
    """A right article is any in which one of the quotations stands: some are printed twice."""
    holding = [row["id"] for row in read.rows if any(part in row["text"] for part in words)]
    return GoldQuestion(
        Question(text, read.asked),
        articles=tuple(_address(one) for one in holding),
        words=words,
        id=f"{article}:{at}",
    )


def _ask(name: str, topic: Sequence[str]) -> str:
    return f"What did {name} say about {' '.join(topic)}?"


def _fullest(names: set[str]) -> str:
    """The longest of the names that share a surname; the surname where they are two people's."""
    longest = max(names, key=len)
    one_body = all(set(name.split()) <= set(longest.split()) for name in names)
    return longest if one_body else longest.split()[-1]


def _quoted_by_name(row: dict[str, Any], vocabulary: Vocabulary) -> Iterator[_Said]:
    text = row["text"]
    for one in row["attributions"]:
        if len(one["source"]) != 1 or not one["content"]:
            continue
        name = _name(text[slice(*one["source"][0])], vocabulary)
        words = tuple(_quoted_parts(text, one["content"]))
        if name and words:
            content = " ".join(text[start:end] for start, end in one["content"])
            yield _Said(row["id"], one["content"][0][0], name, content, words)


def _name(source: str, vocabulary: Vocabulary) -> str | None:
    """The name as it is mostly written; a word mostly in small letters is none: "Protesters"."""
    name = find_name(source)
    if name is None or " " in name:
        return name
    written = vocabulary.plain(name)
    return None if written.islower() else written


def _quoted_parts(text: str, content: Sequence[tuple[int, int]]) -> Iterator[str]:
    """The words between quotation marks, where they are enough to be known again.

    Marks count from the start of their line, since a content may begin inside a quotation.
    """
    for start, end in content:
        at, inside = text.rfind("\n", 0, start) + 1, False
        for mark in [*_MARKS.finditer(text, at, end), None]:
            stop = mark.start() if mark else end
            part = text[max(at, start) : stop].strip(_EDGES)
            if inside and stop > start and _is_telling(part):
                yield part
            inside = not inside if mark and mark[0] != "\n" else False
            at = mark.end() if mark else end


def _is_telling(part: str) -> bool:
    """Three words or more that are not the title of something."""
    words = part.split()
    return len(words) >= _SHORTEST and any(word[0].islower() for word in words)


def _read(data: Path) -> _Articles:
    every = list(rows(_development(data)))
    asked = max(date.fromisoformat(row["date"]) for row in every)
    bodies = (row["text"].removeprefix(row["title"]) for row in every)
    return _Articles(every, Vocabulary(bodies), asked)


def _development(data: Path) -> Path:
    return data / "polnear" / "dev.jsonl.gz"


def _address(article: str) -> str:
    return f"https://polnear.example/{article}"
