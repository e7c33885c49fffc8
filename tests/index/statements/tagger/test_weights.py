"""The weights on disk: what is shipped, and what a damaged file says."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from transformers import BertModel

from index.errors import ModelError
from index.statements.tagger.files import WEIGHTS, fingerprint, published_fingerprint
from index.statements.tagger.network import TagNetwork
from index.statements.tagger.weights import load, save
from tests.fakes import WordEmbedder

MOST_BYTES = 12_000_000


@pytest.fixture(scope="module")
def base() -> BertModel:
    return WordEmbedder().bundled()[0]


def test_what_is_shipped_is_whole_and_small() -> None:
    assert fingerprint(WEIGHTS) == published_fingerprint()
    assert WEIGHTS.stat().st_size <= MOST_BYTES


def test_the_word_embeddings_are_the_embedding_models_own(base: BertModel) -> None:
    network = load(base)
    mine = network.embeddings.word_embeddings.weight
    assert mine.data_ptr() == base.embeddings.word_embeddings.weight.data_ptr()


def test_saving_keeps_the_weights_nearly_and_saving_again_exactly(
    base: BertModel, tmp_path: Path
) -> None:
    torch.manual_seed(0)
    network = TagNetwork(base)
    save(network, tmp_path / "one.safetensors")
    once = load(base, tmp_path / "one.safetensors")
    save(once, tmp_path / "two.safetensors")
    twice = load(base, tmp_path / "two.safetensors")
    for (name, value), kept, again in zip(
        network.state_dict().items(),
        once.state_dict().values(),
        twice.state_dict().values(),
        strict=True,
    ):
        assert (value - kept).abs().max() <= 0.01 * value.abs().max() + 1e-6, name
        assert torch.allclose(kept, again, atol=1e-6), name


def test_damaged_weights_are_told_apart(base: BertModel, tmp_path: Path) -> None:
    path = tmp_path / "weights.safetensors"
    path.write_bytes(WEIGHTS.read_bytes()[:-1] + b"x")
    path.with_suffix(".sha256").write_text(published_fingerprint())
    with pytest.raises(ModelError, match="not those that belong"):
        load(base, path)


def test_missing_weights_say_what_to_do(base: BertModel, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="Install whosaid anew"):
        load(base, tmp_path / "weights.safetensors")


def test_weights_of_another_shape_are_refused(base: BertModel, tmp_path: Path) -> None:
    from safetensors.torch import save_file

    path = tmp_path / "weights.safetensors"
    save_file({"head.weight": torch.zeros(7, 384)}, path)
    path.with_suffix(".sha256").write_text(fingerprint(path))
    with pytest.raises(ModelError, match="another shape"):
        load(base, path)
