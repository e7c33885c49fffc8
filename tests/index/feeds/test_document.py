"""Feeds of every dialect, as they are meant and as they come."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import SourceError, UnsupportedSource
from index.feeds.document import MOST_ENTRIES, parse
from index.feeds.lists import feed_of_page, is_html, is_opml, read_opml
from index.feeds.references import mend_references
from index.feeds.types import Document, Entry
from tests.index.feeds.site import item, rss

URL = "https://post.example/news/feed.xml"
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>The Velden Post</title>
<entry><id>tag:post.example,2026:1</id>
<title type="html">Ice &amp;amp; &lt;b&gt;snow&lt;/b&gt;</title>
<link href="../ice"/><updated>2026-03-03T09:00:00Z</updated>
<author><name>Ada Lind</name><email>ada@post.example</email></author>
<author><name>Jo Mott</name></author></entry>
<entry xml:base="https://other.example/a/"><id>2</id><title>Trams</title><link href="trams"/>
<published>2026-03-02T23:30:00-05:00</published><updated>2026-03-03T09:00:00Z</updated>
<source><title>The Courier</title></source></entry>
<entry><id>urn:3</id><title>Note</title><content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>The harbour froze.</p></div></content></entry>
</feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://post.example"><title>The Velden Post</title></channel>
<item rdf:about="https://post.example/a"><title>Ice</title><link>https://post.example/a</link>
<dc:creator>Ada Lind</dc:creator><dc:date>2026-03-02T08:00:00+01:00</dc:date></item></rdf:RDF>"""


def read(data: str | bytes) -> Document:
    return parse(data.encode() if isinstance(data, str) else data, url=URL)


def only(data: str | bytes) -> Entry:
    [entry] = read(data).entries
    return entry


def test_atom() -> None:
    document = read(ATOM)
    ice, trams, note = document.entries
    assert document.title == "The Velden Post"
    assert (ice.link, ice.title) == ("https://post.example/ice", "Ice & snow")
    assert ice.author == "Ada Lind, Jo Mott"
    assert ice.published is None  # it says only when it was changed
    assert trams.link == "https://other.example/a/trams"
    assert trams.published == datetime(2026, 3, 2, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert trams.outlet == "The Courier"
    assert (note.link, note.identity) == (None, "urn:3")
    assert "<p>The harbour froze.</p>" in (note.content or "")


def test_rdf_has_its_day_in_dublin_core() -> None:
    entry = only(RDF)
    assert entry.published == datetime(2026, 3, 2, 8, tzinfo=timezone(timedelta(hours=1)))
    assert (entry.title, entry.author) == ("Ice", "Ada Lind")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251", "koi8-r"])
def test_encodings(encoding: str) -> None:
    feed = f'<?xml version="1.0" encoding="{encoding}"?>' + rss(item("a", "Лёд")).decode()[21:]
    assert only(feed.encode(encoding)).title == "Лёд"


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Mon, 02 Mar 2026 10:00:00 GMT", datetime(2026, 3, 2, 10, tzinfo=UTC)),
        ("2 Mar 2026 10:00 +0200", datetime(2026, 3, 2, 8, tzinfo=UTC)),
        ("2026-03-02T10:00:00Z", datetime(2026, 3, 2, 10, tzinfo=UTC)),
        ("2026-03-02", datetime(2026, 3, 2)),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("today", None),
        ("31 Feb 2026", None),
        ("", None),
    ],
)
def test_moments(written: str, moment: datetime | None) -> None:
    assert only(rss(item("a", pubDate=written))).published == moment


def test_broken_xml_is_read_as_far_as_it_goes() -> None:
    feed = rss(item("/a", "Fish & chips <b>"), item("/b", "Ice")).decode().replace("</rss>", "")
    assert [entry.link for entry in read(feed).entries] == [
        "https://post.example/a",
        "https://post.example/b",
    ]


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "mailto:a@b.example", "file:///etc/passwd", "data:text/html,x",
             "http://[::1", "https://a b.example", "https://x.example/" + "x" * 3000]
)  # fmt: skip
def test_what_leads_to_no_page_is_no_link(link: str) -> None:
    entry = only(rss(f"<item><link>{link}</link><description>Words.</description></item>"))
    assert (entry.link, entry.content) == (None, "Words.")


def test_the_same_page_is_one_entry_whatever_its_id() -> None:
    feed = rss(item("/a", guid="1"), item("/a/?utm_source=x#top", guid="2"), item("/b", guid="1"))
    assert [entry.identity for entry in read(feed).entries] == ["post.example/a", "post.example/b"]


@pytest.mark.parametrize(
    ("changed", "is_changed"),
    [
        (item("/a", "Ice", pubDate="Mon, 02 Mar 2026 10:00:00 GMT"), False),
        (item("/a", "Ice", pubDate="Mon, 02 Mar 2026 10:00:00 GMT", comments="7"), False),
        (item("/a", "Ice, corrected", pubDate="Mon, 02 Mar 2026 10:00:00 GMT"), True),
        (item("/a", "Ice", pubDate="Mon, 02 Mar 2026 11:00:00 GMT"), True),
    ],
)
def test_a_revision_is_what_the_feed_says_has_changed(changed: str, is_changed: bool) -> None:
    before = only(rss(item("/a", "Ice", pubDate="Mon, 02 Mar 2026 10:00:00 GMT")))
    after = only(rss(changed))
    assert after.identity == before.identity
    assert (after.revision != before.revision) is is_changed


