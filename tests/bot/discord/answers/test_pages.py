"""Whatever an article says: its pages fit Discord, and the words shown are the words stored."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from simcord.components import validate_components, walk_components

from bot.answering.types import Citation
from bot.discord.answers.buttons import buttons_of
from bot.discord.answers.context import ChooseQuotation
from bot.discord.answers.more import PAGE_LENGTH, More, TurnMore, more_page
from bot.discord.answers.rendering import count_shown, outcome_page, shared_page
from bot.discord.answers.surroundings import context_page
from bot.discord.escaping import size, unescape
from bot.discord.layout import Item, layout
from bot.discord.page import Page
from index.exchanges import Exchange, Limits
from index.types import Span, Speaker
from tests.bot.discord.answers.test_rendering import COMPONENTS_V2, ODD, citations, displayed
from tests.bot.discord.samples import MAYOR, METADATA, QUESTION, answer, article, citation, related

NUMBER = 10**18 - 1
LINES = st.lists(
    st.one_of(ODD, st.text(max_size=40), st.sampled_from(["It rained. ", "\n", "\r\n", "A **b**"])),
    max_size=12,
).map("".join)
STRETCH = st.one_of(LINES, st.integers(1, 900).map(lambda count: "He said so again. " * count))


@st.composite
def quoted(draw: st.DrawFn) -> Citation:
    """A citation somewhere within a text."""
    made = draw(citations())
    before, words, after = draw(STRETCH), made.quote, draw(STRETCH)
    text = before + words + after
    span = Span(len(before), len(before) + len(words))
    place = replace(made.article, text=text)
    return replace(made, article=place, span=span, is_superseded=draw(st.booleans()))


def checked(page: Page, *buttons: Item) -> list[dict[str, Any]]:
    """The components of a message, within Discord's limits."""
    view: Any = layout(page, *buttons)
    components: list[dict[str, Any]] = view.to_components()
    every = list(walk_components(components))
    assert len(every) <= 40
    assert sum(size(each["content"]) for each in every if each["type"] == 10) <= 4000
    assert all(len(each["url"]) <= 512 for each in every if each.get("url"))
    assert all(len(each["custom_id"]) <= 100 for each in every if each.get("custom_id"))
    for each in every:
        for option in each.get("options", ()):
            assert 1 <= size(option["label"]) <= 100
            assert size(option.get("description", "")) <= 100
    validate_components(components, flags=COMPONENTS_V2)
    return every


def read(markdown: str) -> tuple[str, list[str]]:
    """What a reader of a blockquote sees, and what of each of its lines is bold."""
    seen, bold = [], []
    for line in markdown.split("\n"):
        assert line.startswith("> ")
        parts, marks = [""], 0
        for token in re.findall(r"\\.|\*\*|.", line[2:], re.DOTALL):
            if token == "**":
                marks += 1
                parts.append("")
            else:
                parts[-1] += token
        assert marks in (0, 2)
        seen.append("".join(map(unescape, parts)))
        bold.append(unescape(parts[1]) if marks else "")
    return "\n".join(seen), bold


def exchange(*, private: bool) -> Exchange:
    return Exchange(
        question="?",
        asked=QUESTION.asked,
        asker="discord:7",
        status="answered",
        private=private,
        number=NUMBER,
        at=datetime.now(UTC),
    )


@settings(max_examples=60)
@given(quoted())
def test_a_context_is_the_article_with_the_words_in_bold(cited: Citation) -> None:
    page = context_page(1, cited)
    checked(page, ChooseQuotation(NUMBER, dict.fromkeys(range(1, 9), cited), 1))
    stretch, bold = read(page.blocks[1].text)
    stored = cited.article.text.replace("\r\n", "\n")
    words = cited.quote.replace("\r\n", "\n")
    if page.blocks[1].note is None:
        assert stretch in stored
        assert [line for line in bold if line] == [
            line.strip() for line in words.split("\n") if line.strip()
        ]
    else:
        assert words.startswith(stretch.removesuffix("…"))


