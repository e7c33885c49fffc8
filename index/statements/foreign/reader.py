"""Reads an article's sentences for who said what, by the rules of its language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from index.statements.foreign.german import GERMAN_SPEECH
from index.statements.foreign.names import Named, Names
from index.statements.foreign.page import Line, Page, Quoted, read_page
from index.statements.foreign.russian import RUSSIAN_SPEECH
from index.statements.foreign.speech import SpeechWords, gender_of
from index.statements.foreign.ukrainian import UKRAINIAN_SPEECH
from index.statements.narration import BLOCK
from index.types import Attribution, Span, Speaker, StatementKind

SPEECH: Final[Mapping[str, SpeechWords]] = MappingProxyType(
    {"ru": RUSSIAN_SPEECH, "uk": UKRAINIAN_SPEECH, "de": GERMAN_SPEECH}
)
_PLAIN: Final = 0.9
_GOING_ON: Final = 0.85
_UNKNOWN: Final = 0.2
_FEWEST_WORDS_ALONE: Final = 4
_FEWEST_WORDS_REPORTED: Final = 3
_LONGEST_BEFORE_NAME: Final = 60  # characters between "according to" and the name
# Possessive: a run of blocks is read once, whole.
_BLOCKS: Final = rf"(?:{BLOCK}++[.,!?…]?+\s*+)++"
# «Мост стоит», — сказала …; „Die Brücke hält“, sagte …
_AFTER: Final = re.compile(
    rf"[—–-]?\s*{_BLOCKS}(?:,|(?<=[,!?…])|(?<=[,!?…]\s)|(?=[—–]))\s*[—–-]*\s*"
)
_CHUNK: Final = re.compile(rf"[^,;:—–(){BLOCK}]*")
_CLAUSE_START: Final = re.compile(r"[,;:—–]\s")
_ONLY_QUOTED: Final = re.compile(rf"[{BLOCK}\W]*")
_WHEN_OR_WHERE: Final = re.compile(r"\s*(?:(?:am|im|in|vor|bei|nach|auf|dem|den|der)\b.*)?$")


def read_foreign(text: str, code: str) -> list[Attribution]:
    """The statements of an article in this language, in order; none in an unknown one."""
    speech = SPEECH.get(code)
    return list(_Reader(text, speech).read()) if speech else []


@dataclass(frozen=True, slots=True)
class _Found:
    """Words of one sentence in somebody's mouth, if it is plain in whose."""

    named: Named | None
    cue: Span | None
    contents: tuple[Span, ...]
    quoted: tuple[Quoted, ...]


