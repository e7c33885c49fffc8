"""/cite: a quotation by its id, however it is written, and whatever has become of it."""

from __future__ import annotations

from index.ids import statement_ids
from index.types import Metadata, NewArticle
from tests.bot.discord.conftest import BRIDGE, Newsroom, reply, shown
from tests.bot.discord.samples import METADATA


async def test_an_id_is_found_however_it_is_written(newsroom: Newsroom) -> None:
    newsroom.add()
    [said] = newsroom.library.statements(speaker="Ada Vell")[-1:]
    for written in ("{0}", "{1}", "q-{1}", " Q {1} ", "`{0}`", "{0}.", "#{0}", "Q{1}", "q_{1}"):
        typed = written.format(said.id, said.id.removeprefix("Q-").upper())
        result = await newsroom.reader.slash(newsroom.channel, "cite", quotation=typed)
        assert f"`{said.id}`" in shown(reply(result)), written
        assert "Ada Vell" in shown(reply(result))
        assert reply(result).ephemeral
    pressed = await newsroom.reader.click(reply(result), label="Share")
    assert f"`{said.id}`" in shown(pressed.followups[0])


def test_what_an_id_may_mean() -> None:
    assert statement_ids("7f3k2") == ["Q-7f3k2"]
    assert statement_ids("q7f3k2") == ["Q-7f3k2", "Q-q7f3k2"]
    assert statement_ids("q7f3k") == ["Q-q7f3k"]
    assert statement_ids("7OIL0") == ["Q-70110"]
    assert statement_ids("Q-7f") == statement_ids("") == statement_ids("Q-" + "7" * 40) == []


async def test_it_is_shown_to_all_where_that_is_asked_for(newsroom: Newsroom) -> None:
    newsroom.add()
    [said] = [each for each in newsroom.library.statements() if each.quote_spans]
    result = await newsroom.reader.slash(newsroom.channel, "cite", quotation=said.id, public=True)
    assert not reply(result).ephemeral
    assert "> “We will build it" in shown(reply(result))
    assert "Share" not in str(reply(result).components)


async def test_what_a_newer_version_no_longer_says_is_shown_as_such(newsroom: Newsroom) -> None:
    article = newsroom.add()
    [said] = [each for each in newsroom.library.statements() if each.quote_spans]
    changed = BRIDGE.replace("We will build it", "We shall think about it")
    newsroom.library.revise(article.id, NewArticle("test", changed, METADATA), by="discord:7")
    result = await newsroom.reader.slash(newsroom.channel, "cite", quotation=said.id)
    text = shown(reply(result))
    assert "We will build it" in text
    assert "what version 1 of the article said. The newest, version 2, does not say it" in text


async def test_what_is_gone_is_told_kindly(newsroom: Newsroom) -> None:
    article = newsroom.add()
    said = newsroom.library.statements()[0]
    newsroom.library.remove(article.id, by="discord:7")
    for quotation in (said.id, "nonsense", "@everyone"):
        result = await newsroom.reader.slash(newsroom.channel, "cite", quotation=quotation)
        assert "in this server’s library. Its article may have been removed" in shown(reply(result))


async def test_what_is_gone_is_told_to_who_asked_alone(newsroom: Newsroom) -> None:
    result = await newsroom.reader.slash(newsroom.channel, "cite", quotation="Q-7f3k2", public=True)
    assert "There is no quotation" in shown(reply(result))
    assert reply(result).ephemeral
    assert newsroom.channel.history() == []


async def test_a_quotation_of_another_server_is_not_shown(newsroom: Newsroom) -> None:
    other = newsroom.services.libraries.get("12345")
    other.add([NewArticle("test", BRIDGE, Metadata())], added_by="discord:7")
    said = other.statements()[0]
    result = await newsroom.reader.slash(newsroom.channel, "cite", quotation=said.id)
    assert "There is no quotation" in shown(reply(result))
