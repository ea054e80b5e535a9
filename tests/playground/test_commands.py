"""Slash commands: what the bot gets, and what the person sees of the answer."""

from __future__ import annotations

from typing import Any

import pytest
from slack_bolt import Ack, App

from bot.playground import LocalSlack
from bot.playground.errors import NoSuchThing
from bot.playground.escaping import escaped_command
from tests.driver import Person
from tests.playground.tiny_bot import section

Json = dict[str, Any]


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("mentor @grace", "mentor <@U0GRACE|grace>"),
        ("mentor @grace, please", "mentor <@U0GRACE|grace>, please"),
        ("mentor @nobody", "mentor @nobody"),
        ("mail ada@grace.example", "mail ada@grace.example"),
        ("in #general", "in <#C0GENERAL|general>"),
        ("in #nowhere", "in #nowhere"),
        ("@here", "<!here>"),
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("<@U0GRACE>", "&lt;@U0GRACE&gt;"),
        ("<!channel>", "&lt;!channel&gt;"),
    ],
)
def test_slack_escapes_what_is_typed(slack: LocalSlack, typed: str, sent: str) -> None:
    assert escaped_command(slack.team, typed) == sent


def test_a_deactivated_person_is_not_completed(slack: LocalSlack) -> None:
    slack.team.people["U0GRACE"].deleted = True

    assert escaped_command(slack.team, "mentor @grace") == "mentor @grace"


def test_the_bot_gets_the_form_that_slack_sends(app: App, ada: Person, slack: LocalSlack) -> None:
    seen: list[Json] = []

    @app.command("/ladder")
    def keep(ack: Ack, body: Json) -> None:
        ack()
        seen.append(body)

    ada.command("  mentor @grace ")

    body = seen[0]
    assert body["command"] == "/ladder"
    assert body["text"] == "mentor <@U0GRACE|grace>"
    assert (body["user_id"], body["team_id"]) == ("U0ADA", slack.team.id)
    assert (body["channel_id"], body["channel_name"]) == ("C0GENERAL", "general")
    assert body["trigger_id"]
    assert body["response_url"].startswith("http://127.0.0.1:")


def test_plain_words_are_a_reply(app: App, ada: Person) -> None:
    app.command("/ladder")(lambda ack: ack("Good morning"))

    assert ada.command().text == "Good morning"


def test_an_empty_answer_shows_nothing(app: App, ada: Person) -> None:
    app.command("/ladder")(lambda ack: ack())

    assert not ada.command().exists


def test_a_refused_answer_is_not_seen_but_complained_about(
    app: App, ada: Person, slack: LocalSlack
) -> None:
    app.command("/ladder")(lambda ack: ack(text="x", blocks=[section("x" * 3001)]))

    assert not ada.command("senior").exists
    assert ada.notices == ['/ladder failed with the error "invalid_command_response"']
    assert "must be less than 3001 characters" in slack.forgive()[0]


def test_a_table_in_the_answer_is_refused(app: App, ada: Person, slack: LocalSlack) -> None:
    table = {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}
    app.command("/ladder")(lambda ack: ack(text="x", blocks=[table]))

    assert not ada.command("senior").exists
    assert "unsupported type: table" in slack.forgive()[0]


def test_an_unknown_command_never_leaves_slack(ada: Person) -> None:
    ada.types("/leader senior")

    assert ada.notices == ["/leader is not a valid command."]


def test_nobody_can_type_to_the_bot(ada: Person, slack: LocalSlack) -> None:
    slack.open_messages("U0ADA")

    with pytest.raises(NoSuchThing, match="turned off"):
        ada.command("senior", channel="D0ADA")


def test_words_in_a_channel_are_a_message(ada: Person) -> None:
    assert ada.types("tea & cake?").message.text == "tea &amp; cake?"


def test_a_missing_reply_says_what_there_was(app: App, ada: Person) -> None:
    app.command("/ladder")(lambda ack: ack())

    with pytest.raises(AssertionError, match="No reply came to '/ladder senior'"):
        _ = ada.command("senior").text
