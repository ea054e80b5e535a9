"""A bot that shows whatever a test hands it, behind the page in a real browser."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Locator, Page
from slack_bolt import Ack
from slack_sdk import WebClient

from bot.playground import LocalSlack
from tests.driver import through_bolt
from tests.playground.tiny_bot import bare_app, plain

Json = dict[str, Any]
ANYTHING = re.compile(".*")


class Stage:
    """What the bot answers with, and what it was told.

    A command is answered with `reply`; the button `open` opens `form`, `push` pushes `next_form`,
    `change` updates the modal to `changed_form`, `swap` replaces the message by `swapped`.
    A submit is answered with `answer` (None closes), a search with `options`.
    """

    def __init__(self, slack: LocalSlack) -> None:
        self.slack = slack
        self.reply: list[Json] = []
        self.swapped: list[Json] = []
        self.home: list[Json] = []
        self.form: Json = {}
        self.next_form: Json = {}
        self.changed_form: Json = {}
        self.options: list[Json] = []
        self.answer: Json | None = None
        self.actions: list[Json] = []
        self.submits: list[Json] = []
        self.events: list[Json] = []
        self.shortcuts: list[Json] = []
        self.searches: list[str] = []
        slack.connect(through_bolt(self._bot()))

    def post(self, blocks: list[Json], text: str = "A message", channel: str = "C0GENERAL") -> str:
        """Put a message into a channel past every check, as no bot could; return its ts."""
        world = self.slack.world
        with world.lock:
            content = {"text": text, "blocks": blocks}
            place = self.slack.team.channels[channel]
            return world.post(self.slack.team, place, content, way="test").ts

    @property
    def values(self) -> dict[str, Json]:
        """What was submitted last, by block id."""
        values = self.submits[-1]["view"]["state"]["values"]
        return {block: next(iter(elements.values())) for block, elements in values.items()}

    @property
    def action(self) -> Json:
        """What was last done with an element."""
        action: Json = self.actions[-1]["actions"][0]
        return action

    def _bot(self) -> Any:
        app = bare_app(self.slack)

        @app.command(ANYTHING)
        def reply(ack: Ack) -> None:
            ack(text="A reply", blocks=self.reply)

        @app.action(ANYTHING)
        def act(ack: Ack, body: Json, client: WebClient, respond: Any) -> None:
            ack()
            self.actions.append(body)
            trigger, action = body["trigger_id"], body["actions"][0]["action_id"]
            if action == "open":
                client.views_open(trigger_id=trigger, view=self.form)
            elif action == "push":
                client.views_push(trigger_id=trigger, view=self.next_form)
            elif action == "change":
                client.views_update(view_id=body["view"]["id"], view=self.changed_form)
            elif action == "swap":
                respond(text="A reply", blocks=self.swapped, replace_original=True)

        @app.view(ANYTHING)
        def submit(ack: Ack, body: Json) -> None:
            self.submits.append(body)
            ack(self.answer) if self.answer else ack()

        @app.options(ANYTHING)
        def search(ack: Ack, body: Json) -> None:
            self.searches.append(body["value"])
            ack(options=self.options)

        @app.shortcut(ANYTHING)
        def shortcut(ack: Ack, body: Json) -> None:
            ack()
            self.shortcuts.append(body)

        @app.event("app_home_opened")
        def home(event: Json, client: WebClient) -> None:
            self.events.append(event)
            if event["tab"] == "home" and self.home:
                view = {"type": "home", "blocks": self.home}
                client.views_publish(user_id=event["user"], view=view)

        return app


class Visit:
    """A person at the page, by what they see and type."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    def open(self, at: str = "", user: str = "U0ADA") -> Visit:
        """Open the page at a place and wait until it is drawn."""
        self.page.goto(f"{self.address}?user={user}&at={at}")
        self.page.get_by_role("main").wait_for()
        return self

    @property
    def composer(self) -> Locator:
        """Return the field of #general."""
        return self.page.get_by_role("textbox", name="Message #general")

    def command(self, text: str = "/ladder senior") -> Locator:
        """Send a command and return the reply that comes."""
        before = self.messages.count()
        self.composer.fill(text)
        self.composer.press("Enter")
        reply = self.messages.nth(before)
        reply.wait_for()
        return reply

    @property
    def messages(self) -> Locator:
        """Return the messages on the screen."""
        return self.page.get_by_test_id("message")

    def button(self, name: str) -> Locator:
        """Return the button of that name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def dialog(self, name: str) -> Locator:
        """Return the modal of that title."""
        return self.page.get_by_role("dialog", name=name, exact=True)

    @property
    def focused(self) -> str:
        """Return the name of what has the focus: its label, or else its words."""
        name = "e => e.ariaLabel ?? e.labels?.[0]?.textContent ?? e.textContent"
        found: str = self.page.evaluate(f"({name})(document.activeElement)")
        return found


def text(words: str) -> Json:
    """Return a mrkdwn text object."""
    return {"type": "mrkdwn", "text": words}


def option(label: str, **more: Any) -> Json:
    """Return an option whose value is its label in small letters."""
    return {"text": plain(label), "value": label.lower(), **more}


def field(block_id: str, label: str, element: Json, **more: Any) -> Json:
    """Return an input block."""
    named = {"action_id": block_id, **element}
    return {"type": "input", "block_id": block_id, "label": plain(label), "element": named, **more}


def actions(*elements: Json) -> Json:
    """Return a row of elements."""
    return {"type": "actions", "block_id": "row", "elements": list(elements)}


def modal(title: str, *blocks: Json) -> Json:
    """Return a modal with a Save button."""
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain(title),
        "submit": plain("Save"),
        "close": plain("Cancel"),
        "blocks": list(blocks),
    }
