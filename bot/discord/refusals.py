"""What the bot declines to do, and why, in words for the person who asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from index.errors import (
    ArticleNotFound,
    DecisionNotFound,
    FeedNotFound,
    SpeakerNotFound,
    WhosaidError,
)

_COMMANDS: Final[Mapping[type[WhosaidError], str]] = {
    ArticleNotFound: "See /article list.",
    SpeakerNotFound: "See /speakers.",
    FeedNotFound: "See /feed list.",
    DecisionNotFound: "See /speaker history.",
}


def told(error: WhosaidError) -> str:
    """What went wrong and what to do about it, by the commands that there are on Discord."""
    if isinstance(error, SpeakerNotFound) and error.near:
        return str(error)
    hint = _COMMANDS.get(type(error))
    return f"{error.message} {hint}" if hint else str(error)


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
    """The member may not do this to the library."""

    def __init__(self) -> None:
        super().__init__(
            "Changing the library is for moderators: it needs the permission Manage Messages, "
            "or a role that this server has allowed in /settings or under Server Settings, "
            "Integrations.",
            "Ask a moderator of this server.",
        )


class AdminsOnly(Refusal):
    """The member may not change the settings."""

    def __init__(self) -> None:
        super().__init__(
            "My settings are for admins: they need the permission Manage Server, or a role that "
            "this server has allowed under Server Settings, Integrations.",
            "Ask an admin of this server.",
        )


class AskersOnly(Refusal):
    """The member has none of the roles that may ask."""

    def __init__(self) -> None:
        super().__init__(
            "On this server I answer only members with certain roles.",
            "Ask an admin for one of these roles.",
        )


class SilentHere(Refusal):
    """A command in a channel where the bot is to stay silent; `elsewhere` names one where not."""

    def __init__(self, elsewhere: str | None) -> None:
        place = f"#{elsewhere}" if elsewhere else "another channel"
        super().__init__(
            "I have been asked to stay silent in this channel.", f"Use {place} instead."
        )


class TooSoon(Refusal):
    """More than is answered in a minute; at `again` there is room for the next."""

    def __init__(self, message: str, again: datetime) -> None:
        super().__init__(message, "Try again shortly.")
        self.again = again


class Ignored(Refusal):
    """A message that gets no answer at all."""

    def __init__(self) -> None:
        super().__init__("This message is not answered.", "")


class OutOfDate(Refusal):
    """A button, form or command from before a restart or an update."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"This {what} is from before I was last restarted.", "Use the command again."
        )
