"""The places in stored articles that a claim says it rests on, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from math import prod
from typing import Final

from bot.answering.types import Citation
from bot.answering.written.claims import Material, SentPassage, Support
from bot.answering.written.prose import is_open
from bot.answering.written.voices import Voice, cited, voice_at
from index.alignment import align
from index.errors import ArticleNotFound
from index.languages import ENGLISH
from index.library import Library
from index.sentences import sentence_spans
from index.types import Article, Span, Statement

MOST_PLACES: Final = 16
"""Words that stand in a passage in more ways than that say nothing."""

_STRONG: Final = (";", ":", "—", " – ", ", but ", ", and ", ", yet ", ", so ")
"""What is before these in a sentence does not turn what is behind them."""
_CLAUSE: Final = re.compile(r"(?:(?! (?:and|but|yet|while) )[^.,;:!?—–“”\"«»\n])*")
_CONDITIONAL: Final = ("if", "unless", "except", "without", "until", "only", "provided")

_LED_BY: Final = " for "
"""As in "asked for the dam to be opened", where only what is behind it is stored as said."""


@dataclass(frozen=True)
class Ground:
    """Words of an article, whose they are, and the sentences around them."""

    article: Article
    span: Span
    voice: Voice | None
    sentences: tuple[Span, ...]

    @property
    def words(self) -> str:
        return self.span.of(self.article.text)

    @property
    def citation(self) -> Citation:
        return cited(self.voice, self.article, self.span)

    @cached_property
    def around(self) -> str:
        """The whole sentences in which the words and their report stand."""
        text = self.article.text
        extents = [self.span, *([self.voice.statement.extent] if self.voice else [])]
        near = [each for each in self.sentences if any(each.overlaps(one) for one in extents)]
        return " ".join(each.of(text) for each in near)

    def as_told(self) -> Ground | None:
        """The words as the article's own, where their whole sentence says who says so.

        None where it is said elsewhere, or any of the sentence is quoted.
        """
        said = self.voice.statement if self.voice else None
        cue = said.cue_span if said else None
        sentence = self._sentence()
        if said is None or cue is None or not sentence.contains(cue):
            return None
        if any(mark in sentence.of(self.article.text) for mark in '“”„«»"'):
            return None
        return replace(self, voice=None)

    @property
    def is_of_another(self) -> bool:
        """Whether the speaker only quotes the words: “They told me, ‘It is gone.’”."""
        contents = self.voice.statement.content_spans if self.voice else ()
        text = self.article.text
        starts = [each.start for each in contents if each.contains(self.span)]
        return any(is_open(text[start : self.span.start].lstrip('“"')) for start in starts)

    @property
    def stretch(self) -> Span:
        """The sentences in which the words stand, or what of them is the speaker's."""
        start, end = self._sentence().start, self._sentence(self.span.end - 1).end
        if self.voice:
            contents = self.voice.statement.content_spans
            for holding in (each for each in contents if each.contains(self.span)):
                start, end = max(start, holding.start), min(end, holding.end)
            if within := [each for each in contents if self.span.contains(each)]:
                start, end = max(start, within[0].start), min(end, within[-1].end)
        led = self.article.text[:start].endswith(_LED_BY)
        return Span(start - len(_LED_BY) if led else start, end)

    def turned_by(self, beside: Sequence[Ground]) -> tuple[str, ...]:
        """What outside the words may turn them: what leads up to them, a condition, the verb.

        What is relied on `beside` these words counts there.
        """
        before = self._before(beside)
        parts = [text for text in (before, self._after(beside)) if text]
        if self.voice and (cue := self.voice.statement.cue_span):
            region = Span(self.span.start - len(before), self.span.end)
            if not cue.overlaps(region) and not self._is_told_by(beside):
                parts.append(cue.of(self.article.text))
        return tuple(parts)

    @property
    def cue(self) -> str:
        """The verb by which the article gives somebody's words; "" where there is none."""
        cue = self.voice.statement.cue_span if self.voice else None
        return cue.of(self.article.text) if cue else ""

    def _before(self, beside: Sequence[Ground]) -> str:
        start = self._sentence().start
        if self.voice:
            contents = self.voice.statement.content_spans
            holding = [each.start for each in contents if each.contains(self.span)]
            start = max(start, *holding) if holding else start
        for other in beside:
            if other.article.id == self.article.id and other.span.end <= self.span.start:
                start = max(start, other.span.end)
        before = self.article.text[start : self.span.start]
        cuts = [at + len(mark) for mark in _STRONG if (at := before.rfind(mark)) >= 0]
        return before[max(cuts, default=0) :]

    def _after(self, beside: Sequence[Ground]) -> str:
        """The rest of the clause, which was left out of the words, and a condition behind it."""
        end = self._sentence(self.span.end - 1).end
        for other in beside:
            if other.article.id == self.article.id and other.span.start >= self.span.end:
                end = min(end, other.span.start)
        rest = self.article.text[self.span.end : end]
        clause = _CLAUSE.match(rest)
        word = rest.lstrip(' ,–—“"(\u00a0').split(" ", 1)[0]
        return (clause[0] if clause else "") or (word if word in _CONDITIONAL else "")

    def _sentence(self, place: int | None = None) -> Span:
        """The sentence that a place is in, by default the first of the words."""
        at = self.span.start if place is None else place
        return next((each for each in self.sentences if each.start <= at < each.end), self.span)

    def _is_told_by(self, beside: Sequence[Ground]) -> bool:
        """Whether another ground has told the same verb already."""
        said = self.voice.statement.id if self.voice else None
        earlier = beside[: next((n for n, each in enumerate(beside) if each is self), 0)]
        return any(each.voice and each.voice.statement.id == said for each in earlier)


