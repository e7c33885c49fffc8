"""/speakers and /speaker: who is quoted, and what moderators decide about who is who."""

from __future__ import annotations

from typing import Any

import simcord

from bot.discord.client import create_bot
from index.types import Metadata, NewArticle
from tests.bot.discord.articles.test_commands import buttons, secret
from tests.bot.discord.conftest import Newsroom, reply, shown
from tests.bot.discord.test_moderation import use

SURNAMES = (
    "Abelard Birdwell Colburn Dunning Eastman Fordham Grayson Hillman Ironside Jolley Kingman "
    "Lambert"
).split()
SAID = "“The tide is high,” said {name}. The eels of day {number} slept."


def say(newsroom: Newsroom, *names: str) -> None:
    """Articles in which each of these says something."""
    articles = [
        NewArticle(f"t{n}", SAID.format(name=name, number=n), Metadata(title=f"Tide {n}"))
        for n, name in enumerate(names)
    ]
    newsroom.library.add(articles, added_by="discord:7")


async def look(newsroom: Newsroom, **options: Any) -> simcord.ResponseMessage:
    result = await newsroom.reader.slash(newsroom.channel, "speakers", **options)
    assert result.ephemeral
    return reply(result)


async def decide(newsroom: Newsroom, command: str, **options: Any) -> simcord.ResponseMessage:
    result = await newsroom.moderator.slash(newsroom.channel, f"speaker {command}", **options)
    assert result.ephemeral
    return reply(result)


def names(newsroom: Newsroom) -> list[str]:
    return [speaker.name for speaker in newsroom.library.speakers()]


async def test_an_empty_library_says_what_to_do(newsroom: Newsroom) -> None:
    newsroom.services.libraries.get("999").add([secret()], added_by="discord:1")
    assert "Nobody is quoted here yet." in shown(await look(newsroom))
    assert "Nobody called 'x' is quoted" in shown(await look(newsroom, search="x"))


async def test_who_is_quoted_page_by_page_after_a_restart(newsroom: Newsroom) -> None:
    say(newsroom, *(f"the pilot Tom {name}" for name in SURNAMES), "Tom Lambert")
    message = await look(newsroom)
    assert shown(message).startswith("**12 speakers**\n-# the most quoted first · ")
    assert "**Tom Lambert** · 2 statements in 2 articles\n-# pilot" in shown(message)
    await newsroom.env.restart_bot(create_bot(newsroom.services))
    await newsroom.reader.click(message, label="Next page")
    assert "**Tom Kingman** · 1 statement in 1 article" in shown(message)
    assert buttons(message)["Next page"]["disabled"]
    await newsroom.reader.click(message, label="Earlier page")
    assert "**Tom Lambert**" in shown(message)
    message = await look(newsroom, search="tom")
    assert shown(message).startswith("**12 speakers** like “tom”")
    await newsroom.reader.click(message, label="Next page")
    assert shown(message).startswith("**12 speakers** like “tom”")


async def test_one_who_is_meant_is_shown_whole(newsroom: Newsroom) -> None:
    say(newsroom, "the pilot Ada Vell", "Volodymyr Zelenko", "Ada Bird")
    newsroom.library.register.add_alias("Ada Vell", "Bridge Lady", by="discord:7")
    for search in ("Ada Vell", "lady", "the pilot"):
        text = shown(await look(newsroom, search=search))
        assert text.startswith("**Ada Vell**\n1 statement in 1 article\n-# also Bridge Lady\n")
        assert "- pilot · 1×" in text
        assert "Decided" not in text
    assert shown(await look(newsroom, search="Selen")).startswith("**Volodymyr Zelenko**")
    assert shown(await look(newsroom, search="ada")).startswith("**2 speakers** like “ada”")
    assert "Did you mean Ada Vell?" in shown(await look(newsroom, search="Ada Vel1"))


async def test_moderators_see_and_undo_decisions_on_the_card(newsroom: Newsroom) -> None:
    say(newsroom, "Ada Vell", "Ada Bird")
    newsroom.library.register.merge("Ada Bird", "Ada Vell", by="discord:7")
    result = await newsroom.moderator.slash(newsroom.channel, "speakers", search="Ada Vell")
    assert "- 1. Ada Bird is taken for Ada Vell · by <@7>" in shown(reply(result))
    await newsroom.env.restart_bot(create_bot(newsroom.services))
    await newsroom.moderator.click(reply(result), label="Undo 1")
    assert shown(reply(result)).startswith("1. Undone: **Ada Bird is taken for Ada Vell**")
    assert names(newsroom) == ["Ada Bird", "Ada Vell"]


