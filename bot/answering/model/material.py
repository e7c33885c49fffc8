"""What a model is sent for a question: the passages, and the messages that carry them."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import zip_longest
from typing import Final

from bot.answering.model.protocol import Message
from bot.answering.types import Citation, NotFound, Outcome, Question
from bot.answering.written.claims import Material, SentPassage
from bot.wording import day
from index.library import Library
from index.types import Article, Metadata, Passage, Span, Statement
from prompts import PassagePrompts, QuestionPrompts

MOST_PASSAGES: Final = 12
MOST_CHARACTERS: Final = 14_000
"""Of all passages together, so that a small model's context holds them."""
_BEGINNING: Final = 8
"""Words by which a statement is known again in the list of speakers."""


def gather(library: Library, outcomes: Sequence[Outcome]) -> Material:
    """The passages of what was found: first those that are quoted, then the nearest.

    Several outcomes take turns, so that none crowds out another; the same words count once.
    """
    turns = zip_longest(*(_wanted(library, outcome) for outcome in outcomes))
    wanted = dict.fromkeys(passage for turn in turns for passage in turn if passage)
    articles = library.get_all(passage.article_id for passage in wanted)
    material: dict[int, SentPassage] = {}
    seen: set[str] = set()
    size = 0
    for passage in wanted:
        article = articles.get(passage.article_id)
        if article is None or passage.span.end > len(article.text):
            continue
        words = " ".join(passage.span.of(article.text).split())
        if words in seen:
            continue
        size += len(words)
        if len(material) == MOST_PASSAGES or size > MOST_CHARACTERS:
            break
        seen.add(words)
        material[len(material) + 1] = SentPassage(article.id, article.version, passage.span)
    return material


def messages(
    library: Library, prompts: PassagePrompts, question: Question, material: Material
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


def question_messages(
    prompts: QuestionPrompts, context: str, question: str, asked: date
) -> list[Message]:
    """The same for a question that is to become others, with what is known beside it."""
    code = secrets.token_hex(8)
    turns = [Message("system", prompts.system)]
    for example in prompts.examples:
        shown = prompts.question(
            code=code, context=example.context, question=example.question, asked=example.asked
        )
        turns += [Message("user", shown), Message("assistant", example.reply)]
    put = prompts.question(code=code, context=context, question=question, asked=asked.isoformat())
    return [*turns, Message("user", put)]


def _wanted(library: Library, outcome: Outcome) -> list[Passage]:
    citations = () if isinstance(outcome, NotFound) else outcome.citations
    cited = [passage for each in citations for passage in _passages_of(library, each)]
    return [*cited, *(each.passage for each in outcome.evidence.passages)]


def _fenced(
    library: Library, prompts: PassagePrompts, material: Material, code: str
) -> Iterator[str]:
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
