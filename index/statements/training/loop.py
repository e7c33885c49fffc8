"""The training itself: resumable at any checkpoint, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any, Final, cast

import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from index.statements.tagger.batches import Batch, by_word
from index.statements.tagger.network import TagNetwork
from index.statements.training.crf import negative_log_likelihood
from index.statements.training.examples import Example, epoch

_HEAD: Final = 5.0
_REPORT_STEPS: Final = 20


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train.

    `rate` is the learning rate of the top layer, `layer_decay` each layer's in that of
    the one above it; `hidden` is the share of words masked, `average` how much of the
    moving average each step keeps.
    """

    epochs: int = 8
    rate: float = 3e-4
    layer_decay: float = 0.9
    weight_decay: float = 0.05
    warm_up: float = 0.06
    dropout: float = 0.1
    hidden: float = 0.1
    average: float = 0.995
    seed: int = 1


class Training:
    """One run: a network, its moving average, and where in the data it stands."""

    def __init__(
        self, network: TagNetwork, examples: Sequence[Example], recipe: Recipe, folder: Path
    ) -> None:
        torch.manual_seed(recipe.seed)
        self.network = network
        self._examples = examples
        self._recipe = recipe
        self._checkpoint = folder / "checkpoint.pt"
        moving = get_ema_multi_avg_fn(recipe.average)  # type: ignore[no-untyped-call]
        self.average = AveragedModel(network, multi_avg_fn=moving)
        self._optimizer = torch.optim.AdamW(
            _groups(network, recipe), weight_decay=recipe.weight_decay, fused=True
        )
        steps = sum(1 for _ in self._epoch(0)) * recipe.epochs
        self._schedule = torch.optim.lr_scheduler.LambdaLR(
            self._optimizer, _linear(steps, recipe.warm_up)
        )
        self._epoch_done, self._batch_done = 0, 0

    def run(
        self,
        *,
        save_seconds: float,
        on_epoch: Callable[[int, TagNetwork], None],
        on_step: Callable[[str], None],
    ) -> TagNetwork:
        """Train to the end, from the last checkpoint if there is one; returns the average."""
        self._resume()
        saved = monotonic()
        for number in range(self._epoch_done, self._recipe.epochs):
            for at, (batch, tags) in enumerate(self._epoch(number)):
                if at < self._batch_done:
                    continue
                loss = self._step(batch, tags)
                self._batch_done = at + 1
                if at % _REPORT_STEPS == 0:
                    on_step(f"epoch {number + 1}, batch {at}: loss {loss:.4f} a word")
                if monotonic() - saved > save_seconds:
                    self._save()
                    saved = monotonic()
            self._epoch_done, self._batch_done = number + 1, 0
            self._save()
            on_epoch(number + 1, self.averaged())
        return self.averaged()

    def averaged(self) -> TagNetwork:
        return cast("TagNetwork", self.average.module).eval()

    def _epoch(self, number: int) -> Iterator[tuple[Batch, Tensor]]:
        dice = random.Random(f"{self._recipe.seed}/{number}")  # noqa: S311
        return epoch(self._examples, dice, self._recipe.hidden)

    def _step(self, batch: Batch, tags: Tensor) -> float:
        self.network.train()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = self.network(batch.pieces, batch.shapes, batch.kept)
        words = by_word(scores.float(), batch)
        loss = negative_log_likelihood(
            words, tags, batch.words, self.network.starts, self.network.steps
        )
        loss = loss / batch.words.sum()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self._optimizer.step()
        self._optimizer.zero_grad()
        self._schedule.step()
        self.average.update_parameters(self.network)
        return float(loss.detach())

    def _save(self) -> None:
        state: dict[str, Any] = {
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "schedule": self._schedule.state_dict(),
            "chance": torch.get_rng_state(),
            "done": (self._epoch_done, self._batch_done),
        }
        fresh = self._checkpoint.with_suffix(".new")
        torch.save(state, fresh)
        fresh.replace(self._checkpoint)

    def _resume(self) -> None:
        if not self._checkpoint.exists():
            return
        state = torch.load(self._checkpoint, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._schedule.load_state_dict(state["schedule"])
        torch.set_rng_state(state["chance"])
        self._epoch_done, self._batch_done = state["done"]


def _groups(network: TagNetwork, recipe: Recipe) -> list[dict[str, Any]]:
    """Parameters with their learning rates: lower layers change less, new ones more."""
    layers = network.encoder.layer
    groups: list[dict[str, Any]] = [
        {"params": list(layer.parameters()), "lr": recipe.rate * recipe.layer_decay**above}
        for above, layer in enumerate(reversed(layers))
    ]
    fresh = [*network.shapes.parameters(), *network.head.parameters()]
    groups.append({"params": fresh, "lr": recipe.rate * _HEAD})
    crf = [network.steps, network.starts]
    groups.append({"params": crf, "lr": recipe.rate * _HEAD, "weight_decay": 0.0})
    return groups


def _linear(steps: int, warm_up: float) -> Callable[[int], float]:
    rising = max(1, int(steps * warm_up))
    return lambda step: min((step + 1) / rising, max(0.0, (steps - step) / max(1, steps - rising)))
