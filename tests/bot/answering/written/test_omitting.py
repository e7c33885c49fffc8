"""A claim may not leave out the words that turn the rest, whichever they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from bot.answering.written.claims import ProposedClaim, SentPassage, Support
from bot.answering.written.proving import ProvedClaim, Prover
from index.libraries import Libraries
from index.library import Library
from index.types import Metadata, NewArticle, Span
from tests.fakes import WordEmbedder

FALSE = [
    # turned round, or told of another
    ("The inspector sacked the council.", "The council sacked the inspector on Monday."),
    ("The soldiers sold bread to the bakers.", "The bakers sold bread to the soldiers."),
    ("The mayor bought the yacht.", "The chairman, a critic of the mayor, bought the yacht."),
    ("The mayor bought the chapel.", "The mayor’s brother bought the chapel."),
    ("The mayor burned the flag.", "Critics of the mayor burned the flag."),
    # a number of another item
    ("Red lamps cost 8 florins.", "Red lamps cost 5 florins, green lamps cost 8 florins."),
    ("Odrell took 47 seats.", "Odrell won 52 seats, and Vasslin took 47 seats."),
    ("The wall is 4 kilometres high.", "The wall is 30 kilometres long and 4 metres high."),
    ("The rate rose by 2 percent.", "The rate rose by 2 percentage points to 9 percent."),
    # an amount
    ("40 people died at Luzhki.", "More than 40 people died at Luzhki."),
    ("300 jobs were cut.", "Up to 300 jobs were cut."),
    ("20 houses burned.", "Fewer than 20 houses burned."),
    ("The 36 cores broke.", "Half of the 36 cores broke."),
    ("The gallery was shut for 12 months.", "The gallery was shut for 9 of the 12 months."),
    # what never happened
    ("The dam was closed by the ministry.", "The dam will be closed by the ministry."),
    ("The company pays the fishers.", "The company refused to pay the fishers."),
    ("Ampleforth shut the gates.", "Ampleforth failed to shut the gates."),
    ("The museum opened in May.", "The museum was to open in May, but the roof leaked."),
    ("The mill is safe.", "The mill is far from safe."),
    ("The harbour has a lighthouse.", "The harbour lacks a lighthouse."),
    ("The tenants were evicted.", "The tenants avoided eviction."),
    ("The doctor treated 30 patients.", "The fake doctor treated 30 patients."),
    ("The ferry sails at noon.", "The ferry was supposed to sail at noon."),
    ("The mayor sold the mill.", "It is false that the mayor sold the mill."),
    ("The minister murders the king.", "In a novel by Brammel, the minister murders the king."),
    ("The lamps shut on time.", "Were the lamps shut on time?"),
    ("Were the lamps shut on time.", "Were the lamps shut on time?"),
    # in somebody's words
    ("Maro said that the town drowns.", "“Some say the town drowns,” Maro said."),
    ("Maro said that 30 goats died.", "Maro said that up to 30 goats died."),
    ("Maro said the clerk had sacked the chef.", "Maro said the chef had sacked the clerk."),
    ("Maro said the firm bribed her.", "Maro said the firm tried to bribe her."),
    ("Vale said that the pump leaks.", "Vale said that Maro had told him that the pump leaks."),
    ("Maro said: “The tower leans.”", "“It would be a lie that the tower leans,” Maro said."),
    ("Maro said that she would resign.", "Maro said that she would resign when it was built."),
    ("Maro said: “Your house is gone.”", "“I heard: ‘Your house is gone,’” Maro said."),
    ("Maro said: “Your boat is gone.”", "“I heard: ‘Go. Your boat is gone,’” Maro said."),
    ("The barn fell.", "The barn fell, rumour had it, at noon."),
    ("The queen abdicated.", "The queen abdicated, in the play."),
]  # fmt: skip
TRUE = [
    ("The fund, which is small, paid 9 florins.", "The fund, which is small, paid 9 florins."),
    ("The fund paid 9 florins.", "The fund, which is small, paid 9 florins."),
    ("The boats sank near Kessory.", "The boats sank near Kessory, and the crew swam."),
    ("Vale said that he has seen the wreck.", "“I’ve seen the wreck,” Vale said."),
    ("Vale said the wheat was wet.", "Vale said the wheat was wet and the barley was dry."),
    ("Vale said the barley was dry.", "Vale said the wheat was wet and the barley was dry."),
]
OPENING = "ANSELT, Feb. 11 (TPA) — The old bridge sank on Monday.\nInes Maro met Tom Vale.\n"

Proving = Callable[[str, str], object]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    libraries = Libraries(tmp_path_factory.mktemp("omitting"), WordEmbedder())
    text = OPENING + "\n".join(dict.fromkeys(sentence for _, sentence in FALSE + TRUE))
    metadata = Metadata(publisher="The Record", published=date(2026, 2, 11))
    libraries.get("local").add([NewArticle("a", text, metadata)], added_by="tester")
    yield libraries.get("local")
    libraries.close()


@pytest.fixture
def prove(library: Library) -> Proving:
    article = next(library.every_article())
    sent = SentPassage(article.id, article.version, Span(0, len(article.text)))

    def proved(text: str, words: str) -> object:
        return Prover(library, {1: sent}).prove(ProposedClaim(text, (Support(1, words),)))

    return proved


@pytest.mark.parametrize(("text", "sentence"), FALSE)
def test_a_claim_that_leaves_out_what_turns_it_fails(
    prove: Proving, text: str, sentence: str
) -> None:
    assert not isinstance(prove(text, sentence), ProvedClaim)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The mayor sold the mill.", "the mayor sold the mill"),
        ("The minister murders the king.", "the minister murders the king"),
        ("Maro said: “The tower leans.”", "the tower leans"),
        ("Vale said that the pump leaks.", "the pump leaks"),
        ("Maro said: “Your house is gone.”", "Your house is gone"),
        ("Maro said: “Your boat is gone.”", "Your boat is gone"),
    ],
)
def test_nor_does_it_hold_by_relying_on_the_rest_alone(
    prove: Proving, text: str, words: str
) -> None:
    assert not isinstance(prove(text, words), ProvedClaim)


@pytest.mark.parametrize(("text", "sentence"), TRUE)
def test_a_clause_by_itself_holds(prove: Proving, text: str, sentence: str) -> None:
    words = sentence.split("“")[-1].split("”")[0].strip(",") if "“" in sentence else sentence
    said = words.partition("said ")[2] or words
    assert isinstance(prove(text, said.rstrip(".")), ProvedClaim), prove(text, said)


def test_the_place_and_day_before_an_article_are_no_part_of_it(prove: Proving) -> None:
    words = "The old bridge sank on Monday."
    assert isinstance(prove(words, words), ProvedClaim)
