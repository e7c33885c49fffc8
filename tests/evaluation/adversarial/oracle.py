"""What is wrong with a claim that is shown, judged without any code that proved it.

What was changed is known, and so is the article's text: quotations are looked up in it as
plain strings.
"""

from __future__ import annotations

import re
from typing import Final

from tests.evaluation.adversarial.mutations import Mutated
from tests.evaluation.adversarial.outputs import Output

_QUOTED: Final = re.compile(r"“([^”]*)”")
_TYPESET: Final = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " "})
_STOPS: Final = " ,.;"


def wrong_quotations(shown: str, truth: Output) -> list[str]:
    """What stands in quotation marks and is not, in one piece, within what its speaker said."""
    said = truth.statement
    text = truth.article.text
    spans = said.quote_spans if said else ()
    quotes = [_plain(span.of(text)) for span in spans]
    found = (_plain(each).strip(_STOPS) for each in _QUOTED.findall(shown))
    return [each for each in found if not any(each in quote for quote in quotes)]


def is_still_true(mutated: Mutated, truth: Output) -> bool:
    """Whether the change left the claim as true as it was, in words as they are compared."""
    return _plain(mutated.output.text).lower() == _plain(truth.text).lower()


def _plain(text: str) -> str:
    return " ".join(text.translate(_TYPESET).split())
