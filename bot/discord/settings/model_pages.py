"""A server's language model in words: what is sent where, at what cost, what went wrong. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.answering.model.site import ModelSite, without_addresses
from bot.discord.articles.pages import who
from bot.discord.escaping import escape_line
from index.store.models import ModelChoice, ModelDay, ModelFailure

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class ModelState:
    """A server's language model: where it is, whether it is chosen, today's use (UTC), trouble."""

    site: ModelSite
    choice: ModelChoice | None
    today: ModelDay
    failure: ModelFailure | None

    @property
    def is_chosen(self) -> bool:
        """Whether it writes: it was agreed to, and is still where it was then."""
        return self.choice is not None and self.choice.host == self.site.host


def model_words(state: ModelState, *, is_agreeing: bool = False) -> str:
    """What the panel says of it, and where it is about to be chosen, what that means."""
    agreeing = [f"⚠ {consent(state.site)}"] if is_agreeing else []
    return "\n".join([*_lines(state), *agreeing])


def consent(site: ModelSite) -> str:
    """What has to be known before it is chosen, in a sentence."""
    sent = (
        "every question that is answered here, with those that it goes on from, and the passages "
        "of your articles found for it, with outlet, day, title and speakers"
    )
    if site.is_here:
        return (
            f"Once it is on, {sent}, are given to the model {_model(site)} on the machine that I "
            f"run on (**{_host(site)}**), and nothing of it leaves that machine."
        )
    return (
        f"Once it is on, {sent}, leave the machine that I run on and are sent to the model "
        f"{_model(site)} at **{_host(site)}**."
    )


def used_today(state: ModelState) -> str:
    """Tokens and money of the day, against the budget where there is one."""
    spent, budget = state.today.spent, state.site.budget
    most = f" of {budget.tokens:,}" if budget.tokens is not None else ""
    tokens = f"{spent.tokens:,}{most} token{'' if spent.tokens == 1 and not most else 's'}"
    if not spent.millionths and budget.millionths is None:
        return tokens
    most = f" of {_money(budget.millionths)}" if budget.millionths is not None else ""
    return f"{tokens}, {_money(spent.millionths)}{most} in money"


def failed_last(failure: ModelFailure) -> str:
    """When it failed, and by what; of addresses nothing but the host."""
    error = escape_line(without_addresses(failure.error), 300)
    return f"It failed last <t:{int(failure.at.timestamp())}:R>: {error}"


def _lines(state: ModelState) -> Iterator[str]:
    model, host, choice = _model(state.site), _host(state.site), state.choice
    if choice is None:
        yield "No language model writes here; answers are quotations."
    elif not state.is_chosen:
        yield (
            f"⚠ {model} at {host} writes nothing until you agree to it: "
            f"{who(choice.by)} agreed to another place."
        )
    else:
        chosen = f"chosen by {who(choice.by)} <t:{int(choice.at.timestamp())}:R>"
        yield f"{model} at {host} writes them, {chosen}. Every sentence is checked."
    if choice is not None or state.today.asked:
        yield f"Today: {used_today(state)}"
    if state.failure is not None:
        yield f"-# {failed_last(state.failure)}"


def _model(site: ModelSite) -> str:
    return escape_line(site.model, 60)


def _host(site: ModelSite) -> str:
    return escape_line(site.host, 100)


def _money(millionths: int) -> str:
    return f"{millionths / _MILLION:,.2f}"
