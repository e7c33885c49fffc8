"""What a parser written in Python may trip over in a file that nobody thought of."""

from __future__ import annotations

from typing import Final

PARSER_ERRORS: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
)

_LONGEST: Final = 200


def cause(error: Exception) -> str:
    """What an error of a parser says, short and without its full stop, for a message of ours."""
    return str(error)[:_LONGEST].strip(" .\n") or "it is damaged"
