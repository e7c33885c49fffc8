"""Reading statements: time grows with the length of an article, and not with its square."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import process_time
from typing import Final

from index.embedder import SentenceEmbedder
from index.statements.extractor import StatementExtractor
from index.statements.tagger.tagger import Tagger

SHORT: Final = 500
TIMES: Final = 16
PIECES: Final = ("“a” he said ", "Mara Venn said that ", "“a\n", "workers’ ‘ab ", "( X, ", "Mara ")


def measure() -> Iterator[str]:
    """For each kind of article, how much longer 16 times the length takes."""
    for make in (
        of_two_people,
        of_two_ministers_in_one_paragraph,
        of_employees,
        of_many_agencies,
        of_one_long_speech,
    ):
        yield f"growth: {make.__name__.replace('_', ' ')}: {_ratio(make):.0f} times (under 40)"
    for piece in PIECES:
        ratio = _ratio(piece.__mul__)
        yield f"growth: of {piece!r} repeated: {ratio:.0f} times (under 40)"


_EXTRACTOR = StatementExtractor(Tagger(SentenceEmbedder()))


def _ratio(make: Callable[[int], str]) -> float:
    _seconds(make(SHORT))
    short = min(_seconds(make(SHORT)) for _ in range(3))
    return _seconds(make(SHORT * TIMES)) / max(short, 1e-3)


def _seconds(text: str) -> float:
    began = process_time()
    _EXTRACTOR.extract([text])
    return process_time() - began


def of_two_people(count: int) -> str:
    names = ("Mara Venn", "Tobin Orlo")
    return "".join(f"{names[i % 2]} said that sluice {i} was shut.\n\n" for i in range(count))


def of_two_ministers_in_one_paragraph(count: int) -> str:
    said = "The minister said that sluice {0} was shut. Mr Orlo said that it was not. "
    return "Minister Mara Venn spoke. Minister Tobin Orlo spoke. " + "".join(
        said.format(i) for i in range(count // 2)
    )


def of_employees(count: int) -> str:
    return "Employees said that the sluice was shut.\n\n" * count


def of_many_agencies(count: int) -> str:
    names = (
        f"Orlo{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}{'n' * (i // 676)}" for i in range(count)
    )
    return "".join(
        f"The {n} Agency said it would come. The agency said it was late.\n\n" for n in names
    )


def of_one_long_speech(count: int) -> str:
    return "Mara Venn said: " + "\n\n".join(f"“We shut sluice {i}." for i in range(count)) + "”"
