"""Follow-ups on Discord: replies to answers, threads, and messages of other people."""

from __future__ import annotations

from datetime import date

import discord
import pytest

from bot.answering.answerer import Answerer
from bot.discord.client import create_bot
from index.types import Article, Metadata
from tests.bot.discord.conftest import Newsroom, reply, shown
from tests.bot.discord.test_mentions import last, me

DAM = (
    "Minister Ines Maro came to Lund. “The dam will hold until June,” Maro said. “The grain deal "
    "is dead,” she said. Paul Vale, an engineer, disagreed. “The dam will fall before June,” "
    "Vale said."
)
GRAIN = "Nobody was glad in Orsk. “No grain has come since the grain deal,” Paul Vale said."
COURIER = Metadata("The dam", "https://courier.example/dam", None, "The Lund Courier")
FEBRUARY = date(2026, 2, 12)


@pytest.fixture
def answerer() -> Answerer:
    return Answerer()


@pytest.fixture
def dam(newsroom: Newsroom) -> Article:
    newsroom.add(GRAIN, Metadata("Grain", None, None, "Orsk Post", date(2026, 3, 1)))
    return newsroom.add(
        DAM, Metadata(COURIER.title, COURIER.url, None, COURIER.publisher, FEBRUARY)
    )


async def ask(newsroom: Newsroom, text: str = "What did Ines Maro say about the dam?") -> str:
    await newsroom.reader.send(newsroom.channel, f"{me(newsroom)} {text}")
    return shown(last(newsroom))


async def go_on(newsroom: Newsroom, text: str, to: discord.Message | None = None) -> str:
    """What is shown after somebody replies to an answer, by default the last one."""
    await newsroom.reader.send(newsroom.channel, text, reply_to=to or last(newsroom))
    return shown(last(newsroom))


