"""What /help says: a short page for a newcomer, and a page for each topic. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from bot.discord.page import Block, Page, Tone

Audience = Literal["members", "moderators", "admins"]
_AUDIENCES: Final[tuple[Audience, ...]] = ("members", "moderators", "admins")

START: Final = "start"


@dataclass(frozen=True, slots=True)
class Topic:
    """A page of the help; `audience` are those with the fewest rights who are offered it."""

    label: str
    text: str
    audience: Audience = "members"

    @property
    def page(self) -> Page:
        return Page((Block(f"**{self.label}**\n{self.text}"),), Tone.ANSWER)


TOPICS: Final[Mapping[str, Topic]] = {
    "ask": Topic(
        "Asking",
        "- `/ask` with a question, or mention me with it.\n"
        "- Reply to an answer to go on from it: *and the mayor?*, *what did she say about the "
        "dam?*, *and in March?*, *when was this?*, *source?*, *more*.\n"
        "- `/ask` also takes a `speaker`, an `outlet`, `since` and `until` (*June*, *last week*). "
        "With `private` only you see the answer, until you **Share** it.\n"
        "- **Open** leads to the words on their page, **Context** shows what stands around them, "
        "**More** what else there is.\n"
        "- 👍 👎 tell the moderators what helped. **Delete** is for who asked, and for them.",
    ),
    "check": Topic(
        "Checking",
        "- In the menu of any message, under Apps: **Check quotes** compares every quotation in "
        "it word for word, **Find sources** shows what the library holds on each sentence.\n"
        "- `/verify` does the same for a quotation that you type.\n"
        "- `/cite` shows a quotation by its id, like *Q-7f3k2*: every quotation of mine has one.\n"
        "- Only you see what was found, until you press **Share**.",
    ),
    "said": Topic(
        "Who said what",
        "- `/quotes` what somebody said, the newest first; `about` something, `since` *June* or "
        "`until` *last week*.\n"
        "- `/timeline` the same in order, with a picture of when which outlet quoted them.\n"
        "- `/brief` what was said on something, by whom, in the order of time.\n"
        "- `/speakers` who is quoted here, how often, and in which roles. Any name or spelling "
        "will do.",
    ),
    "library": Topic(
        "Looking after the library",
        "- `/article add` with a link, a file, or neither: then a form for pasted text opens. "
        "Many at once: several links, or a .txt of links, a .zip or a .jsonl as the file.\n"
        "- `/article list` by search, outlet, speaker or day; `/article show` has one of them.\n"
        "- `/article edit` corrects title, author, outlet, day or address; `/article refresh` "
        "fetches pages again; `/article remove` can be undone for ten minutes.\n"
        "- `/feed add` follows a feed: its new articles are added by themselves. `/feed list`, "
        "`/feed pause`, `/feed resume`, `/feed remove` look after it.\n"
        "- `/library gaps` lists what was asked in vain, and answers found bad: what to add next.\n"
        "- `/library history` says who did what, `/library log` tells a channel.",
        "moderators",
    ),
    "who": Topic(
        "Who is who",
        "- `/speaker merge` joins two who are one, `/speaker split` takes a name away that is "
        "somebody else’s.\n"
        "- `/speaker rename` changes the name that is shown, `/speaker alias` adds one to ask by.\n"
        "- `/speaker history` has every decision, `/speaker undo` takes one back.\n"
        "-# What is decided holds for later articles too.",
        "moderators",
    ),
    "settings": Topic(
        "Settings",
        "- `/settings` is one panel: which roles may ask, add and remove, in which channels I "
        "answer, private answers, threads, the log, how 3/5/2026 is read, and, where one is set "
        "up, whether a language model writes the answers.\n"
        "- `/doctor` says how I am doing, and what is wrong, if anything is.\n"
        "- Discord shows `/article`, `/feed`, `/speaker` and `/library` to whoever may manage "
        "messages. Other roles are let in under Server Settings, Integrations.",
        "admins",
    ),
}

_HEAD: Final = (
    "**I answer from this server’s own articles, and prove it.**\n"
    "Every quotation I show is copied word for word from an article in the library, with the "
    "speaker, the outlet and the date. Where the library holds nothing, I say so."
)
_MEMBERS: Final = (
    "**Ask** · `/ask` *What did the minister say about the dam?* Or mention me with your "
    "question. Reply to my answer to go on: *and the mayor?*",
    "**Check** · In the menu of any message, under Apps: **Check quotes** and **Find sources**.",
    "**Look up** · `/quotes` what somebody said, `/speakers` who is quoted here.",
)
_MODERATORS: Final = (
    "**Look after the library** · Start with `/article add` or `/feed add`. `/library gaps` says "
    "what is missing."
)
_ADMINS: Final = "**Set up** · `/settings` says who may do what, and where and how I answer."


def start_page(audience: Audience) -> Page:
    """What a newcomer with these rights has to know, and no more."""
    blocks = [Block(_HEAD), Block("\n".join(_MEMBERS), ruled=True)]
    more = [_MODERATORS, _ADMINS][: _AUDIENCES.index(audience)]
    if more:
        blocks.append(Block("\n".join(more), ruled=True))
    return Page(tuple(blocks), Tone.ANSWER)


def offered_to(audience: Audience) -> dict[str, str]:
    """The labels of the topics that these are offered, by name."""
    rank = _AUDIENCES.index
    return {
        name: topic.label
        for name, topic in TOPICS.items()
        if rank(topic.audience) <= rank(audience)
    }
