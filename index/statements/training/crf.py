"""The loss of a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001)."""

from __future__ import annotations

import torch
from torch import Tensor


def negative_log_likelihood(
    scores: Tensor, tags: Tensor, kept: Tensor, starts: Tensor, steps: Tensor
) -> Tensor:
    """Minus the log-likelihood of the tags, summed over rows.

    `scores` has shape (rows, words, tags), `tags` and `kept` (rows, words); a row's
    words come first and its padding, where `kept` is false, last.
    """
    reached = starts + scores[:, 0]
    for at in range(1, scores.shape[1]):
        following = torch.logsumexp(reached[:, :, None] + steps, dim=1) + scores[:, at]
        reached = torch.where(kept[:, at, None], following, reached)
    every = torch.logsumexp(reached, dim=1)
    return (every - _path(scores, tags, kept, starts, steps)).sum()


def _path(scores: Tensor, tags: Tensor, kept: Tensor, starts: Tensor, steps: Tensor) -> Tensor:
    """The score of the rows' own tags, shape (rows,)."""
    emitted = (scores.gather(2, tags[:, :, None])[:, :, 0] * kept).sum(1)
    stepped = (steps[tags[:, :-1], tags[:, 1:]] * kept[:, 1:]).sum(1)
    return starts[tags[:, 0]] + emitted + stepped