@pytest.mark.usefixtures("dam")
class TestRepliesToAnswers:
    async def test_a_speaker_is_carried_over(self, newsroom: Newsroom) -> None:
        assert "Understood as" not in await ask(newsroom)
        answered = await go_on(newsroom, "did she say anything about grain?")
        assert "Understood as: Did Ines Maro say anything about grain?" in answered
        assert "“The grain deal is dead,”" in answered

    async def test_a_topic_is_carried_over_through_several_replies(
        self, newsroom: Newsroom
    ) -> None:
        await ask(newsroom)
        answered = await go_on(newsroom, "and Vale?")
        assert "Understood as: What did Paul Vale say about the dam?" in answered
        assert "“The dam will fall before June,”" in answered
        again = await go_on(newsroom, "and in the Orsk Post?")
        assert "Understood as: What did Paul Vale say about the dam in Orsk Post?" in again

    async def test_what_is_whole_is_left_as_it_is(self, newsroom: Newsroom) -> None:
        await ask(newsroom)
        answered = await go_on(newsroom, "What did Paul Vale say about grain?")
        assert "Understood" not in answered
        assert "“No grain has come since the grain deal,”" in answered

    async def test_what_is_unsure_is_said_to_be(self, newsroom: Newsroom) -> None:
        await ask(newsroom, "Is Lund north of Orsk?")
        answered = await go_on(newsroom, "and what did it cost?")
        assert "I wasn’t sure what “it” stands for" in answered

    async def test_another_person_goes_on(self, newsroom: Newsroom) -> None:
        await ask(newsroom)
        await newsroom.moderator.send(newsroom.channel, "and Vale?", reply_to=last(newsroom))
        assert "What did Paul Vale say about the dam?" in shown(last(newsroom))

    async def test_it_goes_on_after_a_restart(self, newsroom: Newsroom) -> None:
        await ask(newsroom)
        await newsroom.env.restart_bot(create_bot(newsroom.services))
        assert "What did Paul Vale say about the dam?" in await go_on(newsroom, "and Vale?")

    async def test_the_days_come_from_the_citations(self, newsroom: Newsroom) -> None:
        await ask(newsroom)
        told = await go_on(newsroom, "when was this?")
        assert "[1] is from The Lund Courier of <t:1770890400:D>." in told

    async def test_a_reply_to_such_a_reply_goes_on_too(self, newsroom: Newsroom) -> None:
        await ask(newsroom)
        await go_on(newsroom, "when was this?")
        assert "[1]: Ines Maro" in await go_on(newsroom, "who said that?")
        assert "What did Paul Vale say about the dam?" in await go_on(newsroom, "and Vale?")

    async def test_an_unknown_day_is_said_to_be_unknown(self, newsroom: Newsroom) -> None:
        newsroom.add("“The port is closed,” Ada Renn said.", Metadata(publisher="Port News"))
        await ask(newsroom, "What did Ada Renn say about the port?")
        told = await go_on(newsroom, "when was this?")
        assert "[1] is from Port News; the article gives no date." in told

    async def test_sources_are_linked(self, newsroom: Newsroom) -> None:
        await ask(newsroom)
        told = await go_on(newsroom, "source?")
        assert "[1]: “The dam”, The Lund Courier, <t:1770890400:D>" in told
        raw = str(last(newsroom).components[0].to_dict())
        assert "https://courier.example/dam#:~:text=" in raw

    async def test_the_context_is_shown(self, newsroom: Newsroom) -> None:
        await ask(newsroom)
        told = await go_on(newsroom, "show me the context")
        assert "Minister Ines Maro came to Lund." in told
        why = await go_on(newsroom, "why?")
        assert "Why, only the article may tell." in why
        assert "Minister Ines Maro came to Lund." in why

    async def test_more_turns_the_page_until_there_is_no_more(self, newsroom: Newsroom) -> None:
        newsroom.add("\n\n".join(f"“The dam {flaw},” Paul Vale said." for flaw in FLAWS))
        first = await ask(newsroom, "What did Paul Vale say about the dam?")
        second = await go_on(newsroom, "more")
        third = await go_on(newsroom, "more please")
        assert "More on this" in second
        pages = [set(quoted(page)) for page in (first, second, third)]
        assert all(pages)
        assert not pages[0] & pages[1]
        assert not pages[1] & pages[2]
        for _ in range(4):
            end = await go_on(newsroom, "more")
        assert "That is all the library holds on this." in end

    async def test_whether_it_is_true_is_not_for_the_bot_to_say(self, newsroom: Newsroom) -> None:
        await ask(newsroom)
        told = await go_on(newsroom, "is that true?")
        assert "I can’t judge what is true" in told
        assert "The Lund Courier" in told

    async def test_a_number_that_is_not_there(self, newsroom: Newsroom) -> None:
        await ask(newsroom)
        assert "That answer has 1 quotation." in await go_on(newsroom, "when was the ninth one?")

    async def test_an_answer_without_quotations(self, newsroom: Newsroom) -> None:
        await ask(newsroom, "What did Jon Zzyzx say about zebras?")
        assert "That answer has no quotations." in await go_on(newsroom, "when was this?")

    async def test_thanks_are_not_answered(self, newsroom: Newsroom) -> None:
        await ask(newsroom)
        count = len(newsroom.channel.history())
        for text in ("thanks!", "👍", "ok"):
            answer = newsroom.channel.history()[count - 1]
            await newsroom.reader.send(newsroom.channel, text, reply_to=answer)
        assert len(newsroom.channel.history()) == count + 3


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


def quoted(page: str) -> list[str]:
    return [line for line in page.splitlines() if line.startswith("> ")]


async def test_an_article_removed_in_between(newsroom: Newsroom, dam: Article) -> None:
    await ask(newsroom)
    newsroom.library.remove(dam.id, by="discord:7")
    assert "[1] is no longer in the library." in await go_on(newsroom, "when was this?")
    assert "What did Paul Vale say about the dam?" in await go_on(newsroom, "and Vale?")


@pytest.mark.usefixtures("dam")
async def test_an_answer_that_was_deleted(newsroom: Newsroom) -> None:
    await ask(newsroom)
    answer = last(newsroom)
    await newsroom.moderator.delete(answer)
    backend = newsroom.env.backend
    reference = {"channel_id": str(newsroom.channel.id), "message_id": str(answer.id)}
    backend.create_message(
        newsroom.channel.id,
        newsroom.reader.id,
        f"{me(newsroom)} and Vale?",
        reference=reference,
    )
    await newsroom.env.settle()
    assert "What did Paul Vale say about the dam?" in shown(last(newsroom))


