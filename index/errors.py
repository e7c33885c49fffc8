"""Everything that can go wrong in whosaid, as one tree.

    WhosaidError
    ├── SettingsError            a setting or an option is missing or wrong
    ├── SourceError              one source cannot become an article
    │   ├── SourceNotFound       no such file or page
    │   ├── UnsupportedSource    a kind of file or address that is not read
    │   ├── AddressRefused       an address that must not be fetched
    │   ├── FetchFailed          the network, the server, a limit of time or size
    │   ├── MalformedSource      bytes that are not what they claim to be
    │   └── NotAnArticle         nothing readable in it
    ├── LibraryError             something asked of a library is not in it
    │   ├── ArticleNotFound
    │   ├── StatementNotFound
    │   ├── SpeakerNotFound
    │   ├── SpeakerAmbiguous     several speakers of this name
    │   ├── OutletNotFound       no article here is of an outlet so called, or of several
    │   ├── VersionNotFound      the article never had this version
    │   ├── AddressTaken         another article stands at this address
    │   ├── RemovalNotFound      nothing removed, or too long ago to be undone
    │   ├── RemovalRefused       an article that cannot be brought back
    │   ├── FeedNotFound
    │   ├── JobNotFound
    │   ├── JobRefused           too many jobs are on the way
    │   ├── ExchangeNotFound     a question that is not remembered any more
    │   ├── DecisionNotFound     nothing decided about speakers, or undone already
    │   └── DecisionRefused      a decision about speakers that cannot be
    ├── StorageError             the database or its folder
    │   ├── DataDirectoryError   missing, not writable, or full
    │   ├── DatabaseBusy         another process writes for too long
    │   ├── DatabaseCorrupt      not a database, or damaged
    │   └── DatabaseTooNew       written by a newer whosaid
    ├── ModelError               the embedding model is missing or cannot be loaded
    ├── WritingFailed            no language model wrote (in bot.answering.model.errors)
    ├── ConnectionFailed         Discord cannot be reached, or refuses
    └── Refusal                  what the bot on Discord declines (in bot.discord.refusals)

Each error carries `message` (what happened, and why) and `remedy` (what the reader
can do); `str(error)` is both, in one line. Errors of other libraries are mapped to
these where they enter; only the boundaries of Discord and the command line turn
them into words for a person.
"""

from __future__ import annotations

from collections.abc import Sequence


