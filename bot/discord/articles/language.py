"""Saying in which language an article is, where it was taken for another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.discord.bot import Bot
from bot.discord.choices import AS_ITS_WORDS
from bot.discord.library.audit_pages import edited_page
from bot.discord.moderation import require_adder
from bot.discord.refusals import Refusal
from bot.discord.replies import Interaction, acknowledge, library_of, show
from index.languages import LANGUAGES, language_code
from index.types import Article

if TYPE_CHECKING:
    from index.library import Library


async def edit_language(
    interaction: Interaction, command_id: int, article_id: str, typed: str
) -> None:
    """Read an article anew as one of this language, and show what that changed."""
    bot: Bot = interaction.client
    library = library_of(interaction)
    await acknowledge(interaction, private=True)
    await require_adder(interaction, command_id)
    code, by = _code(typed), f"discord:{interaction.user.id}"
    before, after = await bot.services.offload.adding(_change, library, article_id, code, by)
    await show(interaction, edited_page(before, after))


def _code(typed: str) -> str | None:
    if typed.strip().lower() == AS_ITS_WORDS:
        return None
    code = language_code(typed)
    if code is None:
        known = ", ".join(one.name for one in LANGUAGES.values())
        raise Refusal(
            f"I don’t know the language “{typed.strip()}”.",
            f"Choose one of {known}, or give another’s two letters, like fr.",
        )
    return code


def _change(
    library: Library, article_id: str, code: str | None, by: str
) -> tuple[Article, Article]:
    """The article before and after; raises ArticleNotFound."""
    return library.get(article_id), library.edit_language(article_id, code, by=by)
