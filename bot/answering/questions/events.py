"""When something happened that a question names: "after the summit", "since the storm".

An event's day is that of the article whose headline tells of it, the last one before the
question was asked.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final

from bot.answering.drafting.showing import Order
from bot.answering.questions.days import DAY
from bot.answering.questions.period import Period
from bot.answering.questions.question import SpeechQuestion
from index.library import Library
from index.query import Query

LOOKED_AT: Final = 10
_EVENT: Final = re.compile(
    r"^(?P<topic>.*?) ?\b(?P<bound>after|since|before|until) the (?P<event>[^,;?]+)$", re.IGNORECASE
)


def with_event(library: Library, question: SpeechQuestion, asked: date) -> SpeechQuestion:
    """The question with the days after or before the event that it names, if it names one.

    Where no headline tells of such an event, its words stay a part of the topic.
    """
    named = _EVENT.match(question.topic)
    day = _day_of(library, named["event"], asked) if named else None
    if named is None or day is None:
        return question
    bound = named["bound"].lower()
    written = f"{bound} the {named['event']}"
    late = bound in ("after", "since")
    days = Period(since=day, written=written) if late else Period(until=day - DAY, written=written)
    scope = replace(question.scope, period=question.scope.period.narrowed(days))
    # With nothing else to go by, what was said right then is meant.
    first = late and not named["topic"] and question.order == "nearest"
    order: Order = "oldest" if first else question.order
    return replace(question, topic=named["topic"], scope=scope, order=order)


def _day_of(library: Library, event: str, asked: date) -> date | None:
    found = library.search(Query(event), limit=LOOKED_AT)
    telling = [each.article_id for each in found if each.signals.title > 1 - 1e-9]
    articles = library.get_all(telling).values()
    days = (article.metadata.published for article in articles)
    return max((day for day in days if day and day <= asked), default=None)
