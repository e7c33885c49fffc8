"""What people do, each ending in the messages or forms that are worth a look."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Final

from simcord.components import walk_components

from bot.discord.help_pages import TOPICS
from tests.screenshots.stage import Stage

Scene = Callable[[Stage], Awaitable[None]]

SPEECH: Final = "What did Solt say about concrete?"
QUOTED: Final = (
    "Solt said it himself: “You can knock on good concrete and it answers.” But as Vasslin put it, "
    "“A dam is a vase.” And who ever said “We shall build it out of cheese and hope”? The crack in "
    "the Oroz dam runs for 41 metres."
)


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
    shown: Any = await stage.moderator.slash(stage.channel, "help")
    for name in TOPICS:
        topic = await stage.moderator.select(shown.response, [name])
        await stage.take(f"help-{name}", topic, stage.moderator)


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


async def under_an_answer(stage: Stage) -> None:
    shown = await _asked(stage, "What did Vasslin say about the dam?")
    context = await stage.ben.click(shown.response, label="Context")
    await stage.take("context", context, stage.ben)
    more = await stage.ben.click(shown.response, label="More")
    await stage.take("more", more, stage.ben)
    thumb = await stage.ben.click(shown.response, custom_id=_button(shown, ":down"))
    await stage.take("thumb", thumb, stage.ben)
    private = await _asked(stage, SPEECH, private=True)
    await stage.take("private", private, stage.ana)
    await stage.ana.click(private.response, label="Share")
    await stage.take("shared", _last(stage), stage.ben)


async def limited(stage: Stage) -> None:
    shown = await _asked(stage, "What about the dam?", speaker="Vasslin", since="February 2026")
    await stage.take("limited", shown, stage.ana)
    wrong = await _asked(stage, "What about the dam?", speaker="Vaslin")
    await stage.take("did-you-mean", wrong, stage.ana)


async def talk(stage: Stage) -> None:
    me = f"<@{stage.env.bot.user.id}>" if stage.env.bot.user else ""
    await stage.ana.send(stage.channel, f"{me} {SPEECH}")
    await stage.take("mention", _last(stage), stage.ana)
    for name, words in (("when", "when was this?"), ("follow-up", "and Vasslin?")):
        await stage.ana.send(stage.channel, f"{me} {words}", reply_to=_last(stage))
        await stage.take(name, _last(stage), stage.ana)
    await stage.ana.send(stage.channel, me)
    await stage.take("hint", _last(stage), stage.ana)


async def checking(stage: Stage) -> None:
    said = await stage.ben.send(stage.channel, QUOTED)
    for name, menu in (("check-quotes", "Check quotes"), ("find-sources", "Find sources")):
        shown = await stage.ana.context_menu(stage.channel, menu, said)
        await stage.take(name, shown, stage.ana)
    typed = "You can knock on good concrete and it never answers."
    verified = await stage.ana.slash(stage.channel, "verify", quote=typed, speaker="Emeric Solt")
    await stage.take("verify", verified, stage.ana)
    first = next(s for s in stage.library.statements(speaker="Emeric Solt") if s.quote_spans)
    cited = await stage.ana.slash(stage.channel, "cite", quotation=first.id, public=True)
    await stage.take("cite", cited, stage.ana)
    wrong = await stage.ana.slash(stage.channel, "cite", quotation="Q-00000")
    await stage.take("no-such-quotation", wrong, stage.ana)


async def speaking(stage: Stage) -> None:
    for name in ("quotes", "timeline"):
        shown = await stage.ana.slash(stage.channel, name, speaker="Teodora Vasslin")
        await stage.take(name, shown, stage.ana)
    await stage.take("speakers", await stage.ana.slash(stage.channel, "speakers"), stage.ana)
    card = await stage.moderator.slash(stage.channel, "speakers", search="Emeric Solt")
    await stage.take("speaker", card, stage.moderator)
    named = await stage.moderator.slash(
        stage.channel, "speaker alias", who="Emeric Solt", name="the inspector"
    )
    await stage.take("speaker-alias", named, stage.moderator)


async def briefed(stage: Stage) -> None:
    shown = await stage.ana.slash(stage.channel, "brief", topic="the dam")
    await stage.take("brief", shown, stage.ana)
    nothing = await stage.ana.slash(stage.channel, "brief", topic="elephants")
    await stage.take("brief-of-nothing", nothing, stage.ana)


async def looking_after(stage: Stage) -> None:
    for name in ("doctor", "library history", "library log", "feed list", "speaker history"):
        shown = await stage.moderator.slash(stage.channel, name)
        await stage.take(name.replace(" ", "-"), shown, stage.moderator)
    followed = await stage.moderator.slash(stage.channel, "feed add", url="http://10.0.0.1/")
    await stage.take("feed-refused", followed, stage.moderator)
    first = stage.library.list()[-1].id
    asked: Any = await stage.moderator.slash(stage.channel, "article remove", article=first)
    await stage.moderator.click(asked.response, label="Remove")
    await stage.take("removed", asked, stage.moderator)


async def empty(stage: Stage) -> None:
    for summary in stage.library.list(limit=100):
        stage.library.remove(summary.id, by="test")
    await stage.take("empty", await _asked(stage, SPEECH), stage.ana)


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


def _last(stage: Stage) -> Any:
    """The last message of the channel."""
    return stage.channel.history(viewer=stage.ben)[-1]


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
        under_an_answer,
        limited,
        talk,
        checking,
        speaking,
        briefed,
        looking_after,
        empty,
    )
}
