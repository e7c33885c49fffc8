"""What people do, each ending in the messages or forms that are worth a look."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Final

from simcord.components import walk_components

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


async def settings(stage: Stage) -> None:
    press = stage.guild.create_role("Press")
    shown = await stage.moderator.slash(stage.channel, "settings")
    panel: Any = shown.response
    await stage.take("settings", shown, stage.moderator)
    command = _command_id(stage, "settings")
    for name, chosen in (("askers", press), ("adders", press), ("speaking", "except")):
        await stage.moderator.select(panel, [chosen], custom_id=f"whosaid:set:{name}:{command}")
    name = f"whosaid:set:channels:{command}"
    await stage.moderator.select(panel, [stage.channel], custom_id=name)
    await stage.moderator.click(panel, label="Reset all")
    await stage.take("settings-changed", shown, stage.moderator)
    refused = await _asked(stage, SPEECH)
    await stage.take("silent-here", refused, stage.ana)
    await stage.moderator.click(panel, label="Yes, reset all")


async def gaps(stage: Stage) -> None:
    for question in ("What did Quist say about interest rates?", "Who built the new opera?"):
        await _asked(stage, question)
    await _asked(stage, "who built the new opera")
    bad = await _asked(stage, SPEECH)
    await stage.ben.click(bad.response, custom_id=_button(bad, ":down"))
    shown = await stage.moderator.slash(stage.channel, "library gaps")
    await stage.take("gaps", shown, stage.moderator)


async def too_much(stage: Stage) -> None:
    for _ in range(13):
        shown = await _asked(stage, "Who built the new opera?")
    await stage.take("too-much", shown, stage.ana)


def _command_id(stage: Stage, name: str) -> int:
    command = stage.env.backend.find_command(name, stage.guild.id, type=1)
    assert command is not None
    return int(command["id"])


def _button(shown: Any, ending: str) -> str:
    """The id of a button under an answer."""
    raw = [each if isinstance(each, dict) else each.to_dict() for each in shown.response.components]
    ids = (str(each.get("custom_id")) for each in walk_components(raw))
    return next(id_ for id_ in ids if id_.endswith(ending))


SCENES: Final[dict[str, Scene]] = {
    scene.__name__.strip("_"): scene
    for scene in (
        answer,
        long_answer,
        fact,
        related,
        not_found,
        help_,
        articles,
        adding,
        settings,
        gaps,
        too_much,
    )
}