@settings(max_examples=25)
@given(st.lists(quoted(), max_size=9), st.text(max_size=600), st.integers(0, 3))
def test_further_quotations_fit_and_are_the_words_stored(
    found: list[Citation], text: str, page: int
) -> None:
    limits = Limits("Ada Vell" * 12, text[:100] or None, QUESTION.asked, QUESTION.asked)
    more = More(replace(QUESTION, text=text, limits=limits), tuple(found), 6)
    shown = min(page, more.pages - 1)
    made = more_page(more, shown)
    checked(made, TurnMore(NUMBER, 998, "Back"), TurnMore(NUMBER, 999, "Next"))
    blocks = [block for block in made.blocks if block.ruled]
    first = shown * PAGE_LENGTH
    assert len(blocks) == len(found[first : first + PAGE_LENGTH])
    for block, cited in zip(blocks, found[first:], strict=False):
        words = displayed(block.text, cited.kind)
        stored = cited.quote.replace("\r\n", "\n")
        if "shortened here" in (block.note or "") and words != stored:
            assert stored.startswith(words.removesuffix("…"))
        else:
            assert words == stored


@settings(max_examples=20)
@given(st.lists(quoted(), min_size=1, max_size=9), st.text(max_size=3000), st.booleans())
def test_an_answer_fits_with_all_its_buttons(
    cited: list[Citation], text: str, private: bool
) -> None:
    limits = Limits(text[:200] or None, text[:200] or None, QUESTION.asked, QUESTION.asked)
    asking = replace(QUESTION, text=text, limits=limits)
    buttons = buttons_of(exchange(private=private))
    assert len(buttons) == 5
    for outcome in (answer(*cited, lead=text), related(*cited, reason=text)):
        told = replace(outcome, question=asking)
        page = outcome_page(told)
        checked(page, *buttons)
        checked(shared_page(told, NUMBER), *buttons)
        assert count_shown(told) == sum(block.ruled for block in page.blocks)


def test_as_many_quotations_as_are_shown_fit_with_their_links_and_all_buttons() -> None:
    outcome = answer(*[citation("We will build it.")] * 9)
    checked(outcome_page(outcome), *buttons_of(exchange(private=True)))
    assert count_shown(outcome) == 6


def test_the_sentences_around_are_whole_ones() -> None:
    text = "One. Two! Three? Four. Five. He said: “Yes.” Six. Seven. Eight. Nine. Ten."
    start = text.index("Yes.")
    cited = replace(citation("Yes."), article=article(text), span=Span(start, start + 4))
    assert context_page(1, cited).blocks[1].text == (
        "> Two! Three? Four. Five. He said: “**Yes.**” Six. Seven. Eight. Nine."
    )


def test_a_speaker_is_shown_with_what_the_article_calls_them() -> None:
    for written, shown in (
        ("Ada Vell, the mayor", "**Ada Vell**, mayor"),
        ("Mayor Ada Vell", "**Ada Vell**, Mayor"),
        ("its mayor, Ada Vell", "**Ada Vell**"),
        ("Ada Vell", "**Ada Vell**"),
        ("Mrs Vell", "**Ada Vell**"),
    ):
        cited = citation("Yes.", speaker=Speaker("Ada Vell", written))
        assert outcome_page(answer(cited)).blocks[2].text.startswith(f"**1.** {shown}\n"), written


def test_an_older_version_is_said_to_be_one() -> None:
    cited = replace(citation("Yes.", speaker=MAYOR), is_superseded=True)
    assert "from an older version of the article" in str(outcome_page(answer(cited)))


def test_a_title_stands_where_nothing_else_leads_to_the_article() -> None:
    cited = citation("Yes.", metadata=replace(METADATA, url=None))
    assert str(outcome_page(answer(cited)).blocks[2].note).endswith("Mayor promises a bridge")
