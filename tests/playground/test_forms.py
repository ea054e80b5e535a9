"""Submitting and closing modals: each answer that an app may give, and each that it may not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.playground import LocalSlack
from tests.driver import Person
from tests.playground.tiny_bot import form, plain

Json = dict[str, Any]
Answer = Callable[[Ack], Any]
TROUBLE = "We had some trouble connecting. Try again?"


def open_form(slack: LocalSlack, client: WebClient, view: Json | None = None) -> None:
    trigger = slack.world.triggers.issue(slack.team.id, "U0ADA", slack.world.now())
    client.views_open(trigger_id=trigger, view=view or form())


@pytest.fixture
def seen() -> list[Json]:
    """What the bot got."""
    return []


@pytest.fixture
def submitted(
    app: App, slack: LocalSlack, client: WebClient, ada: Person, seen: list[Json]
) -> Callable[[Answer], None]:
    """Let Ada submit two stacked forms' upper one to a bot that gives this answer."""

    def submit(answer: Answer) -> None:
        @app.view("form")
        def save(ack: Ack, body: Json) -> None:
            seen.append(body)
            answer(ack)

        open_form(slack, client)
        open_form(slack, client, {**form(), "title": plain("Upper")})
        ada.modal.fill("What happened?", "I asked first").submit()

    return submit


Submitted = Callable[[Answer], None]


def titles(person: Person) -> list[str]:
    return [modal.title for modal in person.modals]


def test_an_empty_answer_closes_the_upper_modal(submitted: Submitted, ada: Person) -> None:
    submitted(lambda ack: ack())

    assert titles(ada) == ["Reflect"]


def test_clear_closes_them_all(submitted: Submitted, ada: Person) -> None:
    submitted(lambda ack: ack(response_action="clear"))

    assert ada.modals == []


def test_update_changes_the_modal(submitted: Submitted, ada: Person) -> None:
    submitted(lambda ack: ack(response_action="update", view={**form(), "title": plain("New")}))

    assert titles(ada) == ["Reflect", "New"]


def test_push_adds_one(submitted: Submitted, ada: Person) -> None:
    submitted(lambda ack: ack(response_action="push", view={**form(), "title": plain("Third")}))

    assert titles(ada) == ["Reflect", "Upper", "Third"]


def test_errors_keep_the_modal_and_the_words(submitted: Submitted, ada: Person) -> None:
    submitted(lambda ack: ack(response_action="errors", errors={"words": "Say more."}))

    assert ada.modal.errors == {"What happened?": "Say more."}
    assert ada.modal.chosen("What happened?") == "I asked first"


def test_the_bot_gets_what_was_typed(submitted: Submitted, seen: list[Json]) -> None:
    submitted(lambda ack: ack())

    assert seen[0]["view"]["state"]["values"] == {
        "words": {"words": {"type": "plain_text_input", "value": "I asked first"}}
    }
    assert seen[0]["user"]["id"] == "U0ADA"
    assert "response_url" not in seen[0]


@pytest.mark.parametrize(
    "answer",
    [
        lambda ack: ack(response_action="errors", errors={"nowhere": "Say more."}),
        lambda ack: ack(response_action="errors", errors={}),
        lambda ack: ack(response_action="update", view={**form(), "title": plain("x" * 25)}),
        lambda ack: ack(response_action="push", view={"type": "modal"}),
        lambda ack: ack(response_action="vanish"),
    ],
    ids=["stranger", "no errors", "bad update", "bad push", "unknown"],
)
def test_an_answer_that_slack_cannot_follow_shows_trouble(
    submitted: Submitted, ada: Person, slack: LocalSlack, answer: Answer
) -> None:
    submitted(answer)

    assert ada.modal.trouble == TROUBLE
    assert ada.modal.chosen("What happened?") == "I asked first"
    assert len(slack.forgive()) == 1


@pytest.mark.usefixtures("app")
def test_a_required_field_is_asked_for_before_the_bot_is(
    slack: LocalSlack, client: WebClient, ada: Person
) -> None:
    open_form(slack, client)

    ada.modal.submit()

    assert ada.modal.errors == {"What happened?": "Please complete this required field."}


@pytest.mark.usefixtures("app")
def test_a_field_takes_no_more_than_it_says(
    slack: LocalSlack, client: WebClient, ada: Person
) -> None:
    view = form()
    view["blocks"][0]["element"]["max_length"] = 5
    open_form(slack, client, view)

    ada.modal.fill("What happened?", "123456").submit()

    assert ada.modal.errors == {"What happened?": "This field takes at most 5 characters."}


def test_the_bot_hears_of_a_close_if_it_asked_to(
    app: App, slack: LocalSlack, client: WebClient, ada: Person, seen: list[Json]
) -> None:
    @app.view_closed("form")
    def closed(ack: Ack, body: Json) -> None:
        seen.append(body)
        ack()

    open_form(slack, client)
    open_form(slack, client, {**form(), "notify_on_close": True})
    open_form(slack, client)
    ada.modal.close(everything=True)

    assert [(body["type"], body["is_cleared"]) for body in seen] == [("view_closed", True)]
    assert ada.modals == []


@pytest.mark.usefixtures("app")
def test_close_closes_the_upper_one(slack: LocalSlack, client: WebClient, ada: Person) -> None:
    open_form(slack, client)
    open_form(slack, client, {**form(), "title": plain("Upper")})

    ada.modal.close()

    assert titles(ada) == ["Reflect"]
