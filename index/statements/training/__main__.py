"""Trains the tagger from annotated articles, and writes its weights.

    python -m index.statements.training TRAIN.jsonl.gz --development DEV.jsonl.gz --run FOLDER

The files are PolNeAR's, as JSON lines. FOLDER keeps checkpoints: run again after an
interruption, it goes on where it stopped. The same seed on the same machine gives the
same weights. Eight epochs over 840 articles take some 35 minutes on two idle cores.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import torch

from index.embedder import SentenceEmbedder
from index.statements.tagger.files import WEIGHTS
from index.statements.tagger.network import TagNetwork
from index.statements.tagger.weights import save
from index.statements.training.examples import Example, read_examples
from index.statements.training.loop import Recipe, Training
from index.statements.training.scoring import exact_f1

_SAVE_SECONDS: Final = 120.0
# glibc gives large blocks back to the system at once, and torch asks for them again at each
# step: keeping them is a third faster.
_KEEP_MEMORY: Final = {
    "MALLOC_MMAP_THRESHOLD_": "4294967296",
    "MALLOC_TRIM_THRESHOLD_": "8589934592",
    "MALLOC_TOP_PAD_": "268435456",
}


def main() -> None:
    asked = _arguments()
    _restart_keeping_memory()
    recipe = Recipe(epochs=asked.epochs, seed=asked.seed)
    torch.manual_seed(recipe.seed)
    model, tokenizer = SentenceEmbedder().bundled()
    network = TagNetwork(model, recipe.dropout)
    network.encoder.load_state_dict(model.encoder.state_dict())
    examples = [one for path in asked.articles for one in read_examples(path, tokenizer)]
    development = read_examples(asked.development, tokenizer)
    asked.run.mkdir(parents=True, exist_ok=True)
    training = Training(network, examples, recipe, asked.run)

    def tell(epoch: int, averaged: TagNetwork) -> None:
        _say(f"epoch {epoch}: {_scores(averaged, development)}")

    trained = training.run(save_seconds=_SAVE_SECONDS, on_epoch=tell, on_step=_say)
    save(trained, asked.weights)
    _say(f"written to {asked.weights}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m index.statements.training", description="Trains the tagger."
    )
    parser.add_argument("articles", nargs="+", type=Path, help="annotated articles to learn from")
    parser.add_argument("--development", required=True, type=Path, help="articles to measure on")
    parser.add_argument("--run", required=True, type=Path, help="a folder for checkpoints")
    parser.add_argument("--weights", default=WEIGHTS, type=Path, help="where the weights go")
    parser.add_argument("--epochs", default=Recipe().epochs, type=int)
    parser.add_argument("--seed", default=Recipe().seed, type=int)
    return parser.parse_args()


def _restart_keeping_memory() -> None:
    """The C library reads these settings only when a process begins."""
    if sys.platform == "linux" and not _KEEP_MEMORY.keys() <= os.environ.keys():
        command = [sys.executable, "-m", "index.statements.training", *sys.argv[1:]]
        os.execve(sys.executable, command, {**os.environ, **_KEEP_MEMORY})  # noqa: S606


def _scores(network: TagNetwork, development: Sequence[Example]) -> str:
    f1 = exact_f1(network, development)
    return ", ".join(f"{label} {share:.3f}" for label, share in f1.items())


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - this is a command


if __name__ == "__main__":
    main()
