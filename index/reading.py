"""Reads articles: the vectors of their passages, their statements, and the statements' vectors.

Owns what is done where reading statements fails: the article goes on without them,
marked as unread, and is read another time.
"""

from __future__ import annotations

import logging
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

import numpy as np

from index.embedder import Embedder
from index.statements.extractor import StatementExtractor
from index.store.writing import ReadArticle
from index.types import Attribution, Span

log = logging.getLogger(__name__)

_FINGERPRINT_DIGITS: Final = 12


class ArticleReader:
    """Reads articles with one embedding model and one extractor."""

    def __init__(self, embedder: Embedder, extractor: StatementExtractor) -> None:
        self._embedder = embedder
        self._extractor = extractor

    def version(self) -> str:
        """Names the models and rules that read; another name means to read anew."""
        model = self._embedder.model().fingerprint[:_FINGERPRINT_DIGITS]
        return f"{self._extractor.version()}/{model}"

    def read(
        self,
        texts: Sequence[str],
        passages: Sequence[Sequence[Span]],
        languages: Sequence[str | None],
    ) -> list[ReadArticle]:
        """Reads texts with their passages, in order. Raises ModelError.

        A text of no given language is in the one that its words tell.

        A statement's vector is made of the word states of its own words in the passage
        that it begins in (late chunking, Günther et al. 2024), so that it costs nothing.
        """
        said = self._extract_all(texts, languages)
        words: list[str] = []
        parts: list[list[Span]] = []
        owners: list[list[tuple[int, int]]] = []
        for text, spans, attributions in zip(texts, passages, said, strict=True):
            offset = len(words)
            words.extend(span.of(text) for span in spans)
            parts.extend([] for _ in spans)
            owners.append(
                [_place(spans, attribution, parts, offset) for attribution in attributions or ()]
            )
        vectors, of_parts = self._embedder.passages_with_parts(words, parts)
        version = self.version() if any(one is not None for one in said) else None
        found, start = [], 0
        for spans, attributions, places in zip(passages, said, owners, strict=True):
            end = start + len(spans)
            rows = [of_parts[passage][part] for passage, part in places]
            found.append(
                ReadArticle(
                    vectors[start:end],
                    tuple(attributions or ()),
                    np.array(rows, dtype=np.float32).reshape(len(rows), vectors.shape[1]),
                    None if attributions is None else version,
                )
            )
            start = end
        return found

    def _extract_all(
        self, texts: Sequence[str], languages: Sequence[str | None]
    ) -> list[list[Attribution] | None]:
        """The statements of each text: together, or one by one where one of them fails."""
        together = self._extract(texts, languages)
        if together is not None:
            return list(together)
        pairs = zip(texts, languages, strict=True)
        alone = [self._extract([text], [code]) for text, code in pairs]
        return [found[0] if found else None for found in alone]

    def _extract(
        self, texts: Sequence[str], languages: Sequence[str | None]
    ) -> list[list[Attribution]] | None:
        """The statements of each text, or None where they cannot be read now."""
        try:
            return self._extractor.extract(texts, languages)
        except Exception:  # no article is refused for what is only derived from it
            log.exception("statements of %d article(s) could not be read", len(texts))
            return None


def _place(
    passages: Sequence[Span], attribution: Attribution, parts: list[list[Span]], offset: int
) -> tuple[int, int]:
    """Adds what was said to the parts of its passage; returns where its vector will be."""
    start, end = attribution.content_spans[0].start, attribution.content_spans[-1].end
    after = bisect_right(passages, start, key=lambda span: span.end)
    number = min(after, len(passages) - 1)
    passage = passages[number]
    first = min(max(start - passage.start, 0), len(passage) - 1)
    last = max(min(end - passage.start, len(passage)), first + 1)
    parts[offset + number].append(Span(first, last))
    return offset + number, len(parts[offset + number]) - 1
