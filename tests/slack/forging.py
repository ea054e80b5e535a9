"""Requests that Slack would never send: signed all right, but with ids that are not theirs."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from bot.playground.courier import Answer
from tests.cast import TEAM
from tests.driver import Person
from tests.slack.conftest import Edge

Json = dict[str, Any]


def click(edge: Edge, person: Person, action_id: str, value: str, **element: str) -> Answer:
    """Send a click of this person on a button that was never shown to them."""
    pressed = {"type": "button", "action_id": action_id, "block_id": "b", "value": value}
    body = _base("block_actions", person) | {
        "container": {"type": "view", "view_id": "V0FORGED"},
        "view": {"id": "V0FORGED", "type": "home", "callback_id": "", "private_metadata": ""},
        "actions": [pressed | element],
        "trigger_id": edge.slack.world.triggers.issue(TEAM, person.id, edge.now),
    }
    return _send(edge, body)


def choose(edge: Edge, person: Person, action_id: str, value: str) -> Answer:
    """Send a choice of this person in a menu that was never shown to them."""
    chosen: Any = {"selected_option": {"value": value}}
    return click(edge, person, action_id, "", type="static_select", **chosen)


def submit(edge: Edge, person: Person, callback_id: str, metadata: str, values: Json) -> Answer:
    """Send a form of this person that was never opened for them."""
    blocks = [{"type": "input", "block_id": block_id} for block_id in values]
    view = {
        "id": "V0FORGED",
        "type": "modal",
        "callback_id": callback_id,
        "private_metadata": metadata,
        "previous_view_id": None,
        "blocks": blocks,
        "state": {"values": values},
    }
    return _send(edge, _base("view_submission", person) | {"view": view})


def seen_by(edge: Edge, person: Person) -> str:
    """Return all that was ever shown to a person, in whatever place."""
    places = [*person.replies, *person.modals, *person.dm]
    home = edge.slack.team.homes.get(person.id)
    return "\n".join(
        [*(place.everything for place in places), json.dumps(home.source) if home else ""]
    )


def close_all(person: Person) -> None:
    """Close what is open."""
    while person.modals:
        person.modals[-1].close()


def _base(kind: str, person: Person) -> Json:
    return {
        "type": kind,
        "team": {"id": TEAM, "domain": "ladder"},
        "user": {"id": person.id, "team_id": TEAM},
        "api_app_id": "A0LADDER",
        "is_enterprise_install": False,
        "enterprise": None,
    }


def _send(edge: Edge, body: Json) -> Answer:
    content = urlencode({"payload": json.dumps(body)}).encode()
    answer = edge.slack.courier.deliver(content, "application/x-www-form-urlencoded")
    edge.bot.parts.afterwards.settle()
    return answer
