"""What /doctor found, in words for an admin of a server. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.discord.escaping import escape_line, longest
from bot.discord.page import MAX_TEXT, Block, Page, Tone
from bot.discord.settings.model_pages import ModelState, failed_last, used_today
from bot.wording import counted, listed

_MOST_NAMED: Final = 3
_WELL: Final = "Everything is well."


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, and in markdown what was found and what to do."""

    name: str
    is_well: bool
    said: str


def doctor_page(findings: Sequence[Finding]) -> Page:
    """All findings; what is wrong stands out."""
    wrong = sum(not each.is_well for each in findings)
    head = _WELL if not wrong else f"{counted(wrong, 'thing')} to look at, marked ⚠."
    lines = "\n".join(map(_line, findings))
    shown = longest(lines, lambda beginning: len(beginning) < MAX_TEXT - 200)
    tone = Tone.ANSWER if not wrong else Tone.RELATED
    return Page((Block(f"**How I am doing**\n{head}"), Block(shown, ruled=True)), tone)


def articles_found(articles: int, unread: int, unindexed: int) -> Finding:
    """How much the library holds, and whether all of it is found."""
    said = counted(articles, "article") if articles else "empty; `/article add` fills it"
    if unindexed:
        return Finding(
            "Library",
            False,
            f"{said}; {counted(unindexed, 'passage')} not found by meaning, which whoever runs "
            "me mends with `whosaid rebuild`",
        )
    if unread:
        return Finding(
            "Library",
            False,
            f"{said}; of {counted(unread, 'article')} I am still reading who said what",
        )
    return Finding("Library", True, said)


def feeds_found(feeds: int, failing: Sequence[str]) -> Finding:
    """How many feeds are followed, and which of them fail."""
    if not failing:
        return Finding("Feeds", True, counted(feeds, "feed") if feeds else "none is followed")
    names = [escape_line(name, 60) for name in failing[:_MOST_NAMED]]
    more = [f"{len(failing) - len(names)} more"] if len(failing) > len(names) else []
    said = f"{listed([*names, *more])} can’t be read; `/feed list` says why"
    return Finding("Feeds", False, said)


def permissions_found(here: Sequence[str], log: int | None, in_log: Sequence[str]) -> Finding:
    """What the bot lacks in this channel, and in the one of the log."""
    lacking = [f"{listed(here)} in this channel"] if here else []
    if log is not None and in_log:
        lacking.append(f"{listed(in_log)} in <#{log}>, the channel of the log")
    if not lacking:
        return Finding("Permissions", True, "I have what I need in this channel")
    said = f"I lack {listed(lacking)}; Edit Channel, Permissions gives me that"
    return Finding("Permissions", False, said)


def model_found(state: ModelState | None, trouble: str | None, reference: str | None) -> Finding:
    """How the language model does: `trouble` is what it said when it was asked just now.

    Whoever runs the bot finds more in its log under the `reference`.
    """
    name = "Language model"
    if state is None:
        return Finding(name, True, "none is set up; answers are quotations")
    where = f"{escape_line(state.site.model, 60)} at {escape_line(state.site.host, 100)}"
    chosen = "writes here" if state.is_chosen else "is not used here; `/settings` chooses it"
    said = f"{where} {chosen}. Today: {used_today(state)}."
    if trouble is not None:
        said = f"{said} {trouble}"
    elif state.is_chosen:
        said = f"{said} It answers."
    if state.failure is not None:
        said = f"{said}\n-# {failed_last(state.failure)}"
    if reference is not None:
        said = f"{said}\n-# Whoever runs me finds more in my log under reference {reference}."
    return Finding(name, trouble is None, said)


def _line(finding: Finding) -> str:
    return f"{'✓' if finding.is_well else '⚠'} **{finding.name}** · {finding.said}"