class Grounds:
    """Finds the places of claims; reads each article once."""

    def __init__(self, library: Library, material: Material) -> None:
        self._library = library
        self._material = material
        self._articles: dict[str, Article | None] = {}
        self._statements: dict[str, list[Statement]] = {}
        self._sentences: dict[str, tuple[Span, ...]] = {}

    def placed(self, supports: Sequence[Support]) -> list[tuple[Ground, ...]]:
        """Every way in which all words stand in the passages said to hold them; often one."""
        places = [list(self._places(support)) for support in supports]
        return list(product(*places)) if prod(map(len, places)) <= MOST_PLACES else []

    def statements(self, article_id: str) -> list[Statement]:
        if article_id not in self._statements:
            self._statements[article_id] = self._library.statements(article_id=article_id)
        return self._statements[article_id]

    def _places(self, support: Support) -> Iterator[Ground]:
        sent = self._material.get(support.passage)
        article = self._article(sent) if sent else None
        if sent is None or article is None or article.language != ENGLISH.code:
            return
        passage = sent.span.of(article.text)
        for place in align(support.words, passage):
            span = Span(sent.span.start + place.start, sent.span.start + place.end)
            if _is_plain(support.words, span.of(article.text)):
                yield self._ground(article, span)

    def _ground(self, article: Article, span: Span) -> Ground:
        if article.id not in self._sentences:
            self._sentences[article.id] = tuple(sentence_spans(article.text))
        voice = voice_at(self.statements(article.id), article, span)
        return Ground(article, span, voice, self._sentences[article.id])

    def _article(self, sent: SentPassage) -> Article | None:
        """The article as it was sent; None where it is gone, or another version by now."""
        if sent.article_id not in self._articles:
            try:
                self._articles[sent.article_id] = self._library.get(sent.article_id)
            except ArticleNotFound:
                self._articles[sent.article_id] = None
        article = self._articles[sent.article_id]
        return article if article and article.version == sent.version else None


def _is_plain(words: str, stored: str) -> bool:
    """Whether the words hide nothing that the article does not hold as well."""
    hidden = {c for c in words if not c.isprintable() and not c.isspace()}
    return hidden <= set(stored)
