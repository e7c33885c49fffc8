"""Bytes into text and metadata: each kind of source, and encodings that lie."""

from __future__ import annotations

import json
import string
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.errors import MalformedSource, NotAnArticle, SourceError, UnsupportedSource
from index.extract import can_read, extract
from index.extract.decoding import decode
from index.types import Metadata

GERMAN = "Bürgermeisterin Käthe Größl erklärte: „Wir bauen die Brücke.“"
RUSSIAN = "Министр Олена Брандт заявила: «Мы построим новый мост через реку Марн в этом году»."
RUSSIAN_UNQUOTED = RUSSIAN.translate({ord("«"): None, ord("»"): None})  # KOI8-R has no such marks
POLISH = "Rzeczniczka powiedziała: „Zbudujemy most nad rzeką jeszcze w tym roku”, dodała później. "
PARAGRAPH = (
    "Mayor Olena Brandt said on Thursday that the old bridge over the Marn would be rebuilt "
    "before the winter, after months of dispute with the neighbouring district. “We have waited "
    "long enough,” she told reporters in front of the town hall in Velm. "
)
URL = "https://news.example/2022/bridge"


def page(head: str = "", body: str = "", words: str = PARAGRAPH) -> str:
    paragraphs = "".join(f"<p>{words} Part {part}.</p>" for part in ("one", "two", "three", "four"))
    return (
        f"<!doctype html><html><head><title>The bridge</title>{head}</head>"
        f"<body><nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav>"
        f"<article><h1>The bridge</h1>{paragraphs}{body}</article>"
        f"<footer>All rights reserved 2019</footer></body></html>"
    )


def read_page(html: str | bytes, url: str | None = URL, charset: str | None = None) -> Metadata:
    data = html if isinstance(html, bytes) else html.encode()
    return extract(data, name_or_type="text/html", url=url, charset=charset).metadata


class TestDecoding:
    @given(st.text(string.printable + "äß„“«»éЖ中👩‍👩‍👧e\u0301\u2028\ufeff"))
    @example("\r\nline\r\n\r\rline\u2028 ")
    def test_utf_8_comes_back_exactly(self, text: str) -> None:
        expected = text.removeprefix("\ufeff")
        if "\x1b" not in text and "~{" not in text:
            assert decode(text.encode(), ["cp1251"]) == expected
        assert decode(text.encode()) == expected

    @given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1))
    def test_a_byte_order_mark_settles_it_and_is_taken_off(self, text: str) -> None:
        for encoding in ("utf-8-sig", "utf-16", "utf-32"):
            assert decode(text.encode(encoding), ["cp1252"]) == text

    @given(st.binary(max_size=200), st.lists(st.text(max_size=12), max_size=2))
    def test_any_bytes_are_whole_characters_or_refused(
        self, data: bytes, declared: list[str]
    ) -> None:
        try:
            text = decode(data, declared)
        except MalformedSource:
            return
        assert "\0" not in text
        text.encode()

    @pytest.mark.parametrize(
        ("text", "encoding", "declared"),
        [
            (GERMAN, "cp1252", "iso-8859-1"),  # as browsers read it: the quotation marks are there
            (GERMAN, "cp1252", "us-ascii"),
            (GERMAN, "utf-8", "iso-8859-1"),  # declared wrongly
            (RUSSIAN, "cp1251", "windows-1251"),
            (RUSSIAN_UNQUOTED, "koi8-r", "KOI8-R"),
            (RUSSIAN, "utf-16-le", "utf-16le"),
            ("新しい橋", "shift_jis", "Shift_JIS"),
            ("新しい橋", "iso2022_jp", "ISO-2022-JP"),
            ("新桥", "gb18030", "gb2312"),
        ],
    )
    def test_reads_what_is_declared_unless_it_is_utf_8(
        self, text: str, encoding: str, declared: str
    ) -> None:
        assert decode(text.encode(encoding), [declared]) == text

    @pytest.mark.parametrize(
        ("text", "encoding"),
        [
            (GERMAN, "cp1252"),
            (RUSSIAN, "cp1251"),
            (RUSSIAN_UNQUOTED, "koi8-r"),
            (POLISH * 6, "cp1250"),
        ],
    )
    @pytest.mark.parametrize(
        "declared", [[], ["utf-8"], ["rot13"], ["no such"], ["unicode_escape"]]
    )
    def test_guesses_when_nothing_that_fits_is_declared(
        self, text: str, encoding: str, declared: list[str]
    ) -> None:
        assert decode(text.encode(encoding), declared) == text

    @pytest.mark.parametrize(
        "declared", [["iso-8859-1"], ["windows-1252"], ["us-ascii", "latin-9"]]
    )
    @pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
    def test_a_western_encoding_that_a_server_declares_unasked_is_not_believed(
        self, encoding: str, declared: list[str]
    ) -> None:
        assert decode(RUSSIAN_UNQUOTED.encode(encoding), declared) == RUSSIAN_UNQUOTED
        assert decode(RUSSIAN_UNQUOTED.encode(encoding), [*declared, encoding]) == RUSSIAN_UNQUOTED

    def test_a_damaged_byte_does_not_garble_the_rest(self) -> None:
        assert decode(RUSSIAN.encode() + b"\xd0") == RUSSIAN + "\ufffd"

    @pytest.mark.parametrize("data", [b"%PDF\0\1", b"\x89PNG\r\n\x1a\n\0\0", b"\xff\xfe\x00"])
    def test_refuses_what_is_no_text(self, data: bytes) -> None:
        with pytest.raises(MalformedSource, match="not text"):
            decode(data)


