"""How things look in a terminal, for the console chat and the command line.

Owns the words and layout that people read; the functions that build `Line`s are pure.
Text of articles is data: it is shown through `rich.text.Text`, so that no markup in it
is interpreted, and control characters in it are shown as pictures of themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.answering.drafting.briefs import BriefRow
from bot.answering.types import Answer, Citation, NotFound, Outcome
from bot.wording import INFERRED, NO_SPEAKER, also_in, counted, day
from index.types import Article, Metadata, Span, SpeakerProfile, Statement

QUOTED = "italic"
FAINT = "dim"
_CONTEXT = 400
_BIDI_CONTROLS = (0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_HARMLESS = {
    **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n\t"},
    0x7F: "\u2421",
    **dict.fromkeys((*range(0x80, 0xA0), *_BIDI_CONTROLS, *range(0xD800, 0xE000)), "\ufffd"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of output; `indent` is how far all of its lines stand from the left."""

    text: Text
    indent: int = 0


def harmless(text: str) -> str:
    """The same text with nothing in it that a terminal would obey."""
    return text.replace("\r\n", "\n").translate(_HARMLESS)


def print_lines(console: Console, lines: Iterable[Line]) -> None:
    """Wrapped to a terminal's width; on a pipe each paragraph keeps its own lines."""
    for line in lines:
        if console.is_terminal:
            console.print(Padding(line.text, (0, 0, 0, line.indent), expand=False))
        else:
            pad = " " * line.indent
            console.file.write(pad + line.text.plain.replace("\n", f"\n{pad}") + "\n")


def print_table(
    console: Console, headings: Sequence[str], rows: Iterable[Sequence[str | None]]
) -> None:
    """A table in a terminal; on a pipe one row a line, its cells parted by tabs."""
    cells = [[_one_line(cell) for cell in row] for row in rows]
    if not console.is_terminal:
        console.file.writelines("\t".join(row) + "\n" for row in cells)
        return
    table = Table(*headings, box=None, padding=(0, 2, 0, 0), header_style="bold")
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)


def outcome_lines(outcome: Outcome) -> Iterator[Line]:
    """An answer, its numbered quotations and where each of them stands."""
    if isinstance(outcome, Answer):
        yield Line(Text(harmless(outcome.lead), style="bold"))
    else:
        yield Line(Text(harmless(outcome.reason)))
    if not isinstance(outcome, NotFound):
        for number, citation in enumerate(outcome.citations, start=1):
            yield Line(Text())
            yield from citation_lines(number, citation)


def brief_lines(rows: Iterable[BriefRow]) -> Iterator[Line]:
    """Under each day who said what, in their words or in the sentence that stands for them."""
    shown = None
    for number, row in enumerate(rows, start=1):
        heading = day(row.day) if row.day else "Without a date"
        if heading != shown:
            yield from [Line(Text())] if shown else []
            yield Line(Text(heading, style="bold underline"))
            shown = heading
        citation = row.quoted.citation
        if row.sentence:
            yield Line(Text.assemble((f"[{number}] ", "bold"), harmless(row.sentence)))
            yield from _where(citation)
        else:
            yield from _quoted(number, citation, row.quoted.parts)


def citation_lines(number: int, citation: Citation) -> Iterator[Line]:
    return _quoted(number, citation, [citation.quote])


def _quoted(number: int, citation: Citation, parts: Sequence[str]) -> Iterator[Line]:
    is_direct = citation.kind == "direct"
    quotes = map(harmless, parts)
    words = " ".join(f"“{quote}”" if is_direct else quote for quote in quotes)
    yield Line(Text.assemble((f"[{number}] ", "bold"), (words, QUOTED)))
    yield Line(Text(f"{attribution(citation)}"), indent=4)
    yield from _where(citation)


def _where(citation: Citation) -> Iterator[Line]:
    yield from source_lines(citation.article, indent=4)
    if citation.other_outlets:
        yield Line(Text(_one_line(also_in(citation.other_outlets)), style=FAINT), indent=4)


def attribution(citation: Citation) -> str:
    """Who says these words, as far as the article says so, and in what manner."""
    if citation.kind == "passage":
        return "— the article's own words"
    speaker = harmless(citation.speaker.name) if citation.speaker else NO_SPEAKER
    speaker += f" ({INFERRED})" if citation.inferred else ""
    manner = ", as the article reports it (indirect speech)" if citation.kind == "indirect" else ""
    return f"— {speaker}{manner}"


def source_lines(article: Article, *, indent: int) -> Iterator[Line]:
    yield Line(Text(f"{source(article.metadata)} · {article.id}", style=FAINT), indent)
    if article.metadata.url:
        yield Line(Text(harmless(article.metadata.url), style=FAINT), indent)


def source(metadata: Metadata) -> str:
    """Title, outlet, author and date, as far as they are known."""
    known = (
        metadata.title,
        metadata.publisher,
        metadata.author,
        day(metadata.published) if metadata.published else None,
    )
    return " · ".join(_one_line(part) for part in known if part) or "untitled"


def context_line(citation: Citation) -> Line:
    """The quotation within what surrounds it in its article, on whole words."""
    text, span = citation.article.text, citation.span
    start = text.rfind(" ", 0, max(0, span.start - _CONTEXT)) + 1
    end = text.find(" ", span.end + _CONTEXT)
    before, after = text[start : span.start], text[span.end : end if end >= 0 else len(text)]
    return Line(
        Text.assemble(
            ("… " if start else "") + harmless(before),
            (harmless(citation.quote), "bold"),
            harmless(after) + (" …" if end >= 0 else ""),
        ),
        indent=4,
    )


def statement_lines(statement: Statement, article: Article) -> Iterator[Line]:
    """What somebody said, its quoted parts set off, and where it stands."""
    speaker = harmless(statement.speaker.name) if statement.speaker else NO_SPEAKER
    kind = "" if statement.kind == "direct" else statement.kind
    notes = ", ".join(filter(None, (kind, INFERRED if statement.is_inferred else "")))
    manner = f" ({notes})" if notes else ""
    yield Line(Text(f"{statement.id}  {speaker}{manner}", style="bold"))
    for span in statement.content_spans:
        yield Line(_with_quotes(article.text, span, statement.quote_spans), indent=4)
    yield from source_lines(article, indent=4)


def speaker_lines(profile: SpeakerProfile) -> Iterator[Line]:
    """Who somebody is: how often quoted, under which names, and in which roles when."""
    said = f"{counted(profile.statements, 'statement')} in {counted(profile.articles, 'article')}"
    yield Line(Text.assemble((harmless(profile.name), "bold"), f"  {said}"))
    if profile.aliases:
        yield Line(Text(f"also {harmless(', '.join(profile.aliases))}"), indent=4)
    for role in profile.roles:
        days = dict.fromkeys(day(when) for when in (role.first, role.last) if when)
        facts = " · ".join(filter(None, (" to ".join(days), f"{role.statements:,}×")))
        yield Line(Text.assemble(_one_line(role.role), (f"  {facts}", FAINT)), indent=4)


def _with_quotes(text: str, content: Span, quotes: Sequence[Span]) -> Text:
    line, at = Text(), content.start
    for quote in sorted(quote for quote in quotes if content.contains(quote)):
        line.append(harmless(text[at : quote.start])).append(harmless(quote.of(text)), QUOTED)
        at = quote.end
    if content in quotes:
        return Text(f"“{line.plain}”", style=QUOTED)
    return line.append(harmless(text[at : content.end]))


def _one_line(cell: str | None) -> str:
    return " ".join(harmless(cell or "").split())
