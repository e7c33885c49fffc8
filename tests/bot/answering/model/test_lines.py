from __future__ import annotations

from dataclasses import replace

from bot.answering.model.cache import Written
from bot.answering.model.lines import Line, WrittenLines


def test_the_lines_shown_last_are_kept_and_a_new_version_is_another_line() -> None:
    lines, written = WrittenLines(most=2), Written((), {})
    one = Line("ours", "the dam", "Q-1", 1, "prompts", "model")
    two, three = replace(one, statement="Q-2"), replace(one, version=2)
    lines.put(one, written)
    lines.put(two, written)
    assert lines.get(one) is written
    lines.put(three, written)
    assert lines.get(two) is None
    assert (lines.get(one), lines.get(three)) == (written, written)
