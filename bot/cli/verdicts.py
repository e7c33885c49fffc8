"""What became of a quotation that was checked, as it looks in a terminal.

Words that the quotation leaves out are struck out, and words that it adds are bold; on a
pipe they stand in [-…-] and {+…+}.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rich.text import Text

from bot.answering.checking.changes import all_told
from bot.answering.checking.difference import without_end
from bot.answering.checking.types import Checked, Difference, Verdict
from bot.terminal import Line, citation_lines, harmless

_LEADS: Final[dict[Verdict, str]] = {
    "exact": "Word for word in the library:",
    "altered": "Not word for word in the library. This comes nearest:",
    "other_speaker": "Word for word in the library, but said by somebody else:",
    "not_found": "Not in the library, and nothing like it either.",
}
_STYLES: Final = {"equal": "", "delete": "strike red", "insert": "bold green"}
_MARKS: Final = {"equal": ("", ""), "delete": ("[-", "-]"), "insert": ("{+", "+}")}


def verdict_lines(checked: Checked, *, styled: bool) -> Iterator[Line]:
    """The verdict, what was changed, and where the source's own words stand."""
    yield Line(Text(_LEADS[checked.verdict], style="bold"))
    if checked.difference:
        yield Line(_difference(without_end(checked.difference), styled), indent=4)
    if checked.changes:
        yield Line(Text(harmless(all_told(checked.changes))), indent=4)
    if checked.quoted.speaker and checked.credit == "unsure":
        name = harmless(checked.quoted.speaker)
        yield Line(Text(f"Whether {name} said so is not plain from it."), indent=4)
    for number, citation in enumerate(checked.citations, start=1):
        yield from citation_lines(number, citation)


def _difference(difference: Difference, styled: bool) -> Text:
    line = Text()
    for operation, words in difference:
        opens, closes = ("", "") if styled else _MARKS[operation]
        bare = words.strip()
        before, after = words[: words.find(bare)], words[words.find(bare) + len(bare) :]
        line.append(harmless(before)).append(f"{opens}{harmless(bare)}{closes}", _STYLES[operation])
        line.append(harmless(after))
    return line
