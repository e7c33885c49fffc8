"""When two articles are one story: a wire report that several outlets ran, whole or cut.

Articles are compared by the runs of words that they share. To find the few that are worth
comparing in a library of any size, each has a MinHash signature (Broder 1997), whose bands
it shares with what is like it, and hardly with anything else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from index.languages import words

RUN: Final = 5
"""Words in a run; articles that were written apart share next to none of five."""
FEWEST_WORDS: Final = 20
"""Shorter texts are alike by chance."""
COPY: Final = 0.5
"""From this share of common runs (Jaccard) on, two articles are one story."""
CUT: Final = 0.8
CUT_COPY: Final = 0.35
"""One that lies in the other to this share is a cut of it, unless it is a small part of it.

A digest that takes in a whole report among others is no copy of it.
"""
_HARDLY: Final = 0.03
"""With a lower share of the shorter one's runs in common, neither text came of the other."""
_SHORT_RUN: Final = 3
_BANDS: Final = 42
_ROWS: Final = 3
"""Of articles that are alike by 0.5 all but 0.4 % have a band in common, by 0.05 0.5 %."""


def runs(text: str) -> frozenset[bytes]:
    """The runs of words of a text; none where it is too short to be compared."""
    said = words(text)
    return _runs(said, RUN) if len(said) >= FEWEST_WORDS else frozenset()


def signature(found: frozenset[bytes]) -> bytes:
    """The MinHash of a text's runs, empty where there are none."""
    if not found:
        return b""
    from datasketch import MinHash

    sketch = MinHash(num_perm=_BANDS * _ROWS, seed=1, scheme="affine32")
    sketch.update_batch(found)
    return bytes(sketch.hashvalues.astype("<u4").tobytes())


def bands(signature: bytes) -> list[bytes]:
    """The keys by which like signatures meet."""
    width = len(signature) // _BANDS
    return [
        bytes([band]) + signature[band * width : (band + 1) * width]
        for band in range(_BANDS)
        if signature
    ]


def are_one_story(one: frozenset[bytes], other: frozenset[bytes]) -> bool:
    """Whether two texts, given by their runs, are the same report."""
    if not one or not other:
        return False
    common = len(one & other)
    alike = common / (len(one) + len(other) - common)
    contained = common / min(len(one), len(other))
    return alike >= COPY or (alike >= CUT_COPY and contained >= CUT)


def are_unlike(one: str, other: str, *, fewest: int = FEWEST_WORDS) -> bool:
    """Whether two texts have next to nothing in common, so that neither came of the other.

    Texts of fewer than `fewest` words are not told apart.
    """
    first, second = words(one), words(other)
    shorter = min(len(first), len(second))
    if shorter < fewest:
        return False
    run = min(RUN if shorter >= FEWEST_WORDS else _SHORT_RUN, shorter)
    ours, theirs = _runs(first, run), _runs(second, run)
    return len(ours & theirs) < _HARDLY * min(len(ours), len(theirs))


def _runs(said: Sequence[str], length: int) -> frozenset[bytes]:
    return frozenset(
        " ".join(said[start : start + length]).encode() for start in range(len(said) - length + 1)
    )
