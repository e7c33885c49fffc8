"""What stands inside quotation marks.

Finds quotations in every common style of marks, and tells the marks from apostrophes,
feet and inches. It says nothing of who is quoted: a title in quotation marks is a
quotation too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from index.sentences import LINE
from index.types import Span

MARKS: Final = "“”„‟‘’‚‛«»‹›\"'`"

# Marks between two letters are apostrophes and never seen at all.
_MARK: Final = re.compile(
    r"''|``|[“”„‟«»‹›\"]|(?<![^\W_])[‘‚‛'’]|[‘’'](?![^\W_])",
)
_FEET_AND_INCHES: Final = re.compile(r"\d['′’]\s?\d{1,2}(?:\.\d+)?\Z")
_ELISION: Final = re.compile(
    r"(?:\d0s|em|til|tis|twas|cause|bout|n|round|cos|neath|un|er|im|ere)\b", re.IGNORECASE
)
_CLOSERS: Final[dict[str, str]] = {
    "“": '”"',
    "‟": "”",
    "„": '“”"',
    "”": "”",
    '"': '"”',
    "‘": "’",
    "‚": "‘’",
    "'": "'",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹",
}
_SINGLE: Final = "‘‚'"
_LOOK_AHEAD: Final = 20
_NAMES: Final[dict[str, str]] = {"''": '"', "``": '"', "‛": "‘"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: one span for each paragraph it runs through.

    `spans` hold the words without the marks or the spaces beside them, `outer` the
    marks too; `level` is 0 for a quotation that stands in no other; `closed` is false
    where the closing mark is missing.
    """

    spans: tuple[Span, ...]
    outer: tuple[Span, ...]
    level: int
    closed: bool


@dataclass(slots=True)
class _Open:
    mark: str
    start: int
    inner: int
    level: int
    spans: list[Span] = field(default_factory=list)
    outer: list[Span] = field(default_factory=list)


def quotations(text: str) -> list[Quotation]:
    """Every quotation of `text`, nested ones included, ordered by where it begins."""
    scan = _Scan(text)
    for line in LINE.finditer(text):
        if not line[0].isspace():
            scan.paragraph(line.start(), line.end())
    scan.finish()
    return sorted(scan.found, key=lambda quotation: quotation.outer[0].start)


