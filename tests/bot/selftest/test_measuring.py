"""What is measured of a question, over a library on disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.answering.types import Answer, NotFound, Question
from bot.selftest.measuring import NEVER, Measured, measure
from bot.selftest.questions import GoldQuestion
from bot.selftest.report import report
from index.library import Library
from index.types import NewArticle
from tests.bot.selftest.conftest import BRIDGE, BUDGET, HARBOUR

Ask = Callable[..., Measured]
TRAMS = "The bridge will carry trams by the spring"


def gold(text: str, **known: Any) -> GoldQuestion:
    return GoldQuestion(Question(text, date(2026, 3, 3)), **known)


@pytest.fixture
def ask(library: Library) -> Ask:
    def asked(text: str, **known: Any) -> Measured:
        (one,) = measure(library, [gold(text, **known)])
        return one

    return asked


def test_a_question_that_is_answered_as_it_should_be(ask: Ask) -> None:
    one = ask("What did Maro say?", articles=(BRIDGE,), words=(TRAMS,), speaker="Ines Maro")
    assert isinstance(one.outcome, Answer)
    assert (one.article_rank, one.cites_right, one.shows_words, one.credits_speaker) == (
        1,
        True,
        True,
        True,
    )
    assert isinstance(one.without, NotFound)
    assert (one.evidence_rank, one.missing, one.fault, one.counts) == (None, (), None, True)


def test_whether_the_answer_is_shown_and_stands_elsewhere(ask: Ask) -> None:
    asked = "When will the bridge carry trams?"
    one = ask(asked, articles=(BRIDGE,), answer="spring")
    assert (one.shows_answer, one.is_founded) == (True, None)
    assert ask(asked, articles=(BRIDGE,), answer="autumn").shows_answer is False
    assert ask(asked, articles=(BRIDGE,)).shows_answer is None


def test_an_answer_without_the_right_article_may_rest_on_another(
    ask: Ask, library: Library
) -> None:
    for outlet in ("Herald", "Gazette"):
        text = f"The Velden ferry sank on Tuesday near Lund. The {outlet} saw the ferry sink."
        library.add([NewArticle(outlet, text)], added_by="tester")
    right = next(each.id for each in library.list() if "Herald" in library.get(each.id).text)
    asked = "When did the Velden ferry sink near Lund?"
    one = ask(asked, articles=(right,), answer="Tuesday")
    assert isinstance(one.without, Answer)
    assert one.is_founded is True
    assert ask(asked, articles=(right,), answer="Monday").is_founded is False


def test_articles_are_known_by_id_and_by_any_form_of_their_address(
    ask: Ask, ids: dict[str, str]
) -> None:
    for named in (ids[BRIDGE], "http://www.post.example/bridge/?utm_source=x#top"):
        assert ask("What did Maro say?", articles=(named,)).cites_right


def test_the_rank_is_that_of_the_first_right_article(ask: Ask) -> None:
    alone = ask("harbour of Lund froze", articles=(BRIDGE,))
    assert alone.article_rank in (2, 3)
    assert alone.cites_right is False
    assert alone.fault == "cites no right article"
    assert ask("harbour of Lund froze", articles=(BRIDGE, HARBOUR)).article_rank == 1


def test_what_does_not_come_has_no_rank(library: Library) -> None:
    kites = (f"Kites of kind {number} flew over the hill." for number in range(70))
    library.add((NewArticle(text, text) for text in kites), added_by="tests")
    asked = gold("kites hill", articles=(BRIDGE,), evidence="The bridge opened.")
    (one,) = measure(library, [asked])
    assert (one.article_rank, one.evidence_rank) == (NEVER, NEVER)


def test_evidence_is_found_in_other_words_and_in_right_articles_alone(ask: Ask) -> None:
    found = ask(
        "harbour of Lund froze",
        articles=(HARBOUR,),
        evidence="Ice closed the harbour at Lund, which had frozen.",
    )
    assert found.evidence_rank == 1
    # The budget's own passage speaks of the bridge, but is of no right article.
    other = ask("hole in the budget of Velden", articles=(BRIDGE,), evidence="A bridge at Velden.")
    assert other.evidence_rank is not None
    assert 1 < other.evidence_rank < NEVER


def test_words_count_in_right_articles_or_anywhere_where_none_is_named(ask: Ask) -> None:
    words = "the playgrounds"
    assert ask("What did Brandt say?", words=(words,)).shows_words is True
    assert ask("What did Brandt say?", words=("nonsense words", words)).shows_words is True
    elsewhere = ask("What did Maro say?", words=(words,))
    assert (elsewhere.shows_words, elsewhere.fault) == (False, "does not show the wanted words")
    missing = ask("What did Brandt say?", words=(words,), articles=(BRIDGE,))
    assert missing.shows_words is None
    assert any("Its words stand nowhere in its right articles" in one for one in missing.missing)


def test_a_speaker_is_known_under_other_names(ask: Ask) -> None:
    for name in ("Ines Maro", "Minister Maro", "Maro"):
        assert ask("What did Maro say?", speaker=name).credits_speaker
    wrong = ask("What did Maro say?", speaker="Olla Brandt")
    assert (wrong.credits_speaker, wrong.fault) == (False, "does not credit Olla Brandt")


def test_the_wanted_words_must_be_the_speakers(ask: Ask) -> None:
    both = "What did Maro and Rehn say?"
    assert ask(both, words=(TRAMS,), speaker="Ines Maro").credits_speaker is True
    assert ask(both, words=(TRAMS,), speaker="Tomas Rehn").credits_speaker is False
    assert ask(both, speaker="Tomas Rehn").credits_speaker is True


def test_a_right_article_that_is_not_there_is_told_and_is_no_miss(ask: Ask) -> None:
    nowhere = "https://post.example/nowhere"
    one = ask("What did Zwolle say?", articles=(nowhere,), words=(TRAMS,), evidence="Trams.")
    assert isinstance(one.outcome, NotFound)
    assert (one.counts, one.fault, one.article_rank, one.without) == (False, None, None, None)
    assert one.missing == (f"{nowhere} is not in this library; add it, or name another article.",)
    one_of_two = ask("What did Maro say?", articles=(nowhere, BRIDGE))
    assert (one_of_two.counts, one_of_two.cites_right) == (True, True)
    assert len(one_of_two.missing) == 1


def test_evidence_without_a_word_in_common_is_told(ask: Ask) -> None:
    one = ask("What did Maro say?", articles=(BRIDGE,), evidence="Xylophones everywhere.")
    assert one.evidence_rank is None
    assert "Its evidence shares no telling word" in one.missing[0]


def test_what_should_not_be_found(ask: Ask) -> None:
    assert ask("What did Zwolle say?", expect="not_found").fault is None
    found = ask("What did Maro say?", expect="not_found")
    assert found.fault == "should not be found, but is answered"
    assert found.without is None
    refused = ask("What did Zwolle say?")
    assert refused.fault == "should be answered, but is not found"


def test_an_answer_without_its_right_articles_is_an_assertion(ask: Ask) -> None:
    text = "What has been said about the bridge?"
    one = ask(text, articles=(BRIDGE,))
    assert isinstance(one.without, Answer)
    assert {citation.article.metadata.url for citation in one.without.citations} == {BUDGET}


def test_the_report_is_a_table_with_the_misses_before_it(ask: Ask) -> None:
    right = ask("What did Maro say?", articles=(BRIDGE,), words=(TRAMS,), speaker="Ines Maro")
    wrong = ask("What did Zwolle say?", articles=(HARBOUR,), speaker="Pia Holm")
    missing = ask("What did Maro say?", articles=("A-00000",))
    lines = list(report([right, wrong, missing]))
    (credited,) = [line for line in lines if line.startswith("speaker credited ")]
    assert credited.split()[2:] == ["0.500", "0.095–0.905", "(1", "of", "2)"]
    assert len({line.index("  (") for line in lines[:-1]}) == 1
    assert lines[-1] == "1 question not counted: no right article is in this library."
    assert "Zwolle" not in "\n".join(lines)
    listed = list(report([right, wrong, missing], misses=True))
    assert listed[-len(lines) :] == lines
    assert listed[:5] == [
        "What did Zwolle say?",
        "  fault   should be answered, but is not found",
        f"  wanted  article {HARBOUR}",
        "  wanted  speaker Pia Holm",
        listed[4],
    ]
    assert listed[4].startswith("  found   right article ")
    assert listed[5] == "  came    not found: Nothing in this library mentions Zwolle."
    assert right.gold.question.text not in listed


def test_assertions_without_right_articles_are_listed(ask: Ask) -> None:
    one = ask("What has been said about the bridge?", articles=(BRIDGE,))
    listed = list(report([replace(one, fault=None)], misses=True))
    assert listed[1] == "  fault   is answered with the right articles taken out"
    assert any("“The bridge has eaten the playgrounds,” — Olla Brandt" in line for line in listed)
