"""Speech that its layout tells: signed quotations, and transcripts.

    “Nobody asked us.” ― Ines Maro          MARO: Nobody asked us.

Here no verb says that somebody speaks, and the place of the name says it plainly.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from index.sentences import LINE
from index.statements.claims import Claim
from index.statements.narration import Narration
from index.statements.vocabulary import NOT_NAMES, UPPER, is_organisation
from index.types import Span

_WORD: Final = rf"[{UPPER}][\w.'’\-]*"
_NAME: Final = rf"{_WORD}(?:[ \u00a0]+(?:[a-z]{{2,3}}[ \u00a0]+){{0,2}}{_WORD}){{1,4}}"
_SIGNED: Final = re.compile(
    rf"\s*[“”\"„«»](?P<words>[^\n]{{3,}})[“”\"»«]\s*(?P<cue>[―—–]|--?)\s*(?P<name>{_NAME})"
    rf"(?:,[^\n“”\"«»]{{0,80}})?[.\s]*\Z"
)
_SPEAKS: Final = re.compile(
    rf"\s*[“\"]?(?P<name>[{UPPER}][{UPPER}.'’\- ]+[{UPPER}]|{_NAME}|[{UPPER}][\w'’\-]*)"
    r"(?P<cue>:)\s+(?P<words>\S[^\n]*)\Z"
)
_FEWEST_TURNS: Final = 4
_FEWEST_VOICES: Final = 2
_SURE: Final = 0.97
_TURN: Final = 0.85
_FEWEST_WORDS: Final = 4


def claims_of_layout(narration: Narration) -> Iterator[tuple[Claim, Span]]:
    """Claims by layout, each with the paragraph that it accounts for."""
    paragraphs = [Span(line.start(), line.end()) for line in LINE.finditer(narration.text)]
    for paragraph in (*paragraphs, *_pairs(paragraphs)):
        match = _SIGNED.match(paragraph.of(narration.text))
        if match and _is_said(match["words"]) and not is_organisation(match["name"].split()):
            yield _claim(narration, paragraph, match, _SURE), paragraph
    for paragraph, match in _turns(narration.text, paragraphs):
        yield _claim(narration, paragraph, match, _TURN), paragraph


def _is_said(words: str) -> bool:
    """Whether it is a sentence rather than a title: “Harvest Moon” – Kessory Gallery."""
    several = len(words.split()) >= _FEWEST_WORDS and any(w[0].islower() for w in words.split())
    return several or words.rstrip()[-1:] in tuple(".!?…,")


def _pairs(paragraphs: list[Span]) -> Iterator[Span]:
    """Two lines as one: the signature may stand below the words."""
    for above, below in pairwise(paragraphs):
        yield Span(above.start, below.end)


def _turns(text: str, paragraphs: list[Span]) -> list[tuple[Span, re.Match[str]]]:
    """The paragraphs that open with who speaks, where several people take turns so."""
    turns = []
    for paragraph in paragraphs:
        match = _SPEAKS.match(paragraph.of(text))
        if match and (len(match["name"]) == 1 or not _is_small(match["name"])):
            turns.append((paragraph, match))
    counts = Counter(match["name"] for _, match in turns)
    again = [name for name, count in counts.items() if count > 1]
    return turns if len(turns) >= _FEWEST_TURNS and len(again) >= _FEWEST_VOICES else []


def _is_small(name: str) -> bool:
    """Whether it begins with a word that begins no name: "Then: …"."""
    return name.split()[0].lower() in NOT_NAMES


def _claim(narration: Narration, paragraph: Span, match: re.Match[str], likelihood: float) -> Claim:
    def place(group: str) -> Span:
        return Span(paragraph.start + match.start(group), paragraph.start + match.end(group))

    words = place("words")
    kept = len(words.of(narration.text).rstrip())
    return Claim(
        narration.sentence_at(min(words.start, place("name").start)),
        place("name"),
        place("cue"),
        (Span(words.start, words.start + kept),),
        likelihood,
    )
