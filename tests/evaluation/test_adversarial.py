"""The evaluation sees what is wrong, and finds nothing of it in what is shown of the samples."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from index.library import Library
from tests.evaluation.adversarial.measure import measure, report
from tests.evaluation.adversarial.mutations import mutations
from tests.evaluation.adversarial.oracle import wrong_quotations
from tests.evaluation.adversarial.outputs import Output, Source, outputs


@pytest.fixture(scope="module")
def quoting(sample_library: Library) -> tuple[Output, Source]:
    random = Random(1)  # noqa: S311 - reproducible, not secret
    for article in sample_library.every_article():
        source = Source.of(sample_library, article)
        for output in outputs(source, random):
            if output.quoted:
                return output, source
    raise AssertionError("the samples quote somebody")


def test_a_wrong_quotation_is_seen(quoting: tuple[Output, Source]) -> None:
    output, _ = quoting
    assert wrong_quotations(f"X said: “{output.quoted[0]}.” [1]", output) == []
    word = output.quoted[0].split()[1]
    changed = output.quoted[0].replace(word, "zebra")
    assert wrong_quotations(f"X said: “{changed}.” [1]", output) == [f"{changed}."]
    text = output.article.text
    narrated = text[text.index(".") - 20 : text.index(".")]
    assert wrong_quotations(f"X said: “{narrated}.”", replace(output, statement=None))


def test_mutations_change_something_each(quoting: tuple[Output, Source]) -> None:
    output, source = quoting
    made = list(mutations(output, source, Random(1)))  # noqa: S311 - reproducible, not secret
    assert len({mutated.kind for mutated in made}) > 15
    for mutated in made:
        assert (mutated.output.text, mutated.output.supports) != (output.text, output.supports)


def test_nothing_wrong_is_shown_of_the_samples(sample_library: Library) -> None:
    measured = measure(sample_library, seed=1, most=3)
    assert measured.false.total() > 300
    assert measured.quotations == []
    assert measured.speakers == []
    assert measured.accepted > 0.9
    lines = list(report(measured, misses=True))
    assert lines[0].startswith("true outputs: ")
    assert any(line.startswith("0 wrong quotations, 0 wrong speakers") for line in lines)
