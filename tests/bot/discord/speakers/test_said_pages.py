"""Quotations as pages: within Discord's limits, and word for word what is stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from simcord.components import validate_components, walk_components

from bot.answering.drafting.sayings import Quoted
from bot.answering.questions.period import Period
from bot.answering.types import Citation, CitationKind
from bot.discord.carried import parts
from bot.discord.escaping import size, unescape
from bot.discord.layout import layout
from bot.discord.page import Page, Picture
from bot.discord.speakers.said_list import MAX_NAME, MAX_TOPIC, TurnSaid, decoded, encoded
from bot.discord.speakers.said_pages import SAID_ON_PAGE, SaidListing, View, Wanted, said_page
from index.types import Metadata, Span, Speaker, SpeakerProfile
from tests.bot.discord.answers.test_rendering import COMPONENTS_V2, ODD, WORDS
from tests.bot.discord.samples import METADATA, article

VIEWS: list[View] = ["quotes", "timeline"]
PICTURE = Picture("timeline.png", b"", "A" * 1024)
PROFILE = SpeakerProfile("Ada Vell", 12, 4, ("A. Vell",), ())


def quoted(
    *words: str,
    as_written: str = "the mayor, Ada Vell",
    metadata: Metadata = METADATA,
    direct: bool = True,
) -> Quoted:
    text = "".join(f"Before. {each} " for each in words)
    spans, at = [], 0
    for each in words:
        at += len("Before. ")
        spans.append(Span(at, at + len(each)))
        at += len(each) + 1
    kind: CitationKind = "direct" if direct else "indirect"
    speaker = Speaker("Ada Vell", as_written)
    citation = Citation(article(text, metadata), spans[0], kind, speaker, "Q-7f3k2")
    return Quoted(citation, tuple(spans))


@st.composite
def any_quoted(draw: st.DrawFn) -> Quoted:
    metadata = Metadata(
        title=draw(st.none() | ODD | st.text(max_size=400)),
        url=draw(st.none() | st.text().map(lambda path: f"https://example.org/{path}")),
        author=draw(st.none() | st.text(max_size=400)),
        publisher=draw(st.none() | st.text(max_size=400)),
        published=draw(st.none() | st.dates()),
    )
    said = quoted(
        *draw(st.lists(WORDS, min_size=1, max_size=4)),
        as_written=draw(ODD | st.text(min_size=1, max_size=300)),
        metadata=metadata,
        direct=draw(st.booleans()),
    )
    outlets = draw(st.lists(st.text(max_size=400), max_size=4))
    copies = tuple(article("", Metadata(publisher=outlet)) for outlet in outlets)
    name = draw(ODD | st.text(min_size=1, max_size=300))
    speaker = Speaker(name, draw(st.text(min_size=1, max_size=300)))
    inferred = draw(st.booleans())
    cited = replace(said.citation, also_in=copies, speaker=speaker, inferred=inferred)
    return replace(said, citation=cited)


def listing(*every: Quoted, total: int | None = None, undated: int = 0) -> SaidListing:
    count = len(every) if total is None else total
    return SaidListing(Wanted("quotes", "Ada Vell"), PROFILE, every, 0, count, undated)


def first(page: Page, number: int = 1) -> str:
    return "\n".join(page.blocks[number].texts)


@settings(max_examples=60)
@given(
    st.lists(any_quoted(), min_size=1, max_size=SAID_ON_PAGE),
    ODD | st.text(min_size=1, max_size=300),
    st.text(max_size=MAX_TOPIC) | ODD,
    st.none() | st.dates(),
    st.sampled_from(VIEWS),
)
def test_every_page_stays_within_discords_limits(
    every: list[Quoted], name: str, topic: str, day: date | None, view: View
) -> None:
    profile = replace(PROFILE, name=name, aliases=(name, topic))
    wanted = Wanted(view, name, topic[:MAX_TOPIC], Period(day, day))
    turns = [TurnSaid("10,000 of 10,000", number, 99_998, "", False) for number in range(3)]
    for undated in (0, 10**6):
        some = SaidListing(wanted, profile, tuple(every), 1, 10**6, undated)
        for each in (some, replace(some, quoted=(), total=0)):
            shown: Any = layout(said_page(each, PICTURE), *turns)
            components = shown.to_components()
            walked = list(walk_components(components))
            assert len(walked) <= 40
            assert sum(size(part["content"]) for part in walked if part["type"] == 10) <= 4000
            validate_components(components, flags=COMPONENTS_V2)


@settings(max_examples=60)
@given(st.lists(any_quoted(), min_size=1, max_size=SAID_ON_PAGE))
def test_the_words_shown_are_the_words_stored(every: list[Quoted]) -> None:
    blocks = said_page(listing(*every)).blocks[1:]
    assert len(blocks) == len(every)
    for block, said in zip(blocks, every, strict=True):
        lines = [line[2:] for line in block.text.split("\n")[1:] if line.startswith("> ")]
        shown = unescape("\n".join(lines))
        direct = said.citation.kind == "direct"
        stored = "\n".join(
            f"“{part}”" if direct else part
            for part in (words.replace("\r\n", "\n") for words in said.parts)
        )
        if "shortened here" in (block.note or "") and shown != stored:
            assert stored.startswith(shown.removesuffix("”" if direct else "").removesuffix("…"))
        else:
            assert shown == stored


def test_a_quotation_has_all_that_proves_it() -> None:
    text = first(said_page(listing(quoted("We will *build* it,", "by the river."))))
    assert text.splitlines() == [
        "**Ada Vell**, mayor",
        r"> “We will \*build\* it,”",
        "> “by the river.”",
        "-# The Example · <t:1774864800:D> · `Q-7f3k2`",
    ]


def test_a_report_says_that_it_is_one_and_an_inferred_speaker_too() -> None:
    said = quoted("she would build it", as_written="Vell", direct=False)
    said = replace(said, citation=replace(said.citation, inferred=True))
    text = first(said_page(listing(said)))
    assert text.startswith("**Ada Vell** (inferred)\n> she would build it\n")
    assert "reported speech, not a quotation" in text


def test_a_role_is_told_from_the_name_in_whatever_spelling() -> None:
    profile = replace(PROFILE, name="Volodymyr Zelensky", aliases=("Володимир Зеленський",))
    said = quoted("Так.", as_written="президент Володимир Зеленський")
    said = replace(
        said,
        citation=replace(
            said.citation, speaker=Speaker(profile.name, "президент Володимир Зеленський")
        ),
    )
    text = first(said_page(replace(listing(said), profile=profile)))
    assert text.startswith("**Volodymyr Zelensky**, президент\n")


def test_only_the_longest_is_shortened_and_says_so() -> None:
    page = said_page(listing(quoted("word " * 900), quoted("Short."), quoted("It is. " * 50)))
    long, short, middle = (first(page, number) for number in (1, 2, 3))
    assert "… ”" not in long
    assert "word…”" in long
    assert "shortened here" in long
    assert len(long) > 2500
    assert "shortened" not in short + middle


def test_the_head_says_how_much_there_is() -> None:
    assert first(said_page(listing(quoted("Yes."))), 0) == (
        "**Ada Vell**\n-# 1 statement (12 with copies and headlines)"
    )
    page = said_page(
        SaidListing(Wanted("timeline", "Vell", "the *dam*"), PROFILE, (quoted("Yes."),), 0, 9, 3)
    )
    assert first(page, 0) == (
        r"**Ada Vell** about “the \*dam\*”" + "\n-# 9 statements · in the order of their days · "
        "3 more without a date: `/quotes` has them"
    )


def test_nothing_is_told_kindly() -> None:
    wanted = Wanted("quotes", "Vell", "eels", Period(date(2026, 3, 30), date(2026, 3, 30)))
    narrow = replace(listing(), wanted=wanted)
    assert first(said_page(narrow), 0) == (
        "**Ada Vell** is quoted here 12 times, but not about “eels” since <t:1774864800:D> "
        "until <t:1774864800:D>."
    )
    assert first(said_page(listing(undated=2)), 0) == (
        "2 statements of **Ada Vell** found, but no article with a date. `/quotes` has them."
    )
    assert first(said_page(listing()), 0) == "Nothing of **Ada Vell** is here any more."


PLAIN = st.characters(exclude_characters='"\\', max_codepoint=0xFFFF, exclude_categories=["C"])


@given(
    st.sampled_from(VIEWS),
    st.text(alphabet=PLAIN, max_size=MAX_NAME),
    st.text(alphabet=PLAIN, max_size=MAX_TOPIC),
    st.none() | st.dates(),
    st.none() | st.dates(),
)
def test_what_is_looked_at_fits_into_three_buttons(
    view: View, speaker: str, about: str, since: date | None, until: date | None
) -> None:
    wanted = Wanted(view, speaker, about, Period(since, until))
    code = encoded(wanted)
    for number in range(3):
        button = TurnSaid("", number, 99_999, code, False)
        assert size(button.item.custom_id or "") <= 100
    assert decoded("".join(parts(code))) == wanted
