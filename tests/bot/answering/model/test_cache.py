from __future__ import annotations

from bot.answering.model.cache import Asked, Written, WrittenCache
from tests.bot.answering.model.conftest import QUESTION


def asked(library: str = "ours", generation: int = 1) -> Asked:
    return Asked.of(library, generation, QUESTION, "prompts", "model")


def test_the_cache_is_bounded_and_forgets_older_generations() -> None:
    cache, written = WrittenCache(most=2), Written((), {})
    cache.put(asked(), written)
    cache.put(asked("theirs"), written)
    assert cache.get(asked()) is written
    cache.put(asked("others"), written)
    assert cache.get(asked("theirs")) is None
    cache.put(asked(generation=2), written)
    assert cache.get(asked()) is None
    assert cache.get(asked(generation=2)) is written
