"""The article that this project started from: each quotation in it, and whose it is.

Quotations are named by their offsets, as its text is not part of the project.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from index.statements.extractor import StatementExtractor

SPEAKERS: Final = {
    (278, 297): "Alexander Lukashenko",
    (466, 631): "BelTA",
    (1369, 1574): "Kremlin",
    (1954, 2295): "Vladimir Putin",
    (2726, 2879): "Volodymyr Zelensky",
    (3080, 3102): "Alexander Lukashenko",
    (3110, 3133): "Alexander Lukashenko",
    (3317, 3326): "Alexander Lukashenko",
    (3349, 3369): "Alexander Lukashenko",
    (3575, 3693): "Maria Zakharova",
}


def report(article: Path, extractor: StatementExtractor) -> Iterator[str]:
    """Lines for a person: what is credited otherwise, then the count."""
    text = json.loads(article.read_text(encoding="utf-8").splitlines()[0])["text"]
    credited = {
        (quote.start, quote.end): said.speaker.name if said.speaker else None
        for said in extractor.extract([text])[0]
        for quote in said.quote_spans
    }
    for span in sorted(SPEAKERS.keys() | credited.keys()):
        if credited.get(span) != SPEAKERS.get(span):
            yield f"  {span}: {credited.get(span)} instead of {SPEAKERS.get(span)}"
    right = sum(credited.get(span) == name for span, name in SPEAKERS.items())
    yield f"seed: {right} of {len(SPEAKERS)} quotations credited rightly"
