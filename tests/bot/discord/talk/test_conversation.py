"""Follow-ups on Discord: replies to answers, threads, and messages of other people.

Each test holds one long conversation, as taking in the articles is what takes time.
"""

from __future__ import annotations

from datetime import date
from functools import partial

import discord
import pytest
import simcord

from bot.answering.answerer import Answerer
from bot.discord.client import create_bot
from bot.discord.talk import mentions
from index.types import Article, Metadata
from tests.bot.discord.conftest import Newsroom, reply, shown
from tests.bot.discord.talk.test_mentions import last, me

DAM = (
    "Minister Ines Maro came to Lund. “The dam will hold until June,” Maro said. “The grain deal "
    "is dead,” she said. Paul Vale, an engineer, disagreed. “The dam will fall before June,” "
    "Vale said."
)
COURIER = Metadata(
    title="The dam",
    url="https://courier.example/dam",
    publisher="The Lund Courier",
    published=date(2026, 2, 12),
)
MARO_ON_THE_DAM = "What did Ines Maro say about the dam?"
VALE_ON_THE_DAM = "Understood as: What did Paul Vale say about the dam?"
FLAWS = (
    "leaks at the northern gate",
    "was painted green by children",
    "has no keeper since winter",
    "hums when trains go by",
    "needs forty new bolts",
    "stands on loose gravel",
    "smells of old herring",
    "attracts lightning every summer",
    "cost nobody a penny",
    "will outlive my grandchildren",
)


Replied = discord.Message | simcord.ResponseMessage


@pytest.fixture
def answerer() -> Answerer:
    return Answerer()


@pytest.fixture
def dam(newsroom: Newsroom) -> Article:
    return newsroom.add(DAM, COURIER)


async def ask(newsroom: Newsroom, text: str = MARO_ON_THE_DAM) -> discord.Message:
    await newsroom.reader.send(newsroom.channel, f"{me(newsroom)} {text}")
    return last(newsroom)


async def go_on(newsroom: Newsroom, text: str, to: Replied | None = None) -> str:
    """What is shown after somebody replies to an answer, by default the last one."""
    await newsroom.reader.send(newsroom.channel, text, reply_to=to or last(newsroom))
    return shown(last(newsroom))


def quoted(page: str) -> set[str]:
    return {line for line in page.splitlines() if line.startswith("> ")}


@pytest.mark.usefixtures("dam")
async def test_a_conversation(newsroom: Newsroom) -> None:
    first = await ask(newsroom)
    assert "Understood as" not in shown(first)
    on_grain = await go_on(newsroom, "did she say anything about grain?")
    assert "Understood as: Did Ines Maro say anything about grain?" in on_grain
    assert "“The grain deal is dead,”" in on_grain
    assert "“The dam will fall before June,”" in await go_on(newsroom, "and Vale?", first)
    narrowed = await go_on(newsroom, "and in the Courier?")
    assert f"{VALE_ON_THE_DAM[:-1]} in The Lund Courier?" in narrowed
    whole = await go_on(newsroom, MARO_ON_THE_DAM)
    assert "Understood" not in whole
    assert "“The dam will hold until June,”" in whole
    await newsroom.moderator.send(newsroom.channel, "and Vale?", reply_to=last(newsroom))
    assert VALE_ON_THE_DAM in shown(last(newsroom))
    await newsroom.env.restart_bot(create_bot(newsroom.services))
    assert VALE_ON_THE_DAM in await go_on(newsroom, "and Vale?", first)
    await ask(newsroom, "Is Lund north of Orsk?")
    unsure = await go_on(newsroom, "and what did it cost?")
    assert "I wasn’t sure what “it” stands for" in unsure


async def test_what_an_answer_tells_of_itself(newsroom: Newsroom, dam: Article) -> None:
    await ask(newsroom)
    told = await go_on(newsroom, "when was this?")
    assert "[1] is from The Lund Courier of <t:1770890400:D>." in told
    assert "[1]: Ines Maro" in await go_on(newsroom, "who said that?")
    assert "[1]: “The dam”, The Lund Courier, <t:1770890400:D>" in await go_on(newsroom, "source?")
    assert "https://courier.example/dam#:~:text=" in str(last(newsroom).components[0].to_dict())
    assert "ask for the context" in await go_on(newsroom, "where was that?")
    assert "I can’t judge what is true" in await go_on(newsroom, "is that true?")
    assert "That answer has 1 quotation." in await go_on(newsroom, "when was the ninth one?")
    assert "Minister Ines Maro came to Lund." in await go_on(newsroom, "show me the context")
    why = await go_on(newsroom, "why?")
    assert "Why, only the article may tell." in why
    assert "Minister Ines Maro came to Lund." in why
    assert VALE_ON_THE_DAM in await go_on(newsroom, "and Vale?")
    newsroom.library.remove(dam.id, by="discord:7")
    assert "[1] is no longer in the library." in await go_on(newsroom, "when was this?")


