"""The network: the embedding model's architecture, a shape for each word, and tag scores.

Its six layers are its own; the word embeddings below them are the embedding model's and
are shared with it, so that one process holds them once.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import BertConfig
from transformers.models.bert.modeling_bert import BertEncoder, BertModel

from index.statements.tagger.labels import TAGS
from index.statements.tagger.words import SHAPES


class TagNetwork(nn.Module):
    """Scores for each tag of each word.

    `embeddings` are those of `base` and are never trained; `encoder`, `shapes`, `head`,
    `steps` and `starts` are what training changes. The last two are added to the scores
    of each step from one tag to the next, shape (TAGS, TAGS), and of the first tag.
    """

    def __init__(self, base: BertModel, dropout: float = 0.0) -> None:
        super().__init__()
        config = BertConfig.from_dict(base.config.to_dict())
        config.hidden_dropout_prob = dropout
        # Dropout of attention costs a third of the speed, and helps no more than the other.
        config.attention_probs_dropout_prob = 0.0
        # Fused attention needs 20 MB less, but is a third slower to train.
        config._attn_implementation = "eager" if dropout else "sdpa"  # noqa: SLF001 - no public way
        self.embeddings = base.embeddings
        self.embeddings.requires_grad_(False)
        self.encoder = BertEncoder(config)  # type: ignore[no-untyped-call]
        self.shapes = nn.Embedding(SHAPES, config.hidden_size)
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(config.hidden_size, TAGS)
        self.steps = nn.Parameter(torch.zeros(TAGS, TAGS))
        self.starts = nn.Parameter(torch.zeros(TAGS))
        nn.init.normal_(self.shapes.weight, std=0.02)

    def forward(self, pieces: Tensor, shapes: Tensor, kept: Tensor) -> Tensor:
        """Scores, shape (windows, pieces, TAGS), of ids and shapes of shape (windows, pieces).

        `kept` is true where a piece is no padding.
        """
        shaped = self.shapes(shapes)
        states = self.embeddings(input_ids=pieces).to(shaped.dtype) + shaped
        away = torch.zeros(kept.shape, dtype=states.dtype).masked_fill(~kept, float("-inf"))
        states = self.encoder(self.dropout(states), attention_mask=away[:, None, None, :])
        scores: Tensor = self.head(self.dropout(states.last_hidden_state))
        return scores
