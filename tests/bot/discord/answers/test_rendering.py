from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simcord.components import validate_components, walk_components

from bot.answering.types import Citation, CitationKind
from bot.discord.answers.rendering import CLOSEST, outcome_page
from bot.discord.escaping import unescape
from bot.discord.layout import layout
from bot.discord.page import Page
from index.types import Metadata, Span, Speaker
from tests.bot.discord.samples import (
    METADATA,
    QUESTION,
    answer,
    article,
    citation,
    not_found,
    related,
)

COMPONENTS_V2 = 1 << 15
ODD = st.text(alphabet="\\*_~`|<>[]@:#-. 1aЖ\n\u202e😀“", min_size=1)
WORDS = st.one_of(ODD, st.text(min_size=1), st.integers(1, 900).map(lambda count: "word " * count))
KINDS: list[CitationKind] = ["direct", "indirect", "passage"]


def texts(page: Page) -> str:
    return "\n".join(text for block in page.blocks for text in block.texts)


def displayed(block_text: str, kind: str) -> str:
    """The words that a reader sees in a citation's blockquote."""
    lines = [line[2:] for line in block_text.split("\n") if line.startswith("> ")]
    shown = "\n".join(lines)
    return unescape(shown[1:-1] if kind == "direct" else shown)


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    words = draw(WORDS)
    metadata = Metadata(
        title=draw(st.none() | ODD | st.text(max_size=400)),
        url=draw(st.none() | st.text().map(lambda path: f"https://example.org/{path}")),
        author=draw(st.none() | st.text(max_size=400)),
        publisher=draw(st.none() | st.text(max_size=400)),
        published=draw(st.none() | st.dates()),
    )
    name = draw(st.none() | st.text(min_size=1, max_size=300))
    speaker = Speaker(name, name) if name else None
    made = citation(words, draw(st.sampled_from(KINDS)), speaker, metadata)
    outlets = draw(st.lists(st.none() | st.text(max_size=400), max_size=4))
    copies = [article("", Metadata(publisher=outlet)) for outlet in outlets]
    return replace(made, also_in=tuple(copies))


@settings(max_examples=60)
@given(st.lists(citations(), min_size=1, max_size=12), st.text(max_size=3000), st.booleans())
def test_every_outcome_stays_within_discords_limits(
    cited: list[Citation], lead: str, asked: bool
) -> None:
    asking = replace(QUESTION, text=lead)
    for outcome in (
        replace(answer(*cited, lead=lead), question=asking),
        related(*cited, reason=lead),
        not_found(lead),
    ):
        page = outcome_page(outcome, nearest=[each.article for each in cited], asked=asked)
        components = payload(page)
        every = list(walk_components(components))
        assert len(every) <= 40
        assert sum(len(each["content"]) for each in every if each["type"] == 10) <= 4000
        assert all(len(each["url"]) <= 512 for each in every if each.get("url"))
        validate_components(components, flags=COMPONENTS_V2)


@settings(max_examples=60)
@given(st.lists(citations(), min_size=1, max_size=9))
def test_the_words_shown_are_the_words_stored(cited: list[Citation]) -> None:
    page = outcome_page(answer(*cited), asked=False)
    shown = [block for block in page.blocks[1:] if block.ruled]
    assert shown
    for number, (block, each) in enumerate(zip(shown, cited, strict=False), start=1):
        assert block.text.startswith(f"**{number}.** ")
        stored = each.quote.replace("\r\n", "\n")
        words = displayed(block.text, each.kind)
        if "shortened here" in (block.note or "") and words != stored:
            assert words.endswith("…")
            assert stored.startswith(words[:-1])
            assert number == 1
        else:
            assert words == stored
    if len(shown) < len(cited):
        assert f"{len(cited) - len(shown)} more did not fit" in page.blocks[-1].text


def payload(page: Page) -> list[dict[str, Any]]:
    view: Any = layout(page)
    components: list[dict[str, Any]] = view.to_components()
    return components


