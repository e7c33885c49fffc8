"""Words that were shown once are shown again only where they can still be proved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.answering.proofs import prove_again
from bot.answering.types import Answer, NotFound, Related
from bot.answering.verifier import verify_again
from index.exchanges import CitedWords, Exchange, Limits, WrittenAnswer, WrittenSentence
from index.libraries import Libraries
from index.library import Library
from index.types import Metadata, NewArticle, Span
from tests.fakes import WordEmbedder

KNOWN = Metadata(publisher="The Record", url="https://record.example/gates")
TEXT = (
    "“The gates will hold,” said Ines Maro, an engineer. The river rose all night.\n"
    "Tom Vale said that the gates were old."
)
CHANGED = "It rained. “The gates will hold,” said Tom Vale. The river rose all night."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    libraries = Libraries(tmp_path, WordEmbedder())
    library = libraries.get("local")
    store(library, TEXT)
    yield library
    libraries.close()


def store(library: Library, text: str) -> None:
    library.add([NewArticle("a", text, KNOWN)], added_by="tester")


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.fixture
def kept(library: Library) -> tuple[CitedWords, CitedWords, CitedWords]:
    """Somebody's words, what is reported of somebody, and the article's own."""
    [maro] = library.statements(speaker="Ines Maro")
    [vale] = library.statements(speaker="Tom Vale")
    id_ = maro.article_id
    return (
        CitedWords(id_, 1, span("The gates will hold,"), "direct", maro.id),
        CitedWords(id_, 1, span("the gates were old"), "indirect", vale.id),
        CitedWords(id_, 1, span("The river rose all night."), "passage"),
    )


Kept = tuple[CitedWords, CitedWords, CitedWords]


def exchange(*cited: CitedWords, **told: object) -> Exchange:
    made = Exchange(
        question="And the gates?",
        understood="What of the gates?",
        asked=date(2026, 1, 1),
        asker="tester",
        status="answered",
        limits=Limits(outlet="The Record"),
        cited=cited,
        number=1,
        at=datetime.now(UTC),
    )
    return replace(made, **told)  # type: ignore[arg-type]


def test_what_still_stands_is_proved_with_its_speaker(library: Library, kept: Kept) -> None:
    proved = [prove_again(library, words) for words in kept]
    assert [citation and citation.quote for citation in proved] == [
        "The gates will hold,",
        "the gates were old",
        "The river rose all night.",
    ]
    speakers = [citation and citation.speaker and citation.speaker.name for citation in proved]
    assert speakers == ["Ines Maro", "Tom Vale", None]
    assert not any(citation and citation.is_superseded for citation in proved)


def test_an_older_version_keeps_its_words_and_its_speaker(library: Library, kept: Kept) -> None:
    store(library, CHANGED)
    proved = [prove_again(library, words) for words in kept]
    assert [citation and citation.quote for citation in proved] == [
        "The gates will hold,",
        "the gates were old",
        "The river rose all night.",
    ]
    speakers = [citation and citation.speaker and citation.speaker.name for citation in proved]
    assert speakers == ["Ines Maro", "Tom Vale", None]
    assert all(citation and citation.is_superseded for citation in proved)


def test_of_versions_that_say_the_same_an_early_one_is_proved_by_a_late_one(
    library: Library, kept: Kept
) -> None:
    store(library, f"{TEXT} It rained.")
    store(library, f"{TEXT} It snowed.")
    proved = prove_again(library, kept[0])
    assert proved
    assert proved.quote == "The gates will hold,"
    assert proved.speaker
    assert (proved.speaker.name, proved.inferred) == ("Ines Maro", True)
    store(library, CHANGED)
    store(library, f"{CHANGED} It hailed.")
    assert prove_again(library, kept[0]) is None


def test_words_that_are_nobodys_statement_are_not_shown(library: Library, kept: Kept) -> None:
    maro, vale, own = kept
    for wrong in (
        replace(maro, span=span("The river rose")),
        replace(maro, statement_id=vale.statement_id),
        replace(maro, statement_id="Q-nobody"),
        replace(maro, statement_id=None),
        replace(vale, span=span("The gates will hold")),
        replace(own, span=Span(len(TEXT) - 1, len(TEXT) + 1)),
        replace(own, span=Span(TEXT.index("\n"), TEXT.index("\n") + 1)),
        replace(own, version=2),
        replace(own, article_id="A-gone"),
    ):
        assert prove_again(library, wrong) is None, wrong


def test_another_library_proves_nothing(library: Library, kept: Kept, tmp_path: Path) -> None:
    libraries = Libraries(tmp_path, WordEmbedder())
    assert [prove_again(libraries.get("elsewhere"), words) for words in kept] == [None] * 3
    libraries.close()


def test_an_exchange_is_answered_again_with_what_holds(library: Library, kept: Kept) -> None:
    maro, vale, own = kept
    outcome = verify_again(library, exchange(maro, replace(vale, span=span("an engineer")), own))
    assert isinstance(outcome, Answer)
    assert [citation.quote for citation in outcome.citations] == [
        "The gates will hold,",
        "The river rose all night.",
    ]
    assert outcome.lead == "The Record reports:"
    assert outcome.question.text == "What of the gates?"
    assert outcome.question.limits == Limits(outlet="The Record")


def test_the_closest_words_assert_nothing_the_second_time(library: Library, kept: Kept) -> None:
    again = verify_again(library, exchange(*kept, status="related", reason="Nothing says so."))
    assert isinstance(again, Related)
    assert again.reason == "Nothing says so."


def test_nothing_is_left_of_a_removed_article(library: Library, kept: Kept) -> None:
    library.remove(kept[0].article_id, by="tester")
    again = verify_again(library, exchange(*kept))
    assert isinstance(again, NotFound)
    assert "not in the library any more" in again.reason
    nothing = verify_again(library, exchange(status="not_found", reason="Nothing mentions gates."))
    assert isinstance(nothing, NotFound)
    assert nothing.reason == "Nothing mentions gates."


def test_what_a_model_wrote_is_shown_again_as_a_whole_or_not_at_all(
    library: Library, kept: Kept
) -> None:
    maro, _, own = kept
    said = WrittenSentence("Ines Maro said: “The gates will hold”.", (1,))
    rose = WrittenSentence("The river rose all night.", (2,))
    written = WrittenAnswer((said, rose), left_out=2)
    again = verify_again(library, exchange(maro, own, written=written))
    assert isinstance(again, Answer)
    assert [claim.text for claim in again.claims] == [said.text, rose.text]
    assert [claim.numbers for claim in again.claims] == [(1,), (2,)]
    assert (again.mode, again.left_out, len(again.citations)) == ("model", 2, 2)
    unknown = replace(rose, numbers=(3,))
    other = replace(said, text="Tom Vale said: “The gates will hold”.")
    for wrong in (
        exchange(own, maro, written=written),
        exchange(maro, written=written),
        exchange(maro, own, written=replace(written, sentences=(said,))),
        exchange(maro, own, written=replace(written, sentences=(said, unknown))),
        exchange(maro, own, written=WrittenAnswer((other, rose))),
        exchange(maro, own, written=WrittenAnswer((said, rose, other))),
        exchange(maro, replace(own, article_id="A-gone"), written=written),
    ):
        quoted = verify_again(library, wrong)
        assert isinstance(quoted, Answer)
        assert (quoted.mode, quoted.claims) == ("extractive", ()), wrong
    store(library, CHANGED)
    quoted = verify_again(library, exchange(maro, own, written=written))
    assert isinstance(quoted, Answer)
    assert quoted.mode == "extractive"
