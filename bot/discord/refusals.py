"""What the bot declines to do, and why, in words for the person who asked."""

from __future__ import annotations

from index.errors import WhosaidError


class Refusal(WhosaidError):
    """A request that cannot be met as it was made; nothing is broken."""


class ServerNeeded(Refusal):
    """A library belongs to a server, and this came in a direct message."""

    def __init__(self) -> None:
        super().__init__(
            "Each library belongs to a server, so I can’t answer in direct messages.",
            "Ask me in a server that I am in.",
        )


class ModeratorsOnly(Refusal):
    """The member may not change the library."""

    def __init__(self) -> None:
        super().__init__(
            "Changing the library is for moderators: it needs the permission Manage Messages, "
            "or a role that this server has allowed under Server Settings, Integrations.",
            "Ask a moderator of this server.",
        )


class OutOfDate(Refusal):
    """A button, form or command from before a restart or an update."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"This {what} is from before I was last restarted.", "Use the command again."
        )
