"""A warm answer, against a bare encode of the question and a flat FAISS search."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

import faiss
import numpy as np
import psutil

from bot.answering.answerer import Answerer
from bot.answering.types import Question
from index.embedder import SentenceEmbedder
from index.libraries import Libraries
from index.library import Library
from index.query import Query
from index.sources import SourceReader
from tests.evaluation.data import rows

ASKED = date(2022, 9, 30)


def measure(news: Path, data: Path | None, number: int) -> str:
    """Ask each question in turn both ways; the ratio is of the summed times."""
    with tempfile.TemporaryDirectory() as temporary:
        embedder = SentenceEmbedder()
        libraries = Libraries(data or Path(temporary), embedder)
        library = libraries.get("local")
        if library.count() == 0:
            library.add(SourceReader().read_jsonl(news / "articles.jsonl.gz"), added_by="benchmark")
        questions = [row["question"] for row in rows(news / "questions.jsonl.gz")][:number]
        report = _compare(library, embedder, questions)
        libraries.close()
    return report


def _compare(library: Library, embedder: SentenceEmbedder, questions: list[str]) -> str:
    answerer = Answerer()
    passages = library.stats().passages
    library.search(Query(questions[0]))
    memory = psutil.Process().memory_info().rss / 1e9
    flat = faiss.IndexFlatIP(embedder.model().dimension)
    flat.add(np.random.default_rng(1).random((passages, flat.d), dtype=np.float32))
    encode = embedder.transformer().encode
    ours, bare = [], []
    for question in questions:
        began = perf_counter()
        vector = encode([question], show_progress_bar=False, normalize_embeddings=True)
        flat.search(np.asarray(vector, dtype=np.float32), 10)
        bare.append(perf_counter() - began)
        began = perf_counter()
        answerer.answer(library, Question(question, ASKED))
        ours.append(perf_counter() - began)
    return (
        f"ask: {passages} passages, {len(questions)} questions; bare {1000 * median(bare):.1f} ms, "
        f"answer {1000 * median(ours):.1f} ms (medians); "
        f"ratio of sums {sum(ours) / sum(bare):.2f} (at most 2); "
        f"memory {memory:.2f} GB (under 1.5)"
    )
