"""The tags of a word, and the spans that a row of tags stands for.

Tags are BIO: a span of a label begins with its B tag and goes on with I tags.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

import numpy as np

from index.arrays import Scores

Label = Literal["source", "cue", "content"]

LABELS: Final[tuple[Label, ...]] = ("source", "cue", "content")
OUTSIDE: Final = 0
TAGS: Final = 1 + 2 * len(LABELS)

INSIDE: Final = tuple(range(2, TAGS, 2))
"""The I tags."""
NEVER: Final = -10_000.0
"""Added to a score, it makes a tag impossible."""


class WordSpan(NamedTuple):
    """Words `first` to `last`, end-exclusive, that bear a label."""

    label: Label
    first: int
    last: int


def begin(label: Label) -> int:
    return 1 + 2 * LABELS.index(label)


def inside(label: Label) -> int:
    return begin(label) + 1


def tags_of(spans: Sequence[WordSpan], words: int) -> list[int]:
    """The tag of each word; where spans overlap, the later one of `spans` wins."""
    tags = [OUTSIDE] * words
    for span in spans:
        tags[span.first : span.last] = [inside(span.label)] * (span.last - span.first)
        tags[span.first] = begin(span.label)
    return tags


def spans_of(tags: Sequence[int]) -> Iterator[WordSpan]:
    """The spans in order; an I tag without its B begins a span too."""
    first, label = 0, None
    for at, tag in enumerate((*tags, OUTSIDE)):
        current = None if tag == OUTSIDE else LABELS[(tag - 1) // 2]
        if label is not None and (current != label or tag == begin(label)):
            yield WordSpan(label, first, at)
            label = None
        if current is not None and label is None:
            first, label = at, current


def impossible_steps() -> Scores:
    """What is added to the score of going from one tag to the next, shape (TAGS, TAGS).

    Nothing, or so much taken away that it never happens: an I tag after anything but
    its own label.
    """
    steps = np.zeros((TAGS, TAGS), dtype=np.float32)
    for label in LABELS:
        steps[:, inside(label)] = NEVER
        steps[[begin(label), inside(label)], inside(label)] = 0
    return steps


def impossible_starts() -> Scores:
    """The same for the first word, shape (TAGS,)."""
    starts = np.zeros(TAGS, dtype=np.float32)
    starts[[inside(label) for label in LABELS]] = NEVER
    return starts
