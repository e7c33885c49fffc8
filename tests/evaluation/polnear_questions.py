"""Questions made of PolNeAR's attributions, and the articles that they are about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from bot.selftest.questions import GoldQuestion
from index.types import NewArticle


def articles(data: Path) -> Iterator[NewArticle]:
    return iter(())


def questions(data: Path, kind: Literal["statement", "headline", "reworded"]) -> list[GoldQuestion]:
    return []
