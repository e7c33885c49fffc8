"""The languages that are treated each in its own way."""

from __future__ import annotations

import re
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

_CODE: Final = re.compile("[a-z]{2}")


def language_code(typed: str) -> str | None:
    """The ISO 639-1 code that somebody means by a name or by the two letters; None for neither."""
    meant = typed.strip().lower()
    named = (one.code for one in LANGUAGES.values() if one.name.lower() == meant)
    return next(named, meant if _CODE.fullmatch(meant) else None)


def language_name(code: str) -> str:
    """What a language is called, as far as it is known by more than its code."""
    return LANGUAGES[code].name if code in LANGUAGES else code


def language(code: str) -> Language:
    """A language by its code; any that is not known is found by its words, as English is."""
    return LANGUAGES.get(code, ENGLISH)
