"""Lists of links in the forms in which people keep them."""

from __future__ import annotations

from time import thread_time

import pytest

from index.jobs.links import entries, is_list

A, B, C = "https://a.example/1", "http://b.example/2?x=1#part", "https://c.example/Rose_(plant)"


def links(text: str) -> list[str]:
    return [entry.text for entry in entries(text) if entry.is_link]


def others(text: str) -> list[str]:
    return [entry.text for entry in entries(text) if not entry.is_link]


@pytest.mark.parametrize(
    "text",
    [
        f"{A}\n{B}\n{C}",
        f"{A}\r\n\r\n  {B}\t{C}\n",
        f"- {A}\n* {B}\n• {C}",
        f"1. {A}\n2) {B}\n10. {C}",
        f"<{A}> <{B}>\n<{C}>",
        f"[The dam]({A}) and [Salt]({B})\n- [A rose]({C})".replace(" and ", " "),
        f'[The dam]({A} "a title")\n[Salt](<{B}>)\n({C})',
        f"{A}, {B}; {C}.",
        f"{A},{B};{C}",
        f"| {A} | {B} |\n| {C} |",
        f"# our links\n{A}  # the dam\n// old\n{B} // salt\n#more\n{C}",
        f"“{A}”\n'{B}'\n\"{C}\"",
    ],
)
def test_every_link_is_found_and_nothing_else(text: str) -> None:
    assert (links(text), others(text)) == ([A, B, C], [])
    assert is_list(text)


def test_what_is_no_link_comes_out_once_in_its_place() -> None:
    found = list(entries(f"{A} and then {B}\nexample.org/story\nftp://c.example/x\n"))
    assert [(each.text, each.is_link) for each in found] == [
        (A, True),
        ("and then", False),
        (B, True),
        ("example.org/story", False),
        ("ftp://c.example/x", False),
    ]


def test_a_long_piece_is_shown_cut() -> None:
    [piece] = others("word " * 1000)
    assert len(piece) == 201


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a comment",
        "Ada Vell promised a bridge.\n\nShe said so on Monday.",
        f"Ada Vell promised a bridge, as {A} says.",
        f"A short story of a bridge.\n\nSources:\n{A}\n{B}\n{C}\n",
        f"The dam: {A}\nSalt: {B}",
        "one\ntwo\nthree",
        f"one\ntwo\n{A}",
    ],
)
def test_prose_is_no_list(text: str) -> None:
    assert not is_list(text)


def test_a_misspelt_link_leaves_a_list_a_list() -> None:
    text = f"{A}\nhtps://b.example/2\n{C}\n"
    assert is_list(text)
    assert others(text) == ["htps://b.example/2"]


@pytest.mark.parametrize(
    "line", ["[" * 3_000_000, "](" * 1_000_000, A + ")" * 3_000_000, "a\n" * 200_000]
)
def test_a_text_made_to_take_long_takes_no_longer(line: str) -> None:
    began = thread_time()
    assert not is_list(line)
    assert not links(line)
    assert thread_time() - began < 5
