"""The measure in small, so that it stays true from commit to commit."""

from __future__ import annotations

from tests.evaluation.jobs.measure import measure, report


def test_a_killed_job_goes_on_and_every_source_has_its_one_result() -> None:
    measured = measure(total=30, kills=1, seed=7)
    lines = list(report(measured))
    assert list(measured.faults()) == [], lines
    assert len(measured.kills) == 1
