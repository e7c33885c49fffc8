"""The values of answering: what is asked, and what a person may be shown.

Owns Question, Citation, Claim and the three outcomes. An `Answer` can be made only by
`bot.answering.verifier`, which alone holds the seal that its constructor demands;
rendering takes an `Outcome` and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Final, Literal

from index.exchanges import UNLIMITED, Limits
from index.query import Query
from index.types import Article, FoundArticle, Metadata, ScoredPassage, Span, Speaker
from index.urls import site_of

CitationKind = Literal["direct", "indirect", "passage"]
Status = Literal["answered", "related", "not_found"]


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks; `asked` is the day that "this week" means.

    `limits` hold whatever the words say: nothing outside of them is an answer.
    """

    text: str
    asked: date
    limits: Limits = UNLIMITED


@dataclass(frozen=True, slots=True)
class Citation:
    """Words of a stored article, shown as a quotation.

    The words are not kept but sliced from the article each time, so that a citation
    that differs from its source cannot be expressed. `inferred` says that the speaker is
    likely meant, but not plainly named. `also_in` are copies of the article that have the
    same words, and credit them to nobody else. `is_superseded` says that the article has a
    newer version than the one that is quoted.
    """

    article: Article
    span: Span
    kind: CitationKind
    speaker: Speaker | None = None
    statement_id: str | None = None
    inferred: bool = False
    also_in: tuple[Article, ...] = ()
    is_superseded: bool = False

    @property
    def quote(self) -> str:
        """`article.text[start:end]`, exactly."""
        return self.span.of(self.article.text)

    @property
    def other_outlets(self) -> tuple[str, ...]:
        """The other outlets that ran the same words, each once; a site stands for its outlet."""
        outlets = dict.fromkeys(_outlet(copy.metadata) for copy in self.also_in)
        return tuple(name for name in outlets if name and name != _outlet(self.article.metadata))


def _outlet(metadata: Metadata) -> str | None:
    return metadata.publisher or site_of(metadata.url)


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds spent on one question."""

    retrieve: float
    answer: float
    total: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What retrieval found for a query, best first, whatever became of it."""

    query: Query
    articles: tuple[FoundArticle, ...]
    confidence: float
    took: Timings

    @property
    def passages(self) -> tuple[ScoredPassage, ...]:
        """The best passage of each article, then the second best of each, and so on."""
        rounds = zip_longest(*(article.passages for article in self.articles))
        return tuple(found for each in rounds for found in each if found is not None)


class Seal:
    """Proof that an answer went through the verifier."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that a language model wrote and the articles bear out.

    `numbers` are those of the citations that it rests on, from 1.
    """

    text: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Something that the library supports: a lead line over numbered quotations.

    Citations are numbered by their place, from 1, and the lead's `[n]` refer to them. Of mode
    `model` are answers whose lead is made of `claims`; `left_out` of them did not hold.
    """

    question: Question
    lead: str
    citations: tuple[Citation, ...]
    evidence: Evidence
    mode: Literal["extractive", "model"]
    seal: Seal
    claims: tuple[Claim, ...] = ()
    left_out: int = 0

    def __post_init__(self) -> None:
        if self.seal is not VERIFIED or not self.citations:
            raise ValueError("an answer is made by the verifier, and rests on a citation")


@dataclass(frozen=True, slots=True)
class Related:
    """Nothing answers plainly; the closest quotations, with nothing asserted."""

    question: Question
    reason: str
    citations: tuple[Citation, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class NotFound:
    """The library holds nothing on this; `reason` says so in a sentence."""

    question: Question
    reason: str
    evidence: Evidence


Outcome = Answer | Related | NotFound

VERIFIED: Final = Seal()


def status(outcome: Outcome) -> Status:
    """Which of the three outcomes it is, by the name that scripts know it under."""
    if isinstance(outcome, Answer):
        return "answered"
    return "not_found" if isinstance(outcome, NotFound) else "related"