class _Reader:
    """Reads one article."""

    def __init__(self, text: str, speech: SpeechWords) -> None:
        self._speech = speech
        self._page: Page = read_page(text, speech)
        self._masked = self._page.masked
        self._names = Names(self._masked, speech)
        self._claimed: set[int] = set()

    def read(self) -> Iterator[Attribution]:
        last: Named | None = None
        paragraph = -1
        for line in self._page.lines:
            before = last if line.paragraph == paragraph else None
            paragraph = line.paragraph
            if line.quoted and line.quoted[0].quotation in self._claimed:
                continue  # the author spoke within it
            found = self._beside_quotation(line) or self._reported(line)
            last = found.named if found else None
            if found is not None:
                yield self._attribution(found, _PLAIN if last else _UNKNOWN)
            elif self._is_alone(line) and (before or self._is_long(line.quoted)):
                last = before
                alone = _Found(before, None, (), line.quoted)
                yield self._attribution(alone, _GOING_ON if before else _UNKNOWN)

    def _beside_quotation(self, line: Line) -> _Found | None:
        if not line.quoted:
            return None
        return self._said_after(line) or self._said_before(line) or self._according(line)

    def _said_after(self, line: Line) -> _Found | None:
        """«…», — сказала Вера Листопад. „…“, so Lindner."""
        after = _AFTER.match(self._masked, *_ends(line.span))
        if after is None:
            return None
        end = line.span.end
        chunk = _CHUNK.match(self._masked, after.end(), end)
        cue = self._speech.verb.search(self._masked, after.end(), chunk.end()) if chunk else None
        if cue is None:
            return self._so(line, after.end())
        named = self._subject_after(cue, end) or self._names.subject(
            after.end(), cue.start(), gender_of(cue), cue.start()
        )
        first = [one for one in line.quoted if one.outer.start < after.end()]
        joined = self._joined(line, max(cue.end(), named.span.end if named else 0))
        return _Found(named, Span(*cue.span()), (), (*first, *joined))

    def _so(self, line: Line, start: int) -> _Found | None:
        closing = self._speech.closing
        so = closing.match(self._masked, start, line.span.end) if closing else None
        named = self._names.bearer(so.end(), line.span.end) if so else None
        if so is None or named is None:
            return None
        quoted = [one for one in line.quoted if one.outer.start < start]
        return _Found(named, Span(so.start(), so.start() + len(so[0].strip())), (), tuple(quoted))

    def _subject_after(self, cue: re.Match[str], end: int) -> Named | None:
        """The name after a verb, or behind a role and a comma."""
        gender = gender_of(cue)
        chunk = _CHUNK.match(self._masked, cue.end(), end)
        stop = chunk.end() if chunk else cue.end()
        named = self._names.subject(cue.end(), stop, gender, cue.end())
        if (
            named is None
            and self._masked[stop : stop + 1] == ","
            and self._masked[cue.end() : stop].strip()
        ):
            beside = _CHUNK.match(self._masked, stop + 1, end)
            name = self._names.subject(stop + 1, beside.end(), gender, stop + 1) if beside else None
            if name and beside and beside[0].strip() == name.span.of(self._masked) and name.is_full:
                return name
        return named

    def _joined(self, line: Line, start: int) -> list[Quoted]:
        """The quoted words that go on behind the speaker, in the same sentence."""
        rest = [one for one in line.quoted if one.outer.start >= start]
        if not rest or self._speech.verb.search(self._masked, start, rest[0].outer.start):
            return []
        between = self._masked[start : rest[0].outer.start].rstrip()
        return rest if between.endswith((",", "—", "–", ":")) else []

    def _said_before(self, line: Line) -> _Found | None:
        """Вера Листопад заявила: «…» in one sentence."""
        start, first = line.span.start, line.quoted[0].outer.start
        head = self._masked[start:first].rstrip()
        verbs = list(self._speech.verb.finditer(self._masked, start, first))
        if not head.endswith(":") or not verbs:
            return None
        cue = verbs[-1]
        colon = start + len(head) - 1
        gender = gender_of(cue)
        named = self._names.subject(cue.end(), colon, gender, cue.end()) or self._names.subject(
            start, cue.start(), gender, cue.start()
        )
        return _Found(named, Span(*cue.span()), (), line.quoted)

    def _according(self, line: Line) -> _Found | None:
        """По словам Веры Листопад, …; …, laut Lindner."""
        start, end = line.span.start, self._without_stop(line.span)
        cue = self._speech.according.search(self._masked, start, end)
        if cue is None:
            return None
        chunk = _CHUNK.match(self._masked, cue.end(), min(cue.end() + _LONGEST_BEFORE_NAME, end))
        named = self._names.bearer(cue.end(), chunk.end()) if chunk else None
        if named is None:
            return None
        opens = cue.start() == start
        if opens:
            rest = self._masked[named.span.end : end]
            content = (end - len(rest.lstrip(", ")), end)
        else:
            content = (start, start + len(self._masked[start : cue.start()].rstrip(" ,—–")))
        return self._saying(
            named, Span(cue.start(), cue.start() + len(cue[0].strip())), *content, line
        )

    def _reported(self, line: Line) -> _Found | None:
        """Вера Листопад сказала, что … and the like."""
        end = self._without_stop(line.span)
        for cue in self._speech.verb.finditer(self._masked, line.span.start, end):
            chunk = _CHUNK.match(self._masked, cue.end(), end)
            that = self._speech.that.match(self._masked, chunk.end(), end) if chunk else None
            if chunk is None or that is None or self._is_denied(cue, line.span.start):
                continue
            if that[0].strip() == "," and not _WHEN_OR_WHERE.match(chunk[0]):
                continue
            named = self._subject_near(cue, chunk, line.span.start)
            but = self._speech.but.search(self._masked, that.end(), end)
            stop = but.start() if but else end
            if named is not None:
                return self._saying(named, Span(*cue.span()), that.end(), stop, line)
        return None if line.quoted else self._according(line)

    def _subject_near(self, cue: re.Match[str], chunk: re.Match[str], start: int) -> Named | None:
        """Who is named in the same clause as a verb."""
        clauses = [m.end() for m in _CLAUSE_START.finditer(self._masked, start, cue.start())]
        gender = gender_of(cue)
        return self._names.subject(
            clauses[-1] if clauses else start, cue.start(), gender, cue.start()
        ) or self._names.subject(cue.end(), chunk.end(), gender, cue.end())

    def _saying(self, named: Named, cue: Span, start: int, end: int, line: Line) -> _Found | None:
        """What is reported, with the quoted words in it."""
        quoted = tuple(one for one in line.quoted if start <= one.outer.start < end)
        words = self._masked[start:end].split()
        if not quoted and len(words) < _FEWEST_WORDS_REPORTED:
            return None
        if quoted and _ONLY_QUOTED.fullmatch(self._masked, start, end):
            return _Found(named, cue, (), quoted)
        return _Found(named, cue, (Span(start, end),), quoted) if start < end else None

    def _is_denied(self, cue: re.Match[str], start: int) -> bool:
        return self._speech.denial.search(self._masked[start : cue.start()]) is not None

    def _without_stop(self, span: Span) -> int:
        return span.start + len(self._masked[span.start : span.end].rstrip(" .!?…"))

    def _is_alone(self, line: Line) -> bool:
        """Whether the narrator adds no word to what is quoted."""
        return bool(line.quoted) and bool(_ONLY_QUOTED.fullmatch(self._masked, *_ends(line.span)))

    def _is_long(self, quoted: Sequence[Quoted]) -> bool:
        return any(
            len(one.words.of(self._page.text).split()) >= _FEWEST_WORDS_ALONE for one in quoted
        )

    def _attribution(self, found: _Found, confidence: float) -> Attribution:
        numbers = {one.quotation for one in found.quoted}
        self._claimed |= numbers
        quotes = sorted(one.words for one in self._page.quoted if one.quotation in numbers)
        contents = found.contents or tuple(quotes)
        outside = [q for q in quotes if not any(c.contains(q) for c in contents)]
        kind: StatementKind = "indirect"
        if quotes:
            kind = "mixed" if found.contents else "direct"
        named = found.named
        return Attribution(
            kind=kind,
            speaker=Speaker(named.name, named.name) if named else None,
            speaker_span=named.span if named else None,
            cue_span=found.cue,
            content_spans=tuple(sorted([*contents, *outside])),
            quote_spans=tuple(quotes),
            confidence=confidence,
        )


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end
