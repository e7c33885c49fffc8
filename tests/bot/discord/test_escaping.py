from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.escaping import escape, escape_line, escape_within, size, unescape

MARKUP = st.text(alphabet="\\*_~`|<>[]@:#+-.) 1aЖ\n\u202e😀", max_size=60)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("a *b* _c_", r"a \*b\* \_c\_"),
        ("~~x~~ `y` ||z||", r"\~\~x\~\~ \`y\` \|\|z\|\|"),
        ("@everyone <@1> <#2> <t:3:D>", r"\@everyone \<\@1\> \<#2\> \<t\:3\:D\>"),
        ("<:wave:123456789>", r"\<\:wave\:123456789\>"),
        ("see https://example.org", r"see https\://example.org"),
        ("[text](https://example.org)", r"\[text\](https\://example.org)"),
        (":smile:", r"\:smile:"),
        ("# head\n  - item\n12. item\n-# small", "\\# head\n  \\- item\n12\\. item\n\\-# small"),
        ("a - b # c 12. d", "a - b # c 12. d"),
        ("> quoted", r"\> quoted"),
        (r"C:\path", r"C\:\\path"),
        ("left\u202eright\x00", "left<U+202E>right<U+0000>"),
    ],
)
def test_marks_lose_their_meaning(text: str, markdown: str) -> None:
    assert escape(text) == markdown


@given(st.one_of(MARKUP, st.text()))
def test_a_reader_sees_the_text_itself(text: str) -> None:
    assert unescape(escape(text)) == text


@given(st.one_of(MARKUP, st.text(st.characters())))
def test_nothing_hidden_is_left(text: str) -> None:
    shown = escape(text)
    shown.encode()
    assert not any(character in shown for character in "\u202e\u2066\u2028\r\x00\x1b")


@given(MARKUP, st.integers(min_value=5, max_value=40))
def test_the_limit_holds_and_a_cut_shows(text: str, limit: int) -> None:
    shown = escape_within(text, limit)
    assert size(shown) <= limit
    if shown != escape(text):
        assert shown.endswith("…")
        assert text.startswith(unescape(shown[:-1]))


def test_a_line_stays_a_line() -> None:
    assert escape_line("Two\nlines", 50) == "Two lines"


def test_size_counts_as_discord_does_at_its_strictest() -> None:
    assert size("a😀") == 3
