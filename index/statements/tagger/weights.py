"""The tagger's weights on disk: whole numbers of 8 bits, with a scale for each row.

Matrices are kept as int8 with one fp16 scale a row, all else as fp16: a quarter of the
size, for a difference in the tags that the model card gives.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor
from transformers.models.bert.modeling_bert import BertModel

from index.errors import ModelError
from index.statements.tagger.files import WEIGHTS, checksum_of, fingerprint, published_fingerprint
from index.statements.tagger.network import TagNetwork

_SCALE: Final = ".scale"
_LARGEST: Final = 127
_LAYERS: Final = ("encoder.", "shapes.", "head.")


def save(network: TagNetwork, path: Path) -> None:
    """Write what training changed, and the checksum beside it."""
    tensors: dict[str, Tensor] = {}
    for name, value in network.state_dict().items():
        if name.startswith("embeddings."):
            continue
        if value.ndim == 2 and name.startswith("encoder."):
            scale = (value.abs().amax(1, keepdim=True) / _LARGEST).half()
            tensors[name] = (value / scale.float()).round().clamp(-_LARGEST, _LARGEST).char()
            tensors[name + _SCALE] = scale
        else:
            tensors[name] = value.half()
    save_file(tensors, path)
    checksum_of(path).write_text(fingerprint(path) + "\n", encoding="utf-8")


def load(base: BertModel, path: Path = WEIGHTS, kind: torch.dtype = torch.float32) -> TagNetwork:
    """The trained network over the word embeddings of `base`; raises ModelError.

    Its layers compute in numbers of `kind`.
    """
    with torch.device("meta"):  # every number but the embeddings' comes from the file
        network = TagNetwork(base)
    try:
        if fingerprint(path) != published_fingerprint(path):
            raise ModelError(
                f"The tagger's weights in {path} are not those that belong to this version.",
                "Install whosaid anew.",
            )
        stored = load_file(path)
        state = {
            name: _restored(stored, name).to(kind if name.startswith(_LAYERS) else torch.float32)
            for name in stored
            if not name.endswith(_SCALE)
        }
        missing, unknown = network.load_state_dict(state, strict=False, assign=True)
    except (OSError, SafetensorError, RuntimeError) as error:
        raise ModelError(
            f"The tagger's weights cannot be read: {error}.", "Install whosaid anew."
        ) from error
    if unknown or any(not name.startswith("embeddings.") for name in missing):
        raise ModelError("The tagger's weights are of another shape.", "Install whosaid anew.")
    return network.eval()


def _restored(stored: dict[str, Tensor], name: str) -> Tensor:
    value = stored[name].float()
    if name + _SCALE in stored:
        value = value * stored[name + _SCALE].float()
    return value.requires_grad_(False)


def fast_type() -> torch.dtype:
    """bfloat16 where the processor computes with it, which is half again as fast."""
    fast = torch.ops.mkldnn._is_mkldnn_bf16_supported()  # noqa: SLF001
    return torch.bfloat16 if fast else torch.float32
