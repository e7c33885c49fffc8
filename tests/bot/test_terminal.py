from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from bot.answering.types import Citation, CitationKind, Evidence, NotFound, Question, Timings
from bot.terminal import (
    Line,
    attribution,
    citation_lines,
    context_line,
    harmless,
    outcome_lines,
    print_lines,
    print_table,
    statement_lines,
)
from index.query import Query
from index.types import Article, Metadata, Span, Speaker, Statement

EVIL = "\x1b[31mred\x07 \u202etxt.exe\u2066 \x9b2J \r[bold]not bold[/] :smile:"


def printed(lines: list[Line], *, terminal: bool = False, width: int = 40) -> str:
    out = io.StringIO()
    console = Console(
        file=out, force_terminal=terminal, width=width, color_system=None, highlight=False
    )
    print_lines(console, lines)
    return out.getvalue()


def citation(
    text: str, start: int, end: int, kind: CitationKind = "direct", speaker: str | None = None
) -> Citation:
    metadata = Metadata("A [bold]title[/]", "https://post.example/a", "Ada Lind", None, None)
    article = Article("A-7f3k2", 1, text, metadata, datetime(2026, 1, 1, tzinfo=UTC), "ada")
    who = Speaker(speaker, speaker) if speaker else None
    return Citation(article, Span(start, end), kind, who)


@given(st.text())
def test_nothing_that_a_terminal_would_obey_is_left(text: str) -> None:
    shown = harmless(text)
    commands = {*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
    assert not any(ord(each) in commands - {0x0A, 0x09} for each in shown)
    shown.encode("utf-8")


def test_text_that_is_harmless_stays_as_it_is() -> None:
    text = "“Да,” she said.\n\tשלום 🎻 e\u0301"
    assert harmless(text) == text


def test_control_characters_are_shown_and_markup_is_not_interpreted() -> None:
    shown = printed(list(citation_lines(1, citation(EVIL, 0, len(EVIL)))), width=200)
    assert "␛[31mred␇" in shown
    assert "[bold]not bold[/] :smile:" in shown
    assert "A [bold]title[/]" in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize(
    ("kind", "speaker", "attribution"),
    [
        ("direct", "Ines Maro", "— Ines Maro"),
        ("direct", None, "— speaker not identified"),
        ("indirect", "Ines Maro", "— Ines Maro, as the article reports it (indirect speech)"),
        ("passage", None, "— the article's own words"),
    ],
)
def test_who_says_it_and_how(kind: CitationKind, speaker: str | None, attribution: str) -> None:
    shown = printed(list(citation_lines(3, citation("It rained.", 0, 9, kind, speaker))))
    words = "“It rained”" if kind == "direct" else "It rained"
    assert shown.startswith(f"[3] {words}\n    {attribution}\n")


def test_a_pipe_gets_whole_lines_and_a_terminal_wrapped_ones() -> None:
    line = Line(Text("word " * 30), indent=4)
    assert printed([line]).count("\n") == 1
    wrapped = printed([line], terminal=True).rstrip("\n").split("\n")
    assert len(wrapped) > 3
    assert all(each.startswith("    word") and len(each) <= 40 for each in wrapped)


def test_context_shows_the_words_within_what_surrounds_them() -> None:
    text = "before " * 100 + "THE WORDS" + " after" * 100
    start = text.index("THE")
    line = context_line(citation(text, start, start + 9)).text.plain
    assert "before THE WORDS after" in line
    assert line.startswith("… before")
    assert line.endswith("after …")
    assert len(line) < 900
    whole = context_line(citation("Just this.", 0, 4)).text.plain
    assert whole == "Just this."


def test_not_found_says_why() -> None:
    evidence = Evidence(Query("?"), (), 0.0, Timings(0, 0, 0))
    outcome = NotFound(Question("What?", date(2026, 1, 1)), "Nothing on this.", evidence)
    assert printed(list(outcome_lines(outcome))) == "Nothing on this.\n"


def test_where_else_the_words_stand() -> None:
    one = citation("It will hold.", 0, 12)
    copy = replace(one.article, id="A-00000", metadata=Metadata(publisher="The [b]\x1bRecord"))
    assert "also in" not in printed([*citation_lines(1, one)])
    lines = printed([*citation_lines(1, replace(one, also_in=(copy,)))])
    assert lines.endswith("    also in The [b]␛Record\n")


def test_a_table_on_a_pipe_is_one_row_a_line() -> None:
    out = io.StringIO()
    print_table(
        Console(file=out, width=10), ("id", "title"), [("A-1", "two\nlines"), ("A-2", None)]
    )
    assert out.getvalue() == "A-1\ttwo lines\nA-2\t\n"


def test_a_likely_speaker_is_shown_as_inferred() -> None:
    plain = citation("Rain fell.", 0, 10, speaker="Ada Vell")
    assert "inferred" not in attribution(plain)
    assert attribution(replace(plain, inferred=True)).startswith("— Ada Vell (inferred)")


@pytest.mark.parametrize(("confidence", "shown"), [(0.79, True), (0.8, False)])
def test_a_statement_says_how_sure_its_speaker_is(confidence: float, shown: bool) -> None:
    article = citation("Rain fell.", 0, 10).article
    said = Statement(
        id="Q-00000",
        article_id=article.id,
        kind="indirect",
        speaker=Speaker("Ada Vell", "Ada Vell"),
        speaker_span=None,
        cue_span=None,
        content_spans=(Span(0, 4),),
        quote_spans=(),
        confidence=confidence,
    )
    heading = printed(list(statement_lines(said, article)), width=80).splitlines()[0]
    assert heading.startswith("Q-00000  Ada Vell (indirect")
    assert ("inferred" in heading) is shown
