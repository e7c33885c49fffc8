"""How well a network in training tags articles that it has not learned from."""

from __future__ import annotations

from collections.abc import Sequence

from index.statements.tagger.decoding import best_tags
from index.statements.tagger.labels import (
    LABELS,
    Label,
    WordSpan,
    impossible_starts,
    impossible_steps,
    spans_of,
)
from index.statements.tagger.network import TagNetwork
from index.statements.tagger.scores import scores_of
from index.statements.training.examples import Example


def exact_f1(network: TagNetwork, examples: Sequence[Example]) -> dict[Label, float]:
    """F1 of each label over spans of words; a span counts where both its ends are right."""
    found = _tagged(network, examples)
    wanted = [set(spans_of(example.tags.tolist())) for example in examples]
    return {label: _f1(found, wanted, label) for label in LABELS}


def _tagged(network: TagNetwork, examples: Sequence[Example]) -> list[set[WordSpan]]:
    starts = network.starts.detach().float().numpy() + impossible_starts()
    steps = network.steps.detach().float().numpy() + impossible_steps()
    return [
        set(spans_of(best_tags(scores, starts, steps).tolist()))
        for scores in scores_of(network, [example.words for example in examples])
    ]


def _f1(found: Sequence[set[WordSpan]], wanted: Sequence[set[WordSpan]], label: Label) -> float:
    mine = [{span for span in one if span.label == label} for one in found]
    gold = [{span for span in one if span.label == label} for one in wanted]
    right = sum(len(a & b) for a, b in zip(mine, gold, strict=True))
    total = sum(len(a) + len(b) for a, b in zip(mine, gold, strict=True))
    return 2 * right / max(total, 1)
