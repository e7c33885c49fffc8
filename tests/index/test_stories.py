"""Which articles are copies of one report."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from index.errors import ArticleNotFound
from index.libraries import Libraries
from index.library import Library
from index.store.database import DATABASE_NAME
from index.types import Metadata, NewArticle
from tests.fakes import WordEmbedder

WORDS = "dam lake port eel storm bridge crack keeper vote cement chalk harbour mayor tram".split()


def report(seed: int, sentences: int = 30) -> list[str]:
    """Sentences that no other seed makes."""
    draw = random.Random(seed)  # noqa: S311
    return [
        " ".join(draw.choices(WORDS, k=11)).capitalize() + f" {seed}." for _ in range(sentences)
    ]


def add(library: Library, *sentences: str, outlet: str | None = None) -> str:
    new = NewArticle("test", "\n\n".join(sentences), Metadata(publisher=outlet))
    [result] = library.add([new], added_by="tester")
    assert result.article_id
    return result.article_id


WIRE = report(1)


@pytest.mark.parametrize(
    ("copy", "is_copy"),
    [
        (["Velden, Monday.", *WIRE], True),
        ([*WIRE[:24], "The rest was cut by this outlet."], True),
        (WIRE[:14], True),
        ([*WIRE[:20], *report(2, 8)], True),
        ([*WIRE[:3], *report(2)], False),
        (WIRE[:4], False),
        ([*report(2, 40), *WIRE, *report(3, 40)], False),  # a digest
        (report(2), False),
    ],
)
def test_a_report_that_is_whole_or_cut_is_one_story(
    library: Library, copy: list[str], is_copy: bool
) -> None:
    wire, other = add(library, *WIRE), add(library, *copy)
    expected = (wire, other) if is_copy else (other,)
    assert library.story(other).article_ids == expected
    assert library.story(other).id == expected[0]


def test_a_paragraph_in_a_digest_makes_no_story(library: Library) -> None:
    paragraph = add(library, *WIRE[:2])
    digest = add(library, *WIRE[:2], *report(2, 10))
    assert library.story(digest).article_ids == (digest,)
    assert library.story(paragraph).article_ids == (paragraph,)


def test_short_texts_are_not_compared(library: Library) -> None:
    one = add(library, "The bridge is closed until further notice because of the storm.")
    other = add(library, "The bridge is closed until further notice because of the storm!")
    assert library.story(other).article_ids == (other,)
    assert library.story(one).article_ids == (one,)


def test_a_story_hangs_together_by_its_links(library: Library) -> None:
    one = add(library, *WIRE)
    middle = add(library, *WIRE[6:], *report(2, 6))
    last = add(library, *WIRE[15:], *report(2, 6), *report(3, 4))
    assert library.story(last).article_ids == (one, middle, last)
    assert library.stories([last, one, "A-nope0"]).keys() == {last, one}
    with pytest.raises(ArticleNotFound):
        library.story("A-nope0")


def test_a_removed_copy_is_in_no_story_until_it_is_back(library: Library) -> None:
    one, other = add(library, *WIRE), add(library, "By us.", *WIRE)
    removal = library.remove(one, by="tester")
    assert library.story(other).article_ids == (other,)
    library.bring_back(removal.id, by="tester")
    assert library.story(other).article_ids == (one, other)


def test_a_new_version_is_compared_anew(library: Library) -> None:
    url = "https://record.example/x"

    def version(*sentences: str) -> None:
        new = NewArticle("test", "\n".join((*report(4, 3), *sentences)), Metadata(url=url))
        library.add([new], added_by="tester")

    one = add(library, *WIRE)
    version(*report(2))
    [summary, _] = library.list()
    for sentences, ids in (
        (WIRE[:-1], (one, summary.id)),
        (report(3), (summary.id,)),
        (WIRE[1:], (one, summary.id)),
    ):
        version(*sentences)
        assert library.story(summary.id).article_ids == ids
        assert library.story(one).article_ids == (ids if one in ids else (one,))


def test_libraries_share_no_story(libraries: Libraries) -> None:
    one = add(libraries.get("1"), *WIRE)
    other = add(libraries.get("2"), "By us.", *WIRE)
    assert libraries.get("2").story(other).article_ids == (other,)
    assert libraries.get("2").stories([one]) == {}


def test_an_old_library_is_linked_behind(tmp_path: Path) -> None:
    libraries = Libraries(tmp_path, WordEmbedder())
    one, other = (add(libraries.get("local"), *head, *WIRE) for head in ((), ("By us.",)))
    with sqlite3.connect(tmp_path / DATABASE_NAME) as db:
        for table in ("signatures", "story_bands", "story_links"):
            db.execute(f"DELETE FROM {table}")  # noqa: S608
    db.close()
    assert libraries.get("local").story(other).article_ids == (other,)
    for _ in range(2):
        libraries.reread()
        assert libraries.get("local").story(other).article_ids == (one, other)
    libraries.close()
