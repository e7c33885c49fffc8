"""What a question asks for, and whether a text holds one."""

from __future__ import annotations

import pytest

from bot.answering.questions.expected import expected_of


@pytest.mark.parametrize(
    ("question", "text", "held"),
    [
        ("How many boats sank?", "Nine boats sank.", True),
        ("How many boats sank?", "The boats sank.", False),
        ("When did it sink?", "It sank on Tuesday.", True),
        ("When did it sink?", "It sank.", False),
        ("Why did it sink?", "It sank because of the rain.", True),
        ("Who sank it?", "It sank.", False),
        ("Who sank it?", "Maro sank it.", False),  # any sentence opens with a capital
        ("Who sank it?", "In the end, Maro sank it.", True),
        ("Who sank the Velden?", "In the end the Velden sank.", False),
        ("Which country bought it?", "It was bought by Tolmira.", True),
        ("Which country bought it?", "It was bought by the neighbours.", False),
        ("What country bought it?", "It was bought by the neighbours.", False),
        ("What happened?", "It was bought by the neighbours.", True),
        ("How many boats did it sell in 2024?", "It sold boats in 2024.", False),
        ("How many boats did it sell in 2024?", "It sold 40 boats in 2024.", True),
    ],
)
def test_what_is_asked_for(question: str, text: str, held: bool) -> None:
    expected, rest = expected_of(question)
    assert expected.found_in(text) is held
    assert "How many" not in rest
