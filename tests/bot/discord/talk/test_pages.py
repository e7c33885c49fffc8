"""Replies about an answer fit Discord, whatever its articles are called."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.follow_up.commands import Command
from bot.answering.follow_up.replies import replied
from bot.answering.types import Citation
from bot.discord.answers.buttons import buttons_of
from bot.discord.answers.rendering import outcome_page
from bot.discord.talk.follow_ups import unsure_page
from bot.discord.talk.replies import MANNER, MAX_LINES, told_page
from tests.bot.discord.answers.test_pages import checked, exchange
from tests.bot.discord.answers.test_rendering import citations, texts
from tests.bot.discord.samples import METADATA, answer, article, citation

ASKED = [Command("when"), Command("where"), Command("who"), Command("source"), Command("true")]


@settings(max_examples=40)
@given(st.lists(st.none() | citations(), max_size=14), st.sampled_from(ASKED))
def test_replies_stay_within_discords_limits(
    cited: list[Citation | None], command: Command
) -> None:
    checked(told_page(replied(cited, command, MANNER)))


@settings(max_examples=40)
@given(st.lists(citations(), min_size=1, max_size=9), st.text(min_size=1))
def test_a_note_fits_over_every_answer(cited: list[Citation], word: str) -> None:
    page = unsure_page(outcome_page(answer(*cited), asked=False), word)
    checked(page, *buttons_of(exchange(private=False)))


def test_lines_that_do_not_fit_are_counted() -> None:
    cited = [citation(f"Word {number}") for number in range(MAX_LINES + 3)]
    apart = [
        Citation(article(each.article.text, METADATA, f"A-{number}"), each.span, each.kind)
        for number, each in enumerate(cited)
    ]
    page = told_page(replied(apart, Command("when"), MANNER))
    assert "and 3 more; ask for one by its number." in texts(page)
