"""Commands about speakers: who is quoted, and moderators' decisions about who is who."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli import forms
from bot.cli.invocation import Invocation
from bot.cli.values import LARGEST, words
from bot.wording import decided

if TYPE_CHECKING:
    from index.types import SpeakerDecision

Who = Annotated[
    str,
    typer.Argument(metavar="WHO", parser=words, help="A speaker's name, in any spelling."),
]
NewName = Annotated[str, typer.Argument(metavar="NAME", parser=words, help="The new name.")]


def speakers(
    run: Invocation,
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", parser=words, help="Only this one, with all roles."),
    ] = None,
) -> None:
    """Show who is quoted, the most quoted first; with a name its spellings, and roles over time."""
    if name is not None:
        # Where several are called so each is shown; where nobody is, the error says who is near.
        for found in run.library.directory().called(name) or (name,):
            _show_profile(run, found)
        return
    everybody = run.library.speakers()
    if run.as_json:
        for quoted in everybody:
            run.emit(forms.speaker(quoted))
        return
    from bot.terminal import print_table

    rows = [
        (quoted.name, f"{quoted.statements:,}", f"{quoted.articles:,}", ", ".join(quoted.aliases))
        for quoted in everybody
    ]
    print_table(run.console, ("speaker", "statements", "articles", "also"), rows)


def merge(
    run: Invocation,
    who: Who,
    into: Annotated[
        str, typer.Argument(metavar="INTO", parser=words, help="Whose name both will have.")
    ],
) -> None:
    """Take two speakers for one, shown under the second one's name."""
    _tell(run, run.library.register.merge(who, into, by=run.user))


def split(
    run: Invocation,
    name: Annotated[
        str, typer.Argument(metavar="NAME", parser=words, help="A name just as articles have it.")
    ],
) -> None:
    """Make one of a speaker's names a speaker of its own."""
    _tell(run, run.library.register.split(name, by=run.user))


def rename(run: Invocation, who: Who, name: NewName) -> None:
    """Show a speaker under another name."""
    _tell(run, run.library.register.rename(who, name, by=run.user))


def alias(run: Invocation, who: Who, name: NewName) -> None:
    """Let questions find a speaker by another name."""
    _tell(run, run.library.register.add_alias(who, name, by=run.user))


def history(run: Invocation) -> None:
    """Show all decisions about speakers, the oldest first."""
    decisions = run.library.register.decisions()
    if run.as_json:
        for decision in decisions:
            run.emit(forms.speaker_decision(decision))
        return
    from bot.terminal import print_table

    rows = [
        (
            str(decision.number),
            f"{decision.made_at:%Y-%m-%d}",
            decision.made_by,
            decided(decision),
            f"undone by {decision.undone_by}" if decision.undone_at else "",
        )
        for decision in decisions
    ]
    print_table(run.console, ("number", "made", "by", "decision", ""), rows)


def undo(
    run: Invocation,
    number: Annotated[
        int | None,
        typer.Argument(
            metavar="[NUMBER]", min=1, max=LARGEST, help="Which decision (default: the latest)."
        ),
    ] = None,
) -> None:
    """Undo a decision about speakers: all is as if it had not been made."""
    _tell(run, run.library.register.undo(number, by=run.user))


def _show_profile(run: Invocation, who: str) -> None:
    profile = run.library.register.profile(who)
    if run.as_json:
        run.emit(forms.speaker_profile(profile))
        return
    from bot.terminal import print_lines, speaker_lines

    print_lines(run.console, speaker_lines(profile))


def _tell(run: Invocation, decision: SpeakerDecision) -> None:
    if run.as_json:
        run.emit(forms.speaker_decision(decision))
    else:
        undone = "Undone: " if decision.undone_at else ""
        run.note(f"{decision.number}. {undone}{decided(decision)}.")