@pytest.mark.usefixtures("dam")
async def test_the_answer_of_a_command_is_gone_on_with_by_a_mention(newsroom: Newsroom) -> None:
    result = await newsroom.reader.slash(
        newsroom.channel, "ask", question="the dam", speaker="Ines Maro"
    )
    await newsroom.reader.send(newsroom.channel, "and Vale?", reply_to=reply(result))
    assert "only where its words mention me" in shown(last(newsroom))
    text = f"{me(newsroom)} and Vale?"
    await newsroom.reader.send(newsroom.channel, text, reply_to=reply(result))
    assert "Understood as: What did Paul Vale say about the dam?" in shown(last(newsroom))


@pytest.mark.usefixtures("dam")
async def test_a_private_answer_is_its_askers_alone(newsroom: Newsroom) -> None:
    await ask(newsroom)
    answer = last(newsroom)
    exchanges = newsroom.services.libraries.exchanges(str(newsroom.guild.id))
    kept = exchanges.of_message(str(answer.id))
    assert kept is not None
    exchanges.publish(kept.number, public=False)
    await newsroom.moderator.send(newsroom.channel, "and Vale?", reply_to=answer)
    assert "Understood" not in shown(last(newsroom))
    assert "What did Paul Vale say about the dam?" in await go_on(newsroom, "and Vale?", answer)


@pytest.mark.usefixtures("dam")
async def test_what_goes_on_with_nothing_is_asked_for(newsroom: Newsroom) -> None:
    assert "I don’t know which answer you mean." in await ask(newsroom, "when was this?")
    hint = last(newsroom)
    assert "I don’t know which answer you mean." in await go_on(newsroom, "more", hint)
    assert "Understood" not in await go_on(newsroom, "What did Vale say about grain?", hint)
    exchange = newsroom.services.libraries.exchanges(str(newsroom.guild.id))
    assert exchange.of_message(str(hint.id)) is None


class TestMessagesOfOthers:
    @pytest.fixture
    async def claim(self, newsroom: Newsroom, dam: Article) -> discord.Message:
        text = f"{me(newsroom)} look: “The grain deal is dead”!"
        await newsroom.moderator.send(newsroom.channel, text)
        return newsroom.channel.history()[-2]

    async def test_its_words_are_looked_up_where_discord_shows_them(
        self, newsroom: Newsroom, claim: discord.Message
    ) -> None:
        text = f"{me(newsroom)} is this true?"
        await newsroom.reader.send(newsroom.channel, text, reply_to=claim)
        answered = shown(last(newsroom))
        assert "Understood as: Who said “The grain deal is dead”?" in answered
        assert "**Ines Maro**" in answered

    async def test_a_bare_mention_looks_them_up_too(
        self, newsroom: Newsroom, claim: discord.Message
    ) -> None:
        await newsroom.reader.send(newsroom.channel, me(newsroom), reply_to=claim)
        assert "Who said “The grain deal is dead”?" in shown(last(newsroom))

    async def test_words_that_discord_hides_are_said_to_be_hidden(
        self, newsroom: Newsroom, dam: Article
    ) -> None:
        hidden = await newsroom.moderator.send(newsroom.channel, "The grain deal is dead.")
        for text in ("is this true?", "sources?", ""):
            await newsroom.reader.send(newsroom.channel, f"{me(newsroom)} {text}", reply_to=hidden)
            answered = shown(last(newsroom))
            assert "Discord does not show me the words of that message." in answered
            assert "Find sources" in answered

    async def test_a_whole_question_in_a_reply_is_answered(
        self, newsroom: Newsroom, dam: Article
    ) -> None:
        other = await newsroom.moderator.send(newsroom.channel, "The grain deal is dead.")
        text = f"{me(newsroom)} What did Ines Maro say about the dam?"
        await newsroom.reader.send(newsroom.channel, text, reply_to=other)
        assert "“The dam will hold until June,”" in shown(last(newsroom))

    async def test_a_long_message_is_for_the_menu(self, newsroom: Newsroom, dam: Article) -> None:
        await newsroom.moderator.send(newsroom.channel, f"{me(newsroom)} {'grain ' * 200}")
        long = newsroom.channel.history()[-2]
        await newsroom.reader.send(newsroom.channel, f"{me(newsroom)} true?", reply_to=long)
        assert "more than I look up" in shown(last(newsroom))
