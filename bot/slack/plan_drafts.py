"""What the form "Weekly nudges" shows first: the plan, or what Slack says of a newcomer."""

from __future__ import annotations

from typing import Any

from bot import people, plans
from bot.slack.parts import Parts, Who
from bot.slack.plan_cards import standing_line
from bot.slack.plan_form import Draft, plan_form
from bot.slack.profiles import profile_of


def form_for(parts: Parts, asker: Who, area: str = "") -> dict[str, Any]:
    """Return the form for a person; `area` is the id of one to begin with.

    Call it outside transactions: it may ask Slack for the person's time zone.
    """
    profile = profile_of(parts, asker)
    with parts.database.read() as session:
        person = people.find(session, asker.team, asker.user)
        plan = plans.view(session, person, parts.now()) if person is not None else None
    return plan_form(parts.framework, _draft(plan, profile.zone, area))


def _draft(plan: plans.PlanCard | None, zone: str | None, area: str) -> Draft:
    if plan is None:
        return Draft(area=area or None, zone=zone)
    rhythm = plan.rhythm
    return Draft(
        area=area or rhythm.area,
        weekday=rhythm.weekday,
        at=rhythm.at,
        zone=rhythm.zone,
        pace=rhythm.pace,
        runs=plan.state != "stopped",
        paused=standing_line(plan) if plan.state == "paused" else "",
    )
