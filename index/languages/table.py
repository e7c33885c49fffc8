"""The languages that are treated each in its own way."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from index.languages.english import ENGLISH
from index.languages.german import GERMAN
from index.languages.language import Language
from index.languages.russian import RUSSIAN
from index.languages.ukrainian import UKRAINIAN

LANGUAGES: Final[Mapping[str, Language]] = MappingProxyType(
    {one.code: one for one in (ENGLISH, RUSSIAN, UKRAINIAN, GERMAN)}
)


def language(code: str) -> Language:
    """A language by its code; any that is not known is found by its words, as English is."""
    return LANGUAGES.get(code, ENGLISH)