async def test_each_decision_says_what_changed_and_can_be_undone(newsroom: Newsroom) -> None:
    say(newsroom, "Ada Vell", "Igor Petrov", "Igor Petroff", "Igor Petrov")
    message = await decide(newsroom, "merge", who="ada vell", into="Petrov")
    assert shown(message).splitlines() == [
        "1. **Ada Vell is taken for Igor Petrov**",
        "- **Igor Petrov** has 4 statements now, 3 before; is also called Ada Vell",
        "- **Ada Vell** is not listed any more",
        "-# It holds for later articles too, until it is undone.",
    ]
    message = await decide(newsroom, "split", name=" Igor Petroff ")
    assert "- **Igor Petroff** is listed now, with 1 statement" in shown(message)
    message = await decide(newsroom, "rename", who="Igor Petrov", name="Captain  Igor")
    assert "- **Igor Petrov** is shown as **Captain Igor**" in shown(message)
    message = await decide(newsroom, "alias", who="Captain Igor", name="Old Salt")
    assert "- **Captain Igor** is also called Old Salt" in shown(message)
    assert names(newsroom) == ["Captain Igor", "Igor Petroff"]
    await newsroom.env.restart_bot(create_bot(newsroom.services))
    await newsroom.moderator.click(message, label="Undo 4")
    assert "is no longer called Old Salt" in shown(message)
    assert not buttons(message)
    assert "3. Undone: **" in shown(await decide(newsroom, "undo"))
    assert "1. Undone: **" in shown(await decide(newsroom, "undo", number=1))
    assert "No decision 1 about" in shown(await decide(newsroom, "undo", number=1))
    assert set(names(newsroom)) == {"Ada Vell", "Igor Petrov", "Igor Petroff"}
    made = newsroom.library.register.decisions()
    assert {each.made_by for each in made} == {f"discord:{newsroom.moderator.id}"}


async def test_what_cannot_be_decided_is_one_clear_error(newsroom: Newsroom) -> None:
    say(newsroom, "Ada Vell", "Ines Maro", "Jon Maro")
    for command, options, words in (
        ("merge", {"who": "Ada Vell", "into": "vell"}, "cannot be merged into itself"),
        ("merge", {"who": "Maro", "into": "Vell"}, "'Maro' may be Ines Maro or Jon Maro."),
        ("merge", {"who": "Ada Vel", "into": "Maro"}, "Did you mean Ada Vell?"),
        ("split", {"name": "Ada Vell"}, "is the only name under which articles quote"),
        ("split", {"name": "Nobody"}, "Nobody called 'Nobody' is quoted"),
        ("rename", {"who": "Ada Vell", "name": "Jon Maro"}, "Merge the two if they are one"),
        ("rename", {"who": "Ada Vell", "name": "Ada Vell"}, "is called so already"),
        ("alias", {"who": "Ada Vell", "name": "Jon  Maro"}, "“Jon Maro” is a name of Jon Maro."),
        ("alias", {"who": "Ada Vell", "name": "   "}, "The new name is empty."),
        ("undo", {}, "No decision about the speakers of this library is in force."),
        ("undo", {"number": 7}, "No decision 7 about"),
    ):
        text = shown(await decide(newsroom, command, **options)).replace("\\", "")
        assert words in text, (command, options, text)
    assert newsroom.library.register.decisions() == []


async def test_a_name_that_is_gone_since_is_told_when_its_button_is_pressed(
    newsroom: Newsroom,
) -> None:
    say(newsroom, "Ada Vell", "Ada Bird")
    message = await decide(newsroom, "merge", who="Ada Bird", into="Ada Vell")
    newsroom.library.register.undo(by="discord:7")
    before = shown(message)
    pressed = await newsroom.moderator.click(message, label="Undo 1")
    assert shown(message) == before
    assert "No decision 1 about" in shown(pressed.followups[0])


async def test_the_history_of_decisions_page_by_page_after_a_restart(newsroom: Newsroom) -> None:
    say(newsroom, "Ada Vell")
    assert "Nothing was decided about speakers yet." in shown(await decide(newsroom, "history"))
    for number in range(1, 12):
        newsroom.library.register.add_alias("Ada Vell", f"Alias{number}", by="discord:7")
    newsroom.library.register.undo(by="moderator_*")
    message = await decide(newsroom, "history")
    assert r"11. Ada Vell is also called Alias11 · by <@7>" in shown(message)
    assert r"undone by moderator\_\*" in shown(message)
    await newsroom.env.restart_bot(create_bot(newsroom.services))
    await newsroom.moderator.click(message, label="Older")
    assert "1. Ada Vell is also called Alias1 ·" in shown(message)
    await newsroom.moderator.click(message, label="Newer")
    assert "Alias11" in shown(message)


