"""Who is meant by a source, with sources and contents marked in the text rather than found."""

from __future__ import annotations

import re

import pytest

from index.statements.narration import narrate
from index.statements.speakers import SpeakerResolver
from index.types import CERTAIN, Span

MARKED = re.compile(r"\{(?P<source>[^}]*)\}|\[(?P<content>[^]]*)\]")


def meant(marked: str) -> list[tuple[str | None, float]]:
    """Who each {source} of a text is, with [what is said] in its sentence, and how surely."""
    text, spans = "", {"source": list[Span](), "content": list[Span]()}
    at = 0
    for match in MARKED.finditer(marked):
        text += marked[at : match.start()]
        kind = match.lastgroup or ""
        spans[kind].append(Span(len(text), len(text) + len(match[kind])))
        text, at = text + match[kind], match.end()
    narration = narrate(text + marked[at:])
    resolver = SpeakerResolver(narration)
    found: list[tuple[str | None, float]] = []
    for number, sentence in enumerate(narration.sentences):
        contents = [one for one in spans["content"] if sentence.span.contains(one)]
        for source in (one for one in spans["source"] if sentence.span.contains(one)):
            one = resolver.resolve(sentence, number, source, contents)
            found.append((one.speaker.name, one.certainty) if one else (None, 0.0))
        resolver.passed(sentence, number)
    return found


def names(marked: str) -> list[str | None]:
    return [name for name, _ in meant(marked)]


@pytest.mark.parametrize(
    "marked",
    [
        "Mayor Ines Maro met Anna Lund. [Maro], {she} said, [would resign].",
        "Mayor Ines Maro spoke. {She} said [that Maro would resign].",
        "Mayor Ines Maro spoke. In an interview with Maro, {she} said [that it rained].",
    ],
)
def test_nobody_speaks_of_herself_by_name(marked: str) -> None:
    assert names(marked)[-1] != "Ines Maro"


def test_the_second_pronoun_is_no_surer_than_the_first() -> None:
    text = "Anna Lund and the rest had left.\n\nMayor Ines Maro stayed.\n\n{She} spoke. {She} wept."
    first, second = meant(text)
    assert first[0] == second[0] == "Ines Maro"
    assert second[1] <= first[1] < CERTAIN


def test_who_was_asked_answers() -> None:
    assert names("{Ines Maro} asked Anna Lund how much. {She} said so.")[-1] == "Anna Lund"


@pytest.mark.parametrize(
    "marked",
    [
        # Two people together, with their roles.
        "Owner John Maro and chief executive Paul Lund flew in. {He} said [it rained].",
        "Anna Maro and her sister-in-law, Ines Lund, went home. {She} said [it rained].",
        # Somebody of hers: either may be "she".
        "Anna Maro was a painter.\n\n“Yes,” said {her niece, Ines Maro}.\n\n{She} said so.",
        # An owner is nearer than whoever was named before.
        "“Yes,” said {Paul Lund}.\n\nJohn Maro’s wife wept.\n\n{He} said so.",
        "“Yes,” said {Paul Lund}.\n\nJohn Maro’s answer was a card; on it {he} wrote.",
        # Bodies and places.
        "It was put under Lenox Healthcare. {He} said so.",
        "It will placate Democrats on Capitol Hill, {who} argue.",
        # Whose lawyer?
        "Ode Brill, a lawyer for Anna Lund, rose.\n\nIt rained.\n\nMaro ran.\n\n{His lawyer} said.",
    ],
)
def test_what_may_be_two_people_is_left_open(marked: str) -> None:
    assert names(marked)[-1] is None


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("{Sir Audric Penhale} rose.\n\n{Sir Audric} said so.", "Audric Penhale"),
        ("{The Secretary for Lands, Sir Audric Penhale,} said so.", "Audric Penhale"),
        ("{The Minister for Fisheries, Mrs Ines Maro}, spoke.\n\n{She} said so.", "Ines Maro"),
        ("{Analyst Karel Duda of the Institute for Rain} says so.", "Karel Duda"),
        ("So says {Ines Pollard of the University of Lund}.\n\n{Pollard} says so.", "Ines Pollard"),
        ("Union leader Greta Molnar left the union. {The union} said so.", None),
        ("Henri Lacourt is French. {The Frenchman} said so.", None),
        ("Republican Ines Maro rose. {The Republican} said so.", None),
        ("{Maro, commentator John Lund} told viewers.", None),
        ("{Glaciologist Ruth Ossian} says so.", "Ruth Ossian"),
        ("{PC Dawn Ellery} told the court.", "Dawn Ellery"),
        ("Anton and Jasper Falk ran. She told the court Jasper hid. {Jasper} said.", "Jasper Falk"),
        ("{Dr Thomas} rose. Thomas Lund sat.", "Thomas"),
        ("Halloway’s widow, Dorothea, recalls. {She} says so.", "Dorothea"),
        ("Anna Maro Calls Ines Lund Out After Storm.\n\n{Anna Maro} said so.", "Anna Maro"),
    ],
)
def test_a_name_is_told_from_office_body_and_title(marked: str, name: str | None) -> None:
    assert names(marked)[-1] == name


SIBLINGS = "Peter Orlo and others were heard. Ann Orlo wept.\n\n"


@pytest.mark.parametrize("pronoun", ["He", "She"])
def test_of_a_brother_and_a_sister_the_pronoun_tells_who_is_meant(pronoun: str) -> None:
    text = f"{SIBLINGS}Orlo stood. {{{pronoun}}} said so."
    assert names(text) == ["Peter Orlo" if pronoun == "He" else "Ann Orlo"]


def test_of_two_brothers_either_may_be_meant() -> None:
    text = "Peter Orlo and others were heard. Paul Orlo wept.\n\nOrlo stood. {He} said so."
    assert names(text) == [None]


def test_whoever_a_sentence_begins_with_goes_on() -> None:
    text = (
        f"{SIBLINGS}Orlo stood. He had spoken once, when {{Judge Honor Pask}} invited him to "
        "explain.\n\n“Yes,” {he} had said then."
    )
    assert names(text) == ["Honor Pask", "Peter Orlo"]


def test_a_pronoun_before_a_name_tells_nothing_of_its_bearer() -> None:
    once = "He spoke when Velkis Pask asked. "
    assert names(f"Judge Velkis Pask sat. {once * 3}\n\n{{He}} said so.") == [None]
