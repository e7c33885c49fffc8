from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.fragment import MAX_URL, link_to_words, web_address


def test_short_words_are_named_whole() -> None:
    assert (
        link_to_words("https://example.org/a", "a bridge - at last, they say & mean")
        == "https://example.org/a#:~:text=a%20bridge%20%2D%20at%20last%2C%20they%20say%20%26%20mean"
    )


def test_long_words_are_named_by_their_ends() -> None:
    words = " ".join(f"word{number}" for number in range(30))
    link = link_to_words("https://example.org/a", words)
    assert link is not None
    start, end = unquote(link.partition(":~:text=")[2]).split(",")
    assert words.startswith(start)
    assert words.endswith(end)


def test_a_quotation_over_paragraphs_is_a_range() -> None:
    link = link_to_words("https://example.org/a", "one two\n\nthree four")
    assert link == "https://example.org/a#:~:text=one%20two,three%20four"


def test_a_fragment_is_kept() -> None:
    assert link_to_words("https://example.org/a#top", "hi") == "https://example.org/a#top:~:text=hi"
    assert link_to_words("https://example.org/#:~:text=old", "new") == (
        "https://example.org/#:~:text=new"
    )


def test_cyrillic_words_fit_too() -> None:
    words = " ".join(["железобетонный"] * 40)
    link = link_to_words("https://example.org/" + "a" * 150, words)
    assert link is not None
    assert ":~:text=" in link
    assert len(link) <= MAX_URL


def test_an_address_that_leaves_no_room_is_linked_bare() -> None:
    url = "https://example.org/" + "a" * 490
    assert link_to_words(url, "some words") == url
    assert link_to_words(url + "aaa", "some words") is None


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "ftp://example.org/a",
        "https://",
        "https://user:secret@example.org/",
        "http://localhost/a",
        "http://[::1]/a",
        "http://[broken/a",
        "https://exa mple.org/",
        "https://example.org:port/",
        "/etc/passwd",
    ],
)
def test_no_link_where_none_is_sound(url: str | None) -> None:
    assert link_to_words(url, "words") is None


def test_odd_characters_are_encoded() -> None:
    assert web_address("https://Exämple.org/ä b?q=<x>") == (
        "https://xn--exmple-cua.org/%C3%A4%20b?q=%3Cx%3E"
    )


@given(st.text(), st.text(max_size=600))
def test_any_page_and_words_give_a_sound_link_or_none(path: str, words: str) -> None:
    link = link_to_words(f"https://example.org/{path}", words)
    if link is not None:
        assert len(link) <= MAX_URL
        assert link.isascii()
        assert not any(character.isspace() or character in '<>"' for character in link)
