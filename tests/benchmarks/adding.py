"""Adding one article to a large library, against adding it to one that is all but empty.

The large library is filled without reading: its articles, statements and vectors are made
up, as many and as long as those of a news archive. What is measured is read for real.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

import numpy as np

from index.arrays import Vectors
from index.chunking import passage_spans
from index.embedder import SentenceEmbedder
from index.libraries import Libraries
from index.library import Library
from index.store.writing import PreparedArticle, ReadArticle
from index.types import Attribution, EmbeddingModel, Metadata, NewArticle, Span, Speaker

PARAGRAPHS: Final = 16
SPEAKERS: Final = 2_000
AT_ONCE: Final = 50
_SYLLABLES: Final = "ba co di fe gu ha jo ki lu me no pa ri so tu va we xo ya zi".split()


def measure(held: int, added: int) -> Iterator[str]:
    """Add the same articles to both, one at a time and in turns."""
    embedder = SentenceEmbedder()
    with tempfile.TemporaryDirectory() as directory:
        libraries = Libraries(Path(directory), embedder)
        large, small = libraries.get("large"), libraries.get("small")
        _fill(large, embedder, held)
        large.add([_made(-1)[0]], added_by="benchmark")
        small.add([_made(-1)[0]], added_by="benchmark")
        seconds: dict[str, list[float]] = {"large": [], "small": []}
        for number in range(added):
            article = _made(held + number)[0]
            for library in (large, small) if number % 2 else (small, large):
                seconds[library.name].append(_seconds(library, article))
        libraries.close()
    ratio = sum(seconds["large"]) / sum(seconds["small"])
    yield (
        f"adding: to {held:,} articles {median(seconds['large']) * 1000:.0f} ms, to next to none "
        f"{median(seconds['small']) * 1000:.0f} ms; ratio over {added} articles {ratio:.2f} "
        "(at most 1.3)"
    )


def _seconds(library: Library, article: NewArticle) -> float:
    began = perf_counter()
    [result] = library.add([article], added_by="benchmark")
    took = perf_counter() - began
    assert result.status == "added", result
    return took


def _fill(library: Library, embedder: SentenceEmbedder, number: int) -> None:
    model = embedder.model()
    store, row = library.parts.store, library.parts.store.library(library.name)
    for start in range(0, number, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, number))
        batch = [_prepared(*_made(n), embedder, model) for n in numbers]
        store.put(row, batch, model, "benchmark")


def _prepared(
    new: NewArticle, said: Sequence[Attribution], embedder: SentenceEmbedder, model: EmbeddingModel
) -> PreparedArticle:
    spans = passage_spans(new.text, embedder.word_pieces)
    draw = np.random.default_rng(len(new.text))

    def vectors(count: int) -> Vectors:
        made = draw.standard_normal((count, model.dimension), dtype=np.float32)
        return made / np.float32(np.sqrt(model.dimension))

    read = ReadArticle(vectors(len(spans)), tuple(said), vectors(len(said)), "made up")
    return PreparedArticle(new, tuple(spans), read)


def _made(number: int) -> tuple[NewArticle, list[Attribution]]:
    """An article of an outlet with its usual ending; every other paragraph quotes somebody."""
    draw = random.Random(number)  # noqa: S311
    text, said = "", []
    for paragraph in range(PARAGRAPHS):
        words = " ".join("".join(draw.choices(_SYLLABLES, k=3)) for _ in range(40)).capitalize()
        if paragraph % 2:
            name = _name(draw.randrange(SPEAKERS))
            start = len(text) + 1
            content = Span(start, start + len(words) + 1)
            speaker = Span(content.end + 7, content.end + 7 + len(name))
            said.append(
                Attribution(
                    kind="direct",
                    speaker=Speaker(name, name),
                    speaker_span=speaker,
                    cue_span=Span(content.end + 2, content.end + 6),
                    content_spans=(content,),
                    quote_spans=(content,),
                    confidence=1.0,
                )
            )
            text += f"“{words},” said {name}.\n\n"
        else:
            text += f"{words}.\n\n"
    text += "Subscribe to our letter to read the news of the day before anybody else does."
    url = f"https://news.example/{number}"
    outlet = f"Outlet {number % 12}"
    return NewArticle(url, text, Metadata(f"Story {number}", url, publisher=outlet)), said


def _name(number: int) -> str:
    """One of the speakers, who are all called differently."""
    draw = random.Random(f"speaker {number}")  # noqa: S311
    first, last = ("".join(draw.choices(_SYLLABLES, k=3)).capitalize() for _ in range(2))
    return f"{first} {last}"
