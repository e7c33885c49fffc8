from __future__ import annotations

from bot.wording import counted


def test_numbers_with_their_nouns() -> None:
    assert counted(1, "article") == "1 article"
    assert counted(2977, "article") == "2,977 articles"
