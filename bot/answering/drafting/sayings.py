"""What somebody said, as a list: each thing once, in whatever number of outlets it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.copies import with_copies
from bot.answering.drafting.showing import shown_spans
from bot.answering.drafting.statements import on_topic, said_by
from bot.answering.questions.period import EVER, Period
from bot.answering.questions.scope import Scope
from bot.answering.types import Citation
from index.errors import StatementNotFound
from index.library import Library
from index.types import Article, Span, Statement


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement, and the ids of the articles that have it in the same words, its own first."""

    statement: Statement
    article_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words of a saying, as the parts of the article in which they stand, in its order.

    `citation` is the first of them, with whoever else ran it.
    """

    citation: Citation
    spans: tuple[Span, ...]

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(span.of(self.citation.article.text) for span in self.spans)


def sayings_of(
    library: Library, speaker: str, period: Period = EVER, about: str = ""
) -> list[Saying]:
    """What a speaker said, the newest first, the undated last; with a topic what speaks to it.

    `speaker` is a name as `Library.speakers` gives it.
    """
    said = _in_full(said_by(library, (speaker,), Scope(period)))
    if about:
        wanted = {judged.statement.id for judged in on_topic(library, said, about)}
        said = [statement for statement in said if statement.id in wanted]
    return each_once(library, said)


def quoted(library: Library, saying: Saying) -> Quoted | None:
    """The words of a saying; None where its article has been removed since."""
    try:
        cited = library.cited(saying.statement.id)
    except StatementNotFound:
        return None
    statement, article = cited.statement, cited.article
    kind, spans = shown_spans(statement, article.text)
    first = Citation(
        article, spans[0], kind, statement.speaker, statement.id, statement.is_inferred
    )
    [citation] = with_copies(library, [first])
    return Quoted(citation, tuple(spans))


def _in_full(said: Sequence[Statement]) -> list[Statement]:
    """Without headlines, which shorten what the article then says in full."""
    full = {statement.article_id for statement in said if not statement.headline}
    return [each for each in said if not each.headline or each.article_id not in full]


def each_once(library: Library, said: Sequence[Statement]) -> list[Saying]:
    """The statements with their copies in other outlets, in the place of the earliest."""
    stories = library.stories(statement.article_id for statement in said)
    shared = {id_ for id_, story in stories.items() if len(story.article_ids) > 1}
    articles = library.get_all(s.article_id for s in said if s.article_id in shared)
    same: dict[object, list[Statement]] = {}
    for statement in said:
        article = articles.get(statement.article_id)
        key = (stories[article.id].id, _words(statement, article)) if article else statement.id
        same.setdefault(key, []).append(statement)
    firsts = {_earliest(copies, articles).id: copies for copies in same.values()}
    return [
        Saying(statement, _articles(statement, firsts[statement.id]))
        for statement in said
        if statement.id in firsts
    ]


def _words(statement: Statement, article: Article) -> tuple[str, ...]:
    """What was said, however its lines are broken and its end is marked."""
    spoken = (span.of(article.text).casefold() for span in statement.content_spans)
    return tuple(" ".join(words.split()).strip(" .,;:!?…") for words in spoken)


def _earliest(copies: Sequence[Statement], articles: dict[str, Article]) -> Statement:
    """The one that was published first, of those of one day the one that was added first."""
    if len(copies) == 1:
        return copies[0]
    published = [(articles[each.article_id].metadata.published, each) for each in reversed(copies)]
    dated = [(day, each) for day, each in published if day is not None]
    return min(dated, key=lambda pair: pair[0])[1] if dated else published[0][1]


def _articles(statement: Statement, copies: Sequence[Statement]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([statement.article_id, *(each.article_id for each in copies)]))
