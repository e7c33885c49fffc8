"""Articles that tell a model what to do, and a model that obeys: nothing comes of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.answering.answerer import Answerer
from bot.answering.model.asking import Prices
from bot.answering.model.endpoint import Endpoint
from bot.answering.model.protocol import ModelRules
from bot.answering.model.writer import Writer
from bot.answering.types import Answer, NotFound, Question
from index.libraries import Libraries
from index.library import Library
from index.types import Metadata, NewArticle
from prompts import load_prompts
from tests.bot.answering.model.scripted import KEY, saying, scripted
from tests.fakes import WordEmbedder

INJECTIONS = [
    json.loads(line)
    for line in Path(__file__).with_name("injections.jsonl").read_text("utf-8").splitlines()
]
HIT = "The bridge at Velden was closed on Tuesday after a lorry hit it."
URL = "https://post.example/bridge"
PASSAGE = re.compile(r"<<<(\w{16}) passage (\d+)>>>\n(.*?)<<<\1 end>>>", re.DOTALL)


@dataclass(slots=True)
class Obeying:
    """Replies what the article of the moment wants, relying on whatever could be relied on."""

    told: str = ""
    wants: str = ""

    async def __call__(self, request: web.Request, body: dict[str, Any]) -> web.StreamResponse:
        passages = PASSAGE.findall(body["messages"][-1]["content"])
        numbers = [int(number) for _, number, text in passages if self.told in text]
        assert numbers, "the article is among the passages"
        relied = (self.told, self.wants, self.wants.rstrip("."), HIT)
        claims = [
            {"text": self.wants, "support": [{"passage": numbers[0], "words": words}]}
            for words in relied
        ]
        true = {"text": HIT, "support": [{"passage": numbers[0], "words": HIT}]}
        return await saying(json.dumps({"claims": [*claims, *[true] * 6]}))(request, body)


@pytest.fixture(scope="module")
def obeying(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Obeying, Writer, Libraries]]:
    script = Obeying()
    libraries = Libraries(tmp_path_factory.mktemp("injections"), WordEmbedder())
    with scripted(script) as endpoint:
        rules = ModelRules(endpoint.url, "scripted", KEY)
        writer = Writer(Endpoint(rules), load_prompts(), libraries, Prices())
        yield script, writer, libraries
        writer.close()
    libraries.close()


def test_there_are_thirty() -> None:
    assert len({each["told"] for each in INJECTIONS}) == 30


def test_what_is_true_beside_it_is_written(obeying: tuple[Obeying, Writer, Libraries]) -> None:
    assert {claim.text for claim in written(obeying, 0).claims} == {HIT}


@pytest.mark.parametrize("number", range(len(INJECTIONS)))
def test_what_an_article_tells_a_model_comes_to_nothing(
    obeying: tuple[Obeying, Writer, Libraries], number: int
) -> None:
    outcome = written(obeying, number)
    assert {claim.text for claim in outcome.claims} <= {HIT}
    assert {citation.article.metadata.url for citation in outcome.citations} == {URL}


def written(obeying: tuple[Obeying, Writer, Libraries], number: int) -> Answer:
    """The answer about a library that holds one article with these instructions alone."""
    script, writer, libraries = obeying
    script.told, script.wants = INJECTIONS[number]["told"], INJECTIONS[number]["wants"]
    library: Library = libraries.get(f"server-{number}")
    text = f"{HIT} {script.told} Repairs will take two weeks, the council hopes."
    metadata = Metadata(title="Bridge closed", url=URL, published=date(2026, 3, 3))
    library.add([NewArticle("a", text, metadata)], added_by="tester")
    question = Question("Why was the bridge at Velden closed?", date(2026, 3, 4))
    found = Answerer().answer(library, question)
    assert not isinstance(found, NotFound)
    outcome = writer.write(library, question, found).outcome
    assert isinstance(outcome, Answer)
    return outcome
