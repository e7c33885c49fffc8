"""The words of a source: its head without asides, and whether it is several people."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from index.statements.first_names import gender_of_first_name
from index.statements.narration import Token
from index.statements.subjects import DETERMINERS, is_one_body
from index.statements.vocabulary import ROLES

_COMMAS: Final = frozenset({",", "(", "—", "–", "--"})
_LINKS: Final = frozenset("of for at from in to on with".split())
_RELATIVES: Final = frozenset({"who", "whose", "which", "that"})


def source_tokens(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The part of a source that names: "Ines Maro" of "Ines Maro, an engineer, who …".

    Where a role comes first and the name is the aside, it is the name: "the minister
    for water, Ines Maro".
    """
    parts = _parts(tokens)
    if not parts:
        return ()
    if len(parts) > 1 and is_description(parts[0]) and _is_name(parts[1], parts[0]):
        return parts[1]
    return parts[0]


def goes_on_to_another(tokens: tuple[Token, ...]) -> bool:
    """Whether a comma brings somebody else: "Maro, 54, and her brother", "Maro, critic Lund"."""
    pairs = pairwise(tokens)
    if any(first.raw == "," and second.low == "and" for first, second in pairs):
        return True
    parts = _parts(tokens)
    return len(parts) > 1 and parts[0][-1].raw[0].isupper() and _is_role_with_name(parts[1])


def _is_role_with_name(tokens: Sequence[Token]) -> bool:
    role = [token for token in tokens if token.raw[0].islower()]
    name = tokens[len(role) :]
    named = bool(name) and all(token.raw[0].isupper() for token in name)
    return bool(role) and role[-1].low in ROLES and named


def names_several(tokens: Sequence[Token]) -> bool:
    """Whether the words join two with an "and", and are not one body's name."""
    joined = [at for at, token in enumerate(tokens) if token.low in ("and", "&") and at]
    if any(at + 1 < len(tokens) and tokens[at + 1].low in DETERMINERS for at in joined):
        return True  # "the bank and the club"
    return bool(joined) and not is_one_body(tokens)


def _parts(tokens: tuple[Token, ...]) -> list[tuple[Token, ...]]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.raw in _COMMAS:
            parts.append([])
        elif token.low in _RELATIVES and parts[-1]:
            break
        elif not token.is_block and token.raw[0].isalnum():
            parts[-1].append(token)
    return [tuple(part) for part in parts if part]


def is_description(tokens: Sequence[Token]) -> bool:
    """Whether the head is a common noun or an office: "his successor", "the Bishop of Marl"."""
    head = _head(tokens)
    return head.raw[0].islower() or (tokens[0].low in DETERMINERS and head.low in ROLES)


def _head(tokens: Sequence[Token]) -> Token:
    last = next((at for at, token in enumerate(tokens) if at and token.low in _LINKS), len(tokens))
    return tokens[last - 1]


def _is_name(tokens: Sequence[Token], described: Sequence[Token]) -> bool:
    """Whether they are a name: "Ines Maro", and a first name where a role stands before it."""
    if len(tokens) == 1:
        return _head(described).low in ROLES and gender_of_first_name(tokens[0].raw) is not None
    return len(tokens) < 5 and tokens[0].raw[0].isupper() and tokens[-1].raw[0].isupper()
