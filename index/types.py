"""The values that the library speaks in.

Owns the frozen dataclasses that cross module borders. Every offset in them
counts Unicode code points into an article's stored text, and every span is
end-exclusive, so that `article.text[span.start:span.end]` is always the words.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from typing import Any, Final, Literal

StatementKind = Literal["direct", "indirect", "mixed"]
AddStatus = Literal["added", "unchanged", "updated", "duplicate", "failed"]

CERTAIN: Final = 0.8
"""From this confidence on a speaker is shown as certain, below it as inferred."""
DecisionKind = Literal["merge", "split", "rename", "alias"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's text, in code points, end-exclusive and not empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words themselves: `text[start:end]`."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article beside its words; unknown is None, never a guess."""

    title: str | None = None
    url: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: date | None = None
    modified: datetime | None = None
    """When the source says that it was changed last; it has a zone."""

    def known(self) -> dict[str, Any]:
        """The fields that are known, by name."""
        values = ((each.name, getattr(self, each.name)) for each in fields(self))
        return {name: value for name, value in values if value is not None}

    def over(self, found: Metadata) -> Metadata:
        """What is known here, and of `found` what is not."""
        return replace(found, **self.known())


@dataclass(frozen=True, slots=True)
class Version:
    """One of the texts that an article has had, numbered from 1.

    `statements` are those that ended with it, as its article says something else since.
    """

    number: int
    text: str
    stored_at: datetime
    stored_by: str
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """Who added an article and when, and all its versions, the current one last."""

    added_at: datetime
    added_by: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article on its way in: its exact text, and where it came from.

    `source` is what the person gave (an address, a path, a line of a file), used in
    reports. `settled` are the fields that a person has set. `id` and `history`
    are set only where an exported article is restored. `language` is the code of the one
    that a person says it is in, None where its words tell.
    """

    source: str
    text: str
    metadata: Metadata = field(default_factory=Metadata)
    id: str | None = None
    history: History | None = None
    settled: frozenset[str] = frozenset()
    language: str | None = None

    def told(self, given: Metadata) -> NewArticle:
        """The article with what a person says of it, which no later version changes."""
        settled = self.settled | given.known().keys()
        return replace(self, metadata=given.over(self.metadata), settled=settled)


@dataclass(frozen=True, slots=True)
class FailedSource:
    """A source that could not be read, on its way into the report; `error` is for a person."""

    source: str
    error: str


@dataclass(frozen=True, slots=True)
class Article:
    """A stored article at one version; `text` never changes, a changed source is a new version.

    `language` is the ISO 639-1 code of the language in which full text holds it. `settled`
    are the fields, of the metadata or "language", that a person has set, which no new
    version changes.
    """

    id: str
    version: int
    text: str
    metadata: Metadata
    added_at: datetime
    added_by: str
    language: str = "en"
    settled: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """A line of a listing: an article without its text."""

    id: str
    version: int
    metadata: Metadata
    added_at: datetime
    added_by: str
    characters: int
    passages: int
    statements: int


@dataclass(frozen=True, slots=True)
class EmbeddingModel:
    """Which model made a vector: its name, and a fingerprint of its weights."""

    name: str
    fingerprint: str
    dimension: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article that is embedded and searched as one, about 128 word pieces."""

    id: int
    article_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A passage found for a query; the fused `score` and its parts lie in 0 to 1."""

    passage: Passage
    score: float
    dense: float
    lexical: float


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for an article as a whole, each 0 to 1.

    `words`: BM25 of its text with title, outlet and day. `title`: the share of the query's
    telling words in its headline. `lead`: the likeness in meaning of its first passage.
    `timely`: how well its day fits the time that is asked for.
    """

    words: float
    title: float
    lead: float
    timely: float


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """An article found for a query, with its best passages, best first; its score is theirs."""

    article_id: str
    score: float
    signals: Signals
    passages: tuple[ScoredPassage, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is meant: the resolved name, and the fullest way in which the article puts it."""

    name: str
    as_written: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Words that an article puts in somebody's mouth, as spans of its text.

    `content_spans` hold what was said, marks excluded at their edges; `quote_spans`
    are the parts of it inside quotation marks, without the marks. `speaker_span` is
    what the sentence itself says ("She"), while `speaker` is who is meant
    ("Ines Maro"); `speaker` is None where the article leaves that unsure.
    `confidence` is the likelihood, 0 to 1, that speaker and words belong together;
    `headline` says that they stand in a heading, where words are shortened.
    """

    kind: StatementKind
    speaker: Speaker | None
    speaker_span: Span | None
    cue_span: Span | None
    content_spans: tuple[Span, ...]
    quote_spans: tuple[Span, ...]
    confidence: float
    headline: bool = False

    @property
    def is_inferred(self) -> bool:
        """Whether the speaker is likely meant, but not plainly named."""
        return self.speaker is not None and self.confidence < CERTAIN

    @property
    def extent(self) -> Span:
        """From the first to the last of source, cue and content: the report as a whole."""
        spans = [*self.content_spans, *filter(None, (self.speaker_span, self.cue_span))]
        return Span(min(span.start for span in spans), max(span.end for span in spans))


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Attribution):
    """An attribution in the library, under an id that outlives reindexing."""

    id: str
    article_id: str


@dataclass(frozen=True, slots=True)
class SpeakerSummary:
    """Somebody quoted in the library, how often, and how articles put it.

    `forms` are the fullest phrases ("the engineer Ines Maro"), `aliases` the other names:
    those of articles, and those that moderators gave.
    """

    name: str
    statements: int
    articles: int
    forms: tuple[str, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SpeakerRole:
    """What articles call a speaker beside the name, in how many statements, and when.

    `first` and `last` are the days of the earliest and the latest of these articles, None
    where no day is known.
    """

    role: str
    statements: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class SpeakerProfile:
    """A speaker with all names and roles, the roles in the order of their first day."""

    name: str
    statements: int
    articles: int
    aliases: tuple[str, ...]
    roles: tuple[SpeakerRole, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerDecision:
    """What a moderator decided about a speaker, numbered from 1 within the library.

    `name` is a name of the speaker as articles have it, and `to` what the decision gives
    it: for a merge a name of the other speaker, for a rename and an alias the new name.
    `name_split` and `to_split` are the number of the split that had set that name apart.
    """

    number: int
    kind: DecisionKind
    name: str
    name_split: int | None = None
    to: str | None = None
    to_split: int | None = None
    made_by: str
    made_at: datetime
    undone_by: str | None = None
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddResult:
    """What became of one source; `error` says what went wrong and what to do."""

    source: str
    status: AddStatus
    article_id: str | None = None
    title: str | None = None
    passages: int = 0
    statements: int = 0
    duplicate_of: str | None = None
    error: str | None = None
    took_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class LibraryStats:
    """How much a library holds; `embedding_model` made its vectors, None while there are none."""

    articles: int
    passages: int
    statements: int
    speakers: int
    characters: int
    embedding_model: str | None