class WhosaidError(Exception):
    """The root: `message` says what happened and why, `remedy` what the reader can do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message, remedy)
        self.message = " ".join(message.split())
        self.remedy = " ".join(remedy.split())

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class SettingsError(WhosaidError):
    """A setting or an option is missing or wrong."""


class SourceError(WhosaidError):
    """One source cannot become an article; the others are not touched by it."""


class SourceNotFound(SourceError):
    """There is no such file or page."""


class UnsupportedSource(SourceError):
    """A kind of file or address that is not read."""


class AddressRefused(SourceError):
    """An address that must not be fetched: private, local, or not http(s)."""


class FetchFailed(SourceError):
    """The network, the server, or a limit of time, size or redirects."""


class MalformedSource(SourceError):
    """The bytes are not what they claim to be."""


class NotAnArticle(SourceError):
    """There is nothing readable in the source."""


class LibraryError(WhosaidError):
    """Something asked of a library is not in it."""


class ArticleNotFound(LibraryError):
    """No article of this library has this id."""

    def __init__(self, article_id: str) -> None:
        super().__init__(
            f"There is no article {article_id!r} in this library.",
            "List the articles to see their ids.",
        )


class StatementNotFound(LibraryError):
    """No statement of this library has this id."""

    def __init__(self, statement_id: str) -> None:
        super().__init__(
            f"There is no statement {statement_id!r} in this library.",
            "Its article may have been removed; ask again to find others.",
        )


class VersionNotFound(LibraryError):
    """The article has no version of this number; they run from 1 to `newest`."""

    def __init__(self, article_id: str, number: int, newest: int) -> None:
        super().__init__(
            f"Article {article_id!r} has no version {number}.",
            f"It has versions 1 to {newest}." if newest > 1 else "It has version 1 alone.",
        )


class AddressTaken(LibraryError):
    """An article was to have the address of another one, which two would share then."""

    def __init__(self, article_id: str, title: str | None) -> None:
        named = f"“{title}” ({article_id})" if title else f"the article {article_id}"
        super().__init__(
            f"This is the address of {named} already.",
            "Give another address, or remove one of the two articles.",
        )


class RemovalNotFound(LibraryError):
    """There is nothing to bring back: nothing was removed, or it was too long ago."""

    def __init__(self) -> None:
        super().__init__(
            "What was removed cannot be brought back any more.",
            "Add the article again; its id and those of its statements stay the same.",
        )


class RemovalRefused(LibraryError):
    """The library holds the article again, so that it cannot be brought back."""

    def __init__(self, article_id: str) -> None:
        super().__init__(
            f"The library holds this article again, as {article_id!r}.",
            "Remove that one first, if you want the older one back.",
        )


class SpeakerNotFound(LibraryError):
    """Nobody of this name is quoted in this library; `near` are names spelt like it."""

    def __init__(self, name: str, near: Sequence[str] = ()) -> None:
        hint = f"Did you mean {' or '.join(near)}?" if near else "List the speakers to see them."
        super().__init__(f"Nobody called {name!r} is quoted in this library.", hint)
        self.near = tuple(near)


class SpeakerAmbiguous(LibraryError):
    """Several speakers of this library are called so; `names` are theirs."""

    def __init__(self, name: str, names: Sequence[str]) -> None:
        super().__init__(
            f"{name!r} may be {' or '.join(names)}.", "Give the whole name of the one you mean."
        )
        self.names = tuple(names)


class OutletNotFound(LibraryError):
    """No one outlet is called so; `near` are those that may be meant."""

    def __init__(self, name: str, near: Sequence[str] = ()) -> None:
        hint = f"Did you mean {' or '.join(near)}?" if near else "Leave it out to search them all."
        super().__init__(f"No outlet in this library is called {name!r}.", hint)
        self.near = tuple(near)


class FeedNotFound(LibraryError):
    """No feed of this library has this number or address."""

    def __init__(self, which: str) -> None:
        super().__init__(
            f"There is no feed {which!r} in this library.", "List the feeds to see their numbers."
        )


class JobNotFound(LibraryError):
    """No job of this library has this number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"There is no job {number} in this library.", "List the jobs to see them.")


class JobRefused(LibraryError):
    """A library has as many jobs on the way as it may have."""

    def __init__(self, most: int) -> None:
        super().__init__(
            f"There are {most} jobs on the way in this library already.",
            "Wait until one of them has ended, or cancel one.",
        )


class ExchangeNotFound(LibraryError):
    """No question and answer of this library has this number."""

    def __init__(self) -> None:
        super().__init__("This answer is not remembered any more.", "Ask the question again.")


class DecisionNotFound(LibraryError):
    """There is no such decision about speakers in force; None stands for the latest."""

    def __init__(self, number: int | None) -> None:
        which = "No decision" if number is None else f"No decision {number}"
        super().__init__(
            f"{which} about the speakers of this library is in force.",
            "See the history of decisions.",
        )


class DecisionRefused(LibraryError):
    """A decision about speakers that would change nothing, or would contradict another."""


class StorageError(WhosaidError):
    """The database or its folder."""


class DataDirectoryError(StorageError):
    """The data directory is missing, not writable, or full."""


class DatabaseBusy(StorageError):
    """Another process has been writing for too long."""


class DatabaseCorrupt(StorageError):
    """The file is not a database, or it is damaged."""


class DatabaseTooNew(StorageError):
    """The database was written by a newer whosaid."""


class ModelError(WhosaidError):
    """The embedding model is missing or cannot be loaded."""


class ConnectionFailed(WhosaidError):
    """Discord cannot be reached, or refuses the bot."""
