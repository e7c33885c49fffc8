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
