"""How much of a question's words a text holds."""

from __future__ import annotations

import pytest

from index.relevance import Relevance

RELEVANCE = Relevance({"dam": 3.0, "flooded": 1.0})


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("The DAM broke.", 0.75),
        ("Dams flood.", 1.0),
        ("“Flooding”, he said; the dam—", 1.0),
        ("fl\u00f6\u00f6ded d\u00e1m", 1.0),
        ("the_dam", 0.75),
        ("madam, adamant, damage", 0.0),
        ("", 0.0),
    ],
)
def test_words_count_by_their_stems_and_weights(text: str, share: float) -> None:
    assert RELEVANCE.coverage(text) == pytest.approx(share)


def test_texts_count_together() -> None:
    assert RELEVANCE.coverage("the dam", "it flooded") == 1.0


def test_a_question_without_telling_words_is_covered_by_nothing() -> None:
    assert Relevance({}).coverage("any text") == 0.0


def test_accents_in_the_question_do_not_matter() -> None:
    assert Relevance({"élan": 1.0}).coverage("with elan") == 1.0
    assert Relevance({"elan": 1.0}).coverage("with Élan") == 1.0
    assert Relevance({"дамба": 1.0}).coverage("Дамба стоит") == 1.0


@pytest.mark.parametrize(
    ("texts", "likeness"),
    [
        (["Dam flooded"], 1.0),
        (["Dams flood", "the dam, and of it"], 1.0),
        (["The dam held"], 3 / (4 + 2)),
        (["Flooded roads closed"], 1 / (4 + 2 * 2)),
        (["Nothing like that"], 0.0),
        ([""], 0.0),
    ],
)
def test_likeness_is_what_is_shared_of_all_that_either_says(
    texts: list[str], likeness: float
) -> None:
    # A word that is not the question's counts 2, the mean of 3 and 1.
    assert RELEVANCE.likeness(*texts) == pytest.approx(likeness)


def test_a_question_without_telling_words_is_like_nothing() -> None:
    assert Relevance({}).likeness("any text") == 0.0