def test_the_newest_come_first_whichever_way_the_feed_is_sorted() -> None:
    days = [item(f"/{day}", pubDate=f"2026-03-{day:02}") for day in range(1, 9)]
    shuffled = [days[place] for place in (3, 7, 0, 5, 2, 6, 1, 4)]
    assert [entry.identity[-1] for entry in read(rss(*shuffled)).entries] == list("87654321")
    undated = rss(*days[:3], item("/x"))
    assert [entry.identity[-1] for entry in read(undated).entries] == ["1", "2", "3", "x"]


def test_of_a_whole_archive_the_newest_are_read() -> None:
    assert len(read(rss(*(item(f"/{number}") for number in range(900)))).entries) == MOST_ENTRIES


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("a&#xD800;b", "ab"),
        ("a&#56832;b", "ab"),
        ("&#xDE00;&#xD83D;", None),
        ("&#xD83D;&#xde00; &#55357;&#56832;", "😀 😀"),
        ("&#60;&#xD800;&#38;&#x2019;", "<&’"),
        ("a&#x110000;b&#99999999999;", "ab"),
        ("<![CDATA[a&#xD800;b]]>", "ab"),
        ("&#55203;&#xE000;&#x1F600;&#x10FFFF;", "힣\ue000😀\U0010ffff"),
    ],
)
def test_references_to_no_character_are_left_out_and_halves_joined(
    written: str, title: str | None
) -> None:
    first, second = read(rss(item("/a", "Ice"), item("/b", written))).entries
    assert (first.title, first.link) == ("Ice", "https://post.example/a")
    assert (second.title, second.link) == (title, "https://post.example/b")


def test_other_references_stay_as_they_are_written() -> None:
    data = b"&#x27;&#8217;&#0;&amp;&#xD800 &#;&#xG;&#60;"
    assert mend_references(data) == data


@pytest.mark.parametrize(
    ("guid", "link"),
    [
        ("<guid>https://post.example/a</guid>", "https://post.example/a"),
        ("<guid>123</guid>", None),
        ("<guid>https://post.example/id</guid><link>/a</link>", "https://post.example/a"),
        ("<guid isPermaLink='false'>9</guid><link>/a</link>", "https://post.example/a"),
    ],
)
def test_an_id_is_a_link_only_where_it_is_one(guid: str, link: str | None) -> None:
    assert only(rss(f"<item>{guid}<description>Words.</description></item>")).link == link


@pytest.mark.parametrize("data", [b"", b"words", b"<html><p>Hello", b"{}", b"\x89PNG\r\n", b"<a/>"])
def test_what_is_no_feed_is_refused(data: bytes) -> None:
    with pytest.raises(UnsupportedSource, match="not a feed"):
        read(data)


@settings(max_examples=150)
@given(
    st.sampled_from([ATOM.encode(), RDF.encode(), rss(item("/a", "Ice", ttl="9"), "<item>")]),
    st.lists(st.tuples(st.integers(0, 2000), st.binary(max_size=12)), max_size=6),
)
def test_bytes_broken_anywhere_are_read_or_refused(
    data: bytes, breaks: list[tuple[int, bytes]]
) -> None:
    for place, piece in breaks:
        data = data[:place] + piece + data[place + len(piece) // 2 :]
    for attempt in (read, lambda raw: read_opml(raw, "list"), lambda raw: feed_of_page(raw, URL)):
        try:
            found = attempt(data)
        except SourceError:
            continue
        assert str(found).encode(errors="strict")


@settings(max_examples=60)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for attempt in (read, lambda raw: read_opml(raw, "list"), lambda raw: feed_of_page(raw, URL)):
        try:
            attempt(b"<rss><channel><item>" + data)
            attempt(data)
        except SourceError:
            continue
    assert is_html(data) in (True, False)


@pytest.mark.parametrize(
    ("data", "html", "opml"),
    [
        (b"\xef\xbb\xbf <!DOCTYPE html><html>", True, False),
        (b'<?xml version="1.0"?><!-- a --><html xmlns="x">', True, False),
        (b'<?xml version="1.0"?>\n<!-- a -->\n<!-- b --><OPML version="1.0">', False, True),
        (rss("<item><description><![CDATA[<body>x</body>]]></description></item>"), False, False),
        (b"<opmlx>", False, False),
    ],
)
def test_pages_and_lists_are_told_from_feeds(data: bytes, html: bool, opml: bool) -> None:
    assert (is_html(data), is_opml(data)) == (html, opml)


def test_many_comments_do_not_hold_up_the_telling() -> None:
    data = b"<!---->" * 26 + b"<rss>"
    began = time.thread_time()
    assert (is_html(data), is_opml(data)) == (False, False)
    assert time.thread_time() - began < 1
