"""How much of what a good small model writes under our prompts is shown: a figure to hold.

The outputs are written by hand as the prompts ask for them, with the slips that are usual:
words given to somebody whom the article does not plainly name, and sentences that do not
stand alone. All of them are true; what is refused is refused for want of proof.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from aiohttp import web

from bot.answering.answerer import Answerer
from bot.answering.model.asking import Prices
from bot.answering.model.endpoint import Endpoint
from bot.answering.model.protocol import ModelRules
from bot.answering.model.writer import Writer
from bot.answering.types import Answer, Question
from index.alignment import align
from index.library import Library
from index.store.models import ModelStore
from prompts import load_prompts
from tests.bot.answering.model.scripted import KEY, reply, saying, scripted

OUTPUTS = [
    json.loads(line)
    for line in Path(__file__).with_name("outputs.jsonl").read_text("utf-8").splitlines()
]
PROMPTS = load_prompts()
PASSAGE = re.compile(r"<<<(\w{16}) passage (\d+)>>>\n(.*?)<<<\1 end>>>", re.DOTALL)
ALL, SHOWN, ANSWERS = 50, 40, 19
"""Claims in all outputs, those that are shown, and the outputs of which an answer comes."""


@dataclass(slots=True)
class Good:
    """Writes the claims of the moment, each with the number of the passage that holds it."""

    parts: list[str] = field(default_factory=list)
    claims: list[tuple[str, str]] = field(default_factory=list)

    async def __call__(self, request: web.Request, body: dict[str, Any]) -> web.StreamResponse:
        if body["messages"][0]["content"] == PROMPTS.plan.system:
            return await saying(json.dumps({"questions": self.parts}))(request, body)
        found = PASSAGE.findall(body["messages"][-1]["content"])
        passages = {int(number): text for _, number, text in found}
        numbered = [
            (text, next(n for n, passage in passages.items() if align(words, passage)), words)
            for text, words in self.claims
        ]
        return await saying(reply(*numbered))(request, body)


class NoAccount:
    """Takes every spending, and keeps none."""

    def reserve(self, *_: object) -> bool:
        return True

    def settle(self, *_: object) -> None:
        """Nothing is kept."""


class NoAccounts:
    def model(self, _: str) -> ModelStore:
        return cast("ModelStore", NoAccount())


@pytest.fixture
def good() -> Iterator[tuple[Good, Writer]]:
    model = Good()
    with scripted(model) as endpoint:
        rules = ModelRules(endpoint.url, "scripted", KEY)
        writer = Writer(Endpoint(rules), PROMPTS, NoAccounts(), Prices())
        yield model, writer
        writer.close()


def test_most_of_what_a_good_small_model_writes_is_shown(
    sample_library: Library, good: tuple[Good, Writer]
) -> None:
    model, writer = good
    shown = answers = 0
    for output in OUTPUTS:
        model.parts, model.claims = output["parts"], output["claims"]
        question = Question(output["question"], date.fromisoformat(output["asked"]))
        found = Answerer().answer(sample_library, question)
        written = writer.write(sample_library, question, found)
        assert written.failure is None, (question.text, written.failure)
        if isinstance(written.outcome, Answer) and written.outcome.mode == "model":
            shown += len(written.outcome.claims)
            answers += 1
    assert sum(len(output["claims"]) for output in OUTPUTS) == ALL
    assert (shown, answers) == (SHOWN, ANSWERS)
