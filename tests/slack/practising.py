"""What the tests of plans and nudges begin with: Ada practises."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot import people, plans
from bot.plans import PlanCard
from tests.cast import ADA, TEAM
from tests.driver import Person
from tests.slack.conftest import Edge
from tests.surfaces import Reply, Surface

LONDON = ZoneInfo("Europe/London")

TUESDAY = datetime(2026, 9, 8, 9, 0, tzinfo=UTC)
"""10:00 in London: Ada's first slot."""


def start(person: Person, **chosen: str) -> None:
    """Start weekly nudges with what the form proposes, apart from what is chosen by its label."""
    person.command("nudge settings")
    for label, option in chosen.items():
        person.modal.choose(label.replace("_", " "), option)
    person.modal.submit()
    person.modal.close()


def nudged(edge: Edge, **chosen: str) -> Reply:
    """Return Ada's first nudge, just delivered on Tuesday at 10:00 in London."""
    start(edge.ada, **chosen)
    edge.at(TUESDAY)
    edge.tick()
    return edge.ada.dm.last


def a_week_later(edge: Edge) -> Reply:
    """Return Ada's newest nudge, seven days on at the same time in London."""
    edge.at((edge.now.astimezone(LONDON) + timedelta(days=7)).astimezone(UTC))
    edge.tick()
    return edge.ada.dm.last


def plan_of(edge: Edge, slack_id: str = ADA) -> PlanCard | None:
    """Return somebody's plan, if they have one."""
    with edge.bot.parts.database.read() as session:
        person = people.find(session, TEAM, slack_id)
        return plans.view(session, person, edge.now) if person is not None else None


def press_with(surface: Surface, label: str, value: str) -> None:
    """Press a button as somebody does who puts another value into the request."""
    one = next(one for one in surface._pressable() if surface._pressed_label(one) == label)
    person = surface._person
    person.do(
        lambda: person.slack.act(
            person.id,
            surface._where(),
            block_id=one.block["block_id"],
            action_id=one.element["action_id"],
            element={"type": "button", "value": value},
        )
    )
