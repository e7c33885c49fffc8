"""Speakers and decisions as pages: within Discord's limits, and plain about what changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simcord.components import validate_components, walk_components

from bot.discord.escaping import size
from bot.discord.layout import Item, layout
from bot.discord.page import Page
from bot.discord.speakers.decision_list import TurnDecisions
from bot.discord.speakers.decision_pages import (
    DECISIONS_ON_PAGE,
    DecisionListing,
    changes,
    decision_page,
    decisions_page,
)
from bot.discord.speakers.pages import (
    DECISIONS_ON_CARD,
    SPEAKERS_ON_PAGE,
    SpeakerListing,
    card_page,
    speakers_page,
)
from bot.discord.speakers.speakers import TurnSpeakers
from bot.discord.speakers.undeciding import Undecide
from index.types import DecisionKind, SpeakerDecision, SpeakerProfile, SpeakerRole, SpeakerSummary
from tests.bot.discord.answers.test_rendering import COMPONENTS_V2, ODD

NAME = ODD | st.text(min_size=1, max_size=300) | st.just("*" * 300)
COUNT = st.integers(1, 10**9)
KINDS: list[DecisionKind] = ["merge", "split", "rename", "alias"]
ROLES = st.builds(SpeakerRole, NAME, COUNT, st.none() | st.dates(), st.none() | st.dates())
PROFILES = st.builds(
    SpeakerProfile,
    NAME,
    COUNT,
    COUNT,
    st.lists(NAME, max_size=30).map(tuple),
    st.lists(ROLES, max_size=20).map(tuple),
)
TIMES = st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
DECISIONS = st.builds(
    SpeakerDecision,
    number=st.integers(1, 10**9 - 1),
    kind=st.sampled_from(KINDS),
    name=NAME,
    to=NAME,
    made_by=NAME,
    made_at=TIMES,
    undone_by=NAME,
    undone_at=st.none() | TIMES,
)
SUMMARIES = st.lists(
    st.builds(
        SpeakerSummary, NAME, COUNT, COUNT, st.just(()), st.lists(NAME, max_size=5).map(tuple)
    ),
    max_size=12,
)
NOW = datetime(2026, 3, 31, tzinfo=UTC)


def decision(kind: DecisionKind, name: str, to: str | None = None) -> SpeakerDecision:
    return SpeakerDecision(number=3, kind=kind, name=name, to=to, made_by="discord:7", made_at=NOW)


def summary(name: str, statements: int, *aliases: str) -> SpeakerSummary:
    return SpeakerSummary(name, statements, 1, (), aliases)


def require_within_limits(page: Page, *buttons: Item) -> None:
    view: Any = layout(page, *buttons)
    components = view.to_components()
    walked = list(walk_components(components))
    assert len(walked) <= 40
    assert sum(size(part["content"]) for part in walked if part["type"] == 10) <= 4000
    validate_components(components, flags=COMPONENTS_V2)


@settings(max_examples=40)
@given(
    st.lists(PROFILES, max_size=SPEAKERS_ON_PAGE),
    st.lists(DECISIONS, max_size=DECISIONS_ON_PAGE),
    SUMMARIES,
    SUMMARIES,
    st.text(max_size=100),
)
def test_every_page_stays_within_discords_limits(
    profiles: list[SpeakerProfile],
    decisions: list[SpeakerDecision],
    before: list[SpeakerSummary],
    after: list[SpeakerSummary],
    search: str,
) -> None:
    listing = SpeakerListing(tuple(profiles), 9, 10**6, search)
    require_within_limits(speakers_page(listing), TurnSpeakers("Next", 99_998, search))
    for profile in profiles[:1]:
        undo = [Undecide(each.number) for each in decisions[:DECISIONS_ON_CARD]]
        require_within_limits(card_page(profile, decisions), *_unlike(undo))
    turn = TurnDecisions("Older", 10**9 - 1, 10**20 - 1)
    require_within_limits(decisions_page(DecisionListing(tuple(decisions), 9, 10**6)), turn)
    for made in decisions[:1]:
        changed = changes(made, before, after)
        require_within_limits(decision_page(made, changed), Undecide(made.number, 10**20 - 1))


def _unlike(buttons: list[Undecide]) -> list[Undecide]:
    return list({button.number: button for button in buttons}.values())


@given(st.text(max_size=100), st.integers(0, 99_999))
def test_custom_ids_fit_whatever_is_searched_for(search: str, page: int) -> None:
    custom_id = TurnSpeakers("", page, search).item.custom_id or ""
    assert size(custom_id) <= 100


@pytest.mark.parametrize(
    ("made", "before", "after", "lines"),
    [
        (
            decision("merge", "I. Maro", "Ines Maro"),
            [summary("Ines Maro", 9), summary("I. Maro", 3), summary("Jon Maro", 5)],
            [summary("Ines Maro", 12, "I. Maro"), summary("Jon Maro", 6)],
            [
                "- **Ines Maro** has 12 statements now, 9 before; is also called I. Maro",
                "- **I. Maro** is not listed any more",
            ],
        ),
        (
            decision("split", "I. Maro"),
            [summary("Ines Maro", 12, "I. Maro")],
            [summary("Ines Maro", 9), summary("I. Maro", 3)],
            [
                "- **Ines Maro** has 9 statements now, 12 before; is no longer called I. Maro",
                "- **I. Maro** is listed now, with 3 statements",
            ],
        ),
        (
            decision("rename", "Ines Maro", "Minister Maro"),
            [summary("Ines Maro", 9, "I. Maro")],
            [summary("Minister Maro", 9, "Ines Maro", "I. Maro")],
            ["- **Ines Maro** is shown as **Minister Maro**"],
        ),
        (
            replace(decision("rename", "Ines Maro", "Minister Maro"), undone_at=NOW),
            [summary("Minister Maro", 9, "Ines Maro")],
            [summary("Ines Maro", 9)],
            ["- **Minister Maro** is shown as **Ines Maro**"],
        ),
        (
            decision("alias", "Ines Maro", "The *Captain*"),
            [summary("Ines Maro", 9)],
            [summary("Ines Maro", 9, "The *Captain*")],
            [],
        ),
        (
            decision("split", "I. Maro"),
            [summary("I. Maro", 9)],
            [summary("I. Maro", 9)],
            ["Nothing changed for the articles that are here now."],
        ),
    ],
)
def test_what_a_decision_changed_is_said(
    made: SpeakerDecision,
    before: list[SpeakerSummary],
    after: list[SpeakerSummary],
    lines: list[str],
) -> None:
    page = decision_page(made, changes(made, before, after))
    told = page.blocks[1].text.splitlines()
    assert [line for line in told if not line.startswith("-# It holds")] == lines
    assert page.blocks[0].text.startswith("3. Undone: **" if made.undone_at else "3. **")
    assert ("until it is undone" in told[-1]) == (made.undone_at is None)


def test_a_card_has_all_names_and_the_roles_over_time() -> None:
    roles = (
        SpeakerRole("energy minister", 2, date(2026, 3, 30), date(2026, 3, 31)),
        SpeakerRole("President", 1, date(2026, 3, 31), date(2026, 3, 31)),
        SpeakerRole("*Governor*", 1, None, None),
    )
    profile = SpeakerProfile("Ines Maro", 4, 1, ("I. Maro", "Inés Maro"), roles)
    page = card_page(profile, [decision("merge", "I. Maro", "Ines Maro")])
    assert "\n".join(block.text for block in page.blocks).splitlines() == [
        "**Ines Maro**",
        "4 statements in 1 article",
        "-# also I. Maro, Inés Maro",
        "**Roles**",
        "- energy minister · <t:1774864800:D> to <t:1774951200:D> · 2×",
        "- President · <t:1774951200:D> · 1×",
        r"- \*Governor\* · 1×",
        "-# `/quotes` shows what they said, `/timeline` when.",
        "**Decided by moderators**",
        "- 3. I. Maro is taken for Ines Maro · by <@7> <t:1774915200:d>",
    ]


def test_too_many_names_and_roles_are_counted() -> None:
    roles = tuple(SpeakerRole(f"role {n}", 1, None, None) for n in range(13))
    names = tuple(f"Name number {n}" for n in range(99))
    text = "\n".join(
        block.text for block in card_page(SpeakerProfile("A", 1, 1, names, roles)).blocks
    )
    assert "Name number 0, " in text
    assert " more\n" in text
    assert "-# 3 more before\n- role 3" in text
    entry = speakers_page(SpeakerListing((SpeakerProfile("A", 1, 1, names, roles),), 0, 1))
    assert "role 11 · role 12 · also Name number 0" in entry.blocks[1].text