async def test_what_an_answer_does_not_tell(newsroom: Newsroom) -> None:
    newsroom.add("“The port is closed,” Ada Renn said.", Metadata(publisher="Port News"))
    answer = await ask(newsroom, "What did Ada Renn say about the port?")
    undated = await go_on(newsroom, "when was this?")
    assert "[1] is from Port News; the article gives no date." in undated
    count = len(newsroom.channel.history())
    for text in ("thanks!", "👍", "ok"):
        await newsroom.reader.send(newsroom.channel, text, reply_to=answer)
    assert len(newsroom.channel.history()) == count + 3
    nothing = await ask(newsroom, "What did Jon Zzyzx say about zebras?")
    assert "That answer has no quotations." in await go_on(newsroom, "when was this?", nothing)
    assert "What did Ada Renn say about zebras?" in await go_on(newsroom, "and Ada Renn?")


async def test_more_goes_on_until_there_is_no_more(newsroom: Newsroom) -> None:
    newsroom.add("\n\n".join(f"“The dam {flaw},” Paul Vale said." for flaw in FLAWS))
    first = shown(await ask(newsroom, "What did Paul Vale say about the dam?"))
    pages = [first, *[await go_on(newsroom, text) for text in ("more", "more, please")]]
    assert "More on this" in pages[1]
    assert all(map(quoted, pages))
    assert sum(map(len, map(quoted, pages))) == len(set().union(*map(quoted, pages)))
    ends = [await go_on(newsroom, "more") for _ in range(3)]
    assert "That is all the library holds on this." in ends[-1]


@pytest.mark.usefixtures("dam")
async def test_an_answer_that_was_deleted_is_still_known(newsroom: Newsroom) -> None:
    answer = await ask(newsroom)
    reference = {"channel_id": str(newsroom.channel.id), "message_id": str(answer.id)}
    await newsroom.moderator.delete(answer)
    text = f"{me(newsroom)} and Vale?"
    backend = newsroom.env.backend
    backend.create_message(newsroom.channel.id, newsroom.reader.id, text, reference=reference)
    await newsroom.env.settle()
    assert VALE_ON_THE_DAM in shown(last(newsroom))


@pytest.mark.usefixtures("dam")
async def test_the_answer_of_a_command_is_gone_on_with_by_a_mention(newsroom: Newsroom) -> None:
    result = await newsroom.reader.slash(
        newsroom.channel, "ask", question="the dam", speaker="Ines Maro"
    )
    hint = await go_on(newsroom, "and Vale?", reply(result))
    assert "only where its words mention me" in hint
    assert VALE_ON_THE_DAM in await go_on(newsroom, f"{me(newsroom)} and Vale?", reply(result))


@pytest.mark.usefixtures("dam")
async def test_only_the_asker_goes_on_with_a_private_answer(newsroom: Newsroom) -> None:
    answer = await ask(newsroom)
    exchanges = newsroom.services.libraries.exchanges(str(newsroom.guild.id))
    kept = exchanges.of_message(str(answer.id))
    assert kept is not None
    exchanges.publish(kept.number, kept.cited, public=False)
    await newsroom.moderator.send(newsroom.channel, "and Vale?", reply_to=answer)
    assert "Understood" not in shown(last(newsroom))
    assert VALE_ON_THE_DAM in await go_on(newsroom, "and Vale?", answer)
    assert "Lund Courier" in await go_on(newsroom, "when was this?", answer)
    await newsroom.moderator.send(newsroom.channel, "and Vale?", reply_to=last(newsroom))
    assert "Understood" not in shown(last(newsroom))


