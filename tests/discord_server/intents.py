"""What a bot gets to see: its gateway intents, and message content without the privileged one."""

from tests.discord_server.journal import Json

GUILDS = 1 << 0
GUILD_MEMBERS = 1 << 1
PRESENCES = 1 << 8
GUILD_MESSAGES = 1 << 9
DIRECT_MESSAGES = 1 << 12
MESSAGE_CONTENT = 1 << 15
PRIVILEGED = GUILD_MEMBERS | PRESENCES | MESSAGE_CONTENT


def admit(event: str, data: Json, intents: int, bot_id: int) -> Json | None:
    """The event as a bot with these intents receives it, or None where it does not."""
    if event.startswith("MESSAGE_"):
        needed = GUILD_MESSAGES if "guild_id" in data else DIRECT_MESSAGES
        if not intents & needed:
            return None
        return visible(data, intents, bot_id) if "content" in data else data
    if event.startswith(("GUILD_", "CHANNEL_", "THREAD_")) and not intents & GUILDS:
        return None
    return data


def visible(message: Json, intents: int, bot_id: int) -> Json:
    """A message as the bot may read it: others' words only where it is mentioned or alone."""
    replied = message.get("referenced_message")
    if replied:
        shown = visible(replied, intents, bot_id)
        message = {**message, "referenced_message": shown}
    mentioned = any(int(user["id"]) == bot_id for user in message["mentions"])
    own = int(message["author"]["id"]) == bot_id
    if intents & MESSAGE_CONTENT or mentioned or own or "guild_id" not in message:
        return message
    return {**message, "content": "", "embeds": [], "attachments": [], "components": []}
