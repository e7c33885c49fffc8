"""The best row of tags: Viterbi's algorithm (Viterbi 1967) over paragraphs."""

from __future__ import annotations

import numpy as np

from index.arrays import Ids, Scores


def best_tags(scores: Scores, starts: Scores, steps: Scores) -> Ids:
    """The likeliest tags of a row of words, shape (words,).

    `scores` has shape (words, tags); `starts` (tags,) and `steps` (tags, tags) are added
    for the first tag and for each step from one to the next.
    """
    count, tags = scores.shape
    came_from = np.zeros((count, tags), dtype=np.int64)
    reached = starts + scores[0]
    for at in range(1, count):
        ways = reached[:, None] + steps
        came_from[at] = ways.argmax(axis=0)
        reached = ways.max(axis=0) + scores[at]
    path = np.zeros(count, dtype=np.int64)
    path[-1] = reached.argmax()
    for at in range(count - 1, 0, -1):
        path[at - 1] = came_from[at, path[at]]
    return path


def likelihoods(scores: Scores, tags: Ids) -> Scores:
    """How likely each word's own tag is by its scores alone, 0 to 1, shape (words,)."""
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    chosen: Scores = odds[np.arange(len(tags)), tags] / odds.sum(axis=1)
    return chosen
