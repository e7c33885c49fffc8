"""The intervals against published values, and which figures a set allows."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answering.types import Evidence, NotFound, Outcome, Question, Related, Timings
from bot.selftest.figures import Figure, figures, mean_reciprocal_rank, share
from bot.selftest.measuring import NEVER, Measured
from bot.selftest.questions import GoldQuestion
from index.query import Query

QUESTION = Question("What?", date(2026, 1, 1))
EVIDENCE = Evidence(Query("?"), (), 0.0, Timings(0.0, 0.0, 0.0))
NOWHERE: Outcome = NotFound(QUESTION, "Nothing.", EVIDENCE)
NEAR: Outcome = Related(QUESTION, "Near.", (), EVIDENCE)
NAMED = GoldQuestion(QUESTION, articles=("A-00000",))
FOREIGN = GoldQuestion(QUESTION, expect="not_found")


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        # Newcombe (1998), Statistics in Medicine 17, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1.0),
    ],
)
def test_wilson_intervals(hits: int, of: int, low: float, high: float) -> None:
    figure = share("x", [True] * hits + [False] * (of - hits))
    assert (figure.hits, figure.of) == (hits, of)
    assert figure.value == pytest.approx(hits / of)
    assert figure.low == pytest.approx(low, abs=5e-5)
    assert figure.high == pytest.approx(high, abs=5e-5)


def test_the_mean_reciprocal_rank_counts_ten_ranks() -> None:
    figure = mean_reciprocal_rank("x", [1, 2, 10, 11, NEVER])
    assert figure.value == pytest.approx((1 + 1 / 2 + 1 / 10) / 5)
    assert (figure.of, figure.hits) == (5, None)


def test_the_resampled_interval_is_that_of_a_mean() -> None:
    """Of 400 ranks, half first and half never, a mean is normal: 0.5 ± 1.96 · 0.5 / √400."""
    figure = mean_reciprocal_rank("x", [1, NEVER] * 200)
    assert figure.low == pytest.approx(0.451, abs=0.004)
    assert figure.high == pytest.approx(0.549, abs=0.004)
    assert figure == mean_reciprocal_rank("x", [1, NEVER] * 200)


def test_a_mean_of_equal_ranks_is_certain() -> None:
    figure = mean_reciprocal_rank("x", [2, 2, 2])
    assert (figure.low, figure.value, figure.high) == (0.5, 0.5, 0.5)


def by_name(*measured: Measured) -> dict[str, Figure]:
    return {figure.name: figure for figure in figures(measured)}


def test_only_figures_that_apply_are_there() -> None:
    assert by_name() == {}
    assert set(by_name(Measured(FOREIGN, NOWHERE))) == {
        "should not be found: answered",
        "should not be found: related",
        "should not be found: not found",
    }
    assert set(by_name(Measured(GoldQuestion(QUESTION), NEAR, fault="is related"))) == {
        "no right article named: answered",
        "no right article named: related",
        "false refusals (not found)",
        "answered without a fault",
    }


def test_a_question_whose_right_articles_are_missing_is_in_no_figure() -> None:
    found = Measured(NAMED, NEAR, article_rank=2, cites_right=True, without=NOWHERE)
    missing = Measured(NAMED, NOWHERE, missing=("A-00000 is not in this library.",))
    assert by_name(found, missing) == by_name(found)
    assert by_name(found)["Hits@4"].of == 1


def test_every_figure_counts_what_it_says() -> None:
    rows = by_name(
        Measured(
            NAMED,
            NEAR,
            article_rank=4,
            evidence_rank=2,
            cites_right=True,
            shows_words=True,
            credits_speaker=False,
            without=NEAR,
            fault="x",
        ),
        Measured(NAMED, NOWHERE, article_rank=NEVER, cites_right=False, without=NOWHERE, fault="x"),
        Measured(FOREIGN, NEAR, fault="x"),
    )
    shares = {name: (figure.hits, figure.of) for name, figure in rows.items()}
    assert shares == {
        "Hits@1": (0, 2),
        "Hits@4": (1, 2),
        "Hits@10": (1, 2),
        "MRR@10": (None, 2),
        "evidence in top 1 passage": (0, 1),
        "evidence in top 3 passages": (1, 1),
        "evidence in top 5 passages": (1, 1),
        "answered, citing a right article": (0, 2),
        "answered, citing only others": (0, 2),
        "related, citing a right article": (1, 2),
        "false refusals (not found)": (1, 2),
        "wanted words shown": (1, 1),
        "speaker credited": (0, 1),
        "answered without a fault": (0, 2),
        "with the right articles taken out: answered": (0, 2),
        "should not be found: answered": (0, 1),
        "should not be found: related": (1, 1),
        "should not be found: not found": (0, 1),
    }
