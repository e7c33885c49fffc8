"""A library as if some of its articles had never been added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from index.errors import ArticleNotFound, StatementNotFound
from index.holdings import ALL
from index.library import Library
from index.query import Query
from index.records import ArticleFilter, CitedStatement, Story
from index.types import Article, ArticleSummary, FoundArticle, History, Passage, Span, Statement


class Shelf(Library):
    """What is left of a library without some articles, by their ids; it is only to be asked.

    How rare words are, and who is known by which names, stays as in the whole library: one
    article changes neither by much, and both take long to make.
    """

    def __init__(self, library: Library, hidden: Iterable[str]) -> None:
        super().__init__(library.name, library.parts)
        self._whole = library
        self._hidden = frozenset(hidden)
        self.register = library.register

    def get(self, article_id: str) -> Article:
        self._demand(article_id)
        return super().get(article_id)

    def get_all(self, article_ids: Iterable[str]) -> dict[str, Article]:
        return super().get_all(id_ for id_ in article_ids if id_ not in self._hidden)

    def every_article(self) -> Iterator[Article]:
        return (article for article in super().every_article() if article.id not in self._hidden)

    def count(self, wanted: ArticleFilter = ALL) -> int:
        return len(self.list(wanted, limit=super().count(wanted)))

    def history(self, article_id: str) -> History:
        self._demand(article_id)
        return super().history(article_id)

    def version(self, article_id: str, number: int) -> Article:
        self._demand(article_id)
        return super().version(article_id, number)

    def publishers(self) -> list[str]:
        hidden = self._whole.get_all(self._hidden).values()
        doubtful = {article.metadata.publisher for article in hidden}
        return [
            outlet
            for outlet in super().publishers()
            if outlet not in doubtful or self._runs(outlet)
        ]

    def search(self, query: Query, *, limit: int = 10) -> list[FoundArticle]:
        found = self._whole.search(query, limit=limit + len(self._hidden))
        return [each for each in found if each.article_id not in self._hidden][:limit]

    def worded_like(self, text: str, *, limit: int) -> list[Passage]:
        found = super().worded_like(text, limit=limit)
        return [passage for passage in found if passage.article_id not in self._hidden]

    def passages(self, article_id: str) -> list[Passage]:
        return [] if article_id in self._hidden else super().passages(article_id)

    def rarity(self, query: str) -> dict[str, float]:
        return self._whole.rarity(query)

    def surroundings_likeness(self, query: str, places: Sequence[tuple[str, Span]]) -> list[float]:
        return self._whole.surroundings_likeness(query, places)

    def statements(
        self,
        *,
        article_id: str | None = None,
        speaker: str | None = None,
        since: date | None = None,
        until: date | None = None,
        publishers: Sequence[str] = (),
    ) -> list[Statement]:
        found = super().statements(
            article_id=article_id,
            speaker=speaker,
            since=since,
            until=until,
            publishers=publishers,
        )
        return [statement for statement in found if statement.article_id not in self._hidden]

    def statement(self, statement_id: str) -> Statement:
        found = super().statement(statement_id)
        if found.article_id in self._hidden:
            raise StatementNotFound(statement_id)
        return found

    def list(
        self, wanted: ArticleFilter = ALL, *, limit: int = 50, offset: int = 0
    ) -> list[ArticleSummary]:
        found = super().list(wanted, limit=offset + limit + len(self._hidden))
        shown = [summary for summary in found if summary.id not in self._hidden]
        return shown[offset : offset + limit]

    def _with_phrase(self, text: str) -> Iterator[Article]:
        return (one for one in super()._with_phrase(text) if one.id not in self._hidden)

    def cited(self, statement_id: str) -> CitedStatement:
        found = super().cited(statement_id)
        if found.article.id in self._hidden:
            raise StatementNotFound(statement_id)
        return found

    def stories(self, article_ids: Iterable[str]) -> dict[str, Story]:
        found = super().stories(id_ for id_ in article_ids if id_ not in self._hidden)
        return {id_: self._left_of(story) for id_, story in found.items()}

    def _left_of(self, story: Story) -> Story:
        ids = tuple(id_ for id_ in story.article_ids if id_ not in self._hidden)
        return Story(ids[0], ids)

    def _runs(self, outlet: str) -> bool:
        wanted = ArticleFilter(outlet=outlet)
        found = self.list(wanted, limit=super().count(wanted))
        return any(summary.metadata.publisher == outlet for summary in found)

    def _demand(self, article_id: str) -> None:
        if article_id in self._hidden:
            raise ArticleNotFound(article_id)
