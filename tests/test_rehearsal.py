"""`ladder tick --dry-run`: what would be sent, in ids and times; nothing is changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from typer.testing import CliRunner

from bot import planning, plans, rehearsal, removals
from bot.carriers.inline import Planner
from bot.cli import app
from bot.ladder.model import Framework
from bot.playground import LocalSlack
from bot.storage.crypto import Box, new_key
from bot.storage.database import Database
from bot.storage.migrate import migrate
from tests.cast import ADA, LINUS, MONDAY, TEAM, meet
from tests.delivering import WEEKLY
from tests.living import everything
from tests.mentoring import reflection
from tests.slack.conftest import MANIFEST

TUESDAY = MONDAY + timedelta(days=1)
WORDS = "xylophone"


@pytest.fixture(autouse=True)
def planned(database: Database, box: Box) -> None:
    """Ada's nudge is due on Tuesday, and Linus's is paused; both wrote."""
    with database.write() as session:
        for who in (ADA, LINUS):
            person = meet(session, who)
            plans.start(session, person, WEEKLY, MONDAY)
            reflection(session, box, person, WORDS)
        plans.pause(session, meet(session, LINUS), None, MONDAY)


@pytest.fixture
def planners(framework: Framework) -> tuple[Planner, ...]:
    return (lambda session, now: planning.plan_due(session, framework, now),)


def test_it_tells_ids_and_times_of_what_would_be_sent(
    database: Database, planners: tuple[Planner, ...]
) -> None:
    (line,) = rehearsal.rehearse(database, planners, TUESDAY)

    assert line.startswith(f"send: nudge, workspace {TEAM}, person ")
    assert line.endswith("due 2026-09-08T09:00:00+00:00")


def test_it_tells_what_would_be_skipped_and_why(
    database: Database, planners: tuple[Planner, ...]
) -> None:
    (line,) = rehearsal.rehearse(database, planners, TUESDAY + timedelta(hours=11))

    assert line.startswith("skip (quiet_hours): nudge")


def test_it_changes_nothing(database: Database, planners: tuple[Planner, ...]) -> None:
    with database.read() as session:
        before = everything(session)
    rehearsal.rehearse(database, planners, TUESDAY)

    with database.read() as session:
        assert everything(session) == before


def test_it_names_nobody_and_quotes_nothing(
    database: Database, planners: tuple[Planner, ...]
) -> None:
    told = "\n".join(rehearsal.rehearse(database, planners, TUESDAY))

    assert WORDS not in told
    assert ADA not in told
    assert "Ada" not in told


def test_before_the_slot_nothing_is_due(database: Database, planners: tuple[Planner, ...]) -> None:
    assert rehearsal.rehearse(database, planners, MONDAY) == []


def test_the_command_asks_slack_for_nothing(
    tmp_path_factory: pytest.TempPathFactory, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does it take the lock of the process that delivers."""
    there = Database(f"sqlite:///{tmp_path_factory.mktemp('dry') / 'ladder.db'}")
    migrate(there)
    with there.write() as session:
        plans.start(session, meet(session, ADA), WEEKLY, MONDAY)
        removals.of_nobody(session, TEAM, MONDAY, channel="D1", ts="1.1")
        reflection(session, box, meet(session, ADA), WORDS)
        before = everything(session)
    with LocalSlack(manifest=MANIFEST) as slack:
        for name, value in {
            "SLACK_SIGNING_SECRET": slack.signing_secret,
            "SLACK_BOT_TOKEN": slack.team.token,
            "SLACK_API_URL": slack.api_url,
            "LADDER_KEYS": new_key(),
            "DATABASE_URL": there.url,
        }.items():
            monkeypatch.setenv(name, value)
        typed = ["tick", "--dry-run", "--at", TUESDAY.isoformat()]
        answer = CliRunner().invoke(app, typed)
        calls = len(slack.calls)

    assert (answer.exit_code, calls) == (0, 0)
    assert answer.stdout.splitlines()[-1] == "1 messages are due. Nothing was changed."
    with there.read() as session:
        assert everything(session) == before
    there.close()
