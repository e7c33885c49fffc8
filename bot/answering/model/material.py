"""What a model is sent for a question: the passages, and the messages that carry them."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from typing import Final

from bot.answering.model.protocol import Message
from bot.answering.types import Citation, NotFound, Outcome, Question
from bot.answering.written.claims import Material, SentPassage
from bot.wording import day
from index.library import Library
from index.types import Article, Metadata, Passage, Span, Statement
from prompts import Prompts

MOST_PASSAGES: Final = 12
MOST_CHARACTERS: Final = 14_000
"""Of all passages together, so that a small model's context holds them."""
_BEGINNING: Final = 8
"""Words by which a statement is known again in the list of speakers."""


def gather(library: Library, outcome: Outcome) -> Material:
    """The passages of what was found: first those that are quoted, then the nearest."""
    citations = () if isinstance(outcome, NotFound) else outcome.citations
    cited = (_passages_of(library, citation) for citation in citations)
    found = (each.passage for each in outcome.evidence.passages)
    wanted = dict.fromkeys([*(passage for each in cited for passage in each), *found])
    articles = library.get_all(passage.article_id for passage in wanted)
    material: dict[int, SentPassage] = {}
    size = 0
    for passage in wanted:
        article = articles.get(passage.article_id)
        size += len(passage.span)
        if article is None or passage.span.end > len(article.text):
            continue
        if len(material) == MOST_PASSAGES or size > MOST_CHARACTERS:
            break
        material[len(material) + 1] = SentPassage(article.id, article.version, passage.span)
    return material


def messages(
    library: Library, prompts: Prompts, question: Question, material: Material
) -> list[Message]:
    """The rules, the examples, and the question with its passages, fenced by a secret code."""
    code = secrets.token_hex(8)
    turns = [Message("system", prompts.system)]
    for example in prompts.examples:
        passages = [
            prompts.passage(
                code=code,
                number=number,
                source=each.source,
                words=each.words,
                speakers=each.speakers,
            )
            for number, each in enumerate(example.passages, start=1)
        ]
        asked = prompts.question(
            code=code, passages=passages, question=example.question, asked=example.asked
        )
        turns += [Message("user", asked), Message("assistant", example.reply)]
    passages = list(_fenced(library, prompts, material, code))
    asked = prompts.question(
        code=code,
        passages=passages,
        question=question.text,
        asked=question.asked.isoformat(),
    )
    return [*turns, Message("user", asked)]


def _fenced(library: Library, prompts: Prompts, material: Material, code: str) -> Iterator[str]:
    articles = library.get_all(sent.article_id for sent in material.values())
    statements = {id_: library.statements(article_id=id_) for id_ in articles}
    for number, sent in material.items():
        if article := articles.get(sent.article_id):
            yield prompts.passage(
                code=code,
                number=number,
                source=_source(article.metadata),
                words=sent.span.of(article.text),
                speakers=list(_speakers(article, statements[article.id], sent.span)),
            )


def _passages_of(library: Library, citation: Citation) -> list[Passage]:
    passages = library.passages(citation.article.id)
    return [each for each in passages if each.span.overlaps(citation.span)]


def _source(metadata: Metadata) -> str:
    when = day(metadata.published) if metadata.published else None
    parts = ", ".join(filter(None, (metadata.publisher, when)))
    return ": ".join(filter(None, (parts, metadata.title))) or "an article"


def _speakers(article: Article, statements: Sequence[Statement], span: Span) -> Iterator[str]:
    """Whose words begin in a stretch, where that is certain."""
    for statement in statements:
        first = min(statement.content_spans)
        if statement.speaker and not statement.is_inferred and span.contains(first):
            words = first.of(article.text).split()
            cut = " …" if len(words) > _BEGINNING else ""
            yield f"{statement.speaker.name}: “{' '.join(words[:_BEGINNING])}{cut}”"
