"""Values that people write on the command line, read strictly."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from typing import Annotated, Any, Final

import typer

from bot.question_lines import read_date
from index.dates import parse_period, parse_time
from index.extract.fields import is_web_address
from index.languages import language_code
from index.types import Metadata

LARGEST: Final = 2**63 - 1
"""As far as the database counts."""

NO_DAY: Final = date.min
NO_TIME: Final = datetime.min
"""Stand for "none is known any more" where None means that nothing was said about it."""


def words(value: str) -> str:
    """Text that can be stored and searched; bytes on the command line may be no UTF-8."""
    try:
        value.encode()
    except UnicodeEncodeError:
        raise typer.BadParameter("It is not UTF-8 text.") from None
    return value


def name(value: str) -> str:
    """A name that is one: an empty one may be a variable of the shell that is not set."""
    if not value.strip():
        raise typer.BadParameter("It is empty. Give a name, or leave it out.")
    return words(value)


def _web_address(value: str) -> str:
    if value.strip() and not is_web_address(value.strip()):
        raise typer.BadParameter(f"{value!r} is no web address; it begins with https://.")
    return words(value).strip()


def _date_option(value: str | date) -> date:
    try:
        return value if isinstance(value, date) else read_date(value)
    except ValueError:
        raise typer.BadParameter(f"{value!r} is not a day; write it as YYYY-MM-DD.") from None


def _day_or_none(value: str | date) -> date:
    return _date_option(value) if value else NO_DAY


def _time_or_none(value: str | datetime) -> datetime:
    if isinstance(value, datetime) or not value:
        return value or NO_TIME
    if (time := parse_time(value)) is None:
        raise typer.BadParameter(
            f"{value!r} is no time with a zone; write it as 2026-03-31T14:05+02:00."
        )
    return time


def _period(value: str | timedelta) -> timedelta:
    if isinstance(value, timedelta):
        return value
    if (period := parse_period(value)) is None:
        raise typer.BadParameter(f"{value!r} is no period; write it as 7d, 12h or 2w.")
    return period


def _language(value: str) -> str:
    if value and language_code(value) is None:
        raise typer.BadParameter(f"{value!r} is no language; write its two letters, like de.")
    return language_code(value) or ""


def date_option(name: str, help_: str) -> object:
    return typer.Option(name, metavar="DATE", parser=_date_option, help=help_)


def text_option(name: str, help_: str, metavar: str = "TEXT") -> object:
    return typer.Option(name, metavar=metavar, parser=words, help=help_)


TitleOption = Annotated[str | None, text_option("--title", "What it is called.")]
AuthorOption = Annotated[str | None, text_option("--author", "Who wrote it.")]
PublisherOption = Annotated[str | None, text_option("--publisher", "Which outlet ran it.")]
UrlOption = Annotated[
    str | None,
    typer.Option("--url", metavar="TEXT", parser=_web_address, help="Its address on the web."),
]
PublishedOption = Annotated[date | None, date_option("--published", "The day it appeared.")]
NewDayOption = Annotated[
    date | None,
    typer.Option(
        "--published", metavar="DATE", parser=_day_or_none, help="The day it appeared; or empty."
    ),
]

NewTimeOption = Annotated[
    datetime | None,
    typer.Option(
        "--modified",
        metavar="TIME",
        parser=_time_or_none,
        help="When it was changed last, with the zone; or empty.",
    ),
]
LanguageOption = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar="CODE",
        parser=_language,
        help="Which language it is in, like de; empty: what its words tell. It is read anew.",
    ),
]
LimitOption = Annotated[int, typer.Option("--limit", min=1, max=LARGEST, help="How many at most.")]
OffsetOption = Annotated[
    int, typer.Option("--offset", min=0, max=LARGEST, help="How many to skip.")
]
OlderThanOption = Annotated[
    timedelta,
    typer.Option(
        "--older-than", metavar="PERIOD", parser=_period, help="Only those fetched longer ago."
    ),
]


def changed(known: Metadata, given: Metadata) -> Metadata:
    """What was known, overridden by what is given.

    Blank text, NO_DAY and NO_TIME make a field unknown.
    """
    values = {each.name: getattr(given, each.name) for each in fields(Metadata)}
    return replace(
        known, **{name: _or_unknown(value) for name, value in values.items() if value is not None}
    )


def _or_unknown(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip() or None
    return None if value in (NO_DAY, NO_TIME) else value
