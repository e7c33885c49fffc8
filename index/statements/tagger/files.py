"""Where the tagger's weights lie, and the checksum that they are known by."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from index.errors import ModelError

WEIGHTS: Final = Path(__file__).with_name("weights.safetensors")


def published_fingerprint(weights: Path = WEIGHTS) -> str:
    """The SHA-256 that belongs to the weights; raises ModelError where it is missing."""
    try:
        return checksum_of(weights).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ModelError(
            f"The tagger's checksum cannot be read: {error}.", "Install whosaid anew."
        ) from error


def checksum_of(weights: Path) -> Path:
    """The file beside the weights that holds their checksum."""
    return weights.with_suffix(".sha256")


def fingerprint(weights: Path) -> str:
    """SHA-256 of the file; raises OSError."""
    return hashlib.sha256(weights.read_bytes()).hexdigest()
