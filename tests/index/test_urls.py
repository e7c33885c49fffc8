"""Which addresses are one page, and which are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.urls import address_key, site, site_of

STORY = "https://news.example/world/bridge"


@pytest.mark.parametrize(
    "url",
    [
        "http://news.example/world/bridge",
        "https://www.news.example/world/bridge/",
        "https://NEWS.example:443/world/bridge#end",
        "https://news.example/world/bridge?utm_source=x&fbclid=y",
        "https://m.news.example/world/bridge",
        "https://amp.news.example/world/bridge",
        "https://news.example/amp/world/bridge",
        "https://news.example/world/bridge/amp",
        "https://news.example/world/bridge/amp/",
        "https://news.example/world/bridge.amp",
        "https://news.example/world/bridge?amp",
        "https://news.example/world/bridge?amp=1",
        "https://news.example/world/bridge?outputType=amp",
        "https://news.example/world/bridge?amp_js_v=0.1",
        "https://news.example/world/bridge?ref_src=twsrc%5Etfw",
        "https://www.google.com/amp/s/news.example/world/bridge",
        "https://www.google.co.uk/amp/s/amp.news.example/world/bridge?amp=1",
        "https://news-example.cdn.ampproject.org/c/s/news.example/world/bridge",
        "https://news-example.cdn.ampproject.org/v/s/news.example/amp/world/bridge?amp_gsa=1",
        "http://news-example.cdn.ampproject.org/c/news.example/world/bridge",
    ],
)
def test_ways_to_one_page_are_one(url: str) -> None:
    assert address_key(url) == address_key(STORY) == "news.example/world/bridge"


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/world/bridge.html",
        "https://news.example/world/bridges",
        "https://news.example/world/amplifier",
        "https://news.example/world/amp/bridge",
        "https://news.example/world/bridge?id=1",
        "https://news.example/world/bridge?amp=2",
        "https://news.example:8080/world/bridge",
        "https://sport.news.example/world/bridge",
        "https://other.example/world/bridge",
        "https://evil.example/amp/s/news.example/world/bridge",
    ],
)
def test_other_pages_are_others(url: str) -> None:
    assert address_key(url) not in (address_key(STORY), None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://news.example/amp/marshall-review", "https://news.example/marshall-review"),
        ("https://news.example/story?amp_id=1", "https://news.example/story?amp_id=2"),
        ("https://news.example/story?ref_srcid=1", "https://news.example/story?ref_srcid=2"),
        ("https://news.example/story?fbclidx=1", "https://news.example/story?fbclidx=2"),
    ],
)
def test_what_only_looks_like_amp_or_tracking_parts_pages(one: str, other: str) -> None:
    assert address_key(one) != address_key(other)


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example",
        "https://www.news.example:8080/",
        "https://news.example/?utm_source=x#top",
        "https://news.example/amp/",
    ],
)
def test_a_bare_site_is_no_article(url: str) -> None:
    assert address_key(url) is None
    assert site_of(url) == "news.example"


@pytest.mark.parametrize("url", [None, "", "words", "ftp://news.example/", "https://", "https://["])
def test_what_is_no_address_has_no_key(url: str | None) -> None:
    assert (address_key(url), site_of(url)) == (None, None)


@given(st.text(max_size=80) | st.text(alphabet="htps:/.?&=amp#%[]", max_size=40))
def test_any_text_is_an_address_or_none(url: str) -> None:
    site_of(url)
    address_key(url)
    address_key(f"https://news.example/{url}")


@pytest.mark.parametrize(
    ("host", "expected"),
    [("m.news.example", "news.example"), ("m.example", "m.example"), ("www.com", "www.com")],
)
def test_a_site_is_no_bare_ending(host: str, expected: str) -> None:
    assert site(host) == expected
