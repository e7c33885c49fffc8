"""What speaks to the sentences of a text, and to which of them nothing does."""

from __future__ import annotations

from bot.answering.checking.claims import MOST_CLAIMS, Claims, sources_of
from bot.answering.checking.markdown import read_markdown
from index.library import Library


def sources(library: Library, message: str) -> Claims:
    return sources_of(library, read_markdown(message))


def test_a_claim_comes_with_the_words_that_speak_to_it(library: Library) -> None:
    found = sources(library, "No tram will cross the bridge before autumn. Pigs can fly over Rome.")
    tram, pigs = found.claims
    assert tram.words == "No tram will cross the bridge before autumn."
    best = tram.sources[0]
    assert best.quote == "No tram will cross before the autumn,"
    assert (best.kind, best.speaker and best.speaker.name) == ("direct", "Tomas Rehn")
    assert pigs.sources == ()


def test_narration_is_shown_as_the_articles_own_words(library: Library) -> None:
    [claim] = sources(library, "A committee of nine watches the dam at Oroz.").claims
    assert claim.sources[0].quote == "The dam at Oroz is watched by a committee of nine."
    assert (claim.sources[0].kind, claim.sources[0].speaker) == ("passage", None)


def test_what_claims_nothing_is_left_alone(library: Library) -> None:
    assert sources(library, "lol. Will any tram cross the bridge before autumn?") == Claims(())


def test_there_is_an_honest_end_to_what_is_looked_at(library: Library) -> None:
    found = sources(library, "No tram will cross before autumn. " * (MOST_CLAIMS + 3))
    assert (len(found.claims), found.left_out) == (MOST_CLAIMS, 3)
    assert len(sources(library, "tram autumn " * 1800).claims) == 1
