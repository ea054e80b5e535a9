"""The command line as an operator meets it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.playground import LocalSlack
from bot.storage.crypto import new_key
from bot.storage.database import Database
from bot.storage.migrate import is_current
from tests.slack.conftest import MANIFEST


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    """A local Slack."""
    with LocalSlack(manifest=MANIFEST) as slack:
        yield slack


@pytest.fixture
def settings(slack: LocalSlack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Settings in the environment that lead to the local Slack and a file of this test."""
    values = {
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_BOT_TOKEN": slack.team.token,
        "SLACK_API_URL": slack.api_url,
        "LADDER_KEYS": new_key(),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'ladder.db'}",
    }
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return values


def ladder(*words: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(app, list(words))


def test_check_counts_what_a_good_ladder_holds() -> None:
    answer = ladder("check")

    assert answer.exit_code == 0
    assert "1 pathway, 5 areas" in answer.stdout


def test_check_ends_with_one_when_something_is_wrong(tmp_path: Path) -> None:
    assert ladder("check", str(tmp_path)).exit_code == 1


def test_missing_settings_are_said_in_a_line_each(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN", "LADDER_KEYS"):
        monkeypatch.delenv(name, raising=False)
    answer = ladder("migrate")

    assert answer.exit_code == 1
    assert len(answer.stderr.splitlines()) == 3


def test_migrate_makes_the_tables(settings: dict[str, str]) -> None:
    assert ladder("migrate").exit_code == 0

    database = Database(settings["DATABASE_URL"])
    assert is_current(database)
    database.close()


def test_run_asks_for_the_tables_first(settings: dict[str, str]) -> None:
    del settings
    answer = ladder("run")

    assert answer.exit_code == 1
    assert "Run `ladder migrate`." in answer.stderr


def test_tick_with_nothing_due_is_well(settings: dict[str, str]) -> None:
    del settings
    ladder("migrate")

    assert ladder("tick", "--at", "2026-09-07T09:00:00+00:00").exit_code == 0


def test_tick_refuses_a_moment_that_is_none(settings: dict[str, str]) -> None:
    del settings
    answer = ladder("tick", "--at", "tomorrow")

    assert answer.exit_code == 1
    assert "--at takes a moment such as" in answer.stderr


def test_doctor_finds_all_well(settings: dict[str, str]) -> None:
    del settings
    ladder("migrate")
    answer = ladder("doctor")

    assert "MEND" not in answer.stdout
    assert answer.exit_code == 0


def test_doctor_says_how_to_mend_a_database_without_tables(settings: dict[str, str]) -> None:
    del settings
    answer = ladder("doctor")

    assert "MEND database: its tables are not the newest; run `ladder migrate`" in answer.stdout
    assert answer.exit_code == 1


def test_doctor_tells_a_revoked_token(settings: dict[str, str], slack: LocalSlack) -> None:
    del settings
    ladder("migrate")
    slack.team.token_error = "token_revoked"

    assert "MEND token: Slack says token_revoked; copy SLACK_BOT_TOKEN" in ladder("doctor").stdout


def test_doctor_refuses_a_token_that_dies(
    settings: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    del settings
    ladder("migrate")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxe.xoxb-1-abc")

    assert "MEND token: it is a rotating one" in ladder("doctor").stdout


def test_the_manifest_takes_the_operators_address() -> None:
    printed = yaml.safe_load(ladder("manifest", "--address", "https://l.example.org/").stdout)

    url = printed["settings"]["interactivity"]["request_url"]
    assert url == "https://l.example.org/slack/events"


@pytest.mark.parametrize("command", ["run", "web", "worker"])
def test_a_process_that_is_told_to_stop_ends_in_order(
    settings: dict[str, str], command: str
) -> None:
    ladder("migrate")
    with subprocess.Popen(
        [sys.executable, "-m", "bot", command],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **settings, "HOST": "127.0.0.1", "PORT": str(free_port())},
    ) as process:
        assert process.stderr is not None
        while "serving" not in (line := process.stderr.readline()) and "delivering" not in line:
            assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=20)

    assert (process.returncode, "Traceback" in told) == (0, False)


def test_a_port_that_is_taken_is_said(
    settings: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    del settings
    ladder("migrate")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("HOST", "127.0.0.1")
        monkeypatch.setenv("PORT", str(taken.getsockname()[1]))
        answer = ladder("web")

    assert answer.exit_code == 1
    assert "cannot be used" in answer.stderr


@pytest.mark.parametrize("address", ["foo", "sqlite:////nowhere/at/all/ladder.db"])
def test_a_database_that_is_none_is_said(
    settings: dict[str, str], monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    del settings
    monkeypatch.setenv("DATABASE_URL", address)
    answer = ladder("migrate")

    assert answer.exit_code == 1
    assert "DATABASE_URL" in answer.stderr
    assert answer.exception is None or isinstance(answer.exception, SystemExit)


def free_port() -> int:
    """Return a port that nobody uses at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def test_each_key_is_new() -> None:
    assert ladder("key").stdout != ladder("key").stdout
