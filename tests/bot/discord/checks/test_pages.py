"""Pages of what was checked: within Discord's limits, the stored words shown as they are."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simcord.components import validate_components, walk_components

from bot.answering.checking.changes import changes
from bot.answering.checking.claims import Claim, Claims
from bot.answering.checking.difference import difference
from bot.answering.checking.types import Checked, Credit, Quoted, Report, Verdict
from bot.answering.types import Citation
from bot.discord.checks.cite_page import cite_page
from bot.discord.checks.claim_pages import claims_page
from bot.discord.checks.difference import difference_text
from bot.discord.checks.pages import report_page
from bot.discord.checks.sharing import share_button
from bot.discord.layout import layout
from bot.discord.page import Page, Tone
from index.records import CitedStatement
from index.types import Speaker, Statement
from tests.bot.discord.answers.test_rendering import (
    COMPONENTS_V2,
    ODD,
    WORDS,
    citations,
    displayed,
    texts,
)
from tests.bot.discord.samples import citation

WHERE = "Quotations in [this message](https://discord.com/channels/1/2/3)"


@st.composite
def checks(draw: st.DrawFn) -> Checked:
    cited = draw(citations())
    quoted = Quoted(draw(WORDS), draw(st.none() | ODD | st.text(max_size=300)))
    verdict: Verdict = draw(st.sampled_from(get_args(Verdict)))
    credit: Credit | None = draw(st.sampled_from([*get_args(Credit), None]))
    if verdict == "not_found":
        return Checked(quoted, "not_found")
    if verdict == "altered":
        compared = difference(cited.quote.strip(), quoted.words)
        told = changes(compared, lambda _: True)
        return Checked(quoted, "altered", (cited, cited), compared, told, credit)
    return Checked(quoted, verdict, (cited,), credit=credit)


def held(page: Page, cited: list[Citation]) -> None:
    """Check a page with its button against what Discord takes."""
    view: Any = layout(page, *share_button(cited))
    components: list[dict[str, Any]] = view.to_components()
    every = list(walk_components(components))
    assert len(every) <= 40
    assert sum(len(each["content"]) for each in every if each["type"] == 10) <= 4000 - 100
    assert all(len(each.get("custom_id", "")) <= 100 for each in every)
    validate_components(components, flags=COMPONENTS_V2)


@settings(max_examples=40)
@given(
    st.lists(checks(), max_size=12),
    st.lists(st.text(max_size=60), max_size=9),
    st.integers(0, 5000),
)
def test_every_report_stays_within_discords_limits(
    checked: list[Checked], short: list[str], left_out: int
) -> None:
    page = report_page(Report(tuple(checked), tuple(short), left_out), WHERE)
    held(page, [cited for each in checked for cited in each.citations])


@settings(max_examples=40)
@given(
    st.lists(st.tuples(WORDS, st.lists(citations(), max_size=2)), max_size=5), st.integers(0, 5000)
)
def test_every_page_of_sources_stays_within_discords_limits(
    found: list[tuple[str, list[Citation]]], left_out: int
) -> None:
    claims = tuple(Claim(words, tuple(sources)) for words, sources in found)
    held(claims_page(Claims(claims, left_out), WHERE), [c for _, each in found for c in each])


@settings(max_examples=40)
@given(st.lists(citations(), min_size=1, max_size=9), st.integers(1, 3))
def test_every_cited_quotation_stays_within_discords_limits(
    cited: list[Citation], newest: int
) -> None:
    said = Statement(
        id="Q-7f3k2",
        article_id="A-7f3k2",
        kind="direct",
        speaker=None,
        speaker_span=None,
        cue_span=None,
        content_spans=(cited[0].span,),
        quote_spans=(cited[0].span,),
        confidence=1.0,
    )
    held(cite_page(CitedStatement(said, cited[0].article, newest), cited), cited)


@settings(max_examples=40)
@given(citations())
def test_the_words_in_a_blockquote_are_the_stored_ones(cited: Citation) -> None:
    quoted = Quoted("somebody wrote this", "Somebody")
    for checked in (
        Checked(quoted, "exact", (cited,)),
        Checked(quoted, "altered", (cited,), difference(cited.quote, quoted.words)),
    ):
        [block] = [b for b in report_page(Report((checked,)), WHERE).blocks if b.ruled]
        words, stored = displayed(block.text, cited.kind), cited.quote.replace("\r\n", "\n")
        if "shortened here" in (block.note or ""):
            assert stored.startswith(words.removesuffix("…"))
        else:
            assert words == stored


def test_the_difference_is_marked_and_its_long_stretches_are_shortened() -> None:
    same = " ".join(f"word{number}" for number in range(40))
    compared = difference(f"Not *now* {same} at all.", f"Soon {same} at noon.")
    shown = difference_text(compared, 900)
    assert shown.startswith(r"~~Not \*now\*~~ **Soon** word0")
    assert "word7 … word33" in shown
    assert shown.endswith("word39 at ~~all~~ **noon**.")
    assert len(difference_text(compared, 60)) <= 60


def test_each_claim_has_its_source_however_long_the_first_ones_are() -> None:
    long = citation("word " * 900)
    claims = tuple(Claim(f"Claim {number}", (long, long)) for number in range(5))
    page = claims_page(Claims(claims), WHERE)
    assert texts(page).count("shortened here") == 5
    assert "bear it out" in texts(page)


def test_quotations_without_room_are_counted_by_what_became_of_them() -> None:
    exact = Checked(Quoted("x y z"), "exact", (citation("We will build it. " * 60),))
    missing = Checked(Quoted("x y z"), "not_found")
    page = report_page(Report((exact,) * 4 + (missing,) * 5), WHERE)
    assert "for which there is no room: 1 exact, 5 not in the library." in texts(page)


@pytest.mark.parametrize(
    ("verdicts", "tone"),
    [
        (["exact"], Tone.ANSWER),
        (["exact", "not_found"], Tone.ANSWER),
        (["exact", "altered"], Tone.RELATED),
        (["not_found"], Tone.NOTHING),
    ],
)
def test_the_colour_says_the_worst(verdicts: list[str], tone: Tone) -> None:
    cited = citation("We will build it")
    made = {
        "exact": Checked(Quoted("x y z"), "exact", (cited,)),
        "altered": Checked(Quoted("x y z"), "altered", (cited,), difference(cited.quote, "x y z")),
        "not_found": Checked(Quoted("x y z"), "not_found"),
    }
    report = Report(tuple(made[verdict] for verdict in verdicts))
    assert report_page(report, WHERE).tone is tone


def test_no_button_where_its_id_would_not_hold_the_articles() -> None:
    cited = citation("We will build it")
    many = [
        replace(cited, article=replace(cited.article, id=f"A-{number:06}")) for number in range(20)
    ]
    assert share_button(many) == []
    [button] = share_button(many[:10])
    assert len(button.item.custom_id or "") <= 100
    assert button.articles == tuple(each.article.id for each in many[:10])


def test_an_unsure_speaker_is_said_to_be() -> None:
    cited = citation("We will build it", speaker=Speaker("Ada Vell", "Vell"))
    checked = Checked(Quoted("We will build it", "Jo *Ng*"), "exact", (cited,), credit="unsure")
    assert r"whether Jo \*Ng\* said so is not plain" in texts(
        report_page(Report((checked,)), WHERE)
    )
