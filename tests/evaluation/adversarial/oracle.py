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
    return [each for each in _QUOTED.findall(shown) if not _is_said(each, truth)]


def is_still_true(mutated: Mutated, truth: Output) -> bool:
    """Whether the change left the output as true as it was.

    It may be the same as they are compared, or quote other words that its speaker does say
    in one piece, as where a sentence is repeated.
    """
    output = mutated.output
    if (
        output.supports == truth.supports
        and _plain(output.text).lower() == _plain(truth.text).lower()
    ):
        return True
    others = set(output.quoted) - set(truth.quoted)
    cut = any(other in said for other in others for said in truth.quoted)
    return bool(others) and not cut and all(_is_said(other, truth) for other in others)


def _is_said(words: str, truth: Output) -> bool:
    text = truth.article.text
    spans = truth.statement.quote_spans if truth.statement else ()
    return any(_plain(words).strip(_STOPS) in _plain(span.of(text)) for span in spans)


def _plain(text: str) -> str:
    return " ".join(text.translate(_TYPESET).split())