class _Scan:
    """The state of reading one text: what is open now, and what was found."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Quotation] = []
        self._stack: list[_Open] = []
        self._carried: _Open | None = None

    def paragraph(self, start: int, end: int) -> None:
        marks = list(_MARK.finditer(self.text, start, end))
        first = marks[0] if marks else None
        carried, self._carried = self._carried, None
        if carried is not None:
            if first is not None and self._continues(carried, first, start):
                carried.start, carried.inner = first.start(), first.end()
                self._stack = [carried]
                marks = marks[1:]
            else:
                self._give_up(carried)
        for position, mark in enumerate(marks):
            later = marks[position + 1 : position + 1 + _LOOK_AHEAD]
            self._read(mark, later, start, end)
        self._end_paragraph(end)

    def finish(self) -> None:
        if self._carried is not None:
            self._give_up(self._carried)
            self._carried = None

    def _continues(self, carried: _Open, first: re.Match[str], start: int) -> bool:
        name = _NAMES.get(first[0], first[0])
        return name == carried.mark and not self.text[start : first.start()].strip()

    def _read(self, match: re.Match[str], later: list[re.Match[str]], start: int, end: int) -> None:
        mark = _NAMES.get(match[0], match[0])
        before = self.text[match.start() - 1] if match.start() > start else " "
        after = self.text[match.end()] if match.end() < end else " "
        if not self._is_measure(mark, match.start(), start) and not (
            self._closes(mark, match, before, after, later)
        ):
            self._opens(mark, match, before, after, later)

    def _is_measure(self, mark: str, at: int, start: int) -> bool:
        """Whether the mark says feet or inches: 5'10", or 12" outside a quotation."""
        if mark not in "\"'’" or at == start or not self.text[at - 1].isdigit():
            return False
        if mark == '"' and _FEET_AND_INCHES.search(self.text, max(start, at - 9), at):
            return True
        return not any(mark in _CLOSERS[opened.mark] for opened in self._stack)

    def _closes(
        self, mark: str, match: re.Match[str], before: str, after: str, later: list[re.Match[str]]
    ) -> bool:
        depth = next(
            (i for i in reversed(range(len(self._stack))) if mark in _CLOSERS[self._stack[i].mark]),
            None,
        )
        if depth is None or (mark in "\"'“‘«»" and _only_opens(before, after)):
            return False
        if mark in "’'" and (before.isspace() or self._is_possessive(mark, match, later)):
            return False
        opened = self._stack[depth]
        del self._stack[depth:]
        self._add_part(opened, match.start(), match.end())
        self._emit(opened, closed=True)
        return True

    def _is_possessive(self, mark: str, match: re.Match[str], later: list[re.Match[str]]) -> bool:
        """Whether "workers’ rights" goes on: a later mark closes, and none opens before it."""
        if self.text[match.start() - 1] not in "sz":
            return False
        tail = self.text[match.end() : match.end() + 2]
        if len(tail) < 2 or not tail[0].isspace() or not tail[1].islower():
            return False
        for other in later:
            name = _NAMES.get(other[0], other[0])
            if name == mark and not self.text[other.start() - 1].isspace():
                return True
            if name in _SINGLE:
                return False
        return False

    def _opens(
        self, mark: str, match: re.Match[str], before: str, after: str, later: list[re.Match[str]]
    ) -> None:
        if mark not in _CLOSERS or not _may_open(mark, before, after):
            return
        if mark in _SINGLE and (
            _ELISION.match(self.text, match.end()) or any(o.mark == mark for o in self._stack)
        ):
            return
        # The same mark again while one is open: the earlier one was never closed.
        while any(opened.mark == mark for opened in self._stack) and not self._nests(mark, later):
            self._abandon(self._stack.pop(), match.start())
        self._stack.append(_Open(mark, match.start(), match.end(), len(self._stack)))

    def _nests(self, mark: str, later: list[re.Match[str]]) -> bool:
        """Whether the guillemets of a paragraph close all that they open: «Фильм «Мост» вышел»."""
        if mark != "«":
            return False
        depth = 1 + sum(opened.mark == mark for opened in self._stack)
        for other in later:
            depth += {"«": 1, "»": -1}.get(other[0], 0)
            if depth == 0:
                return True
        return False

    def _end_paragraph(self, end: int) -> None:
        for opened in self._stack[1:]:
            self._abandon(opened, end)
        if self._stack:
            bottom = self._stack[0]
            self._add_part(bottom, end, end)
            self._carried = bottom
        self._stack = []

    def _give_up(self, opened: _Open) -> None:
        if opened.mark not in _SINGLE or len(opened.spans) > 1:
            self._emit(opened, closed=False)

    def _abandon(self, opened: _Open, end: int) -> None:
        if opened.mark not in _SINGLE:
            self._add_part(opened, end, end)
            self._emit(opened, closed=False)

    def _add_part(self, opened: _Open, inner_end: int, outer_end: int) -> None:
        start, end = opened.inner, inner_end
        while start < end and (self.text[start].isspace()):
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        if start < end:
            opened.spans.append(Span(start, end))
            opened.outer.append(Span(opened.start, max(end, outer_end)))

    def _emit(self, opened: _Open, *, closed: bool) -> None:
        if opened.spans:
            self.found.append(
                Quotation(tuple(opened.spans), tuple(opened.outer), opened.level, closed)
            )


def _only_opens(before: str, after: str) -> bool:
    return (
        (before.isspace() or before in "([{—–-") and not after.isspace() and after not in ".,;:!?)"
    )


def _may_open(mark: str, before: str, after: str) -> bool:
    if mark in "“„«‹" and not (mark in "“" and after.isspace()):
        return True
    if mark in "»›":
        return not before.isalnum() and not after.isspace()
    starts_word = before.isspace() or before in "([{—–-:/…" or before in MARKS
    return starts_word and not after.isspace() and after not in ".,;:!?)"
