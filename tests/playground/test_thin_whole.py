"""The whole way through once: command, reply, click, modal, submit, direct message, Home."""

from __future__ import annotations

from bot.playground import LocalSlack
from tests.driver import Person


def test_a_command_is_answered_with_a_card(ada: Person) -> None:
    reply = ada.command("senior")

    assert reply.text == "senior\nMentoring for @Grace Hopper\nQuality"
    assert reply.buttons == ["Open", "Open", "Reflect"]
    assert reply.private


def test_a_click_replaces_the_card_in_place(ada: Person) -> None:
    reply = ada.command("senior")

    assert reply.click("Open", near="Quality").text == "quality"
    assert len(ada.replies) == 1


def test_a_form_is_filled_and_saved(ada: Person) -> None:
    ada.command("senior").click("Reflect")
    assert ada.modal.title == "Reflect"

    ada.modal.fill("What happened?", "I asked first").submit()

    assert ada.modal is None
    assert ada.dm.last.text == "Saved 13 characters."


def test_an_error_stands_under_its_field(ada: Person) -> None:
    ada.command("senior").click("Reflect")

    ada.modal.fill("What happened?", "no").submit()

    assert ada.modal.errors == {"What happened?": "Say more."}


def test_home_is_published_when_it_is_opened(ada: Person) -> None:
    assert ada.home.text.startswith("This week")


def test_nobody_else_sees_a_reply(ada: Person, grace: Person, slack: LocalSlack) -> None:
    ada.command("senior")

    assert grace.replies == []
    assert [call.method for call in slack.calls] == []
