"""Sends what people did to the bot, and notes when the bot did not do its part."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from bot.playground.blocks import Json
from bot.playground.courier import Answer, Courier
from bot.playground.people import Person
from bot.playground.workspace import Workspace
from bot.playground.world import World

FORM = "application/x-www-form-urlencoded"


class Dispatch:
    """The way to the bot. Nobody holds the world's lock while it is used."""

    def __init__(self, world: World, courier: Courier) -> None:
        self.world = world
        self.courier = courier

    def form(self, fields: dict[str, str], what: str) -> Answer:
        """Send a form, as for a slash command."""
        return self._noted(self.courier.deliver(urlencode(fields).encode(), FORM), what)

    def interaction(self, payload: Json, what: str) -> Answer:
        """Send an interaction: a form with one field of JSON."""
        body = urlencode({"payload": json.dumps(payload)}).encode()
        return self._noted(self.courier.deliver(body, FORM), what)

    def event(self, envelope: Json, extra: dict[str, str], what: str) -> Answer:
        """Send an event."""
        body = json.dumps(envelope).encode()
        return self._noted(self.courier.deliver(body, "application/json", extra), what)

    def base(self, kind: str, team: Workspace, person: Person) -> Json:
        """Return the part that all interactions share."""
        return {
            "type": kind,
            "token": "local-verification-token",
            "action_ts": self.world.new_ts(),
            "team": {"id": team.id, "domain": team.domain},
            "user": {
                "id": person.id,
                "username": person.name,
                "name": person.name,
                "team_id": team.id,
            },
            "api_app_id": self.world.app.id,
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def trouble(self, what: str, why: str) -> None:
        """Note that the bot failed, for the complaints."""
        with self.world.lock:
            self.world.record.troubles.append(f"{what}: {why}")

    def _noted(self, answer: Answer, what: str) -> Answer:
        for breakdown in self.courier.breakdowns:
            self.trouble(what, breakdown)
        self.courier.breakdowns.clear()
        if not answer.in_time:
            self.trouble(what, f"no answer within {self.courier.patience} s")
        elif not answer.good:
            body = answer.body.decode(errors="replace")[:300]
            self.trouble(what, f"answered HTTP {answer.status} {body}".rstrip())
        return answer


def json_body(answer: Answer) -> Any:
    """Return the JSON of an answer, None if it has no body; raise ValueError if it is no JSON."""
    return json.loads(answer.body) if answer.body.strip() else None
