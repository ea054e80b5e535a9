"""Answers through response urls."""

from __future__ import annotations

from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk.webhook import WebhookClient

from bot.playground import LocalSlack
from tests.driver import Person
from tests.playground.moving_clock import MovingClock
from tests.playground.tiny_bot import card, section

Json = dict[str, Any]


@pytest.fixture
def url(app: App, ada: Person) -> WebhookClient:
    """The response url of a command that Ada typed."""
    urls: list[str] = []

    @app.command("/ladder")
    def keep(ack: Ack, body: Json) -> None:
        ack()
        urls.append(body["response_url"])

    ada.command("senior")
    return WebhookClient(urls[0], timeout=1, retry_handlers=[])


@pytest.fixture
def clicked(app: App, ada: Person) -> WebhookClient:
    """The response url of a click on a card that only Ada sees."""
    urls: list[str] = []

    @app.command("/ladder")
    def show(ack: Ack) -> None:
        ack(text="A card", blocks=card("Senior"))

    @app.action("reflect")
    def keep(ack: Ack, body: Json) -> None:
        ack()
        urls.append(body["response_url"])

    ada.command("senior").click("Reflect")
    return WebhookClient(urls[0], timeout=1, retry_handlers=[])


def test_an_answer_is_ephemeral_unless_it_says_otherwise(
    url: WebhookClient, ada: Person, grace: Person
) -> None:
    assert url.send(text="For you").body == "ok"

    assert [reply.text for reply in ada.replies] == ["For you"]
    assert grace.replies == []


def test_an_answer_may_be_public(url: WebhookClient, slack: LocalSlack) -> None:
    url.send(text="For all", response_type="in_channel")

    assert [post.private_to for post in slack.posts] == [None]


def test_five_answers_and_no_more(url: WebhookClient, ada: Person, slack: LocalSlack) -> None:
    for _ in range(5):
        url.send(text="x")

    assert "used_url" in url.send(text="x").body
    assert len(ada.replies) == 5
    slack.forgive()


def test_half_an_hour_and_no_longer(
    url: WebhookClient, clock: MovingClock, ada: Person, slack: LocalSlack
) -> None:
    clock.forward(minutes=30)
    assert url.send(text="x").status_code == 200
    clock.forward(seconds=1)

    assert "expired_url" in url.send(text="x").body
    assert len(ada.replies) == 1
    slack.forgive()


def test_the_card_is_replaced_in_place(clicked: WebhookClient, ada: Person) -> None:
    clicked.send(text="New", blocks=card("New"), replace_original=True)

    assert [reply.text.splitlines()[0] for reply in ada.replies] == ["New"]


def test_without_replacing_there_is_a_second_message(clicked: WebhookClient, ada: Person) -> None:
    clicked.send(text="New")

    assert len(ada.replies) == 2


def test_an_ephemeral_card_never_becomes_public(clicked: WebhookClient, ada: Person) -> None:
    clicked.send(text="New", replace_original=True, response_type="in_channel")

    assert ada.replies[0].private


def test_a_command_has_no_original_to_replace(url: WebhookClient, ada: Person) -> None:
    url.send(text="One", replace_original=True)
    url.send(text="Two", replace_original=True)

    assert [reply.text for reply in ada.replies] == ["One", "Two"]


def test_the_card_can_be_deleted(clicked: WebhookClient, ada: Person) -> None:
    clicked.send(delete_original=True)

    assert ada.replies == []


def test_bad_blocks_are_refused(url: WebhookClient, slack: LocalSlack, ada: Person) -> None:
    answer = url.send(text="x", blocks=[section("")])

    assert answer.status_code == 400
    assert "invalid_blocks" in answer.body
    assert ada.replies == []
    assert len(slack.forgive()) == 1


def test_a_table_fits_in_a_later_answer(url: WebhookClient, ada: Person) -> None:
    rows = [[{"type": "raw_text", "text": "Mentoring"}]]

    url.send(text="x", blocks=[{"type": "table", "rows": rows}])

    assert ada.replies[0].text == "Mentoring"


def test_clicks_on_home_and_in_modals_bring_no_response_url(app: App, ada: Person) -> None:
    seen: list[Json] = []

    @app.event("app_home_opened")
    def publish(event: Json, client: Any) -> None:
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": card("x")})

    @app.action("reflect")
    def keep(ack: Ack, body: Json) -> None:
        ack()
        seen.append(body)

    ada.home.click("Reflect")

    assert "response_url" not in seen[0]
    assert seen[0]["view"]["type"] == "home"
