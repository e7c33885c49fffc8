"""Every true output and every false one put to the verifier, and what is shown of them."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Final

from bot.answering.model.reply import read_claims
from bot.answering.types import Evidence, Question, Timings
from bot.answering.verifier import verify_written
from bot.answering.written.claims import Material, SentPassage
from index.library import Library
from index.query import Query
from tests.evaluation.adversarial.mutations import Mutated, mutations
from tests.evaluation.adversarial.oracle import is_still_true, wrong_quotations
from tests.evaluation.adversarial.outputs import Output, Source, outputs

FEWEST: Final = 2000
ACCEPTED: Final = 0.97
_QUESTION: Final = Question("What was said?", date(2016, 11, 1))
_EVIDENCE: Final = Evidence(Query("?"), (), 0.0, Timings(0.0, 0.0, 0.0))


@dataclass(slots=True)
class Measured:
    """How many outputs of each kind there were, and which of them came out wrong."""

    true: Counter[str] = field(default_factory=Counter)
    refused: list[Output] = field(default_factory=list)
    false: Counter[str] = field(default_factory=Counter)
    quotations: list[tuple[Mutated, str]] = field(default_factory=list)
    speakers: list[tuple[Mutated, str]] = field(default_factory=list)
    claims: list[tuple[Mutated, str]] = field(default_factory=list)

    @property
    def accepted(self) -> float:
        """The share of the true outputs that are shown."""
        return 1 - len(self.refused) / max(self.true.total(), 1)

    @property
    def is_met(self) -> bool:
        """Whether nothing wrong is shown of enough outputs, and enough of the true ones are."""
        enough = self.false.total() >= FEWEST and self.accepted >= ACCEPTED
        return enough and not self.quotations and not self.speakers


def measure(library: Library, seed: int, most: int | None = None) -> Measured:
    """Put the outputs about all articles of a library, or the first so many, to the verifier."""
    random, measured = Random(seed), Measured()  # noqa: S311 - reproducible, not secret
    articles = sorted(library.every_article(), key=lambda each: each.metadata.url or "")
    for article in articles[:most]:
        source = Source.of(library, article)
        material = {
            number: SentPassage(article.id, article.version, passage.span)
            for number, passage in enumerate(source.passages, start=1)
        }
        for output in outputs(source, random):
            _judge_true(library, material, output, measured)
            for mutated in mutations(output, source, random):
                _judge_false(library, material, mutated, output, measured)
    return measured


def _judge_true(library: Library, material: Material, output: Output, measured: Measured) -> None:
    measured.true[output.form] += 1
    shown = _shown(library, material, output)
    if shown is None or wrong_quotations(shown, output):
        measured.refused.append(output)


def _judge_false(
    library: Library, material: Material, mutated: Mutated, truth: Output, measured: Measured
) -> None:
    if is_still_true(mutated, truth):
        return
    measured.false[mutated.kind] += 1
    shown = _shown(library, material, mutated.output)
    if shown is None:
        return
    if wrong_quotations(shown, truth) or mutated.wrong == "quotation":
        measured.quotations.append((mutated, shown))
    elif mutated.wrong == "speaker":
        measured.speakers.append((mutated, shown))
    else:
        measured.claims.append((mutated, shown))


def _shown(library: Library, material: Material, output: Output) -> str | None:
    """The lead of the answer to which the model's reply leads; None where there is none."""
    support = [{"passage": number, "words": words} for number, words in output.supports]
    reply = json.dumps({"claims": [{"text": output.text, "support": support}]})
    answer = verify_written(library, _QUESTION, read_claims(reply), material, _EVIDENCE)
    return answer.lead if answer else None


def report(measured: Measured, *, misses: bool) -> Iterator[str]:
    """Both figures, by kind, and with `misses` each output that came out wrong."""
    by_form = Counter(each.form for each in measured.refused)
    yield f"true outputs: {measured.true.total()}, shown {measured.accepted:.3f}"
    yield from (f"  {form}: {n - by_form[form]} of {n}" for form, n in measured.true.items())
    wrong = {
        "wrong quotations": measured.quotations,
        "wrong speakers": measured.speakers,
        "other false claims": measured.claims,
    }
    yield f"false outputs: {measured.false.total()}"
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for what, found in wrong.items():
        for mutated, _ in found:
            counts[mutated.kind][what] += 1
    for kind, number in sorted(measured.false.items()):
        shown = ", ".join(f"{n} {what}" for what, n in counts[kind].items()) or "none shown"
        yield f"  {kind}: {number}, {shown}"
    yield ", ".join(f"{len(found)} {what}" for what, found in wrong.items())
    if misses:
        yield from _misses(measured, wrong)


def _misses(measured: Measured, wrong: dict[str, list[tuple[Mutated, str]]]) -> Iterator[str]:
    for output in measured.refused:
        yield f"refused ({output.form}): {output.text}"
    for what, found in wrong.items():
        for mutated, shown in found:
            yield f"{what} ({mutated.kind}): {shown}"
