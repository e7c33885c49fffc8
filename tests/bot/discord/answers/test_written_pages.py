"""What a model wrote as a page: whole sentences, within what a message holds."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.types import VERIFIED, Answer, Claim
from bot.discord.answers.buttons import buttons_of
from bot.discord.answers.desk import CROWDED
from bot.discord.answers.rendering import count_shown, outcome_page, shared_page
from bot.discord.answers.written import BY_MODEL
from bot.discord.page import Page
from tests.bot.discord.answers.test_pages import checked, exchange
from tests.bot.discord.samples import EVIDENCE, QUESTION, answer, citation


def written(
    *claims: Claim, quotations: int = 1, left_out: int = 0, words: str = "It will."
) -> Answer:
    cited = tuple(citation(f"{words} {number}") for number in range(quotations))
    return Answer(QUESTION, "", cited, EVIDENCE, "model", VERIFIED, claims, left_out)


def text(page: Page) -> str:
    return "\n".join(text for block in page.blocks for text in block.texts)


def test_the_fullest_answer_fits() -> None:
    claims = [Claim(f"Ada_Vell said so {n}. " + "x*" * 50, (1, 2, 3, 7)) for n in range(12)]
    full = written(*claims, quotations=7, left_out=4, words="word " * 150)
    full = replace(full, question=replace(full.question, text="?" * 500))
    buttons = buttons_of(exchange(private=False))
    for page in (outcome_page(full, understood=True), shared_page(full, 2**64 - 1)):
        checked(page, *buttons)
        assert BY_MODEL in text(page)
        assert "4 sentences were left out, because the articles do not bear them out." in text(page)
        assert f"{7 - count_shown(full)} more did not fit" in text(page)


def test_a_sentence_that_does_not_fit_is_left_away_whole() -> None:
    claims = [Claim(f"{n} {'*' * 500}.", (1,)) for n in range(3)]
    page = outcome_page(written(*claims))
    assert text(page).count("[1]") == 1
    assert "-# 2 more sentences did not fit." in text(page)


def test_nothing_that_a_model_wrote_acts() -> None:
    page = outcome_page(written(Claim("**Ada** <@1> https://a.example [x](y).", (1,))))
    assert r"\*\*Ada\*\* \<\@1\> https\:" in text(page)


def test_why_it_is_quoted_is_the_last_thing_that_is_said() -> None:
    page = outcome_page(answer(citation("It will.")), note=CROWDED)
    assert page.blocks[-1].text == f"-# {CROWDED}"