async def test_what_goes_on_with_nothing_is_asked_for(newsroom: Newsroom) -> None:
    hint = await ask(newsroom, "when was this?")
    assert "I don’t know which answer you mean." in shown(hint)
    assert "I don’t know which answer you mean." in await go_on(newsroom, "more", hint)
    assert "library is empty" in await go_on(newsroom, "What did Vale say about grain?", hint)


@pytest.mark.usefixtures("dam")
async def test_messages_of_other_people(newsroom: Newsroom) -> None:
    """Discord shows the bot their words where they mention it."""
    say = partial(newsroom.moderator.send, newsroom.channel)
    claim = await say(f"{me(newsroom)} look: “The grain deal is dead”!")
    for text in (f"{me(newsroom)} is this true?", me(newsroom)):
        answered = await go_on(newsroom, text, claim)
        assert "Understood as: Who said “The grain deal is dead”?" in answered
        assert "**Ines Maro**" in answered
    hidden = await say("The grain deal is dead.")
    for text in ("is this true?", "sources?", "", "what did Vale say about this?"):
        answered = await go_on(newsroom, f"{me(newsroom)} {text}", hidden)
        assert "Discord does not show me the words of that message." in answered
    answered = await go_on(newsroom, f"{me(newsroom)} {MARO_ON_THE_DAM}", hidden)
    assert "“The dam will hold until June,”" in answered
    long = await say(f"{me(newsroom)} {'grain ' * 200}")
    assert "more than I look up" in await go_on(newsroom, f"{me(newsroom)} true?", long)


@pytest.fixture
async def threading(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that wants a thread, after two exchanges in a row."""
    monkeypatch.setattr(mentions, "LONG_EXCHANGE", 2)
    await newsroom.bot.preferences.choose(newsroom.guild.id, {"threads": True}, by="discord:1")


@pytest.mark.usefixtures("threading")
async def test_a_long_conversation_moves_to_a_thread(newsroom: Newsroom, dam: Article) -> None:
    await ask(newsroom)
    await go_on(newsroom, "and Vale?")
    answer = last(newsroom)
    count = len(newsroom.channel.history())
    await newsroom.reader.send(newsroom.channel, "when was this?", reply_to=answer)
    [thread] = newsroom.channel.threads
    assert thread.id == answer.id
    assert thread.name == "What did Paul Vale say about the dam?"
    assert "[1] is from The Lund Courier" in thread_says(thread)
    here = [each for each in newsroom.channel.history()[count:] if each.author.bot]
    assert [each.type for each in here] == [discord.MessageType.thread_created]

    await newsroom.reader.send(thread, f"{me(newsroom)} and Maro?")
    assert f"Understood as: {MARO_ON_THE_DAM}" in thread_says(thread)
    await newsroom.reader.send(thread, f"{me(newsroom)} and in the Courier?")
    assert f"{MARO_ON_THE_DAM[:-1]} in The Lund Courier?" in thread_says(thread)
    said = len(thread.history())
    doubt = await newsroom.moderator.send(thread, "I doubt it")
    assert len(thread.history()) == said + 1
    await newsroom.reader.send(thread, f"{me(newsroom)} is that true?", reply_to=doubt)
    assert "Discord does not show me the words" in thread_says(thread)
    await newsroom.reader.send(newsroom.channel, "and Maro?", reply_to=answer)
    assert f"Understood as: {MARO_ON_THE_DAM}" in thread_says(thread)


@pytest.mark.usefixtures("dam", "threading")
async def test_without_the_permission_it_stays_in_its_channel(newsroom: Newsroom) -> None:
    assert newsroom.bot.user is not None
    denied = discord.PermissionOverwrite(create_public_threads=False)
    channel = newsroom.guild.create_text_channel("quiet", overwrites={newsroom.bot.user: denied})
    await newsroom.reader.send(channel, f"{me(newsroom)} {MARO_ON_THE_DAM}")
    for text in ("and Vale?", "and Maro?", "when was this?"):
        answer = channel.last_message
        assert answer is not None
        await newsroom.reader.send(channel, text, reply_to=answer)
    assert channel.threads == []
    assert not [each for each in newsroom.env.http_requests if each.path.endswith("/threads")]
    assert "[1] is from The Lund Courier" in thread_says(channel)


def thread_says(thread: simcord.ChannelHandle) -> str:
    message = thread.last_message
    assert message is not None
    return shown(message)
