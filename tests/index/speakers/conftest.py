"""Libraries whose articles are transcripts, so that a test says plainly who is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

import pytest

from index.library import Library
from index.statements.extractor import StatementExtractor
from index.types import Attribution, Metadata, NewArticle, Span, Speaker

_LINE = re.compile(r"(?P<before>[^\[\n]*)\[(?P<name>[^\]]+)\](?P<after>[^:\n]*): (?P<words>.+)")


def read_transcripts(
    _: StatementExtractor, texts: Sequence[str], _languages: Sequence[str | None]
) -> list[list[Attribution]]:
    """For each text a statement for each line like "President [Ada Vell], a jurist: Words."."""
    return [_read(text) for text in texts]


def _read(text: str) -> list[Attribution]:
    return [
        Attribution(
            kind="indirect",
            speaker=Speaker(line["name"], "".join(line["before"] + line["name"] + line["after"])),
            speaker_span=Span(line.start("name"), line.end("name")),
            cue_span=None,
            content_spans=(Span(line.start("words"), line.end("words")),),
            quote_spans=(),
            confidence=1.0,
        )
        for line in _LINE.finditer(text)
    ]


@pytest.fixture(autouse=True)
def transcripts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(StatementExtractor, "extract", read_transcripts)


def article(*speakers: str, day: date | None = None, about: str = "") -> NewArticle:
    """An article in which each speaker, a name or a line's head with one in brackets, speaks."""
    heads = [who if "[" in who else f"[{who}]" for who in speakers]
    lines = [f"{head}: Words number {n}, {about}." for n, head in enumerate(heads)]
    return NewArticle("test", "\n".join(lines), Metadata(published=day))


def say(library: Library, *speakers: str, day: date | None = None, about: str = "") -> str:
    """Add an article in which these speak; returns its id."""
    [result] = library.add([article(*speakers, day=day, about=about)], added_by="tester")
    assert result.article_id
    return result.article_id


def speakers(library: Library) -> dict[str, str]:
    """The speaker whom each name in the library's statements means, checked every way round."""
    found: dict[str, str] = {}
    for speaker in library.speakers():
        said = library.statements(speaker=speaker.name)
        assert len(said) == speaker.statements
        for statement in said:
            assert statement.speaker is not None
            assert statement.speaker.name == speaker.name
            assert statement.speaker_span is not None
            name = statement.speaker_span.of(library.get(statement.article_id).text)
            assert found.setdefault(name, speaker.name) == speaker.name
    assert sum(speaker.statements for speaker in library.speakers()) == len(library.statements())
    assert library.stats().speakers == len(library.speakers())
    return found


def groups(library: Library) -> set[frozenset[str]]:
    """The names that mean one speaker, for each speaker."""
    found = speakers(library)
    return {
        frozenset(name for name, of in found.items() if of == speaker) for speaker in found.values()
    }


def grouped(*names: str) -> Iterator[frozenset[str]]:
    """Groups as `groups` gives them, each written "One name = another"."""
    return (frozenset(line.split(" = ")) for line in names)
