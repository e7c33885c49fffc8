"""How things of the world look on Discord's wire."""

from datetime import UTC, datetime

from tests.discord_server.journal import Json
from tests.discord_server.world import (
    ALL_PERMISSIONS,
    DIRECT,
    THREAD,
    Attachment,
    Channel,
    Guild,
    Membership,
    Role,
    User,
    World,
)

JOINED = "2026-01-01T00:00:00.000000+00:00"


def now() -> str:
    return datetime.now(UTC).isoformat()


def user(of: User) -> Json:
    return {
        "id": str(of.id),
        "username": of.name,
        "discriminator": "0",
        "global_name": of.name,
        "avatar": None,
        "bot": of.bot,
        "public_flags": 0,
        "flags": 0,
    }


def role(of: Role) -> Json:
    return {
        "id": str(of.id),
        "name": of.name,
        "permissions": str(of.permissions),
        "position": of.position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


def member(of: Membership) -> Json:
    """A member without the user, as messages carry it."""
    return {
        "roles": [str(each.id) for each in of.roles],
        "joined_at": JOINED,
        "nick": None,
        "avatar": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
    }


def full_member(of: Membership) -> Json:
    return {**member(of), "user": user(of.user)}


def channel(of: Channel, bot: User) -> Json:
    common: Json = {"id": str(of.id), "type": of.kind, "last_message_id": None, "flags": 0}
    if of.kind == DIRECT:
        return {**common, "recipients": [user(of.recipient)] if of.recipient else []}
    common |= {"name": of.name, "guild_id": str(of.guild.id) if of.guild else None}
    if of.kind == THREAD:
        return {**common, **_thread(of, bot)}
    denied = ALL_PERMISSIONS & ~of.bot_permissions
    return {
        **common,
        "position": 0,
        "topic": None,
        "nsfw": False,
        "parent_id": None,
        "rate_limit_per_user": 0,
        "permission_overwrites": [
            {"id": str(bot.id), "type": 1, "allow": str(of.bot_permissions), "deny": str(denied)}
        ],
    }


def _thread(of: Channel, bot: User) -> Json:
    return {
        "parent_id": str(of.parent.id) if of.parent else None,
        "owner_id": str(bot.id),
        "message_count": len(of.messages),
        "member_count": 1,
        "rate_limit_per_user": 0,
        "thread_metadata": {
            "archived": False,
            "auto_archive_duration": 1440,
            "archive_timestamp": JOINED,
            "locked": False,
        },
    }


def guild(of: Guild, bot: User) -> Json:
    channels = [channel(each, bot) for each in of.channels if each.kind != THREAD]
    return {
        "id": str(of.id),
        "name": of.name,
        "owner_id": str(of.owner_id),
        "roles": [role(each) for each in of.roles],
        "channels": channels,
        "threads": [channel(each, bot) for each in of.channels if each.kind == THREAD],
        "members": [full_member(each) for each in of.members.values()],
        "member_count": len(of.members),
        "emojis": [],
        "stickers": [],
        "features": [],
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "preferred_locale": "en-US",
        "afk_timeout": 300,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "icon": None,
        "splash": None,
        "banner": None,
        "description": None,
        "large": False,
        "unavailable": False,
        "joined_at": JOINED,
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def application(world: World) -> Json:
    return {
        "id": str(world.application_id),
        "name": world.bot.name,
        "description": "",
        "icon": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "owner": user(world.owner),
        "team": None,
    }


def attachment(of: Attachment, origin: str) -> Json:
    url = f"{origin}/attachments/{of.channel_id}/{of.id}/{of.file.name}"
    return {
        "id": str(of.id),
        "filename": of.file.name,
        "size": len(of.file.data),
        "url": url,
        "proxy_url": url,
        "content_type": of.file.content_type,
    }
