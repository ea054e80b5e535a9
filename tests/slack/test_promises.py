"""Promises that hold whatever people do: no words in logs or direct messages, errors that speak."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk.errors import SlackApiError
from sqlalchemy import update

from bot import people
from bot.assembly import assemble
from bot.playground import LocalSlack, Workspace
from bot.playground.faults import Dropped, Fails
from bot.slack.clients import make_client
from bot.storage.database import Database
from bot.storage.tables import Plan
from tests.cast import ADA, TEAM
from tests.driver import Person, through_wsgi
from tests.slack.conftest import MANIFEST, Edge
from tests.slack.forging import seen_by
from tests.slack.practising import a_week_later, nudged, plan_of

PLANTED = "xylophone"


def live_with_words(edge: Edge) -> None:
    """Ada writes the planted word wherever something can be written, and shares it."""
    nudge = nudged(edge)
    edge.ada.command("mentor @grace")
    edge.ada.modal.submit()
    edge.advance(hours=5)
    edge.tick()
    edge.grace.dm.last.click("Accept")
    nudge.click("Reflect")
    edge.ada.modal.fill("What happened?", f"{PLANTED} one").fill(
        "What did you see in yourself?", f"{PLANTED} two"
    ).fill("Your smallest next step", f"{PLANTED} three").tick("Grace Hopper").submit()
    edge.ada.command(f"reflect {PLANTED} four")
    edge.ada.command(f"reflections {PLANTED}")
    edge.ada.command(f"search {PLANTED}")
    edge.ada.command(f"{PLANTED} is a word that nobody knows here")
    edge.grace.command("summary @ada").click("Read all")
    edge.advance(days=7)
    edge.tick()


def test_what_people_wrote_reaches_no_log_even_at_debug(
    edge: Edge, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    live_with_words(edge)

    told = capfd.readouterr()
    assert PLANTED not in caplog.text + told.out + told.err


def test_what_people_wrote_is_never_in_a_direct_message(edge: Edge) -> None:
    live_with_words(edge)

    posted = [
        call for call in edge.slack.calls if call.method in {"chat.postMessage", "chat.update"}
    ]
    assert posted
    assert PLANTED not in str(posted)


def test_what_people_wrote_is_sealed_in_the_database(edge: Edge, tmp_path: Path) -> None:
    live_with_words(edge)
    edge.bot.parts.database.close()

    stored = b"".join(path.read_bytes() for path in tmp_path.glob("ladder.db*"))
    assert PLANTED.encode() not in stored


def test_nobody_gets_a_message_they_did_not_ask_for(edge: Edge) -> None:
    live_with_words(edge)
    edge.advance(days=30)
    edge.tick()

    assert (list(edge.mallory.dm), list(edge.linus.dm)) == ([], [])


def test_when_something_breaks_the_person_gets_a_number(
    edge: Edge, capfd: pytest.CaptureFixture[str]
) -> None:
    edge.ada.command("reflect something")
    with edge.bot.parts.database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE reflections RENAME TO lost")
    reply = edge.ada.command("reflections")
    edge.slack.forgive()

    found = re.search(r"tell #ask-ladder this number: (\w{4})\.", reply.text)
    assert found, reply.text
    told = capfd.readouterr()
    assert found[1] in told.out + told.err


def test_a_click_that_breaks_leaves_the_card_in_place(edge: Edge) -> None:
    reply = edge.ada.command("mentoring")
    with edge.bot.parts.database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE plans RENAME TO lost")
    reply.click("Make this my focus")
    edge.slack.forgive()

    assert reply.text.startswith("Mentoring and Growing Others")
    assert "Something broke on my side" in edge.ada.replies[-1].text


def test_when_slack_shows_nothing_nobody_is_told_that_nothing_changed(edge: Edge) -> None:
    old = nudged(edge)
    a_week_later(edge)
    edge.slack.faults.add("views.open", Fails("expired_trigger_id"))
    old.click("Pause 4 weeks")
    edge.slack.forgive()

    plan = plan_of(edge)
    assert plan is not None
    assert plan.state == "paused"
    assert "nothing was changed" not in seen_by(edge, edge.ada)


def test_a_bug_off_the_answers_path_says_where_it_is(
    edge: Edge, capfd: pytest.CaptureFixture[str]
) -> None:
    nudged(edge)
    with edge.bot.parts.database.write() as session:
        session.execute(update(Plan).values(zone="Nowhere/Known"))
    edge.bot.parts.afterwards.person_changed(TEAM, ADA)
    edge.bot.parts.afterwards.settle()

    told = capfd.readouterr().out
    assert re.search(r"work after an answer failed .*at=.*'_of:\d+'.*ZoneInfoNotFoundError", told)


def test_a_workspace_that_never_installed_us_is_named_as_such(
    edge: Edge, capfd: pytest.CaptureFixture[str]
) -> None:
    edge.bot.parts.afterwards.person_changed("T0ELSEWHERE", ADA)
    edge.bot.parts.afterwards.settle()

    assert re.search(r"home not drawn .*NoInstallation", capfd.readouterr().out)


def test_our_client_refuses_to_work_inside_a_transaction(edge: Edge, sqlite_url: str) -> None:
    client = edge.bot.parts.clients(TEAM)

    with pytest.raises(RuntimeError, match="transaction"), Database(sqlite_url).read():
        client.auth_test()


def test_our_client_never_sends_twice(edge: Edge) -> None:
    """slack_sdk by default posts again after a dropped connection."""
    edge.slack.faults.add("chat.postMessage", Dropped())
    client = make_client(edge.slack.team.token, edge.slack.api_url, seconds=2)
    with pytest.raises((OSError, SlackApiError)):
        client.chat_postMessage(channel=ADA, text="once")

    assert len([call for call in edge.slack.calls if call.method == "chat.postMessage"]) == 1


def test_a_workspace_that_did_not_install_us_gets_nothing(edge: Edge) -> None:
    """The token in the settings is of one workspace; requests of any other are refused."""
    with LocalSlack(
        manifest=MANIFEST, teams=[Workspace("T0OTHER", "Elsewhere")],
        signing_secret=edge.slack.signing_secret,
    ) as other:  # fmt: skip
        other.connect(through_wsgi(edge.bot.wsgi))
        stranger = Person(other, ADA)
        other.type(ADA, "C0GENERAL", "/ladder focus")

        with edge.bot.parts.database.read() as session:
            assert people.find(session, "T0OTHER", ADA) is None
        assert all("focus" not in reply.text.lower() for reply in stranger.replies)


def test_the_command_is_asked_before_all_other_listeners(edge: Edge) -> None:
    """Bolt asks one after the other, and each one costs the command microseconds."""
    handler = edge.bot.wsgi
    assert isinstance(handler, SlackRequestHandler)

    assert handler.app._listeners[0].ack_function.__qualname__ == "Commands.answer"


def test_a_bot_starts_while_slack_is_down(edge: Edge) -> None:
    settings = edge.settings.model_copy(update={"slack_api_url": "http://127.0.0.1:9/api/"})
    bot = assemble(settings)

    assert bot.parts.framework.id == edge.bot.parts.framework.id
    bot.close()


@pytest.mark.parametrize("timestamp", ["abc", "1", ""])
def test_a_request_that_nobody_signed_makes_us_write_to_nobody(edge: Edge, timestamp: str) -> None:
    """Bolt fails on a timestamp that is no number before it has looked at the signature."""
    payload = {
        "type": "block_actions",
        "response_url": f"{edge.slack.world.response_base}stolen",
        "container": {"is_ephemeral": True},
        "user": {"id": ADA},
        "team": {"id": TEAM},
        "actions": [{"action_id": "level.open", "value": "senior"}],
    }
    body = urlencode({"payload": json.dumps(payload)}).encode()
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": "v0=forged",
    }
    before = len(edge.slack.calls)
    status, _, _ = through_wsgi(edge.bot.wsgi)("POST", "/slack/events", headers, body)

    assert (status, len(edge.slack.calls) - before) == (401, 0)