class TestPlain:
    @given(st.text(st.characters(codec="utf-8", exclude_characters="\0\x1b~\ufeff")))
    def test_text_comes_back_exactly(self, text: str) -> None:
        assert extract(text.encode(), name_or_type="story.TXT").text == text

    def test_knows_only_where_it_came_from(self) -> None:
        found = extract(GERMAN.encode("cp1252"), name_or_type="text/plain", url=URL)
        assert (found.text, found.metadata) == (GERMAN, Metadata(url=URL))


class TestMarkdown:
    def test_reads_the_front_matter_and_keeps_the_body(self) -> None:
        written = (
            "---\ntitle: The bridge\nauthor: Ada Lenz\npublisher: Velm Courier\n"
            f"url: {URL}\ndate: 2022-06-16\n---\n\n \n    indented\r\n\n---\n\n“Words”  \n\n\n"
        )
        found = extract(written.encode(), name_or_type="story.md")
        assert found.text == "    indented\r\n\n---\n\n“Words”"
        assert found.metadata == Metadata(
            "The bridge", URL, "Ada Lenz", "Velm Courier", date(2022, 6, 16)
        )

    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            ("authors: [Ada Lenz, Ivo Brandt]", Metadata(author="Ada Lenz, Ivo Brandt")),
            ("outlet: Velm Courier", Metadata(publisher="Velm Courier")),
            ("source: Velm Courier", Metadata(publisher="Velm Courier")),
            ("published: June 16, 2022", Metadata(published=date(2022, 6, 16))),
            ("date: 2022-06-16T23:10:00-05:00", Metadata(published=date(2022, 6, 16))),
            ("date: 06/07/2022", Metadata()),
            ("title: 1984", Metadata(title="1984")),
            ("title: 'two\n\n  lines'", Metadata(title="two lines")),
            ("title: true\nauthor: {a: b}\npublisher:", Metadata()),
            ("url: javascript:alert(1)", Metadata()),
            ("mood: bright", Metadata()),
        ],
    )
    def test_reads_each_field_under_its_names(self, line: str, expected: Metadata) -> None:
        written = f"---\n{line}\n---\nwords"
        assert extract(written.encode(), name_or_type="story.md").metadata == expected

    @pytest.mark.parametrize(
        ("claimed", "expected"),
        [("https://news.example/b", "https://news.example/b"), ("https://other.example/b", URL)],
    )
    def test_a_page_may_name_its_address_only_on_its_own_site(
        self, claimed: str, expected: str
    ) -> None:
        written = f"---\nurl: {claimed}\n---\nwords".encode()
        assert extract(written, name_or_type="text/markdown", url=URL).metadata.url == expected

    @pytest.mark.parametrize(
        "written",
        ["words", "---\nwords: open", "---\n\nwords\n\n---\n\nmore", "----", "{\n}\nwords"],
    )
    def test_a_text_without_front_matter_stays_whole(self, written: str) -> None:
        found = extract(written.encode(), name_or_type="story.md")
        assert (found.text, found.metadata) == (written, Metadata())

    def test_a_text_that_opens_with_its_title_is_called_so(self) -> None:
        found = extract(b"\n# The bridge #\n\n# Other\n", name_or_type="story.md")
        assert (found.text, found.metadata.title) == ("# The bridge #\n\n# Other", "The bridge")

    @pytest.mark.parametrize(
        "head", ["title: [", "a: b: c", "date: 2022-13-45", "\tx", "[" * 5000, "&a [*b]"]
    )
    def test_broken_front_matter_is_malformed(self, head: str) -> None:
        with pytest.raises(MalformedSource, match="front matter"):
            extract(f"---\n{head}\n---\nwords".encode(), name_or_type="story.md")

    def test_front_matter_that_holds_itself_many_times_costs_nothing(self) -> None:
        levels = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 30))
        written = f"---\nl0: &l0 [x]\n{levels}\nauthors: *l29\ntitle: *l29\n---\nwords"
        assert extract(written.encode(), name_or_type="story.md").metadata == Metadata()


