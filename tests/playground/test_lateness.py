"""The three seconds: what people see when the bot is late, gone or broken."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from slack_bolt import Ack, App

from bot.playground import LocalSlack
from tests.driver import Person
from tests.playground.tiny_bot import card, form

TROUBLE = "We had some trouble connecting. Try again?"


@pytest.fixture
def gate(slack: LocalSlack) -> Iterator[threading.Event]:
    """What the bot waits for; Slack's patience is short here."""
    slack.patience = 0.05
    gate = threading.Event()
    yield gate
    gate.set()
    slack.forgive()


@pytest.fixture
def slow(app: App, gate: threading.Event) -> App:
    """A bot that answers everything too late."""

    def wait(ack: Ack) -> None:
        gate.wait(5)
        ack()

    app.command("/ladder")(wait)
    app.action("reflect")(wait)
    app.view("form")(wait)
    return app


@pytest.mark.usefixtures("slow")
def test_a_late_command_fails_visibly(ada: Person, slack: LocalSlack) -> None:
    assert not ada.command("senior").exists

    assert ada.notices == ['/ladder failed with the error "operation_timeout"']
    assert slack.complaints() == ["/ladder senior: no answer within 0.05 s"]


def test_a_late_submit_keeps_the_modal(slow: App, ada: Person, slack: LocalSlack) -> None:
    trigger = slack.world.triggers.issue(slack.team.id, "U0ADA", slack.world.now())
    client = slow.client
    client.token = slack.team.token
    client.views_open(trigger_id=trigger, view=form())

    ada.modal.fill("What happened?", "I asked first").submit()

    assert ada.modal.trouble == TROUBLE
    assert ada.modal.chosen("What happened?") == "I asked first"


def test_a_late_click_warns(slow: App, ada: Person, slack: LocalSlack) -> None:
    slow.client.token = slack.team.token
    slow.client.chat_postMessage(channel="U0ADA", text="x", blocks=card("x"))

    ada.dm.last.click("Reflect")

    assert "did not get through" in ada.notices[0]


def test_the_work_of_a_late_bot_goes_on(app: App, gate: threading.Event, ada: Person) -> None:
    done = threading.Event()

    @app.command("/ladder")
    def work(ack: Ack) -> None:
        gate.wait(5)
        ack("too late")
        done.set()

    ada.command("senior")
    gate.set()

    assert done.wait(5)
    assert ada.replies == []


@pytest.mark.usefixtures("app")
def test_a_bot_that_does_not_know_the_command(ada: Person, slack: LocalSlack) -> None:
    ada.command("senior")

    assert ada.notices == ['/ladder failed with the error "dispatch_failed"']
    assert "HTTP 404" in slack.forgive()[0]


def test_a_bot_that_is_not_there(slack: LocalSlack, ada: Person) -> None:
    slack.connect("http://127.0.0.1:1/slack/events")

    ada.command("senior")

    assert ada.notices == ['/ladder failed with the error "dispatch_failed"']
    slack.forgive()


def test_a_bot_that_breaks_is_heard_of(slack: LocalSlack, ada: Person) -> None:
    def broken(*_: object) -> tuple[int, dict[str, str], bytes]:
        raise ZeroDivisionError("broken")

    slack.connect(broken)
    ada.command("senior")

    assert any("ZeroDivisionError: broken" in complaint for complaint in slack.forgive())
