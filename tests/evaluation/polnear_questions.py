"""Questions made of PolNeAR's attributions."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from bot.selftest.questions import GoldQuestion


def questions(data: Path, kind: Literal["statement", "headline", "reworded"]) -> list[GoldQuestion]:
    return []
