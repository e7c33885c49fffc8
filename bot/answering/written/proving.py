"""Whether a claim stands: every word of it accounted for by the places that it rests on.

No model is asked. What cannot be shown to hold fails, be it true or not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal

from bot.answering.retractions import retracts
from bot.answering.types import Citation
from bot.answering.written.attributing import (
    is_aside,
    is_fitting_cue,
    is_of,
    keeps_manner,
    unframed,
)
from bot.answering.written.claims import Material, ProposedClaim
from bot.answering.written.content import is_borne_out, keeps_tellers, stands_alone
from bot.answering.written.grounds import Ground, Grounds
from bot.answering.written.narrowing import others
from bot.answering.written.omitting import leaves_out_nothing, repeats_whole
from bot.answering.written.prose import QUOTED, Prose, read_prose
from bot.answering.written.quoting import quotations
from bot.answering.written.reading import Attribution, orders, readings
from index.library import Library

Failing = Literal["text", "words", "quotation", "voice", "attribution", "content"]
"""What a claim failed by: see `Prover.prove`."""

MOST_SUPPORTS: Final = 4
MOST_READINGS: Final = 200
_NOT_ASCII: Final = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")
_STOPS: Final = (".", "!", "?", "…", ".”", "!”", "?”", "…”")


@dataclass(frozen=True, slots=True)
class ProvedClaim:
    """A claim that holds, its quotations sliced from the articles, and what it rests on."""

    text: str
    citations: tuple[Citation, ...]


class Prover:
    """Proves the claims of one answer against the passages that were sent for it."""

    def __init__(self, library: Library, material: Material) -> None:
        self._library = library
        self._grounds = Grounds(library, material)

    def prove(self, claim: ProposedClaim) -> ProvedClaim | Failing:
        """The claim as it may be shown, or what it fails by.

        `text`: it holds what no claim may. `words`: what it relies on is not in the passage.
        `quotation`: what is in its quotation marks are not those words. `voice`: it rests on
        words of nobody certain, of several people, or on some as if they were the article's.
        `attribution`: it names somebody else, or another way of saying it. `content`: it
        says more, or something else, than the words.
        """
        prose = read_prose(claim.text, {support.passage for support in claim.supports})
        if prose is None:
            return "text"
        if not 0 < len(claim.supports) <= MOST_SUPPORTS:
            return "words"
        placed = self._grounds.placed(claim.supports)
        proved = self._proved_in_all(prose, placed)
        if isinstance(proved, ProvedClaim) or not placed:
            return proved
        for supports in others(claim.supports, placed[0]):
            again = self._proved_in_all(prose, self._grounds.placed(supports))
            if isinstance(again, ProvedClaim):
                return again
        return proved

    def _proved_in_all(
        self, prose: Prose, placed: Sequence[Sequence[Ground]]
    ) -> ProvedClaim | Failing:
        """Words that stand in a passage twice may mean the contrary the second time."""
        found = [self._proved(prose, each) for each in placed]
        failing = (each for each in found if not isinstance(each, ProvedClaim))
        return next(failing, None) or (found[0] if found else "words")

    def _proved(self, prose: Prose, grounds: Sequence[Ground]) -> ProvedClaim | Failing:
        if _looks_alike(prose.plain, grounds):
            return "text"
        quoted = quotations(prose, grounds)
        if quoted is None:
            return "quotation"
        words = [quotation.shown for quotation in quoted]
        if failing := self._failing(prose.plain, words, grounds):
            return failing
        text = prose.composed(words)
        text = text[0].upper() + text[1:] + ("" if text.endswith(_STOPS) else ".")
        return ProvedClaim(text, tuple(dict.fromkeys(ground.citation for ground in grounds)))

    def _failing(
        self, plain: str, quoted: Sequence[str], grounds: Sequence[Ground]
    ) -> Failing | None:
        texts = list(unframed(plain, grounds))
        if all(ground.voice is None for ground in grounds):
            return None if any(_is_told(each, grounds) for each in texts) else "content"
        sentences = [ground.as_told() for ground in grounds]
        if any(
            repeats_whole(each, whole) and _is_told(each, whole)
            for each in texts
            if (whole := [sentence for sentence in sentences if sentence])
            and len(whole) == len(grounds)
        ):
            return None
        speakers = {_speaker(ground) for ground in grounds}
        if len(speakers) > 1 or not all(g.voice and not g.is_of_another for g in grounds):
            return "voice"
        failing: Failing = "voice"
        for reading in islice((each for text in texts for each in readings(text)), MOST_READINGS):
            if not self._is_attributed(reading, grounds):
                failing = "attribution" if failing == "voice" else failing
            elif any(
                is_borne_out(content, quoted, grounds, reading.cue)
                and leaves_out_nothing(content, quoted, grounds, is_said=True)
                for content in orders(reading.content)
            ):
                return None
            else:
                failing = "content"
        return failing

    def _is_attributed(self, reading: Attribution, grounds: Sequence[Ground]) -> bool:
        return all(
            is_of(self._library, self._grounds, reading.subject, ground)
            and is_fitting_cue(reading, ground)
            and keeps_manner(reading, ground)
            and all(is_aside(reading, aside, ground) for aside in reading.aside)
            for ground in grounds
        )


def _is_told(text: str, grounds: Sequence[Ground]) -> bool:
    """Whether an article tells it itself."""
    if QUOTED in text or not stands_alone(text) or not keeps_tellers(text, grounds):
        return False
    return not any(retracts(ground.around) for ground in grounds) and any(
        is_borne_out(order, (), grounds, "")
        and leaves_out_nothing(order, (), grounds, is_said=False)
        for order in orders(text)
    )


def _speaker(ground: Ground) -> str | None:
    return ground.voice.speaker.name if ground.voice and ground.voice.speaker else None


def _looks_alike(plain: str, grounds: Sequence[Ground]) -> bool:
    """Whether a letter beyond ASCII is in a word that the articles do not have."""
    known = {
        word.lower()
        for ground in grounds
        for text in (ground.around, ground.article.metadata.publisher or "", *_names(ground))
        for word in _NOT_ASCII.findall(text)
    }
    return any(word.lower() not in known for word in _NOT_ASCII.findall(plain.replace(QUOTED, " ")))


def _names(ground: Ground) -> tuple[str, ...]:
    speaker = ground.voice.speaker if ground.voice else None
    return (speaker.name, speaker.as_written) if speaker else ()
