"""The bundled sample library: invented news from Tolmira, a country that is not on any map.

Owns the articles that fill an empty library, so that there is something to ask about
before anybody has added an article of their own.
"""

from pathlib import Path
from typing import Final

SAMPLES: Final = "whosaid's samples"
"""Who added the sample articles, as a library records it."""

WORTH_ASKING: Final[tuple[str, str, str]] = (
    "What did Emeric Solt say about concrete?",
    'Who said "A dam is not a vase"?',
    "Why did the Bank of Tolmira raise its interest rate?",
)


def sample_paths() -> list[Path]:
    """The sample articles, Markdown with front matter, in the order of their dates."""
    return sorted(Path(__file__).parent.glob("*.md"))
