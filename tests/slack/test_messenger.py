"""What Slack says to a message, and what is known of the message then."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from http.client import IncompleteRead
from urllib.error import URLError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.errors import SlackApiError, SlackRequestError

from bot.messenger import DeliveryFailed, Outcome, Outgoing, Receipt
from bot.playground import LocalSlack
from bot.playground.faults import (
    BROKEN_JSON,
    EMPTY,
    HTML,
    Dropped,
    Fails,
    Fault,
    Garbled,
    NeverAnswers,
    RateLimited,
    Reset,
    ServerError,
)
from bot.slack import messenger
from bot.slack.cards import section
from bot.slack.clients import NoInstallation, make_client
from bot.slack.messenger import Message, SlackMessenger, failure, retry_after
from tests.cast import ADA, TEAM

QUESTION = "What did you let through?"
TO_ADA = Outgoing(
    delivery=1, attempt=1, kind="nudge", key="nudge:1", team=TEAM, slack_id=ADA, subject=1
)


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    with LocalSlack() as slack:
        yield slack


@pytest.fixture
def sender(slack: LocalSlack) -> SlackMessenger:
    return SlackMessenger(
        lambda team: make_client(slack.teams[team].token, slack.api_url, seconds=1),
        {"nudge": lambda _: Message(QUESTION, [section(QUESTION)]), "reminder": lambda _: None},
    )


def what_is_known(slack: LocalSlack, sender: SlackMessenger, fault: Fault) -> DeliveryFailed:
    """Send a message that meets a fault, and return what is known of it."""
    slack.faults.add("chat.postMessage", fault)
    with pytest.raises(DeliveryFailed) as failed:
        sender.send(TO_ADA)
    slack.faults.release()
    assert len(slack.called("chat.postMessage")) == 1
    return failed.value


def test_a_message_goes_to_the_person_and_its_place_is_returned(
    slack: LocalSlack, sender: SlackMessenger
) -> None:
    receipt = sender.send(TO_ADA)

    (post,) = slack.posts
    assert (post.channel, post.text) == ("D0ADA", QUESTION)
    assert receipt == Receipt(post.channel, post.ts)


@pytest.mark.parametrize(
    ("said", "seconds"), [("0", 0), ("1", 1), ("30", 30), (None, None), ("soon", None)]
)
def test_a_429_is_a_wait_as_long_as_slack_says(
    slack: LocalSlack, sender: SlackMessenger, said: str | None, seconds: float | None
) -> None:
    known = what_is_known(slack, sender, RateLimited(after=said))

    assert (known.outcome, known.retry_after) == (Outcome.RATE_LIMITED, seconds)


@pytest.mark.parametrize(
    "error",
    ["channel_not_found", "account_inactive", "messages_tab_disabled", "user_disabled",
     "is_archived"],
)  # fmt: skip
def test_what_slack_will_never_take_is_permanent(
    slack: LocalSlack, sender: SlackMessenger, error: str
) -> None:
    known = what_is_known(slack, sender, Fails(error))

    assert (known.outcome, known.reason) == (Outcome.PERMANENT, error)


def test_what_slack_will_not_draw_follows_in_words_alone(
    slack: LocalSlack, sender: SlackMessenger
) -> None:
    slack.faults.add("chat.postMessage", Fails("invalid_blocks"))
    sender.send(TO_ADA)

    (post,) = slack.posts
    assert (post.text, post.blocks) == (QUESTION, None)


@pytest.mark.parametrize(
    "error", ["invalid_auth", "token_revoked", "missing_scope", "some_error_of_next_year"]
)
def test_trouble_of_the_installation_is_not_the_persons(
    slack: LocalSlack, sender: SlackMessenger, error: str
) -> None:
    assert what_is_known(slack, sender, Fails(error)).outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    "fault",
    [
        Fails("internal_error", accepted=True),
        Fails("fatal_error", accepted=True),
        Fails("request_timeout", accepted=True),
        Fails("service_unavailable", accepted=True),
        ServerError(500, accepted=True),
        ServerError(503, b"<html>busy</html>", accepted=True),
        ServerError(502, b'{"ok":false,"error":"channel_not_found"}'),
        HTML,
        EMPTY,
        BROKEN_JSON,
        Garbled(b"[1]", "application/json", accepted=True),
        Garbled(b'"ok"', "application/json"),
        Garbled(b'{"ok":true}', "application/json", accepted=True),
        Garbled(b"\xff\xfe\xff", "application/json"),
        Dropped(),
        Dropped(accepted=False),
        Reset(),
    ],
    ids=str,
)
def test_whatever_leaves_a_doubt_is_ambiguous(
    slack: LocalSlack, sender: SlackMessenger, fault: Fault
) -> None:
    assert what_is_known(slack, sender, fault).outcome is Outcome.AMBIGUOUS


def test_a_time_out_is_ambiguous(
    slack: LocalSlack, sender: SlackMessenger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messenger, "SECONDS", 0.2)

    assert what_is_known(slack, sender, NeverAnswers()).outcome is Outcome.AMBIGUOUS


def test_a_slack_that_is_away_surely_took_nothing() -> None:
    with LocalSlack() as gone:
        address, token = gone.api_url, gone.team.token
    away = SlackMessenger(
        lambda _: make_client(token, address, seconds=1),
        {"nudge": lambda _: Message(QUESTION, [section(QUESTION)])},
    )

    with pytest.raises(DeliveryFailed) as failed:
        away.send(TO_ADA)
    assert failed.value.outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    "error",
    [
        URLError(ConnectionRefusedError()),
        URLError(socket.gaierror(8, "no such host")),
        URLError(ssl.SSLCertVerificationError()),
        SlackRequestError("no url"),
    ],
    ids=repr,
)
def test_what_fails_before_the_write_was_surely_not_taken(error: Exception) -> None:
    assert failure(error).outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    "error",
    [URLError(TimeoutError()), URLError(ConnectionResetError()), TimeoutError(),
     ConnectionResetError(), BrokenPipeError(), IncompleteRead(b"x")],
    ids=repr,
)  # fmt: skip
def test_what_fails_later_leaves_a_doubt(error: Exception) -> None:
    assert failure(error).outcome is Outcome.AMBIGUOUS


def test_a_workspace_without_us_took_nothing() -> None:
    def nobody(team: str) -> None:
        raise NoInstallation(team)

    sender = SlackMessenger(nobody, {"nudge": lambda _: Message("x", [])})  # type: ignore[arg-type]
    with pytest.raises(DeliveryFailed) as failed:
        sender.send(TO_ADA)
    assert failed.value.outcome is Outcome.REFUSED


def test_what_is_gone_is_not_sent(slack: LocalSlack, sender: SlackMessenger) -> None:
    gone = Outgoing(
        delivery=1, attempt=1, kind="reminder", key="r", team=TEAM, slack_id=ADA, subject=1
    )

    with pytest.raises(DeliveryFailed) as failed:
        sender.send(gone)
    assert (failed.value.outcome, slack.posts) == (Outcome.REFUSED, [])


def test_a_failure_holds_no_word_of_the_message(slack: LocalSlack, sender: SlackMessenger) -> None:
    echo = Garbled(f"<html>{QUESTION}</html>".encode())
    known = what_is_known(slack, sender, echo)

    assert QUESTION not in repr(known) + known.reason
    assert known.__cause__ is None


@settings(deadline=None)
@given(st.text())
def test_whatever_stands_in_retry_after_is_seconds_or_nothing(said: str) -> None:
    seconds = retry_after({"Retry-After": said})

    assert seconds is None or 0 <= seconds < 1_000_000


def test_retry_after_is_found_in_any_case() -> None:
    assert retry_after({"retry-after": " 12 "}) == 12


@pytest.mark.parametrize("error", ["ratelimited", "rate_limited"])
def test_a_limit_that_comes_with_200_is_a_limit(
    slack: LocalSlack, sender: SlackMessenger, error: str
) -> None:
    assert what_is_known(slack, sender, Fails(error)).outcome is Outcome.RATE_LIMITED


def test_an_api_error_is_read_from_its_response_and_not_from_its_text(
    slack: LocalSlack, sender: SlackMessenger
) -> None:
    slack.faults.add("chat.postMessage", Fails("channel_not_found"))
    client = make_client(slack.team.token, slack.api_url, seconds=1)
    with pytest.raises(SlackApiError) as raised:
        client.chat_postMessage(channel=ADA, text=QUESTION)

    assert failure(raised.value).reason == "channel_not_found"
    assert sender.send(TO_ADA).channel == "D0ADA"
