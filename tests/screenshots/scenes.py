"""What people do, each ending in the messages or forms that are worth a look."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Final

from tests.screenshots.stage import Stage

Scene = Callable[[Stage], Awaitable[None]]

SPEECH: Final = "What did Solt say about concrete?"


async def _asked(stage: Stage, question: str, **options: Any) -> Any:
    return await stage.ana.slash(stage.channel, "ask", question=question, **options)


async def answer(stage: Stage) -> None:
    await stage.take("answer", await _asked(stage, SPEECH), stage.ana)


async def long_answer(stage: Stage) -> None:
    shown = await _asked(stage, "What did Vasslin say?")
    await stage.take("long-answer", shown, stage.ana)


async def fact(stage: Stage) -> None:
    shown = await _asked(stage, "How long is the crack in the Oroz dam?")
    await stage.take("fact", shown, stage.ana)


async def related(stage: Stage) -> None:
    shown = await _asked(stage, "When was the Oroz dam finished?")
    await stage.take("related", shown, stage.ana)


async def not_found(stage: Stage) -> None:
    shown = await _asked(stage, "What did Radomir Quist say about interest rates?")
    await stage.take("not-found", shown, stage.ana)


async def help_(stage: Stage) -> None:
    await stage.take("help", await stage.ana.slash(stage.channel, "help"), stage.ana)


async def articles(stage: Stage) -> None:
    shown = await stage.moderator.slash(stage.channel, "article list")
    await stage.take("article-list", shown, stage.moderator)
    first = stage.library.list()[0].id
    sheet = await stage.moderator.slash(stage.channel, "article show", article=first)
    await stage.take("article", sheet, stage.moderator)
    form = await stage.moderator.slash(stage.channel, "article edit", article=first)
    await stage.take("edit-form", form, stage.moderator)
    removing = await stage.moderator.slash(stage.channel, "article remove", article=first)
    await stage.take("remove", removing, stage.moderator)


async def adding(stage: Stage) -> None:
    form = await stage.moderator.slash(stage.channel, "article add")
    await stage.take("add-form", form, stage.moderator)
    refused = await stage.moderator.slash(stage.channel, "article add", url="http://10.0.0.1/")
    await stage.take("refused-address", refused, stage.moderator)


SCENES: Final[dict[str, Scene]] = {
    scene.__name__.strip("_"): scene
    for scene in (answer, long_answer, fact, related, not_found, help_, articles, adding)
}
