"""Why no language model wrote an answer: the branch below `WritingFailed`.

WhosaidError
└── WritingFailed            no answer was written; quotations are shown instead
    ├── EndpointUnreachable  nothing listens there, or the name is unknown
    ├── EndpointSlow         no whole reply within the time limit
    ├── EndpointBusy         it asks to be left alone for a while (429)
    ├── EndpointRefused      a wrong key, an unknown model, a request that it won't take
    ├── EndpointBroken       it failed by itself (5xx), or broke off
    ├── ReplyMalformed       a reply that is no list of claims, or far too long
    ├── EndpointResting      it failed repeatedly, and is left alone for a while
    └── BudgetSpent          the library's tokens or money for today are used up
"""

from __future__ import annotations

from index.errors import WhosaidError


class WritingFailed(WhosaidError):
    """No answer was written; what was found is quoted instead."""


class EndpointUnreachable(WritingFailed):
    """Nothing listens at the address, or its name is unknown."""


class EndpointSlow(WritingFailed):
    """No whole reply came within the time limit."""


class EndpointBusy(WritingFailed):
    """The endpoint asks to be left alone, for `wait` seconds where it says for how long."""

    def __init__(self, message: str, remedy: str, wait: float | None = None) -> None:
        super().__init__(message, remedy)
        self.wait = wait


class EndpointRefused(WritingFailed):
    """The endpoint does not take the request: a wrong key, an unknown model.

    `is_about_form` says that it may take a plainer one, and `detail` what it says of that,
    which is never shown.
    """

    def __init__(
        self, message: str, remedy: str, *, is_about_form: bool = False, detail: str = ""
    ) -> None:
        super().__init__(message, remedy)
        self.is_about_form = is_about_form
        self.detail = detail


class EndpointBroken(WritingFailed):
    """The endpoint failed by itself, or broke off."""


class ReplyMalformed(WritingFailed):
    """The reply is not what was asked for, or far too long."""


class EndpointResting(WritingFailed):
    """The endpoint failed repeatedly and is left alone for a while."""


class BudgetSpent(WritingFailed):
    """What the library may use in a day, in tokens or money, is used up."""
