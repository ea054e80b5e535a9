"""The settings: read once from the environment, typed, complaining once about all that is wrong.

This is the only module that reads the environment.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cryptography.fernet import Fernet
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

HOW_TO_GET = {
    "SLACK_SIGNING_SECRET": "copy it from Basic Information > App Credentials of your Slack app",
    "SLACK_BOT_TOKEN": "copy the Bot User OAuth Token (xoxb-…) from OAuth & Permissions",
    "LADDER_KEYS": "make one with `ladder key`, and keep a copy where the database is not",
}

SHORTEST_DAYS = 60
"""The least that RETENTION_DAYS may be: below it goes what the rules still ask for, such as the 30
days for which a Not now holds."""


class SettingsError(Exception):
    """Some settings are missing or wrong; each line names one and its mend."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class Settings(BaseSettings):
    """Every setting of the bot. The names in the environment are the same in capitals."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    slack_signing_secret: SecretStr = Field(min_length=1)
    slack_bot_token: SecretStr = Field(min_length=1)
    ladder_keys: Annotated[tuple[SecretStr, ...], NoDecode] = Field(min_length=1)
    database_url: str = "sqlite:///ladder.db"
    ladder_framework: Path = Path("framework")
    ladder_support: str = ""
    ladder_admins: Annotated[tuple[str, ...], NoDecode] = ()
    retention_days: int | None = Field(default=None, ge=SHORTEST_DAYS)
    slack_api_url: str = "https://slack.com/api/"
    host: str = "0.0.0.0"
    port: int = Field(default=3000, ge=1, le=65535)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("ladder_keys", "ladder_admins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        """Several stand in one line with commas. Of the keys the first writes, all read."""
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("ladder_keys")
    @classmethod
    def _are_keys(cls, value: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        for key in value:
            try:
                Fernet(key.get_secret_value())
            except ValueError:
                # Pydantic repeats the input of a failed check, so the key itself is kept out.
                raise ValueError("a key is 32 bytes in URL-safe base64") from None
        return value

    @field_validator("database_url")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        try:
            make_url(value)
        except ArgumentError:
            # The address may hold a password, so it is not repeated.
            raise ValueError("it is no database address") from None
        return value

    @field_validator("retention_days", mode="before")
    @classmethod
    def _empty_keeps(cls, value: object) -> object:
        return None if value == "" else value

    @field_validator("slack_api_url")
    @classmethod
    def _ends_with_a_slash(cls, value: str) -> str:
        return value if value.endswith("/") else value + "/"


def read_settings(env_file: Path | None = Path(".env")) -> Settings:
    """Return the settings of this process.

    Raises SettingsError, with a line for each setting that is missing or wrong.
    """
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        raise SettingsError([_complaint(one["loc"], one) for one in error.errors()]) from None


def _complaint(where: tuple[int | str, ...], one: object) -> str:
    name = str(where[0]).upper() if where else "settings"
    kind = one.get("type") if isinstance(one, dict) else ""
    if kind == "missing":
        return f"{name} is missing: {HOW_TO_GET.get(name, 'see .env.example')}."
    message = one.get("msg", "") if isinstance(one, dict) else ""
    return f"{name} is not right: {message}. See .env.example."
