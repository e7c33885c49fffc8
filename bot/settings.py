"""The settings: what they are called, what they may be, and where they come from.

Owns `Settings`, read once by the composition root from the environment and from a
`.env` file in the working directory; the environment wins. `.env.example` documents
each of them. Secrets are never printed, not even when they are wrong.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.errors import SettingsError

LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]


class Settings(BaseSettings):
    """Every setting of whosaid; `description` says what a value should be."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    discord_token: SecretStr | None = Field(
        default=None, description="the bot's token from the Discord developer portal"
    )
    data_dir: Path = Field(
        default_factory=lambda: user_data_path("whosaid", appauthor=False),
        description="a folder that whosaid may write to",
    )
    embedding_model: str | None = Field(
        default=None, description="the name or folder of a sentence-transformers model"
    )
    reranker_model: str | None = Field(
        default=None, description="the name or folder of a sentence-transformers CrossEncoder"
    )
    log_level: LogLevel | None = Field(
        default=None, description="one of DEBUG, INFO, WARNING, ERROR"
    )
    fetch_timeout_seconds: float = Field(
        default=20.0, gt=0, le=600, description="a number of seconds between 0 and 600"
    )
    fetch_max_megabytes: float = Field(
        default=10.0, gt=0, le=1000, description="a number of megabytes between 0 and 1000"
    )
    feed_interval_minutes: float = Field(
        default=30.0, ge=5, le=1440, description="a number of minutes between 5 and 1440"
    )
    feed_first_entries: int = Field(
        default=10, ge=0, le=200, description="a whole number of entries between 0 and 200"
    )
    rate_per_user_per_minute: int = Field(
        default=12, ge=0, le=1000, description="a whole number of questions between 0 and 1000"
    )
    rate_per_server_per_minute: int = Field(
        default=120, ge=0, le=10_000, description="a whole number of questions between 0 and 10000"
    )
    exchanges_kept_days: int = Field(
        default=90, ge=1, le=3650, description="a whole number of days between 1 and 3650"
    )
    model_base_url: str | None = Field(
        default=None, pattern=r"^https?://", description="an address that begins with http"
    )
    model_name: str | None = Field(default=None, description="the name of a language model")
    model_api_key: SecretStr | None = Field(
        default=None, description="the key that the language model's provider gave you"
    )
    model_temperature: float = Field(
        default=0.0, ge=0, le=2, description="a number between 0 and 2"
    )
    model_timeout_seconds: float = Field(
        default=20.0, gt=0, le=600, description="a number of seconds between 0 and 600"
    )
    model_max_tokens: int = Field(
        default=1500, ge=100, le=100_000, description="a whole number between 100 and 100000"
    )
    model_price_in: float = Field(
        default=0.0, ge=0, le=1e6, description="a price, such as 0.15, for a million tokens"
    )
    model_price_out: float = Field(
        default=0.0, ge=0, le=1e6, description="a price, such as 0.60, for a million tokens"
    )
    model_daily_tokens: int | None = Field(
        default=None, ge=1, description="a whole number of tokens above 0"
    )
    model_daily_cost: float | None = Field(
        default=None, gt=0, description="an amount of money above 0"
    )
    discord_api_base: str | None = Field(
        default=None, pattern=r"^https?://", description="an address that begins with http"
    )
    discord_gateway: str | None = Field(
        default=None, pattern=r"^wss?://", description="an address that begins with ws"
    )

    @field_validator("log_level", mode="before")
    @classmethod
    def _in_capitals(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @model_validator(mode="after")
    def _names_a_model(self) -> Settings:
        if self.model_base_url and not self.model_name:
            raise PydanticCustomError("model_name", "missing", {"setting": "model_name"})
        return self

    @field_validator("data_dir")
    @classmethod
    def _from_home(cls, value: Path) -> Path:
        return value.expanduser()


def load_settings() -> Settings:
    """Read the settings of this process; raises SettingsError naming the first wrong one."""
    try:
        return Settings()
    except ValidationError as error:
        raise _explained(error) from None
    except UnicodeDecodeError:
        raise SettingsError(
            "The file .env is not UTF-8 text.", "Save it as UTF-8 and try again."
        ) from None


def _explained(error: ValidationError) -> SettingsError:
    first = error.errors(include_input=False, include_url=False)[0]
    # What settings must be together has no place of its own.
    field = str(first["loc"][0]) if first["loc"] else first["ctx"]["setting"]
    expected = Settings.model_fields[field].description
    return SettingsError(
        f"The setting {field.upper()} is wrong: it should be {expected}.",
        "Correct it in the environment or in .env; .env.example explains it.",
    )
