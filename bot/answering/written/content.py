"""Whether what a claim says is what its words say: names, numbers, days, turns and the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.answering.written.grounds import Ground
from bot.answering.written.prose import QUOTED
from bot.answering.written.reading import cues_in
from bot.answering.written.tokens import Token, tokens
from bot.answering.written.turning import turns

NEAR: Final = 3
"""So many words around a name or number of a claim, one has to stand near it in its words."""
_IDLE: Final = frozenset(
    "also according including regarding concerning following while although however meanwhile "
    "among within upon toward towards despite".split()
)
"""Words beside the stop words that say nothing by themselves; all others must be borne out."""

_WE: Final = re.compile(
    r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine|[Mm]yself|[Ww]e|us|[Oo]urs?|[Yy]ours?|[Yy]ou)\b"
)
_THEY: Final = re.compile(
    r"\b(he|him|his|himself|she|her|hers|herself|they|them|their|theirs|themselves)\b",
    re.IGNORECASE,
)


def is_borne_out(
    content: str, quotations: Sequence[str], grounds: Sequence[Ground], cue: str
) -> bool:
    """Whether the plain words, beside the quotations, say no more than the words relied on.

    `cue` is the verb by which the claim gives somebody's words.
    """
    plain = content.replace(QUOTED, " ")
    words = [ground.words for ground in grounds]
    turned = [part for ground in grounds for part in ground.turned_by(grounds)]
    said = turns(cue, plain, *quotations)
    return (
        said.borne_out_by(turns(*words, *turned))
        and _is_told_of_the_same(plain, words)
        and set(cues_in(plain)) <= set(cues_in(" ".join(words)))
        and _are_held(tokens(plain.strip()), [each for text in words for each in tokens(text)])
    )


def stands_alone(text: str) -> bool:
    """Whether a sentence names whom its "he" or "they" means, so that it needs no other."""
    pronoun = _THEY.search(text)
    if pronoun is None:
        return True
    before = tokens(text[: pronoun.start()])
    plural = pronoun[0].lower().startswith("the")
    return any(plural or token.kind in ("name", "opening") for token in before)


def keeps_tellers(text: str, grounds: Sequence[Ground]) -> bool:
    """Whether what an article only says to be claimed is not told as if it were so.

    No statement may hold it: "critics have long claimed that …", or "write that …".
    """
    around = " ".join(ground.around for ground in grounds)
    return set(cues_in(around)) <= set(cues_in(text))


def _is_told_of_the_same(plain: str, words: Sequence[str]) -> bool:
    """Whether a "he" in the claim stands for an "I" or a "he" in the words."""
    if _WE.search(plain):
        return False
    theirs = {each.lower() for text in words for each in _THEY.findall(text)}
    spoken = any(_WE.search(text) for text in words)
    return spoken or {each.lower() for each in _THEY.findall(plain)} <= theirs


def _are_held(claimed: Sequence[Token], held: Sequence[Token]) -> bool:
    """Whether all telling words stand in the words; names, numbers and days in their order.

    No word of the model's own is let in, since none can be told from its opposite.
    """
    at = 0
    for place, token in enumerate(claimed):
        if token.is_key:
            found = _place(claimed, place, held, at)
            if found is None:
                return False
            at = found + 1
        elif token.plain not in _IDLE and not any(token.same(other) for other in held):
            return False
    return True


def _place(claimed: Sequence[Token], place: int, held: Sequence[Token], at: int) -> int | None:
    """Where a name, number or day of a claim stands in the words, with a neighbour of it."""
    token = claimed[place]
    beside = [each for each in _around(claimed, place) if not (_is_named(token, each))]
    for found in range(at, len(held)):
        if token.same(held[found]) and (
            not beside or any(one.same(other) for one in beside for other in _around(held, found))
        ):
            return found
    return None


def _is_named(token: Token, other: Token) -> bool:
    """Whether both may be of one name, which says nothing of where it stands."""
    return token.kind in ("name", "opening") and other.kind in ("name", "opening")


def _around(sequence: Sequence[Token], place: int) -> Sequence[Token]:
    return [*sequence[max(place - NEAR, 0) : place], *sequence[place + 1 : place + 1 + NEAR]]
