"""The people of the tests: Ada the mentee, Grace her mentor, Mallory with no rights, and Linus."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from bot import people
from bot.storage.tables import Person

TEAM = "T0ENGINES"
OTHER_TEAM = "T0OTHER"

ADA = "U0ADA"
GRACE = "U0GRACE"
MALLORY = "U0MALLORY"
LINUS = "U0LINUS"

ZONES = {
    ADA: "Europe/London",
    GRACE: "America/New_York",
    MALLORY: "Europe/Berlin",
    LINUS: "Europe/Helsinki",
}
NAMES = {
    ADA: "Ada Lovelace",
    GRACE: "Grace Hopper",
    MALLORY: "Mallory Marsh",
    LINUS: "Linus Virtanen",
}

MONDAY = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
"""Monday of ISO week 2026-W37, 10:00 in London. Tuesday's nudge is due a day later."""


def meet(session: Session, slack_id: str, team: str = TEAM) -> Person:
    """Return a person of the cast as the bot would know them."""
    person = people.meet(session, team, slack_id)
    people.remember_profile(
        person,
        name=NAMES[slack_id],
        zone=ZONES[slack_id],
        is_bot=False,
        deactivated=False,
        now=MONDAY,
    )
    return person
