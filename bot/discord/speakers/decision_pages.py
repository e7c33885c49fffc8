"""What moderators decided about speakers, and what that changed, as pages. Pure, within limits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.discord.articles.pages import by
from bot.discord.escaping import escape_line
from bot.discord.page import Block, Page, Tone
from bot.wording import counted, decided
from index.types import SpeakerDecision, SpeakerSummary

DECISIONS_ON_PAGE: Final = 8

_WORDS: Final = 260
_NAME: Final = 80
_CHANGES: Final = 6
_ALIASES: Final = 3


@dataclass(frozen=True, slots=True)
class DecisionListing:
    """One page of decisions, counted from 0, the latest first."""

    decisions: tuple[SpeakerDecision, ...]
    page: int
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // DECISIONS_ON_PAGE))


@dataclass(frozen=True, slots=True)
class Change:
    """A speaker before and after a decision; None where there was or is none of the name."""

    before: SpeakerSummary | None
    after: SpeakerSummary | None


def changes(
    decision: SpeakerDecision,
    before: Sequence[SpeakerSummary],
    after: Sequence[SpeakerSummary],
) -> list[Change]:
    """What a decision changed of the speakers that it is about; others may change meanwhile."""
    concerned = {decision.name, *filter(None, (decision.to,))}
    for _ in range(2):  # those who bear the names, then whoever bears one of theirs
        for each in (*before, *after):
            if not concerned.isdisjoint(_names(each)):
                concerned.update(_names(each))
    known = {each.name: each for each in before if each.name in concerned}
    now = {each.name: each for each in after if each.name in concerned}
    new = [each for name, each in now.items() if name not in known]
    found = [Change(each, now.get(name) or _heir(each, new)) for name, each in known.items()]
    taken = {change.after.name for change in found if change.after}
    found += [Change(None, each) for each in new if each.name not in taken]
    return [change for change in found if _told(change)]


def decision_page(decision: SpeakerDecision, changed: Sequence[Change]) -> Page:
    """What was decided or undone, and whom it changed."""
    undone = "Undone: " if decision.undone_at else ""
    head = f"{decision.number}. {undone}**{escape_line(decided(decision), _WORDS)}**"
    told = [words for change in changed if (words := _told(change)) != _as_decided(decision)]
    shown = [f"- {words}" for words in told[:_CHANGES]]
    if more := len(told) - len(shown):
        shown.append(f"-# and {more:,} more")
    nothing = "" if changed else "Nothing changed for the articles that are here now."
    note = "\n".join(shown) or nothing
    how = "" if undone else "-# It holds for later articles too, until it is undone."
    below = "\n".join(filter(None, (note, how)))
    return Page((Block(head), *([Block(below)] if below else [])), Tone.ANSWER)


def decisions_page(listing: DecisionListing) -> Page:
    """All decisions, those undone marked so."""
    if not listing.decisions:
        nothing = "Nothing was decided about speakers yet. `/speaker merge` joins two that are one."
        return Page((Block(nothing),), Tone.NOTHING)
    head = Block("**Decisions about speakers**\n-# the latest first")
    entries = [Block(decision_line(each)) for each in listing.decisions]
    return Page((head, replace(entries[0], ruled=True), *entries[1:]), Tone.ANSWER)


def decision_line(decision: SpeakerDecision) -> str:
    """A decision with who made it and when, and who undid it."""
    made = f"{by(decision.made_by)} <t:{int(decision.made_at.timestamp())}:d>"
    notes = [made]
    if decision.undone_at:
        undone = f"undone {by(decision.undone_by or '')}"
        notes.append(f"{undone} <t:{int(decision.undone_at.timestamp())}:d>")
    return f"{decision.number}. {escape_line(decided(decision), _WORDS)} · {' · '.join(notes)}"


def about(names: Collection[str], decision: SpeakerDecision) -> bool:
    """Whether a decision names a speaker, by one of these names."""
    return decision.name in names or (decision.kind == "merge" and decision.to in names)


def _heir(gone: SpeakerSummary, new: Iterable[SpeakerSummary]) -> SpeakerSummary | None:
    """Who bears the names of a speaker who is listed no more: the same one under a new name."""
    return next((each for each in new if not _names(gone).isdisjoint(_names(each))), None)


def _as_decided(decision: SpeakerDecision) -> str:
    """A new name among the changes, in words that repeat the decision."""
    return f"{_name(decision.name)} is also called {_listed([decision.to or ''])}"


def _told(change: Change) -> str:
    """A change in words, "" where nothing changed."""
    before, after = change.before, change.after
    if before is None and after is not None:
        return f"{_name(after.name)} is listed now, with {counted(after.statements, 'statement')}"
    if before is not None and after is None:
        return f"{_name(before.name)} is not listed any more"
    if before is None or after is None:
        return ""
    return f"{_name(before.name)} {'; '.join(facts)}" if (facts := _facts(before, after)) else ""


def _facts(before: SpeakerSummary, after: SpeakerSummary) -> list[str]:
    """What is different of one speaker."""
    facts = []
    if before.name != after.name:
        facts.append(f"is shown as {_name(after.name)}")
    if before.statements != after.statements:
        has = counted(after.statements, "statement")
        facts.append(f"has {has} now, {before.statements:,} before")
    if more := [name for name in after.aliases if name not in _names(before)]:
        facts.append(f"is also called {_listed(more)}")
    if fewer := [name for name in before.aliases if name not in _names(after)]:
        facts.append(f"is no longer called {_listed(fewer)}")
    return facts


def _names(speaker: SpeakerSummary) -> set[str]:
    return {speaker.name, *speaker.aliases}


def _name(name: str) -> str:
    return f"**{escape_line(name, _NAME)}**"


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _ALIASES:,} more" if len(names) > _ALIASES else ""
    return ", ".join(escape_line(name, _NAME) for name in names[:_ALIASES]) + more
