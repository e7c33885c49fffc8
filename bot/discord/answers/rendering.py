"""An outcome of answering as a page: pure, within Discord's limits, honest about what is left out.

Citations keep their numbers, since the lead refers to them; those that don't fit are
named by number, never silently dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.answering.types import Answer, Citation, NotFound, Outcome, Question, Related
from bot.discord.answers.written import written_lead
from bot.discord.escaping import escape_line, escape_within
from bot.discord.page import MAX_TEXT, Block, Page, Tone
from bot.discord.quotations import (
    block_size,
    citation_block,
    cut_citation_block,
    day,
    source_line,
    title_of,
)
from index.types import Article, Metadata

MAX_CITATIONS: Final = 6
"""With a rule, a section, two texts and a button each, and a row of five buttons under them
all, 6 stay under 40 components."""

MAX_NEAREST: Final = 3
"""Articles named where nothing was found."""

_QUESTION_ROOM: Final = 600
"""More than a question may have: its escapes take room too."""

CLOSEST: Final = "-# The closest words, not an answer:"

_MAX_LEAD: Final = 1500
ROOM_FOR_NOTES: Final = 200
"""For what is said under the quotations: what was left out, who shared them."""


def outcome_page(
    outcome: Outcome,
    *,
    nearest: Sequence[Article] = (),
    asked: bool = True,
    understood: bool = False,
    note: str | None = None,
) -> Page:
    """The page for an outcome.

    `nearest` are the articles that came nearest where nothing was found. `asked` puts
    the question on top; a reply to somebody's message need not repeat it. `understood`
    says that it is what somebody's words were taken for, so that a wrong guess is seen.
    `note` is said in small under all of it: why no language model wrote it, or who shared it.
    """
    head = [question_block(outcome.question, understood=understood)] if asked else []
    if isinstance(outcome, NotFound):
        reason = escape_within(outcome.reason, _MAX_LEAD).strip() or "Nothing was found."
        return Page((*head, Block(reason), *_nearest(nearest), *_small(note)), Tone.NOTHING)
    head += _lead(outcome)
    quoted = _fitting(outcome)
    tone = Tone.ANSWER if isinstance(outcome, Answer) else Tone.RELATED
    notes = _small(*_left_out(len(quoted), len(outcome.citations)), note)
    return Page((*head, *quoted, *notes), tone)


def shared_page(outcome: Outcome, user_id: int) -> Page:
    """A private answer made public, and by whom."""
    return outcome_page(outcome, note=f"Shared by <@{user_id}>")


def count_shown(outcome: Answer | Related) -> int:
    """How many of the citations `outcome_page` shows."""
    return len(_fitting(outcome))


def question_block(question: Question, *, understood: bool = False) -> Block:
    """What was asked or understood, and what the answer was limited to."""
    limits = question.limits
    asked = [
        escape_line(question.text, _QUESTION_ROOM),
        f"only {escape_line(limits.speaker, 80)}" if limits.speaker else "",
        f"only in {escape_line(limits.outlet, 80)}" if limits.outlet else "",
        f"since {day(limits.since)}" if limits.since else "",
        f"until {day(limits.until)}" if limits.until else "",
    ]
    taken = "Understood as: " if understood else ""
    return Block(f"-# {taken}{' · '.join(filter(None, asked))}")


def _fitting(outcome: Answer | Related) -> list[Block]:
    """The citations that fit, the same ones however the question stands above them."""
    head = [question_block(outcome.question, understood=True), *_lead(outcome)]
    return _citations(outcome.citations, MAX_TEXT - ROOM_FOR_NOTES - sum(map(block_size, head)))


def _lead(outcome: Answer | Related) -> list[Block]:
    if isinstance(outcome, Answer) and outcome.mode == "model":
        lead = written_lead(outcome)
    elif isinstance(outcome, Answer):
        lead = escape_within(outcome.lead, _MAX_LEAD).strip()
    else:
        lead = f"{escape_within(outcome.reason, _MAX_LEAD).strip()}\n{CLOSEST}".strip()
    return [Block(lead)] if lead else []


def _citations(citations: tuple[Citation, ...], room: int) -> list[Block]:
    """As many as fit, in order; only the first may have its words shortened."""
    blocks: list[Block] = []
    for number, citation in enumerate(citations[:MAX_CITATIONS], start=1):
        block = citation_block(number, citation)
        if block_size(block) > room:
            if blocks:
                break
            block = cut_citation_block(number, citation, room)
        blocks.append(block)
        room -= block_size(block)
    return blocks


def _left_out(shown: int, total: int) -> list[str]:
    if shown == total:
        return []
    numbers = f"number {total}" if total - shown == 1 else f"numbers {shown + 1} to {total}"
    return [f"{total - shown} more did not fit: {numbers}, under More."]


def _small(*notes: str | None) -> tuple[Block, ...]:
    lines = [f"-# {line}" for line in notes if line]
    return (Block("\n".join(lines)),) if lines else ()


def _nearest(articles: Sequence[Article]) -> list[Block]:
    if not articles:
        return []
    lines = [f"- {_named(article.metadata)}" for article in articles[:MAX_NEAREST]]
    return [Block("What came nearest:\n" + "\n".join(lines), ruled=True)]


def _named(metadata: Metadata) -> str:
    return f"{title_of(metadata)} · {source_line(replace(metadata, title=None, author=None))}"
