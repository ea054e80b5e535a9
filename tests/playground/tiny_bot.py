"""A bot of one card, one modal and one Home: enough to see a local Slack work."""

from __future__ import annotations

from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.playground import LocalSlack

Json = dict[str, Any]


def plain(text: str) -> Json:
    """Return a plain text object."""
    return {"type": "plain_text", "text": text}


def section(text: str, accessory: Json | None = None) -> Json:
    """Return a section."""
    block: Json = {"type": "section", "text": {"type": "mrkdwn", "text": text}, "expand": True}
    return block | ({"accessory": accessory} if accessory else {})


def button(label: str, action_id: str, value: str = "") -> Json:
    """Return a button."""
    return {"type": "button", "text": plain(label), "action_id": action_id, "value": value}


def card(title: str) -> list[Json]:
    """Return a card with two areas."""
    return [
        {"type": "header", "text": plain(title)},
        section("*Mentoring* for <@U0GRACE>", button("Open", "open", "mentoring")),
        section("*Quality*", button("Open", "open", "quality")),
        {"type": "actions", "elements": [button("Reflect", "reflect")]},
    ]


def form() -> Json:
    """Return the modal."""
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain("Reflect"),
        "submit": plain("Save"),
        "close": plain("Cancel"),
        "blocks": [
            {
                "type": "input",
                "block_id": "words",
                "label": plain("What happened?"),
                "element": {"type": "plain_text_input", "action_id": "words"},
            }
        ],
    }


def client_of(slack: LocalSlack, team: str | None = None, timeout: int = 10) -> WebClient:
    """Return a client for a workspace, patient and without retries."""
    token = slack.teams[team].token if team else slack.team.token
    return WebClient(token=token, base_url=slack.api_url, timeout=timeout, retry_handlers=[])


def error_of(refusal: pytest.ExceptionInfo[SlackApiError]) -> str:
    """Return Slack's error name."""
    return str(refusal.value.response["error"])


def bare_app(slack: LocalSlack) -> App:
    """Return a Bolt app that knows its token and asks nobody."""

    def authorize(**_: Any) -> AuthorizeResult:
        app = slack.world.app
        return AuthorizeResult(
            enterprise_id=None,
            team_id=slack.team.id,
            bot_token=slack.team.token,
            bot_id=app.bot_id,
            bot_user_id=app.user_id,
        )

    return App(
        signing_secret=slack.signing_secret,
        authorize=authorize,
        client=WebClient(base_url=slack.api_url, timeout=10, retry_handlers=[]),
        process_before_response=True,
    )


def tiny_bot(slack: LocalSlack) -> App:
    """Return the bot."""
    app = bare_app(slack)

    @app.command("/ladder")
    def show(ack: Ack, command: Json) -> None:
        ack(blocks=card(command["text"] or "Ladder"), text="A card")

    @app.action("open")
    def open_area(ack: Ack, body: Json, action: Json) -> None:
        ack()
        answer = WebhookClient(body["response_url"], timeout=10, retry_handlers=[])
        blocks = [{"type": "header", "text": plain(action["value"])}]
        answer.send(text="An area", blocks=blocks, replace_original=True)

    @app.action("reflect")
    def reflect(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=form())

    @app.view("form")
    def save(ack: Ack, body: Json, view: Json, client: WebClient) -> None:
        words = view["state"]["values"]["words"]["words"]["value"]
        if words == "no":
            ack(response_action="errors", errors={"words": "Say more."})
            return
        ack()
        user = body["user"]["id"]
        client.chat_postMessage(channel=user, text=f"Saved {len(words)} characters.")

    @app.event("app_home_opened")
    def home(event: Json, client: WebClient) -> None:
        client.views_publish(
            user_id=event["user"], view={"type": "home", "blocks": card("This week")}
        )

    return app