class TestHtml:
    def test_finds_the_article_and_leaves_the_rest(self) -> None:
        text = extract(page().encode(), name_or_type="page.html").text
        assert text.count("“We have waited long enough,” she told reporters") == 4
        assert "Sport" not in text
        assert "rights reserved" not in text

    @pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\u200f", "\u061c", "\x1b", "\x07"])
    def test_what_cannot_be_printed_stays_in_the_text(self, hidden: str) -> None:
        for written in (hidden, f"&#{ord(hidden)};"):
            words = f"{PARAGRAPH}left{written}right می\u200cروم 👩\u200d👩"
            title = f"<meta property='og:title' content='The{hidden}bridge'>"
            found = extract(page(title, words=words).encode(), name_or_type="page.html")
            assert f"left{hidden}right می\u200cروم 👩\u200d👩" in found.text
            assert found.metadata.title == f"The{hidden}bridge"

    def test_leaves_comments_out(self) -> None:
        said = "<div id='comments'><h2>Comments</h2><p>Ivo wrote that the bridge is ugly.</p></div>"
        assert "ugly" not in extract(page(body=said).encode(), name_or_type="page.html").text

    def test_reads_what_the_page_says_of_itself(self) -> None:
        head = (
            "<meta name='author' content='Ada Lenz; Ivo Brandt'>"
            "<meta property='og:site_name' content='Velm Courier'>"
            "<meta property='og:title' content='The bridge of Velm'>"
            "<meta property='article:published_time' content='2022-06-16T23:10:00-05:00'>"
        )
        assert read_page(page(head)) == Metadata(
            "The bridge of Velm", URL, "Ada Lenz, Ivo Brandt", "Velm Courier", date(2022, 6, 16)
        )

    def test_what_is_not_said_is_unknown(self) -> None:
        assert read_page(page(), url=None) == Metadata(title="The bridge")

    @pytest.mark.parametrize(
        ("canonical", "url", "expected"),
        [
            ("https://news.example/b", "https://m.news.example/b?utm=1", "https://news.example/b"),
            ("https://www.news.example/b", "https://news.example/x", "https://www.news.example/b"),
            ("https://other.example/b", "https://news.example/b", "https://news.example/b"),
            ("https://evilnews.example/b", "https://news.example/b", "https://news.example/b"),
            ("javascript:alert(1)", "https://news.example/b", "https://news.example/b"),
            ("https://news.example/b", None, "https://news.example/b"),
            ("javascript:alert(1)", None, None),
            ("https://news.example/", "https://news.example/b", "https://news.example/b"),
            ("https://news.example?#top", "https://news.example/b", "https://news.example/b"),
            ("https://news.example/?p=7", "https://news.example/b", "https://news.example/?p=7"),
            ("https://news.example/", "https://news.example/", "https://news.example/"),
            ("https://news.example", None, None),
        ],
    )
    def test_a_page_may_name_its_address_only_on_its_own_site(
        self, canonical: str, url: str | None, expected: str | None
    ) -> None:
        for claim in ("<link rel='canonical' href='{}'>", "<meta property='og:url' content='{}'>"):
            assert read_page(page(claim.format(canonical)), url).url == expected

    @pytest.mark.parametrize("url", [URL, None])
    def test_a_page_that_names_its_site_alone_is_published_by_it(self, url: str | None) -> None:
        home = page("<link rel='canonical' href='https://www.news.example/'>")
        assert read_page(home, url).publisher == "news.example"

    def test_a_page_that_names_another_site_is_not_published_by_it(self) -> None:
        elsewhere = page("<link rel='canonical' href='https://other.example/b'>")
        assert read_page(elsewhere).publisher == "news.example"

    @pytest.mark.parametrize(
        "declared",
        ["<meta charset='{}'>", "<meta http-equiv='Content-Type' content='text/html; charset={}'>"],
    )
    @pytest.mark.parametrize("encoding", ["windows-1251", "mac-cyrillic", "utf-8"])
    def test_reads_the_encoding_that_the_page_declares(self, declared: str, encoding: str) -> None:
        html = page(declared.format(encoding), words=RUSSIAN * 2)
        assert RUSSIAN in extract(html.encode(encoding), name_or_type="a.html").text

    @pytest.mark.parametrize("charset", [None, "windows-1251", "utf-8", "nonsense"])
    def test_reads_a_page_whose_encoding_is_declared_wrongly(self, charset: str | None) -> None:
        html = page("<meta charset='iso-8859-1'>", words=RUSSIAN * 2)
        found = extract(html.encode(), name_or_type="text/html", charset=charset)
        assert RUSSIAN in found.text

    def test_reads_a_page_with_an_xml_declaration(self) -> None:
        html = "<?xml version='1.0' encoding='utf-8'?>" + page(words=RUSSIAN * 2)
        assert RUSSIAN in extract(html.encode(), name_or_type="application/xhtml+xml").text

    @pytest.mark.parametrize("html", ["", " \n", "<html></html>", "words", "<html><body><p> "])
    def test_a_page_without_an_article_is_an_error(self, html: str) -> None:
        with pytest.raises((NotAnArticle, MalformedSource)):
            extract(html.encode(), name_or_type="page.html")

    def test_a_page_too_large_to_read_in_time_is_refused(self) -> None:
        with pytest.raises(MalformedSource, match="more than 100,000 elements"):
            extract(page(body="<b>word</b> " * 100_000).encode(), name_or_type="page.html")

    @pytest.mark.parametrize(
        "unit", ["<div>", "<b><table><tr><td>", "<a href=//[>", "<!--", "&#0;"]
    )
    def test_a_hostile_page_ends_in_text_or_an_error(self, unit: str) -> None:
        try:
            extract((unit * 5000 + page()).encode(), name_or_type="page.html", url=URL)
        except SourceError:
            return


