"""A shelf shows no trace of what is taken out, and all of the rest."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answering.answerer import Answerer
from bot.answering.types import Answer, NotFound, Question
from bot.selftest.shelf import Shelf
from index.errors import ArticleNotFound, StatementNotFound
from index.library import Library
from index.query import Query
from index.records import ArticleFilter
from index.types import Metadata, NewArticle
from tests.bot.selftest.conftest import BRIDGE, BUDGET, HARBOUR

QUOTE = "The bridge will carry trams by the spring"


@pytest.fixture
def shelf(library: Library, ids: dict[str, str]) -> Shelf:
    return Shelf(library, [ids[BRIDGE]])


def test_an_article_taken_out_is_nowhere(
    library: Library, shelf: Shelf, ids: dict[str, str]
) -> None:
    gone = ids[BRIDGE]
    said = library.statements(article_id=gone)
    assert said
    with pytest.raises(ArticleNotFound):
        shelf.get(gone)
    with pytest.raises(ArticleNotFound):
        shelf.history(gone)
    with pytest.raises(StatementNotFound):
        shelf.statement(said[0].id)
    assert shelf.get_all(ids.values()).keys() == {ids[BUDGET], ids[HARBOUR]}
    assert gone not in {article.id for article in shelf.every_article()}
    assert gone not in {summary.id for summary in shelf.list()}
    assert (shelf.count(), shelf.count(ArticleFilter(search="bridge"))) == (2, 0)
    assert shelf.passages(gone) == []
    assert shelf.statements(article_id=gone) == []
    assert shelf.statements(speaker="Ines Maro") == []
    assert gone not in {statement.article_id for statement in shelf.statements()}
    assert gone not in {found.article_id for found in shelf.search(Query("bridge trams"), limit=50)}
    assert shelf.find_quote(QUOTE) == []
    assert not shelf.holds("Tomas Rehn")
    assert "The Velden Post" not in shelf.publishers()


def test_the_rest_is_as_it_was(library: Library, shelf: Shelf, ids: dict[str, str]) -> None:
    kept = ids[HARBOUR]
    assert shelf.get(kept) == library.get(kept)
    assert shelf.history(kept) == library.history(kept)
    assert shelf.passages(kept) == library.passages(kept)
    said = library.statements(article_id=kept)
    assert shelf.statements(article_id=kept) == said
    assert shelf.statement(said[0].id) == said[0]
    assert shelf.find_quote("ice in October") == library.find_quote("ice in October")
    assert shelf.holds("Pia Holm")
    assert shelf.publishers() == ["The Anselt Ledger", "The Lund Herald"]
    assert [summary.id for summary in shelf.list()] == [ids[HARBOUR], ids[BUDGET]]
    assert [summary.id for summary in shelf.list(limit=1, offset=1)] == [ids[BUDGET]]


def test_search_is_as_deep_as_asked_for(library: Library, shelf: Shelf) -> None:
    query = Query("bridge trams Velden")
    [best] = library.search(query, limit=1)
    [left] = shelf.search(query, limit=1)
    assert left == next(found for found in library.search(query) if found != best)


def test_an_outlet_stays_that_ran_something_else(library: Library, ids: dict[str, str]) -> None:
    other = Metadata("More", "https://post.example/more", publisher="The Velden Post")
    library.add([NewArticle("more", "The Post has more to say.", other)], added_by="tests")
    assert "The Velden Post" in Shelf(library, [ids[BRIDGE]]).publishers()


def test_what_only_a_missing_article_knows_is_not_answered(library: Library, shelf: Shelf) -> None:
    for text in ("What did Ines Maro say?", f"Who said “{QUOTE}”?"):
        question = Question(text, date(2026, 3, 3))
        assert isinstance(Answerer().answer(library, question), Answer)
        outcome = Answerer().answer(shelf, question)
        assert not isinstance(outcome, Answer)
        cited = () if isinstance(outcome, NotFound) else outcome.citations
        assert BRIDGE not in {citation.article.metadata.url for citation in cited}


def test_every_way_into_a_library_is_thought_of() -> None:
    """Whoever adds a method to Library decides here whether a shelf has to hide something."""
    unhidden = {
        "speakers directory register rarity surroundings_likeness statement_likeness",
        "holds reads find_quote parts stats unread unindexed",
        "add revise refresh edit edit_language remove removals bring_back unchecked audit",
        "rebuild link_stories reread story generation likeness refresher",
    }
    known = {name for names in unhidden for name in names.split()}
    ways = {name for name in dir(Library) if not name.startswith("_")}
    assert ways - known <= set(vars(Shelf))
