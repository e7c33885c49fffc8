"""The values of what was asked and answered: exchanges, what they cited, how they were rated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from index.types import Span

ExchangeStatus = Literal["answered", "related", "not_found"]
WordsKind = Literal["direct", "indirect", "passage"]


@dataclass(frozen=True, slots=True)
class CitedWords:
    """Words that an answer showed, by where they stand in one version of an article."""

    article_id: str
    version: int
    span: Span
    kind: WordsKind
    statement_id: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What the person who asked limited the answer to, beside what the question says."""

    speaker: str | None = None
    outlet: str | None = None
    since: date | None = None
    until: date | None = None


UNLIMITED: Final = Limits()


@dataclass(frozen=True, slots=True)
class WrittenSentence:
    """A sentence that a language model wrote, and the numbers of the citations it rests on."""

    text: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WrittenAnswer:
    """What a language model wrote as an answer; `left_out` more sentences did not hold."""

    sentences: tuple[WrittenSentence, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NewExchange:
    """A question and what was answered.

    `understood` is the whole question that a follow-up was taken for, None where the
    words alone were put to the library. `follows` is the number of the exchange before
    it. `asker` and `channel` are the front end's own names for them, `asked` the day that
    "this week" meant. `cited` are all citations of the outcome in order, shown or not, and
    `written` is what stood above them where a language model wrote it.
    """

    question: str
    asked: date
    asker: str
    status: ExchangeStatus
    understood: str | None = None
    follows: int | None = None
    limits: Limits = UNLIMITED
    channel: str | None = None
    private: bool = False
    reason: str | None = None
    cited: tuple[CitedWords, ...] = ()
    written: WrittenAnswer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange(NewExchange):
    """An exchange as it is kept, under a number that no other exchange of any library has.

    `message` is the front end's name for the message that shows the answer, None while
    there is none.
    """

    number: int
    at: datetime
    message: str | None = None

    @property
    def meaning(self) -> str:
        """The question in words that can be understood alone."""
        return self.understood or self.question

    def is_open_to(self, person: str) -> bool:
        """Whether a person may see it: what was answered to somebody alone is for nobody else."""
        return not self.private or self.asker == person


@dataclass(frozen=True, slots=True)
class Ratings:
    """How many people found an answer good, and how many bad."""

    up: int
    down: int
