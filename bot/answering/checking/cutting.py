"""What exact words leave out of their sentence that turns them.

A denial, a condition, a question mark, somebody else who says so, or that the article takes
it back: words without it are right letter by letter, and still mislead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.answering.checking.types import Change
from bot.answering.questions.turns import denials, is_denying
from bot.answering.retractions import retracts
from bot.answering.types import Citation
from index.sentences import sentence_spans
from index.statements.cues import LEXICON
from index.statements.quotations import quotations
from index.types import Span

_CONDITION: Final = re.compile(
    r"\b(?:if|unless|whether|provided|suppos(?:e|ing)|perhaps|maybe|possibly|probably"
    r"|allegedly|reportedly|supposedly|apparently|rumou?red"
    r"|если|якобы|возможно|може|якщо|нібито|wenn|falls|angeblich|vielleicht)\b",
    re.IGNORECASE,
)
_CLAUSE_ENDS: Final = re.compile(r"[;:—–“«]|(?<!\w)['‘]|,? (?:but|and|yet|но|а|и|aber|und)\b")
_QUOTED: Final = re.compile(r"[“„«][^“”„«»]*[”»“]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_MARKS: Final = "“”„«»\"' "


def cut_from(citation: Citation) -> Iterator[Change]:
    """The sentence, where the words of a citation lack what turns them in it."""
    text, span = citation.article.text, citation.span
    for sentence in _sentences(text, span):
        own = _own(text, sentence, span) if citation.kind == "direct" else sentence
        before, after = text[own.start : span.start], text[span.end : own.end]
        if citation.kind != "direct":
            before, after = _QUOTED.sub("", before), _QUOTED.sub("", after)
        is_told = citation.kind == "direct" and _is_told(before)
        is_retracted = retracts(text[sentence.start : span.start])
        if is_told or is_retracted or _turn(before, after, citation.quote):
            yield Change("cut", sentence.of(text).strip(_MARKS), "")


def _sentences(text: str, span: Span) -> Iterator[Span]:
    """The sentence that holds the words whole; none where they go beyond one."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    line = text[start : end if end >= 0 else len(text)]
    for each in sentence_spans(line):
        sentence = Span(start + each.start, start + each.end)
        if sentence.contains(span):
            yield sentence


def _own(text: str, sentence: Span, span: Span) -> Span:
    """What of a sentence is in the same quotation as the words, without who reports it."""
    for quotation in quotations(text):
        for part in quotation.spans:
            if part.contains(span) and quotation.level == 0:
                return Span(max(part.start, sentence.start), min(part.end, sentence.end))
    return sentence


def _turn(before: str, after: str, words: str) -> bool:
    """Whether what stands before the words in their clause, or anywhere behind, turns them."""
    clause = _CLAUSE_ENDS.split(after, maxsplit=1)[0]
    denied = denials(before) + denials(clause) + sum(map(is_denying, _verbs(before)))
    is_asked = after.rstrip(_MARKS).endswith("?") and not words.rstrip(_MARKS).endswith("?")
    return bool(denied) or is_asked or any(map(_CONDITION.search, (before, after)))


def _verbs(text: str) -> Iterator[str]:
    return (word for word in _WORD.findall(text) if not denials(word))


def _is_told(before: str) -> bool:
    """Whether somebody else says so: “Some say the moon is cheese”, but not “I said”."""
    words = _WORD.findall(before)
    return any(
        word.lower() in LEXICON and words[max(at - 1, 0)] != "I" for at, word in enumerate(words)
    )
