"""What the tests of plans and nudges begin with: Ada practises."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.driver import Person
from tests.slack.conftest import Edge
from tests.surfaces import Reply

TUESDAY = datetime(2026, 9, 8, 9, 0, tzinfo=UTC)
"""10:00 in London: Ada's first slot."""


def start(person: Person, **chosen: str) -> None:
    """Start weekly nudges with what the form proposes, apart from what is chosen by its label."""
    person.command("nudge settings")
    for label, option in chosen.items():
        person.modal.choose(label.replace("_", " "), option)
    person.modal.submit()
    person.modal.close()


def nudged(edge: Edge) -> Reply:
    """Return Ada's first nudge, just delivered on Tuesday at 10:00 in London."""
    start(edge.ada)
    edge.at(TUESDAY)
    edge.tick()
    return edge.ada.dm.last
