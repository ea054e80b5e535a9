"""Each fault as a real client meets it, and whether the work was done behind it."""

from __future__ import annotations

import json
import threading
import time
from http.client import IncompleteRead, RemoteDisconnected
from urllib.error import URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.playground import LocalSlack
from bot.playground.faults import (
    BROKEN_JSON,
    EMPTY,
    HTML,
    Dropped,
    Fails,
    Fault,
    NeverAnswers,
    RateLimited,
    Reset,
    ServerError,
    Slow,
)
from tests.driver import Person
from tests.playground.tiny_bot import client_of, error_of


def post(client: WebClient) -> None:
    client.chat_postMessage(channel="U0ADA", text="x")


@pytest.mark.parametrize("after", ["0", "30", "soon", None])
def test_a_rate_limit_comes_with_its_header(
    slack: LocalSlack, client: WebClient, after: str | None
) -> None:
    slack.faults.add("chat.postMessage", RateLimited(after=after))

    with pytest.raises(SlackApiError) as refusal:
        post(client)

    assert refusal.value.response.status_code == 429
    assert refusal.value.response.headers.get("Retry-After") == after
    assert slack.posts == []


@pytest.mark.parametrize("status", [500, 503])
def test_a_server_error(slack: LocalSlack, client: WebClient, status: int) -> None:
    slack.faults.add("chat.postMessage", ServerError(status))

    with pytest.raises(SlackApiError) as refusal:
        post(client)

    assert refusal.value.response.status_code == status


def test_a_server_error_may_hide_a_post(slack: LocalSlack, client: WebClient) -> None:
    slack.faults.add("chat.postMessage", ServerError(accepted=True))

    with pytest.raises(SlackApiError):
        post(client)

    assert len(slack.posts) == 1
    assert slack.calls[0].accepted


def test_a_named_error(slack: LocalSlack, client: WebClient) -> None:
    slack.faults.add("chat.postMessage", Fails("fatal_error"))

    with pytest.raises(SlackApiError) as refusal:
        post(client)

    assert error_of(refusal) == "fatal_error"


@pytest.mark.parametrize("fault", [HTML, EMPTY, BROKEN_JSON], ids=["html", "empty", "broken"])
def test_a_body_that_is_no_answer(slack: LocalSlack, client: WebClient, fault: Fault) -> None:
    slack.faults.add("chat.postMessage", fault)

    with pytest.raises((SlackApiError, json.JSONDecodeError)):
        post(client)


def test_a_slow_answer_comes_in_the_end(slack: LocalSlack, client: WebClient) -> None:
    slack.faults.add("chat.postMessage", Slow(0.05))
    before = time.monotonic()

    post(client)

    assert time.monotonic() - before >= 0.05


def test_no_answer_at_all(slack: LocalSlack) -> None:
    slack.faults.add("chat.postMessage", NeverAnswers())

    with pytest.raises(TimeoutError):
        post(client_of(slack, timeout=1))

    assert len(slack.posts) == 1
    assert slack.calls[0].outcome == "fault NeverAnswers"


def test_a_held_call_is_let_go(slack: LocalSlack) -> None:
    slack.faults.add("chat.postMessage", NeverAnswers())
    failed: list[Exception] = []

    def run() -> None:
        try:
            post(client_of(slack, timeout=10))
        except (URLError, RemoteDisconnected) as error:
            failed.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    while not slack.posts:
        time.sleep(0.001)
    slack.faults.release()
    thread.join(5)

    assert len(failed) == 1


def test_dropped_after_the_work(slack: LocalSlack, client: WebClient) -> None:
    slack.faults.add("chat.postMessage", Dropped())

    with pytest.raises((RemoteDisconnected, IncompleteRead)):
        post(client)

    assert len(slack.posts) == 1


def test_dropped_before_the_work(slack: LocalSlack, client: WebClient) -> None:
    slack.faults.add("chat.postMessage", Dropped(accepted=False))

    with pytest.raises(RemoteDisconnected):
        post(client)

    assert slack.posts == []


def test_reset_after_the_work(slack: LocalSlack, client: WebClient) -> None:
    slack.faults.add("chat.postMessage", Reset())

    with pytest.raises(ConnectionResetError):
        post(client)

    assert len(slack.posts) == 1


def test_the_default_client_resends_what_was_dropped(slack: LocalSlack) -> None:
    slack.faults.add("chat.postMessage", Dropped())

    post(WebClient(token=slack.team.token, base_url=slack.api_url, timeout=1))

    assert len(slack.posts) == 2


def test_a_fault_meets_the_calls_that_were_named(slack: LocalSlack, client: WebClient) -> None:
    slack.faults.add("chat.postMessage", Fails("fatal_error"), after=1, times=2)
    outcomes = []
    for _ in range(4):
        try:
            post(client)
            outcomes.append("ok")
        except SlackApiError as refusal:
            outcomes.append(refusal.response["error"])

    assert outcomes == ["ok", "fatal_error", "fatal_error", "ok"]


def test_other_methods_go_on(slack: LocalSlack, client: WebClient) -> None:
    slack.faults.add("chat.postMessage", RateLimited(), times=None)

    assert client.users_info(user="U0ADA")["ok"]


def test_faults_can_be_cleared(slack: LocalSlack, client: WebClient) -> None:
    slack.faults.add("*", Fails("fatal_error"), times=None)
    slack.faults.clear()

    post(client)


def test_response_urls_fail_too(slack: LocalSlack, ada: Person) -> None:
    url = slack.world.response_urls.issue(slack.team.id, "U0ADA", "C0GENERAL", slack.world.now())
    slack.faults.add("response_url", ServerError(503))
    webhook = WebhookClient(f"{slack.world.response_base}{url.id}", timeout=1, retry_handlers=[])

    assert webhook.send(text="x").status_code == 503
    assert ada.replies == []


def test_an_injected_fault_is_no_complaint(slack: LocalSlack, client: WebClient) -> None:
    slack.faults.add("chat.postMessage", Fails("invalid_blocks"))

    with pytest.raises(SlackApiError):
        post(client)

    assert slack.complaints() == []
    assert slack.calls[0].outcome == "fault Fails"