def test_an_answer_shows_who_said_what_where_and_when() -> None:
    page = outcome_page(answer(citation("We will build it.")))
    assert page.blocks[0].text == "-# What did the mayor say?"
    assert page.blocks[1].text == r"Ada Vell spoke of a bridge \[1\]."
    quoted = page.blocks[2]
    assert quoted.text == "**1.** **Ada Vell**, mayor\n> “We will build it.”"
    assert quoted.note == "-# The Example · <t:1774864800:D>"
    assert quoted.link is not None
    assert quoted.link.url.endswith("/bridge#:~:text=We%20will%20build%20it.")


def test_where_else_the_words_stand_is_said_with_the_source() -> None:
    copies = [article("", Metadata(publisher=outlet)) for outlet in ("The *Post*", "The Example")]
    cited = replace(citation("We shall build it."), also_in=tuple(copies))
    assert " · also in The \\*Post\\*" in texts(outcome_page(answer(cited)))
    assert "also in" not in texts(outcome_page(answer(citation("We shall build it."))))


def test_a_question_is_left_out_where_the_message_shows_it() -> None:
    page = outcome_page(answer(citation("Yes.")), asked=False)
    assert "What did" not in texts(page)


@pytest.mark.parametrize(
    ("kind", "speaker", "who", "words", "note"),
    [
        ("direct", None, "Speaker not identified", "> “It is so.”", False),
        ("indirect", Speaker("Ada Vell", "Vell"), "**Ada Vell**", "> It is so.", True),
        ("passage", None, "The article’s own words", "> It is so.", False),
    ],
)
def test_each_kind_is_shown_for_what_it_is(
    kind: CitationKind, speaker: Speaker | None, who: str, words: str, note: bool
) -> None:
    block = outcome_page(answer(citation("It is so.", kind, speaker))).blocks[2]
    assert block.text == f"**1.** {who}\n{words}"
    assert ("reported speech, not a quotation" in str(block.note)) is note


def test_without_a_link_there_is_no_button() -> None:
    bare = citation("Yes.", metadata=replace(METADATA, url=None))
    assert outcome_page(answer(bare)).blocks[2].link is None


def test_an_unknown_source_is_said_to_be_unknown() -> None:
    assert "source not recorded" in texts(
        outcome_page(answer(citation("Yes.", metadata=Metadata())))
    )


def test_paragraphs_stay_inside_the_blockquote() -> None:
    text = outcome_page(answer(citation("One.\r\n\r\n# Two."))).blocks[2].text
    assert "> “One.\n> \n> \\# Two.”" in text


def test_later_citations_are_named_rather_than_cut() -> None:
    long = citation("word " * 300)
    page = outcome_page(answer(long, long, long, long))
    assert page.blocks[-1].text.startswith("-# 2 more did not fit: numbers 3 to 4, under More.")
    assert "shortened" not in texts(page)


def test_a_first_citation_that_is_too_long_is_cut_between_words() -> None:
    page = outcome_page(answer(citation("wonderful " * 900)))
    assert page.blocks[2].text.endswith("wonderful…”")
    assert str(page.blocks[2].note).endswith("shortened here")


def test_related_says_that_it_is_no_answer() -> None:
    page = outcome_page(related(citation("A ferry.")))
    assert page.blocks[1].text == f"Nothing names the river.\n{CLOSEST}"


def test_nothing_found_says_why_and_what_came_nearest() -> None:
    page = outcome_page(not_found(), nearest=[article("text")])
    assert page.blocks[1].text == "The library holds nothing on this."
    assert "Mayor promises a bridge" in page.blocks[2].text


def test_citations_are_sliced_from_the_article() -> None:
    cited = Citation(article("«Да»  and no more"), Span(1, 3), "direct", None)
    assert "> “Да”" in outcome_page(answer(cited)).blocks[2].text


def test_a_likely_speaker_is_shown_as_inferred() -> None:
    plain = citation("Rain fell.", speaker=Speaker("Ada Vell", "Ada Vell"))
    for cited, shown in ((plain, False), (replace(plain, inferred=True), True)):
        assert ("(inferred)" in str(outcome_page(answer(cited)))) is shown
