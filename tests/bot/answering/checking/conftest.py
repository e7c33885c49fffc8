"""A small library to check quotations against."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from index.libraries import Libraries
from index.library import Library
from index.types import Metadata, NewArticle
from tests.fakes import WordEmbedder

BRIDGE = """Minister Ines Maro opened the new bridge at Velden on Monday.

“The bridge will not carry trams before the spring of 2027,” said Ines Maro. “We have 41 bolts to \
tighten, and nobody should hurry us.” She said that the budget would hold.

Engineer Tomas Rehn disagreed. “No tram will cross before the autumn,” Rehn told reporters.

“It is a good bridge. Nobody need fear it,” Maro added.

“Whoever built this has never seen a river,” read a banner at the quay.
"""
DAM = """The dam at Oroz is watched by a committee of nine.

“Every drip keeps its own time,” said Pia Holm, the keeper of the dam. “I listen to them at \
night.”
"""
FAIR = """“I believe we can’t open before noon,” said Vera Ibry. “It was a non-violent march, and \
it cost 3,000 crowns.”

“He told me that ‘chalk is softer than people think’ and went home,” said Otto Brand.

“Emeric Solt keeps saying that chalk never lies to anybody,” said Lena Farr.

“Bread is always bread,” said Lena Farr. “Bread is always bread,” Lena Farr said again.
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Three articles of invented people; not to be changed."""
    libraries = Libraries(tmp_path_factory.mktemp("checked"), WordEmbedder())
    articles = [
        NewArticle("bridge", BRIDGE, Metadata(title="A bridge", publisher="The Velden Post")),
        NewArticle("dam", DAM, Metadata(title="A dam", publisher="The Upland Mail")),
        NewArticle("fair", FAIR, Metadata(title="A fair", author="Jo Reed, TPA")),
    ]
    libraries.get("local").add(articles, added_by="test")
    yield libraries.get("local")
    libraries.close()
