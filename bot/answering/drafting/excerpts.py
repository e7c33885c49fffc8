"""The words of an article that speak to a question of fact: one or two of its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bot.answering.questions.expected import expected_of
from index.library import Library
from index.relevance import Relevance
from index.sentences import LINE_BREAKS, sentence_spans
from index.types import Article, FoundArticle, ScoredPassage, Span

OWN_WORDS: Final = 0.45
WORDS_AROUND: Final = 0.35
MEANING: Final = 0.20
FORM_MET: Final = 0.05
FORM_MISSED: Final = -0.15
SECOND_SENTENCE: Final = -0.04
UNFINISHED: Final = -0.15
"""For headings, captions and bylines, which are no sentences."""
OF_ONE_ARTICLE: Final = 2
FEWEST_WORDS: Final = 2
MOST_OF_IT: Final = 0.6
ALMOST_ALL: Final = 0.99
OPENING: Final = 700
"""Characters at the beginning of an article, which say what it is about."""
LONGEST_PAIR: Final = 450
"""Characters of two sentences that are still read as one."""
_FINISHED: Final = re.compile(r"[.!?…:;,][)\]}”’\"'»«“]*\Z")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Sentences of an article, and how well they speak to a question, 0 to 1.

    `own` is the share of the question's telling words in them; `tells` says that they hold a
    number, day, reason or name, where that is what is asked for, and `fits` that they name
    what is counted by it, too. `whole` says that nothing of what is asked is wanting: the
    sentences hold the most of it and such a number or day, their passage the rest.
    """

    article: Article
    passage_id: int
    span: Span
    score: float
    own: float
    tells: bool
    fits: bool
    whole: bool


class ExcerptReader:
    """Chooses excerpts for one question."""

    def __init__(self, library: Library, question: str) -> None:
        self._expected, subject = expected_of(question)
        self._relevance = Relevance(library.rarity(subject))
        self._noun = Relevance({self._expected.noun.lower(): 1.0} if self._expected.noun else {})

    def best(self, found: FoundArticle, article: Article) -> list[Excerpt]:
        """The excerpts of an article that speak best, apart from each other, best first.

        Empty where no passage of it was found.
        """
        excerpts = (
            excerpt for passage in found.passages for excerpt in self._excerpts(passage, article)
        )
        chosen: list[Excerpt] = []
        for excerpt in sorted(excerpts, key=lambda excerpt: -excerpt.score):
            if not any(excerpt.span.overlaps(other.span) for other in chosen):
                chosen.append(excerpt)
            if len(chosen) == OF_ONE_ARTICLE:
                break
        return chosen

    def opening(self, article: Article) -> float:
        """The share of the question's telling words in an article's headline and opening."""
        title, spoken = article.metadata.title or "", article.language
        return self._relevance.coverage(article.text[:OPENING], title, spoken=spoken)

    def headline(self, article: Article) -> float:
        """How much the question has in common with an article's headline and first sentence."""
        opening = article.text[:OPENING]
        first = next((span.of(opening) for span in sentence_spans(opening)), "")
        title, spoken = article.metadata.title or "", article.language
        return self._relevance.likeness(title, first, spoken=spoken)

    def missing(self, excerpt: Excerpt) -> list[str]:
        """The question's words that the excerpt's article lacks, the most telling first."""
        article = excerpt.article
        title, spoken = article.metadata.title or "", article.language
        return self._relevance.missing(article.text, title, spoken=spoken)

    def _excerpts(self, found: ScoredPassage, article: Article) -> Iterator[Excerpt]:
        text, spoken = found.passage.span.of(article.text), article.language
        beside = self._relevance.coverage(text, article.metadata.title or "", spoken=spoken)
        start = found.passage.span.start
        for sentences in _stretches(text):
            span = Span(sentences[0].start, sentences[-1].end)
            own = self._relevance.coverage(*(each.of(text) for each in sentences), spoken=spoken)
            score = OWN_WORDS * own + WORDS_AROUND * beside + MEANING * found.dense
            tells = self._expected.found_in(span.of(text))
            fits = tells and self._is_counted(span.of(text))
            if self._expected.pattern is not None:
                score += FORM_MET if fits else 0.0 if tells else FORM_MISSED
            score += SECOND_SENTENCE * (len(sentences) - 1)
            place = Span(start + span.start, start + span.end)
            score += UNFINISHED * _is_unfinished(place, article.text)
            score = min(max(score, 0.0), 1.0)
            yield Excerpt(
                article,
                found.passage.id,
                place,
                score,
                own,
                tells,
                fits,
                self._is_whole(own, beside, fits),
            )

    def _is_whole(self, own: float, beside: float, fits: bool) -> bool:
        asked = fits and self._expected.is_measured and self._relevance.words >= FEWEST_WORDS
        return asked and own >= MOST_OF_IT and beside > ALMOST_ALL

    def _is_counted(self, words: str) -> bool:
        return not self._noun.total or self._noun.coverage(words) > 0


def _is_unfinished(place: Span, text: str) -> bool:
    """Whether a line ends here without a mark that ends a sentence."""
    ends_line = text[place.end : place.end + 1] in LINE_BREAKS or place.end == len(text)
    return ends_line and not _FINISHED.search(place.of(text))


def _stretches(text: str) -> Iterator[tuple[Span, ...]]:
    """Each sentence, and each two neighbours that are short enough to be read as one."""
    sentences = sentence_spans(text)
    for sentence in sentences:
        yield (sentence,)
    for first, second in pairwise(sentences):
        if second.end - first.start <= LONGEST_PAIR:
            yield first, second
