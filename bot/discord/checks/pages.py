"""What became of quotations that were checked, as pages: pure, and within Discord's limits.

Only the library's own words stand in blockquotes; what somebody wrote is shown beside them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from bot.answering.checking.changes import all_told
from bot.answering.checking.difference import without_end
from bot.answering.checking.quoted import FEWEST_WORDS, MOST_QUOTATIONS
from bot.answering.checking.types import Checked, Report, Verdict
from bot.answering.types import Citation
from bot.discord.checks.difference import LEGEND, difference_text
from bot.discord.checks.proof import credit, proof_block
from bot.discord.escaping import escape_line, escape_within
from bot.discord.page import MAX_TEXT, Block, Page, Tone
from bot.discord.quotations import block_size
from bot.wording import counted

MOST_SHOWN: Final = 6
"""With a rule, a section, two texts and a button each, and what stands around, under 40."""

_ROOM_AROUND: Final = 900
_LONGEST: Final = 900
_DIFFERENCE: Final = 900
_TOLD: Final = 350
_QUOTED: Final = 160
_NAME: Final = 100
_NAMES: Final[dict[Verdict, str]] = {
    "exact": "exact",
    "altered": "altered",
    "other_speaker": "said by somebody else",
    "not_found": "not in the library",
}


def report_page(report: Report, where: str) -> Page:
    """The quotations of a text; `where` says in Markdown which text it is."""
    if not report.checked:
        return Page((Block(f"-# {where}"), Block(_nothing(report.short))), Tone.NOTHING)
    blocks = [Block(f"-# {where}"), *_checked(report.checked), *_beside(report)]
    return Page(tuple(blocks), _tone(report.checked))


def _checked(checked: Sequence[Checked]) -> Iterator[Block]:
    """As many as there is room for, in order; what became of the others is counted."""
    room, shown = MAX_TEXT - _ROOM_AROUND, 0
    for each in checked[:MOST_SHOWN]:
        block = _block(each)
        if block_size(block) > room:
            break
        room, shown = room - block_size(block), shown + 1
        yield block
    if rest := checked[shown:]:
        counts = Counter(_NAMES[each.verdict] for each in rest)
        told = ", ".join(f"{number} {name}" for name, number in counts.items())
        yield Block(
            f"-# {counted(len(rest), 'more quotation')} for which there is no room: {told}."
        )


def _block(checked: Checked) -> Block:
    if checked.verdict == "not_found":
        quoted = escape_line(checked.quoted.words, _QUOTED)
        return Block(f"**Not in the library**\n“{quoted}”", ruled=True)
    citation = checked.citations[0]
    head = _altered(checked) if checked.verdict == "altered" else _exact(checked, citation)
    return proof_block(citation, "\n".join(filter(None, head)), _LONGEST)


def _exact(checked: Checked, citation: Citation) -> Iterator[str]:
    """Whose the words below are, and what they leave out."""
    if checked.verdict == "other_speaker":
        claimed = escape_line(checked.quoted.speaker or "", _NAME)
        yield f"**Exact, but said by somebody else**: {credit(citation)}, not {claimed}"
    else:
        yield f"**Exact** · {credit(citation)}{_unsure(checked)}{_elsewhere(checked)}"
    yield _told(checked)


def _altered(checked: Checked) -> Iterator[str]:
    """The difference, what it comes to in words, and whose the words below are."""
    yield f"**Altered** · {LEGEND}"
    yield difference_text(without_end(checked.difference), _DIFFERENCE)
    yield _told(checked)
    yield f"The source: {credit(checked.citations[0])}{_unsure(checked)}{_elsewhere(checked)}"


def _told(checked: Checked) -> str:
    return escape_within(all_told(checked.changes), _TOLD)


def _elsewhere(checked: Checked) -> str:
    others = len(checked.citations) - 1
    return f" · and {counted(others, 'other place')}" if others else ""


def _unsure(checked: Checked) -> str:
    if checked.credit != "unsure" or checked.quoted.speaker is None:
        return ""
    return f" · whether {escape_line(checked.quoted.speaker, _NAME)} said so is not plain from it"


def _beside(report: Report) -> Iterator[Block]:
    if report.short:
        yield Block(f"-# Too short to check: {_listed(report.short)}.")
    if report.left_out:
        more = counted(report.left_out, "more quotation")
        yield Block(f"-# {more} not checked: I check {MOST_QUOTATIONS} at a time.")


def _nothing(short: Sequence[str]) -> str:
    if short:
        return (
            f"The quotations there are too short to check: {_listed(short)}. "
            f"I check those of {FEWEST_WORDS} words and more."
        )
    return (
        "There is no quotation in it. I look for words in quotation marks, and for lines "
        r"that begin with \>."
    )


def _listed(quotations: Sequence[str], most: int = 5) -> str:
    shown = [f"“{escape_line(each, 40)}”" for each in quotations[:most]]
    return ", ".join([*shown, *(["…"] if len(quotations) > most else [])])


def _tone(checked: Sequence[Checked]) -> Tone:
    verdicts = {each.verdict for each in checked}
    if verdicts & {"altered", "other_speaker"}:
        return Tone.RELATED
    return Tone.ANSWER if "exact" in verdicts else Tone.NOTHING
