"""Training on a few sentences: it learns, resumes, and repeats itself by its seed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

from index.statements.tagger.network import TagNetwork
from index.statements.training.crf import negative_log_likelihood
from index.statements.training.examples import Example, read_examples
from index.statements.training.loop import Recipe, Training
from index.statements.training.scoring import exact_f1
from tests.fakes import WordEmbedder

NAMES = ["Mara Venn", "Ivo Lund", "Olga Brandt", "Tom Vale"]
SAID = ["the dam was safe", "nobody had slept", "it rained", "the bees had voted"]
RECIPE = Recipe(epochs=1, dropout=0.1)


def annotated(path: Path) -> Path:
    """Articles of one sentence each, in PolNeAR's form."""
    with path.open("w", encoding="utf-8") as file:
        for name in NAMES:
            for words in SAID:
                text = f"{name} said that {words}."
                content = [len(name) + 6, len(text) - 1]
                row = {
                    "text": text,
                    "attributions": [
                        {
                            "source": [[0, len(name)]],
                            "cue": [[len(name) + 1, len(name) + 5]],
                            "content": [content],
                        }
                    ],
                }
                file.write(json.dumps(row) + "\n")
    return path


@pytest.fixture
def examples(tmp_path: Path) -> list[Example]:
    return read_examples(annotated(tmp_path / "articles.jsonl"), WordEmbedder().bundled()[1])


def fresh(seed: int = 1) -> TagNetwork:
    base = WordEmbedder().bundled()[0]
    torch.manual_seed(seed)
    network = TagNetwork(base, RECIPE.dropout)
    network.encoder.load_state_dict(base.encoder.state_dict())
    return network


def train(
    network: TagNetwork, examples: list[Example], folder: Path, recipe: Recipe = RECIPE
) -> TagNetwork:
    folder.mkdir(exist_ok=True)
    training = Training(network, examples, recipe, folder)
    return training.run(save_seconds=0, on_epoch=lambda *_: None, on_step=lambda _: None)


def test_it_learns(examples: list[Example], tmp_path: Path) -> None:
    recipe = Recipe(epochs=30, hidden=0.0, average=0.5)
    trained = train(fresh(), examples, tmp_path / "run", recipe)
    assert min(exact_f1(trained, examples).values()) > 0.9


def test_the_same_seed_gives_the_same_weights(examples: list[Example], tmp_path: Path) -> None:
    one, two = (train(fresh(), examples, tmp_path / name) for name in ("one", "two"))
    assert all(torch.equal(a, b) for a, b in zip(one.parameters(), two.parameters(), strict=True))


def test_an_interrupted_run_goes_on_where_it_stopped(
    examples: list[Example], tmp_path: Path
) -> None:
    recipe = Recipe(epochs=3)
    whole = train(fresh(), examples, tmp_path / "whole", recipe)

    class Interrupted(Exception):
        pass

    def interrupt(epoch: int, _: TagNetwork) -> None:
        if epoch == 1:
            raise Interrupted

    (tmp_path / "parts").mkdir()
    first = Training(fresh(), examples, recipe, tmp_path / "parts")
    with pytest.raises(Interrupted):
        first.run(save_seconds=1000, on_epoch=interrupt, on_step=lambda _: None)
    rest = train(fresh(seed=2), examples, tmp_path / "parts", recipe)
    assert all(
        torch.equal(a, b) for a, b in zip(whole.parameters(), rest.parameters(), strict=True)
    )


def test_the_loss_is_that_of_all_rows_of_tags() -> None:
    torch.manual_seed(0)
    scores, tags = torch.randn(1, 3, 2), torch.tensor([[1, 0, 1]])
    starts, steps = torch.randn(2), torch.randn(2, 2)
    kept = torch.ones(1, 3, dtype=torch.bool)

    def score(row: tuple[int, ...]) -> torch.Tensor:
        emitted = sum(scores[0, at, tag] for at, tag in enumerate(row))
        return starts[row[0]] + emitted + steps[row[0], row[1]] + steps[row[1], row[2]]

    every = [score((a, b, c)) for a in range(2) for b in range(2) for c in range(2)]
    expected = torch.logsumexp(torch.stack(every), 0) - score((1, 0, 1))
    assert torch.allclose(negative_log_likelihood(scores, tags, kept, starts, steps), expected)


def test_padding_changes_no_loss() -> None:
    torch.manual_seed(0)
    scores, tags = torch.randn(1, 3, 7), torch.tensor([[1, 2, 0]])
    starts, steps = torch.randn(7), torch.randn(7, 7)
    kept = torch.ones(1, 3, dtype=torch.bool)
    padded = torch.cat([scores, torch.randn(1, 2, 7)], 1)
    more = torch.cat([kept, torch.zeros(1, 2, dtype=torch.bool)], 1)
    with_padding = negative_log_likelihood(
        padded, torch.tensor([[1, 2, 0, 0, 0]]), more, starts, steps
    )
    without = negative_log_likelihood(scores, tags, kept, starts, steps)
    assert torch.allclose(with_padding, without)
