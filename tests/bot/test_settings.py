from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import Settings, load_settings
from index.errors import SettingsError

EXAMPLE = Path(__file__).parents[2] / ".env.example"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory without .env, and an environment without settings."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    return tmp_path


def test_every_setting_is_documented_with_its_default_and_nothing_else_is() -> None:
    documented = dict(re.findall(r"^# ([A-Z_]+)=(.*)$", EXAMPLE.read_text("utf-8"), re.MULTILINE))
    defaults = {
        name.upper(): f"{field.default:g}" if isinstance(field.default, int | float) else ""
        for name, field in Settings.model_fields.items()
    }
    assert documented == defaults


def test_the_example_can_be_used_as_it_is(elsewhere: Path) -> None:
    (elsewhere / ".env").write_bytes(EXAMPLE.read_bytes())
    assert load_settings() == Settings()


def test_every_setting_says_what_it_should_be() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_the_environment_wins_over_the_file(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (elsewhere / ".env").write_text("LOG_LEVEL=error\nFETCH_TIMEOUT_SECONDS=3\nUNKNOWN=1\n")
    monkeypatch.setenv("LOG_LEVEL", "debug")
    settings = load_settings()
    assert (settings.log_level, settings.fetch_timeout_seconds) == ("DEBUG", 3.0)


def test_empty_is_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "")
    assert load_settings().discord_token is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LOG_LEVEL", "loud"),
        ("FETCH_TIMEOUT_SECONDS", "soon"),
        ("FETCH_TIMEOUT_SECONDS", "0"),
        ("FETCH_MAX_MEGABYTES", "-1"),
        ("DISCORD_API_BASE", "discord.com"),
        ("DISCORD_GATEWAY", "https://discord.com"),
    ],
)
def test_a_wrong_value_is_named_with_what_it_should_be(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert name in caught.value.message
    assert str(Settings.model_fields[name.lower()].description) in caught.value.message


def test_the_token_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "very-secret")
    monkeypatch.setenv("LOG_LEVEL", "very-secret-too")
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert "very-secret" not in str(caught.value)
    monkeypatch.delenv("LOG_LEVEL")
    assert "very-secret" not in repr(load_settings())


def test_a_file_in_another_encoding_is_a_clear_error(elsewhere: Path) -> None:
    (elsewhere / ".env").write_bytes("DATA_DIR=Bücher".encode("latin-1"))
    with pytest.raises(SettingsError, match="UTF-8"):
        load_settings()


def test_the_data_directory_may_start_at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_DIR", "~/whosaid")
    assert load_settings().data_dir == Path.home() / "whosaid"
