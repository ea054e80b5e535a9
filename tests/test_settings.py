"""Settings complain once, about everything, and never repeat a secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import SettingsError, read_settings
from bot.storage.crypto import new_key


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN", "LADDER_KEYS", "PORT", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)


def write(folder: Path, **settings: str) -> Path:
    good = {
        "SLACK_SIGNING_SECRET": "secret",
        "SLACK_BOT_TOKEN": "xoxb-token",
        "LADDER_KEYS": new_key(),
    }
    path = folder / "env"
    path.write_text("\n".join(f"{name}={value}" for name, value in (good | settings).items()))
    return path


def test_everything_that_is_missing_is_named_at_once_with_how_to_get_it() -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings(None)

    assert [line.split(" is missing: ")[0] for line in caught.value.lines] == [
        "SLACK_SIGNING_SECRET",
        "SLACK_BOT_TOKEN",
        "LADDER_KEYS",
    ]


def test_an_empty_secret_is_as_good_as_none(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="SLACK_BOT_TOKEN is"):
        read_settings(write(tmp_path, SLACK_BOT_TOKEN=""))


def test_several_keys_stand_in_one_line(tmp_path: Path) -> None:
    first, second = new_key(), new_key()
    settings = read_settings(write(tmp_path, LADDER_KEYS=f"{first}, {second}"))

    assert [key.get_secret_value() for key in settings.ladder_keys] == [first, second]


def test_a_key_that_is_none_is_refused_and_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings(write(tmp_path, LADDER_KEYS="hunter2"))

    assert "LADDER_KEYS is not right" in str(caught.value)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1"])
def test_a_port_that_is_none_is_refused(tmp_path: Path, port: str) -> None:
    with pytest.raises(SettingsError, match="PORT is not right"):
        read_settings(write(tmp_path, PORT=port))


def test_secrets_do_not_show_when_settings_are_printed(tmp_path: Path) -> None:
    assert "xoxb-token" not in repr(read_settings(write(tmp_path)))


def test_slacks_address_always_ends_with_a_slash(tmp_path: Path) -> None:
    settings = read_settings(write(tmp_path, SLACK_API_URL="http://127.0.0.1:1/api"))

    assert settings.slack_api_url == "http://127.0.0.1:1/api/"
