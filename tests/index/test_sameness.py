"""When an article on its way in is there already, and as what."""

from __future__ import annotations

from dataclasses import replace

from index.library import Library
from index.query import Query
from tests.index.test_library import DAM, LONG_DAM, LONG_PORT, PORT, add, article


def test_the_same_text_twice_is_unchanged(library: Library) -> None:
    assert add(library, article(DAM), article(DAM)) == ["added", "unchanged"]
    assert add(library, article(DAM, url="https://record.example/dam")) == ["unchanged"]
    assert library.count() == 1


def test_a_new_text_at_a_known_address_is_a_new_version(library: Library) -> None:
    add(library, article(DAM, url="https://www.record.example/dam?utm_source=x", title="Dam"))
    assert add(library, article(PORT, url="http://record.example/dam/")) == ["updated"]
    [summary] = library.list()
    assert (summary.version, summary.metadata.title) == (2, "Dam")
    assert library.get(summary.id).text == PORT
    assert [each.article_id for each in library.search(Query("port dockers"))] == [summary.id]
    assert not library.holds("Oroz")


def test_adding_the_same_two_texts_of_one_address_again_changes_nothing(library: Library) -> None:
    both = (
        article(DAM, url="https://record.example/x"),
        article(PORT, url="https://record.example/x"),
    )
    assert add(library, *both) == ["added", "updated"]
    assert add(library, *both) == ["unchanged", "unchanged"]
    assert add(library, article(DAM, url="https://other.example/x")) == ["added"]
    assert [summary.version for summary in library.list()] == [1, 2]


def test_articles_that_name_only_their_site_are_not_one(library: Library) -> None:
    both = (
        article(DAM, url="https://record.example/"),
        article(PORT, url="https://record.example"),
    )
    assert add(library, *both) == ["added", "added"]
    assert add(library, *both) == ["unchanged", "unchanged"]


def test_what_has_nothing_to_do_with_an_article_is_no_version_of_it(library: Library) -> None:
    section = "https://record.example/region"
    dam, port = (article(f"{text} {text}", url=section) for text in (LONG_DAM, LONG_PORT))
    assert add(library, dam, port) == ["added", "added"]
    changed = [replace(one, text=f"{one.text} More will follow.") for one in (port, dam)]
    assert add(library, *changed) == ["updated", "updated"]
    assert add(library, dam, port) == ["unchanged", "unchanged"]
    assert [summary.version for summary in library.list()] == [2, 2]


def test_a_page_that_goes_back_to_its_first_text_has_that_text(library: Library) -> None:
    url = "https://record.example/x"
    one, two = (replace(article(text, url=url), source=url) for text in (DAM, DAM + " Gone."))
    assert add(library, one, two, one) == ["added", "updated", "updated"]
    [summary] = library.list()
    assert (library.get(summary.id).text, summary.version) == (DAM, 3)


def test_the_same_text_in_another_outlet_is_an_article_of_its_own(library: Library) -> None:
    both = (
        article(DAM, url="https://record.example/1"),
        article(DAM, url="https://m.courier.example/2"),
    )
    assert add(library, *both) == ["added", "added"]
    assert add(library, *both, article(DAM)) == ["unchanged"] * 3
    assert add(library, article(DAM, url="https://www.courier.example/3")) == ["unchanged"]
