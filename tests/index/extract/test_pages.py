"""What is taken out of a page, what stands in an article's place, and what a page claims."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone

import pytest
from lxml.html import HtmlElement, fromstring

from index.errors import NotAnArticle
from index.extract import extract
from index.extract.boilerplate import remove_boilerplate
from index.extract.credits import authors, document_title, headline, site_name, stated_day
from index.extract.placeholders import refuse_placeholder
from index.extract.published import modified_at
from index.extract.shown import as_shown
from tests.index.test_extract import PARAGRAPH, URL, page

LINK = "<a href='/dam'>The dam of Oroz is leaking again</a>"
LABELS = [
    "Read more:",
    "READ ALSO",
    "» Weiterlesen",
    "MIRA:",
    "Lire aussi :",
    "Читайте также:",
    "Related",
]


def parsed(html: str) -> HtmlElement:
    tree = fromstring(html)
    assert isinstance(tree, HtmlElement)
    return tree


def text_of(html: str, url: str | None = URL) -> str:
    return extract(html.encode(), name_or_type="text/html", url=url).text


def refusal(html: str, url: str | None = URL) -> str:
    with pytest.raises(NotAnArticle) as refused:
        text_of(html, url)
    return str(refused.value)


def left(body: str) -> str:
    tree = parsed(f"<html><body>{body}<p>{PARAGRAPH * 3}</p></body></html>")
    remove_boilerplate(tree)
    return (
        " ".join(tree.text_content().split()).replace(" ".join((PARAGRAPH * 3).split()), "").strip()
    )


class TestBoilerplate:
    @pytest.mark.parametrize("label", LABELS)
    def test_links_under_a_label_go(self, label: str) -> None:
        assert left(f"<p>{label} {LINK}</p>") == ""
        assert left(f"<p>Before.</p><h3>{label}</h3><ul><li>{LINK}</li></ul><p>After.</p>") == (
            "Before.After."
        )

    @pytest.mark.parametrize(
        "body",
        [
            f"<p>{LINK}</p>",
            f"<p>Read more about it: {LINK}</p>",
            "<p>Related</p><p>The two of them are cousins.</p>",
            f"<p>See also</p><p>what {LINK} says</p>",
            "<p>Read more</p>",
            f"<p>Read more: {LINK}, said Ivo Brandt.</p>",
        ],
    )
    def test_words_of_an_article_stay(self, body: str) -> None:
        words = " ".join(parsed(f"<div>{body}</div>").text_content().split())
        assert left(body) == words

    def test_what_follows_a_link_that_goes_stays(self) -> None:
        assert left(f"<div><p>Read more: {LINK}</p>and a tail</div>") == "and a tail"

    @pytest.mark.parametrize(
        "opening",
        [
            "<div class='newsletter-form'>",
            "<form class='x newsletter'>",
            "<div id='right'>",
            "<div id='rightCol'>",
            "<div class='author-box'>",
            "<aside class='author_x author-bio'>",
            "<div class='saboxplugin-wrap'>",
        ],
    )
    def test_boxes_beside_the_article_go(self, opening: str) -> None:
        name = opening.split()[0].strip("<")
        assert left(f"{opening}Ada Lenz has written for us since 2019.</{name}>") == ""

    @pytest.mark.parametrize(
        "opening", ["<div class='right'>", "<div class='bright'>", "<p id='right'>"]
    )
    def test_others_stay(self, opening: str) -> None:
        assert left(f"{opening}Words.") == "Words."

    def test_nothing_large_goes(self) -> None:
        large = f"<div id='right'>{PARAGRAPH * 3}</div>"
        tree = parsed(f"<html><body>{large}<p>{PARAGRAPH}</p></body></html>")
        remove_boilerplate(tree)
        assert tree.text_content().count("We have waited long enough") == 4


class TestShown:
    @pytest.mark.parametrize(
        ("markup", "text"),
        [
            ("<del>Ines</del> <ins>Pia</ins> Maro paid", "Pia Maro paid"),
            ("Pia <s>or Ines</s><strike>or Ada</strike> Maro paid", "Pia Maro paid"),
            ("Pia <span hidden>or Ines</span> Maro paid", "Pia Maro paid"),
            ("Pia <span style='color:red; DISPLAY : none'>or Ines</span> Maro", "Pia Maro"),
            ("Pia <span hidden='until-found'>Ada</span> Maro", "Pia Ada Maro"),
            ("Pia <span style='display:inline'>Ada</span> Maro", "Pia Ada Maro"),
            ("some 10<sup>6</sup> crowns", "some 10⁶ crowns"),
            ("some <b>10</b><sup>-6</sup> crowns", "some 10⁻⁶ crowns"),
            ("in 2019<sup><a href='#n'>3</a></sup> and", "in 2019³ and"),
            ("on the 19<sup>th</sup> of June", "on the 19th of June"),
            ("H<sub>2</sub>O and CO<sub>2</sub> too", "H2O and CO2 too"),
        ],
    )
    def test_a_page_is_read_as_its_reader_sees_it(self, markup: str, text: str) -> None:
        found = text_of(page(body=f"<p>The mayor said: {markup} for all of the works.</p>"))
        assert f"The mayor said: {text} for all of the works." in " ".join(found.split())

    @pytest.mark.parametrize("opening", ["<p hidden>", "<p style='display:none'>"])
    def test_a_hidden_paragraph_is_not_read(self, opening: str) -> None:
        hidden = f"{opening}“I confess to everything,” said Ines Maro.</p>"
        assert "confess" not in text_of(page(body=hidden))
        short = f"<html><body><p>{PARAGRAPH}</p>{hidden}</body></html>"
        assert "confess" not in text_of(short)

    @pytest.mark.parametrize("opening", ["<div hidden>", "<div style='display:none'>", "<s>"])
    def test_an_article_that_is_shown_later_stays(self, opening: str) -> None:
        name = opening[1:-1].split()[0]
        tree = parsed(f"<html><body>{opening}<p>{PARAGRAPH * 4}</p></{name}></body></html>")
        as_shown(tree)
        assert tree.text_content().count("We have waited long enough") == 4


CONSENT = (
    "<h1>Before you continue</h1><p>We and our 214 partners use cookies and other data to store "
    "and access information on a device.</p><p>If you choose to “Accept all”, we will also use "
    "cookies to measure ads.</p><p>You can change your privacy settings at any time.</p>"
    "<button>Accept all</button><button>Reject all</button>"
)


class TestPlaceholders:
    @pytest.mark.parametrize(
        "title",
        [
            "404",
            "Error 404",
            "Page not found | The Velm Courier",
            "The Velm Courier – Page not found",
            "Sorry, this page could not be found.",
            "Seite nicht gefunden - Velmer Bote",
            "Страница не найдена",
            "Página no encontrada",
            "Not found",
            "404 - Velm Courier",
        ],
    )
    def test_a_page_that_is_not_there_is_refused(self, title: str) -> None:
        words = "The page that you are looking for has moved, or it never was. Try the search."
        html = f"<html><head><title>{title}</title></head><body><p>{words}</p></body></html>"
        assert "nothing at its address" in refusal(html)

    def test_a_request_for_consent_is_refused(self) -> None:
        assert "asks for consent" in refusal(f"<html><body>{CONSENT}</body></html>")
        assert "asks for consent" in refusal(page(), "https://consent.news.example/?to=x")

    @pytest.mark.parametrize(
        "ending",
        [
            "Subscribe to continue reading.",
            "This article is for subscribers only.",
            "Jetzt weiterlesen mit Velm Plus",
            "Cet article est réservé aux abonnés.",
            "Статья доступна только подписчикам.",
            "You have read your last free article. To continue reading, please subscribe.",
            "This content is available to subscribers only.",
        ],
    )
    def test_a_stub_for_subscribers_is_refused(self, ending: str) -> None:
        html = f"<html><body><article><p>{PARAGRAPH}</p><p>{ending}</p></article></body></html>"
        assert "for subscribers" in refusal(html)

    @pytest.mark.parametrize("wall", ["<div class='c-paywall'></div>", "<b id='regwall'></b>"])
    def test_a_stub_that_only_its_markup_tells_is_refused(self, wall: str) -> None:
        marked = json.dumps({"@type": "NewsArticle", "isAccessibleForFree": "False"})
        script = f"<script type='application/ld+json'>{marked}</script>"
        brief = f"<html><head>{script}</head><body><article><p>{PARAGRAPH}</p>"
        assert "for subscribers" in refusal(f"{brief}</article>{wall}</body></html>")
        assert text_of(f"{brief}</article></body></html>").count("We have waited") == 1
        assert text_of(page(script, wall)).count("We have waited") == 4

    def test_a_line_about_subscribers_is_one_to_them_beside_a_wall(self) -> None:
        line = "For now, the content is available to subscribers."
        brief = f"<html><body><article><p>{PARAGRAPH}</p><p>{line}</p></article>"
        assert line in text_of(f"{brief}</body></html>")
        wall = "<div class='paywall'><a href='/offers'>Offers</a></div>"
        assert "for subscribers" in refusal(f"{brief}{wall}</body></html>")

    @pytest.mark.parametrize(
        ("title", "paragraphs"),
        [
            (
                "Missing hikers: Not found",
                ("Rescue teams searched the slopes above Velm for a third day on Monday.",),
            ),
            (
                "Court fines site over cookies",
                (
                    "The privacy watchdog of Velm fined a site over its cookies on Thursday.",
                    "Users can accept all cookies with one click, but need several to refuse them.",
                    "“Consent must be free for all,” said Ivo Brandt, who leads it.",
                    "The site said that it would change how it asks for consent.",
                ),
            ),
            (
                "Opera opens its archive",
                (
                    PARAGRAPH,
                    "For now the content is available to season subscribers, and soon to all.",
                ),
            ),
            ("Final on pay TV", (PARAGRAPH, "The stream will be open to subscribers only.")),
            (
                "Paper raises price",
                (PARAGRAPH, "Readers will have to register to continue reading online."),
            ),
        ],
    )
    def test_a_brief_on_such_things_is_an_article(
        self, title: str, paragraphs: tuple[str, ...]
    ) -> None:
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        head = f"<head><title>{title}</title></head>"
        article = f"<article><h1>{title}</h1>{body}</article>"
        text = text_of(f"<html>{head}<body>{article}</body></html>")
        assert paragraphs[-1].strip() in text

    def test_a_list_of_links_is_refused(self) -> None:
        items = "".join(
            f"<li><a href='/{n}'>Story number {n} about the bridge of Velm and its mayor</a></li>"
            for n in range(20)
        )
        html = f"<html><body><main><h1>News</h1><ul>{items}</ul></main></body></html>"
        assert "list of links" in refusal(html)

    def test_an_article_with_many_links_is_one(self) -> None:
        links = [f"Story number {n} about the bridge of Velm" for n in range(12)]
        tree = parsed("".join(f"<p><a href='/x'>{link}</a></p>" for link in links))
        refuse_placeholder(tree, "\n".join([*links, PARAGRAPH * 2]), None, None)
        with pytest.raises(NotAnArticle, match="list of links"):
            refuse_placeholder(tree, "\n".join([*links, "News"]), None, None)

    @pytest.mark.parametrize(
        "body",
        [
            "<p>Police said that the missing page was not found in the archive.</p>",
            "<p>“Subscribe to continue reading,” the site says where its news used to be.</p>" * 3,
            "<p>The regulator fined the site for its cookies, and for asking for consent.</p>",
            f"<ul>{'<li><a href=x>A link to a list of things at length</a></li>' * 4}</ul>",
            "<h2>404</h2><p>That is the number of the bus to the dam.</p>",
        ],
    )
    def test_an_article_on_such_things_is_one(self, body: str) -> None:
        assert text_of(page(body=body)).count("We have waited long enough") == 4

    def test_a_short_article_on_cookies_is_one(self) -> None:
        words = (
            "The court in Velm ruled on Thursday that a site must not set cookies without consent. "
            "“We accept the ruling,” said Ivo Brandt, who runs the site. The case began in 2019."
        )
        for said in ("", " “We use cookies to sell ads,” he said. He sat. They left. It rained. "):
            body = f"<article><p>{words}{said}</p></article>"
            html = f"<html><head><title>Cookies</title></head><body>{body}</body></html>"
            assert text_of(html).startswith("The court in Velm")


class TestCredits:
    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ("Ada Lenz; Ivo Brandt", "Ada Lenz, Ivo Brandt"),
            ("Ada Lenz; Ada Lenz", "Ada Lenz"),
            ("View all posts by Ada Lenz", "Ada Lenz"),
            ("By Ada Lenz; admin", "Ada Lenz"),
            ("Facebook Com; Ada Lenz", "Ada Lenz"),
            ("Velm Courier", None),
            ("Unknown", None),
            ("Super User", None),
            ("Ivo Said; On August 3", None),
            ("ada@courier.example", None),
            ("https://courier.example/ada", None),
            ("Revised by the editors of the paper", None),
            ("", None),
            (None, None),
            ("Зоя Листопад", "Зоя Листопад"),
        ],
    )
    def test_only_names_are_authors(self, written: str | None, expected: str | None) -> None:
        assert authors(written, "Velm Courier - News of the town") == expected

    @pytest.mark.parametrize(
        ("title", "outlet", "expected"),
        [
            ("The bridge - Velm Courier", "Velm Courier", "The bridge"),
            ("The bridge | VELM COURIER", "Velm Courier", "The bridge"),
            ("The bridge – and the dam", "Velm Courier", "The bridge – and the dam"),
            ("Velm Courier", "Velm Courier", "Velm Courier"),
            ("The bridge", None, "The bridge"),
            ("", "Velm Courier", None),
        ],
    )
    def test_a_headline_is_without_its_outlet(
        self, title: str, outlet: str | None, expected: str | None
    ) -> None:
        assert headline(title, outlet) == expected

    @pytest.mark.parametrize(
        ("written", "expected"),
        [
            ("Velm Courier | News of the town", "Velm Courier"),
            ("Osthafen|News", "Osthafen|News"),
            ("{$plugin.site_name}", None),
            ("Httpscourierexample", None),
            (None, None),
        ],
    )
    def test_a_site_has_a_name_without_a_motto(
        self, written: str | None, expected: str | None
    ) -> None:
        assert site_name(written) == expected

    def test_a_documents_title_may_be_any_words(self) -> None:
        assert document_title(" The   bridge of 1984 ") == "The bridge of 1984"
        assert document_title("1984") is None

    def test_a_day_is_stated_only_where_the_text_begins(self) -> None:
        day = date(2022, 6, 6)
        assert stated_day(day, "Velm, June 6, 2022") == day
        assert stated_day(day, "Velm, 16 June 2022") is None
        assert stated_day(day, "x" * 2_000 + "June 6, 2022") is None
        assert stated_day(None, "June 6, 2022") is None


class TestModified:
    MOMENT = datetime(2022, 6, 17, 8, 30, tzinfo=timezone(timedelta(hours=2)))
    WRITTEN = "2022-06-17T08:30:00+02:00"

    def modified(self, head: str) -> datetime | None:
        return modified_at(parsed(page(head)))

    @pytest.mark.parametrize(
        "head",
        [
            "<meta property='article:modified_time' content='{}'>",
            "<meta property='og:updated_time' content='{}'>",
            "<meta itemprop='dateModified' content='{}'>",
            "<time itemprop='dateModified' datetime='{}'>yesterday</time>",
            "<script type='application/ld+json'>"
            '{{"@type": "NewsArticle", "dateModified": "{}"}}</script>',
        ],
    )
    def test_believes_plain_statements(self, head: str) -> None:
        found = self.modified(head.format(self.WRITTEN))
        assert found == self.MOMENT
        assert found.utcoffset() == timedelta(hours=2)

    @pytest.mark.parametrize(
        "head",
        [
            "",
            "<meta property='article:modified_time' content='2022-06-17'>",
            "<meta property='article:modified_time' content='2022-06-17T08:30:00'>",
            "<meta property='article:published_time' content='2022-06-17T08:30:00Z'>",
            "<time class='updated' datetime='2022-06-17T08:30:00Z'>yesterday</time>",
            "<script type='application/ld+json'>"
            '{"@type": "Event", "dateModified": "2022-06-17T08:30:00Z"}</script>',
        ],
    )
    def test_anything_less_is_unknown(self, head: str) -> None:
        assert self.modified(head) is None