async def test_only_moderators_may_decide(newsroom: Newsroom) -> None:
    say(newsroom, "Ada Vell", "Ada Bird")
    newsroom.library.register.merge("Ada Bird", "Ada Vell", by="discord:7")
    for command, options in (
        ("merge", {"who": "Ada Vell", "into": "Ada Bird"}),
        ("split", {"name": "Ada Bird"}),
        ("rename", {"who": "Ada Vell", "name": "X"}),
        ("alias", {"who": "Ada Vell", "name": "X"}),
        ("history", {}),
        ("undo", {}),
    ):
        refused = await use(newsroom, newsroom.reader, command, group="speaker", **options)
        assert "is for moderators" in shown(reply(refused))
    assert len(newsroom.library.register.decisions()) == 1


async def test_who_is_no_moderator_any_more_may_not_press_undo(newsroom: Newsroom) -> None:
    say(newsroom, "Ada Vell", "Ada Bird")
    made = await decide(newsroom, "merge", who="Ada Bird", into="Ada Vell")
    card = await newsroom.moderator.slash(newsroom.channel, "speakers", search="Ada Vell")
    newsroom.guild.roles["Moderators"]._role.permissions = 0
    for message in (made, reply(card)):
        pressed = await newsroom.moderator.click(message, label="Undo 1")
        assert "is for moderators" in shown(pressed.followups[0])
    assert names(newsroom) == ["Ada Vell"]


async def test_where_roles_decide_the_card_lets_only_them_undo(newsroom: Newsroom) -> None:
    say(newsroom, "Ada Vell", "Ada Bird")
    newsroom.library.register.merge("Ada Bird", "Ada Vell", by="discord:7")
    card = await newsroom.moderator.slash(newsroom.channel, "speakers", search="Ada Vell")
    editors = newsroom.guild.create_role("Editors")
    editor = newsroom.guild.add_member(newsroom.env.create_user("editor"), roles=[editors])
    chosen = {"adders": [editors.id]}
    await newsroom.bot.preferences.choose(newsroom.guild.id, chosen, by="discord:7")
    pressed = await newsroom.moderator.click(reply(card), label="Undo 1")
    assert "is for moderators" in shown(pressed.followups[0])
    again = await newsroom.moderator.slash(newsroom.channel, "speakers", search="Ada Vell")
    assert not buttons(reply(again))
    own = await editor.slash(newsroom.channel, "speakers", search="Ada Vell")
    await editor.click(reply(own), label="Undo 1")
    assert names(newsroom) == ["Ada Bird", "Ada Vell"]


async def test_whom_the_server_let_in_may_decide_and_undo(newsroom: Newsroom) -> None:
    say(newsroom, "Ada Vell", "Ada Bird")
    newsroom.guild.set_command_permissions(newsroom.command_id("speaker"), {newsroom.reader: True})
    result = await newsroom.reader.slash(
        newsroom.channel, "speaker merge", who="Ada Bird", into="Ada Vell"
    )
    assert names(newsroom) == ["Ada Vell"]
    await newsroom.reader.click(reply(result), label="Undo 1")
    assert names(newsroom) == ["Ada Bird", "Ada Vell"]


async def test_names_and_decisions_are_offered(newsroom: Newsroom) -> None:
    say(newsroom, "Ada Vell", "Igor Petrov", "Igor Petroff", "Igor Petrov")
    newsroom.library.register.add_alias("Ada Vell", "Bridge Lady", by="discord:7")
    newsroom.library.register.add_alias("Igor Petrov", "Old Salt", by="discord:7")

    async def offered(command: str, option: str, typed: str = "") -> list[Any]:
        found = await newsroom.moderator.autocomplete(
            newsroom.channel, f"speaker {command}", option, typed
        )
        return [choice["value"] for choice in found]

    for command, option in (
        ("merge", "who"),
        ("merge", "into"),
        ("rename", "who"),
        ("alias", "who"),
    ):
        assert await offered(command, option, "salt") == ["Igor Petrov"]
    assert await offered("split", "name", "petr") == ["Igor Petrov", "Igor Petroff"]
    assert await offered("split", "name", "salt") == []
    assert await offered("undo", "number") == [2, 1]
    assert await offered("undo", "number", "lady") == [1]
