from tests.bot.discord.conftest import BRIDGE, Newsroom, reply, shown
from tests.bot.discord.test_articles import buttons
from index.types import Metadata
from datetime import date


async def test_x(newsroom: Newsroom) -> None:
    for n in range(1, 13):
        newsroom.add(
            f"The mayor, Ada Vell, promised bridge number {n}. “We will build bridge {n},” she said, “and we will build it by the river.” The river was silent.",
            Metadata(
                title=f"Story {n}",
                publisher=f"Outlet {n % 3}",
                published=date(2026, n, 3) if n != 5 else None,
                url=f"https://example.org/{n}",
            ),
        )
    r = await newsroom.reader.slash(newsroom.channel, "quotes", speaker="vell", since="2026-02-01")
    print(shown(reply(r)))
    print(list(buttons(reply(r))), r.ephemeral)
    await newsroom.reader.click(reply(r), label="Older")
    print(shown(reply(r)))
    r = await newsroom.reader.slash(newsroom.channel, "timeline", speaker="Ada Vell")
    print(shown(reply(r)))
    print(reply(r).components[0].to_dict()["components"][1], reply(r).attachments)
    await newsroom.reader.click(reply(r), label="Later")
    print(shown(reply(r)))
    print(reply(r).attachments)
    assert 0
