"""What comes of asking a model to write an answer, for those who show it.

Apart from the rest of the model's code, which is loaded only where a model is set.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bot.answering.model.errors import WritingFailed
from bot.answering.types import Outcome

NOT_PROVED: Final = "What the language model wrote is not borne out, so this is quoted instead."
FAILED: Final = "The language model could not be used, so this is quoted instead."
SPENT: Final = "Today’s budget for the language model is used up, so this is quoted instead."

OnStep = Callable[[str], None]
"""Told what is being done."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a question comes to; `note` says, in a sentence, why no model wrote it, if so.

    `failure` is the cause where the model failed, which is for its operator.
    """

    outcome: Outcome
    note: str | None = None
    failure: WritingFailed | None = None
