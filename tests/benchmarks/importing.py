"""Adding articles, against a bare encode of the same passages."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from time import perf_counter

from index.embedder import SentenceEmbedder
from index.libraries import Libraries
from index.sources import SourceReader
from index.types import FailedSource, NewArticle

CHUNK = 100


def measure(articles: Path, number: int) -> str:
    """Take turns in chunks, so that both meet the same noise; speed is bare time over ours."""
    embedder = SentenceEmbedder()
    bare_encode = embedder.transformer().encode
    reader = SourceReader()
    bare = ours = 0.0
    passages = 0
    with tempfile.TemporaryDirectory() as directory:
        libraries = Libraries(Path(directory), embedder)
        library = libraries.get("local")
        for chunk in _chunks(islice(reader.read_jsonl(articles), number)):
            began = perf_counter()
            results = library.add(chunk, added_by="benchmark")
            ours += perf_counter() - began
            texts = [
                passage.span.of(library.get(result.article_id).text)
                for result in results
                if result.status == "added" and result.article_id
                for passage in library.passages(result.article_id)
            ]
            began = perf_counter()
            bare_encode(texts, batch_size=32, show_progress_bar=False, normalize_embeddings=True)
            bare += perf_counter() - began
            passages += len(texts)
        libraries.close()
    return (
        f"import: {number} articles, {passages} passages; bare encode {bare:.1f} s, "
        f"import {ours:.1f} s; speed {bare / ours:.2f} of bare (at least 0.43)"
    )


def _chunks(
    articles: Iterator[NewArticle | FailedSource],
) -> Iterator[list[NewArticle | FailedSource]]:
    while chunk := list(islice(articles, CHUNK)):
        yield chunk