class TestPublicationDay:
    DAY = date(2022, 6, 16)

    @pytest.mark.parametrize(
        "head",
        [
            "<meta property='article:published_time' content='2022-06-16T10:00:00Z'>",
            "<meta name='Date' content='June 16, 2022'>",
            "<meta itemprop='datePublished' content='2022-06-16'>",
            "<time datetime='2022-06-16' pubdate>yesterday</time>",
            "<span itemprop='datePublished'>16 June 2022</span>",
        ],
    )
    def test_believes_plain_statements(self, head: str) -> None:
        assert read_page(page(head)).published == self.DAY

    @pytest.mark.parametrize(
        "thing",
        [
            {"@type": "NewsArticle", "datePublished": "2022-06-16T10:00:00+02:00"},
            {
                "@graph": [
                    {"@type": "Person"},
                    {"@type": ["Article"], "datePublished": "2022-06-16"},
                ]
            },
            [{"@type": "BlogPosting", "datePublished": "2022-06-16", "dateModified": "2023-01-01"}],
        ],
    )
    def test_believes_json_ld(self, thing: object) -> None:
        script = f"<script type='application/ld+json'>{json.dumps(thing)}</script>"
        assert read_page(page(script)).published == self.DAY

    def test_believes_a_whole_day_in_the_address(self) -> None:
        assert read_page(page(), "https://news.example/2022/06/16/bridge").published == self.DAY

    @pytest.mark.parametrize(
        "head",
        [
            "",
            "<meta property='article:modified_time' content='2022-06-16'>",
            "<meta itemprop='copyrightYear' content='2022'>",
            "<meta name='date' content='2022-06'>",
            "<meta name='date' content='today'>",
            "<meta name='date' content='06/07/2022'>",
            "<time datetime='2022-06-16'>the day of the flood</time>",
            '<script type=\'application/ld+json\'>{"@type": "Event", '
            '"datePublished": "2022-06-16"}</script>',
            "<script type='application/ld+json'>{broken</script>",
            f"<script type='application/ld+json'>{'[' * 20_000}</script>",
        ],
    )
    @pytest.mark.parametrize("url", ["https://news.example/2022/06/bridge", None])
    def test_anything_less_is_unknown(self, head: str, url: str | None) -> None:
        body = "<p>The bridge fell on 16 June 2022. Updated today, 2 hours ago. © 2022</p>"
        assert read_page(page(head, body), url).published is None


@pytest.mark.parametrize("name", ["a.doc", "a.zip", "a", "", ".md", "image/png"])
def test_other_kinds_are_refused_with_the_kinds_that_are_read(name: str) -> None:
    assert not can_read(name)
    with pytest.raises(UnsupportedSource, match=r"\.txt.*\.html.*\.pdf.*\.docx.*\.eml.*\.zip"):
        extract(b"words", name_or_type=name)
