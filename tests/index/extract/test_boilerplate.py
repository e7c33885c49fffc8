"""What of a page is not its article, in the shapes that sites give it."""

from __future__ import annotations

import json
from datetime import date

import pytest

from index.extract.credits import headline
from index.extract.lost_lists import has_lost_a_list, holds_all
from index.extract.published import publication_day
from tests.index.extract.test_pages import LINK, left, parsed, text_of
from tests.index.test_extract import PARAGRAPH, page

SENTENCES = [f"On day {day} of the frost the harbour of Lund stayed closed." for day in range(9)]
PARAGRAPHS = "".join(f"<p>{words} {PARAGRAPH}</p>" for words in SENTENCES)
READER = "<p>My uncle remembers the ice of sixty-two, which was much thicker.</p>"


@pytest.mark.parametrize(
    "opening",
    [
        "<section class='reader-comments'>",
        "<div id='comments'>",
        "<div class='x comments-area'>",
        "<div class='kommentare'>",
        "<div id='comentarios'>",
        "<div id='respond'>",
        "<div class='autorenbox'>",
        "<div class='post-author-bio'>",
        "<div class='subscribe-box'>",
        "<div class='donate-banner'>",
        "<div class='login-form'>",
        "<div id='ez-toc-container'>",
    ],
)
def test_boxes_go(opening: str) -> None:
    name = opening.split()[0].strip("<")
    assert left(f"{opening}<h3>3 of them</h3>{READER}</{name}>") == ""


@pytest.mark.parametrize("opening", ["<div class='comment'>", "<div class='respondent'>"])
def test_what_is_only_called_alike_stays(opening: str) -> None:
    assert left(f"{opening}A comment by Ada Lenz.") == "A comment by Ada Lenz."


def test_an_article_among_its_comments_stays_whole() -> None:
    comments = f"<div id=comments>{READER * 3}</div>"
    text = text_of(page(f"<article><h1>Ice</h1>{PARAGRAPHS}{comments}</article>"))
    assert all(words in text for words in SENTENCES)
    assert "My uncle" not in text


@pytest.mark.parametrize(
    "block",
    [
        "<p class=ad>ADVERTISEMENT</p>",
        "<div><p>– Anzeige –</p></div>",
        "<p>View this post on Instagram</p>",
        "<p>Your browser does not support the video tag.</p>",
        "<p>Lesezeit: 3 Minuten</p>",
        "<p>© 2024 The Lund Record</p>",
        "<p>All rights reserved. No part may be copied without leave.</p>",
        "<p>Follow us on <a href='/g'>Google News</a> and never miss a story.</p>",
        "<p>¿Tenemos canal de Telegram? Únete <a href='/t'>aquí</a></p>",
        f"<p>&gt;&gt; {LINK}</p>",
        f"<p>Tags: {LINK}, {LINK}</p>",
        f"<h3>Weitere aktuelle Themen</h3><ul><li>{LINK}</li></ul>",
    ],
)
def test_lines_that_are_no_words_of_it_go(block: str) -> None:
    assert left(f"<p>Before.</p>{block}<p>After.</p>") == "Before.After."


@pytest.mark.parametrize(
    "words",
    [
        "<h2>Werbung</h2>",
        "<p>Werbung is the German word.</p>",
        "<p>Copyright is for people, the court said.</p>",
        "<p>Follow us on Google News, they beg.</p>",
        f"<p>“Join us on Facebook,” wrote {LINK}</p>",
        "<p>A post on Instagram</p>",
        f"<p>&gt;&gt; So {LINK}</p>",
    ],
)
def test_sentences_on_such_things_stay(words: str) -> None:
    assert left(words) == " ".join(parsed(words).text_content().split())


def test_a_wider_text_has_to_hold_the_one_that_lost_a_list() -> None:
    assert holds_all("One.\nA list.\nTwo.", "One.\nTwo.")
    assert not holds_all("One.\nA list.", "One.\nTwo.")


def test_a_list_is_found_where_only_paragraphs_were() -> None:
    """Nothing here says where the article is."""
    items = "".join(f"<li>{words}</li>" for words in SENTENCES)
    page = f"<html><body><div><div><p>This is what happened in Lund:</p><ul>{items}</ul>"
    text = text_of(f"{page}<p>{PARAGRAPH * 4}</p></div></div></body></html>")
    assert all(words in text for words in SENTENCES)


@pytest.mark.parametrize(
    ("title", "heading", "expected"),
    [
        ("Ice in October - News", "Ice in  October", "Ice in October"),
        ("Record - Ice in October", "Record", "Record - Ice in October"),
        ("Ice in October, again", "Ice in October", "Ice in October, again"),
        ("Ice in October - News", "Ice", "Ice in October - News"),
        ("Ice in October - News", None, "Ice in October - News"),
    ],
)
def test_a_title_is_no_longer_than_the_heading(
    title: str, heading: str | None, expected: str
) -> None:
    assert headline(title, "record.example", heading) == expected


def test_the_day_of_an_article_is_believed_before_that_of_its_page() -> None:
    described = [
        {"@type": "WebPage", "datePublished": "2015-01-01"},
        {"@type": "NewsArticle", "datePublished": "2024-10-09"},
    ]
    script = f"<script type='application/ld+json'>{json.dumps({'@graph': described})}</script>"
    assert publication_day(parsed(page(script)), None) == date(2024, 10, 9)


@pytest.mark.parametrize(
    ("items", "text", "is_lost"),
    [
        ("<li>The quay is closed.</li>", "These are closed for now:", True),
        ("<li>The quay is closed.</li>", "These are closed for now: The quay is closed.", False),
        ("<li>The quay is closed.</li>", "Other words.", False),
        (f"<li>{LINK}</li>", "These are closed for now:", False),
        ("", "These are closed for now:", False),
    ],
)
def test_a_list_is_lost_where_its_paragraph_is_found(items: str, text: str, is_lost: bool) -> None:
    tree = parsed(f"<div><p>These are closed for now:</p><ul>{items}</ul></div>")
    assert has_lost_a_list(tree, text) is is_lost
