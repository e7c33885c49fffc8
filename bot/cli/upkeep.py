"""Commands that look after the library: stats, doctor, rebuild."""

from __future__ import annotations

import typer

from bot.cli import forms
from bot.cli.invocation import Invocation
from bot.wording import counted


def stats(run: Invocation) -> None:
    """Show how much the library holds."""
    form = forms.stats(run.library_name, run.library.stats())
    if run.as_json:
        run.emit(form)
        return
    from bot.terminal import print_table

    rows = [
        (key.replace("_", " "), f"{value:,}" if isinstance(value, int) else value)
        for key, value in form.items()
    ]
    print_table(run.console, ("", ""), rows)


def doctor(run: Invocation) -> None:
    """Check token, model, database, index and disk, and say what to do about each."""
    from bot.doctor import examine

    checks = examine(run.settings, lambda: run.services.libraries)
    if run.as_json:
        run.emit(forms.diagnosis(checks))
    else:
        from rich.text import Text

        from bot.terminal import Line, harmless, print_lines

        for check in checks:
            mark = ("✓ ", "green") if check.ok else ("✗ ", "red")
            words = f"{check.name}: {check.found}"
            print_lines(run.console, [Line(Text.assemble(mark, harmless(words)))])
            if check.remedy:
                print_lines(run.console, [Line(Text(harmless(check.remedy)), indent=2)])
    if not all(check.ok for check in checks):
        raise typer.Exit(1)


def rebuild(run: Invocation) -> None:
    """Make what is derived from the stored articles anew: statements, full text, indexes."""
    run.warm()
    run.services.libraries.rebuild()
    form = forms.stats(run.library_name, run.library.stats())
    if run.as_json:
        run.emit(form)
    else:
        articles, passages = form["articles"], form["passages"]
        run.note(f"Rebuilt {counted(articles, 'article')}, {counted(passages, 'passage')}.")
