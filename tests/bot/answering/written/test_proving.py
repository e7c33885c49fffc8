"""A claim stands when every word of it is borne out, and not otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.written.claims import ProposedClaim, SentPassage, Support
from bot.answering.written.prose import read_prose
from bot.answering.written.proving import Failing, ProvedClaim, Prover
from bot.answering.written.tokens import tokens
from index.libraries import Libraries
from index.library import Library
from index.types import Metadata, NewArticle, Span
from tests.fakes import WordEmbedder

TEXT = (
    "“The gates will not hold if the rain goes on,” said Ines Maro, the harbour engineer, on "
    "Monday. The river Ilve rose by 41 centimetres and cost 1.5 million florins.\n"
    "Tom Vale told reporters that the gates were old and that Maro was wrong. “I have an opinion "
    "about concrete,” Vale said. “Ines Maro never asked me. Nobody did.”\n"
    "Maro denied that the gates had been checked since 17 November. A spokesman for the ministry "
    "said that the gates may be closed.\n"
    "Old hands have long believed the hill is hollow. Read slowly: the tower leans. "
    "“We were lucky,” she said. Vale beat Maro by 47 votes to 41. Nothing was decided."
)

Proving = Callable[..., ProvedClaim | Failing]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    libraries = Libraries(tmp_path_factory.mktemp("proving"), WordEmbedder())
    metadata = Metadata(publisher="The Record", published=date(2026, 2, 11))
    libraries.get("local").add([NewArticle("a", TEXT, metadata)], added_by="tester")
    yield libraries.get("local")
    libraries.close()


@pytest.fixture
def prove(library: Library) -> Proving:
    article = next(library.every_article())
    sent = SentPassage(article.id, article.version, Span(0, len(TEXT)))

    def proved(text: str, *words: str) -> ProvedClaim | Failing:
        supports = tuple(Support(1, each) for each in words)
        return Prover(library, {1: sent}).prove(ProposedClaim(text, supports))

    return proved


HOLD = "The gates will not hold if the rain goes on"
CONCRETE = "I have an opinion about concrete"
ROSE = "The river Ilve rose by 41 centimetres and cost 1.5 million florins."
DENIED = "the gates had been checked since 17 November"
VOTES = "Vale beat Maro by 47 votes to 41."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"Ines Maro said: “{HOLD}.”", HOLD),
        (f"“{HOLD},” said Ines Maro, the harbour engineer, on Monday.", HOLD),
        (f"“{HOLD},” Maro said on Monday.", HOLD),
        (f"On Monday, Maro said: “{HOLD}.”", HOLD),
        (f"The harbour engineer Ines Maro said that {HOLD}.", HOLD),
        (f"According to Maro, “{HOLD}.”", HOLD),
        (f"The Record reported on 11 February 2026 that Maro said: “{HOLD}.”", HOLD),
        (f"“{HOLD},” Maro said [1].", HOLD),
        ("Tom Vale said that he has an opinion about concrete.", CONCRETE),
        ("Vale told reporters that the gates were old.", "the gates were old"),
        ("The gates were old, according to Tom Vale.", "the gates were old"),
        ("Maro denied that the gates had been checked since November 17.", DENIED),
        ("A spokesman said that the gates may be closed.", "the gates may be closed"),
        ("The river Ilve rose by forty-one centimetres.", ROSE),
        ("The river Ilve rose by 41 centimetres and cost 1,500,000 florins.", ROSE),
    ],
)
def test_what_the_article_bears_out_stands(prove: Proving, text: str, words: str) -> None:
    assert isinstance(prove(text, words), ProvedClaim), prove(text, words)


@pytest.mark.parametrize(
    ("text", "words", "failing"),
    [
        # words and quotations
        (f"Maro said: “{HOLD}.”", "The gates will hold", "words"),
        (f"Maro said: “{HOLD}.”", "The gates … goes on", "words"),
        ("Maro said: “The gates will hold if the rain goes on.”", HOLD, "quotation"),
        ("Maro said: “The gates … if the rain goes on.”", HOLD, "quotation"),
        ("Vale said: “the gates were old.”", "the gates were old", "quotation"),
        ("Vale said: “old.”", ROSE, "quotation"),
        # what is cut away
        ("Maro said: “The gates will not hold.”", "The gates will not hold", "content"),
        ("Maro said: “hold if the rain goes on.”", "hold if the rain goes on", "content"),
        ("Vale said: “me.”", "me", "content"),
        ("Vale said: “asked me.”", "asked me", "content"),
        # whose words they are
        (f"Vale said: “{HOLD}.”", HOLD, "attribution"),
        (f"Ines Vale said: “{HOLD}.”", HOLD, "attribution"),
        (f"Maro’s engineer said: “{HOLD}.”", HOLD, "attribution"),
        (f"Maro and Vale said: “{HOLD}.”", HOLD, "attribution"),
        (f"She said: “{HOLD}.”", HOLD, "attribution"),
        (f"Maro was told: “{HOLD}.”", HOLD, "attribution"),
        (f"Maro never said: “{HOLD}.”", HOLD, "attribution"),
        (f"Maro has not said: “{HOLD}.”", HOLD, "attribution"),
        (f"Maro would have said: “{HOLD}.”", HOLD, "attribution"),
        (f"Only Maro said: “{HOLD}.”", HOLD, "attribution"),
        (f"“{HOLD},” told Maro.", HOLD, "voice"),
        ("she said: “We were lucky.”", "We were lucky", "attribution"),
        ("ines maro said: “We were lucky.”", "We were lucky", "attribution"),
        ("Vale told Maro that the gates were old.", "the gates were old", "content"),
        (f"The minister said: “{HOLD}.”", HOLD, "attribution"),
        (f"{HOLD}.", HOLD, "voice"),
        (f"“{HOLD}.”", HOLD, "voice"),
        ("Maro said Vale was wrong.", "Maro was wrong", "attribution"),
        ("Ines Maro said: “We were lucky.”", "We were lucky", "attribution"),
        ("A spokesman for the ministry said that the gates may be closed on Monday.",
         "the gates may be closed", "content"),
        ("The ministry said that the gates may be closed.", "the gates may be closed",
         "attribution"),
        # when and how
        (f"“{HOLD},” Maro said on Tuesday.", HOLD, "attribution"),
        (f"“{HOLD},” Maro told Vale.", HOLD, "attribution"),
        (f"The Record reported on 12 February 2026 that Maro said: “{HOLD}.”", HOLD, "attribution"),
        (f"The Post reported that Maro said: “{HOLD}.”", HOLD, "attribution"),
        ("Maro admitted that the gates had been checked since 17 November.", DENIED, "attribution"),
        ("Maro said that the gates had been checked since 17 November.", DENIED, "attribution"),
        # what is said
        ("Maro said the gates will hold if the rain goes on.", HOLD, "content"),
        ("Maro said the gates will not hold.", HOLD, "content"),
        ("Maro denied that the gates had been checked since 18 November.", DENIED, "content"),
        ("A spokesman said that the gates must be closed.", "the gates may be closed", "content"),
        ("A spokesman said that the gates are closed.", "the gates may be closed", "content"),
        ("The river Ilve rose by 42 centimetres.", ROSE, "content"),
        ("The river Ilve fell by 41 centimetres.", ROSE, "content"),
        ("The river Oroz rose by 41 centimetres.", ROSE, "content"),
        ("The river cost 1.5 billion florins.", ROSE, "content"),
        ("The river Ilve rose, and Vale said so.", ROSE, "content"),
        ("Maro beat Vale by 47 votes to 41.", VOTES, "content"),
        ("Maro was beaten by Vale by 47 votes.", VOTES, "content"),
        ("Vale beat Maro by 41 votes to 47.", VOTES, "content"),
        ("The hill is hollow.", "the hill is hollow", "voice"),
        ("The tower leans.", "the tower leans", "content"),
        ("The tower leans.", "Read slowly: the tower leans.", "content"),
        ("He beat Maro by 47 votes to 41.", VOTES, "content"),
        ("We know that the river Ilve rose.", ROSE, "content"),
        # what no claim may hold
        ("The river Ilve rose [2].", ROSE, "text"),
        ("The river `Ilve` rose.", ROSE, "text"),
        ("The river Ilve rose\nby 41 centimetres.", ROSE, "text"),
        ("The river Ilve rose. “", ROSE, "text"),
        ("The river at evil.example rose.", ROSE, "text"),
        ("", ROSE, "text"),
        ("The river \u0406lve rose.", ROSE, "text"),
        ("The river Ilve\u00ad rose.", ROSE, "text"),
    ],
)  # fmt: skip
def test_what_it_does_not_bear_out_fails(
    prove: Proving, text: str, words: str, failing: Failing
) -> None:
    assert prove(text, words) == failing


def test_one_voice_a_claim(prove: Proving) -> None:
    both = f"Maro said: “{HOLD},” and “{CONCRETE}.”"
    assert prove(both, HOLD, CONCRETE) == "voice"
    assert prove(f"Maro said: “{HOLD} {CONCRETE}.”", HOLD, CONCRETE) == "quotation"


def test_stretches_that_read_as_one_follow_each_other_or_are_whole(prove: Proving) -> None:
    """Else what is between them might be what turns them."""
    whole = ("I have an opinion about concrete", "Nobody did")
    assert isinstance(prove("“{},” Vale said. “{}.”".format(*whole), *whole), ProvedClaim)
    parts = ("Ines Maro never", "asked me")
    assert isinstance(prove("“{},” Vale said, “{}.”".format(*parts), *parts), ProvedClaim)
    for cut in (("I have", "asked me"), ("I have", "Nobody did")):
        assert not isinstance(prove("“{},” Vale said, “{}.”".format(*cut), *cut), ProvedClaim)


def test_a_claim_without_support_or_with_too_much_fails(prove: Proving) -> None:
    assert prove(f"Maro said: “{HOLD}.”") == "words"
    assert prove(f"Maro said: “{HOLD}.”", *[HOLD] * 9) == "words"


def test_the_quotation_shown_is_the_stored_one(prove: Proving) -> None:
    proved = prove(f'Maro said: "{HOLD.upper()}."', HOLD)
    assert isinstance(proved, ProvedClaim)
    assert proved.text == f"Maro said: “{HOLD}”."
    with_comma = prove(f"“{HOLD},” Maro said", HOLD)
    assert isinstance(with_comma, ProvedClaim)
    assert with_comma.text == f"“{HOLD},” Maro said."


def test_another_version_of_the_article_proves_nothing(library: Library) -> None:
    article = next(library.every_article())
    sent = SentPassage(article.id, article.version + 1, Span(0, len(TEXT)))
    gone = SentPassage("A-gone0", 1, Span(0, 10))
    claim = ProposedClaim(f"Maro said: “{HOLD}.”", (Support(1, HOLD),))
    assert Prover(library, {1: sent}).prove(claim) == "words"
    assert Prover(library, {1: gone}).prove(claim) == "words"


def test_only_words_of_the_passage_that_was_sent_count(library: Library) -> None:
    article = next(library.every_article())
    sent = SentPassage(article.id, article.version, Span(0, 20))
    claim = ProposedClaim(f"Maro said: “{HOLD}.”", (Support(1, HOLD),))
    assert Prover(library, {1: sent}).prove(claim) == "words"


@given(st.text(max_size=700))
def test_any_text_is_taken_apart_or_refused(text: str) -> None:
    prose = read_prose(text, {1})
    if prose is not None:
        assert not set(prose.plain) & set("*_`<>[]@#|~\\\n\u202e\u200b")
        assert all(quoted.words.strip() for quoted in prose.quoted)


@given(st.text(max_size=200))
def test_any_text_has_tokens(text: str) -> None:
    assert all(token.value for token in tokens(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("17 November 2026", "Nov. 17, 2026"),
        ("17th of November", "November 17"),
        ("forty-one", "41"),
        ("1,500", "1500"),
        ("1.5 million", "1500000"),
        ("two hundred", "200"),
        ("7.5 percent", "7.5 %"),
        ("2026-11-17", "17 November 2026"),
    ],
)
def test_numbers_and_days_are_the_same_in_every_form(one: str, other: str) -> None:
    assert [(t.kind, t.value) for t in tokens(one)] == [(t.kind, t.value) for t in tokens(other)]


@pytest.mark.parametrize("text", ["said " * 120, ", said X" * 80, "“a” said " * 60, "a, " * 190])
def test_a_hostile_claim_takes_no_time(prove: Proving, text: str) -> None:
    assert not isinstance(prove(text[:600], HOLD), ProvedClaim)
