"""The form "Weekly nudges" and the function that reads it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import slackblocks as sb

from bot.ladder.model import Framework
from bot.rhythms import PACES, Rhythm
from bot.slack import times, zones
from bot.slack.cards import Block, actions, button, modal, option, section, text_input

FORM = "plan.form"
TITLE = "Weekly nudges"
PROMISE = "One short message a week, about one area. Skip, pause or stop in the message itself."

AREA, DAY, AT, ZONE, PACE, UNTIL = (
    *("plan.area", "plan.day", "plan.at"),
    *("plan.zone", "plan.pace", "plan.until"),
)
"""The fields. Each is the id of its block and of the element in it."""

RESUME, STOP = "plan.resume", "plan.stop"

PACE_NAMES = {1: "Every week", 2: "Every two weeks", 4: "Every four weeks"}

OVER = "That day is over. Pick tomorrow or later."
FURTHEST = timedelta(days=2 * 365)
TOO_FAR = "That is too far away to plan. Pick a day within two years, or stop nudges."
NO_ZONE = "Type a city near you, such as London or Kolkata."


@dataclass(frozen=True)
class Draft:
    """What the form shows first: a plan as it stands, or what we know of a newcomer."""

    area: str | None = None
    weekday: int = 2
    at: time = time(10, 0)
    zone: str | None = None
    pace: int = 1
    runs: bool = False
    """Whether there is a plan that can be paused and stopped."""
    paused: str = ""
    """What is said of the pause, if there is one."""


@dataclass(frozen=True)
class Filled:
    """What somebody asks for with the form."""

    rhythm: Rhythm
    until: date | None


def plan_form(framework: Framework, draft: Draft) -> dict[str, Any]:
    """Return the form, filled with the draft."""
    blocks = [
        section(PROMISE),
        _select(AREA, "Focus", _areas(framework), draft.area or framework.areas[0].id),
        _select(DAY, "Day", _days(), str(draft.weekday)),
        text_input(AT, "Time", sb.TimePicker(action_id=AT, initial_time=f"{draft.at:%H:%M}")),
        text_input(ZONE, "Time zone", _zone_select(draft.zone)),
        _select(PACE, "Pace", _paces(), str(draft.pace)),
    ]
    if draft.paused:
        blocks.insert(0, section(draft.paused))
    if draft.runs:
        blocks += _rests(paused=bool(draft.paused))
    return modal(FORM, TITLE, blocks, submit="Save" if draft.runs else "Start")


def read_form(framework: Framework, view: dict[str, Any], now: datetime) -> Filled | dict[str, str]:
    """Return what was filled in, or a sentence for each field that holds nothing we can use.

    Whether a day is over is decided on the clock of the zone in the same form.
    """
    values = view["state"]["values"]
    area, weekday, at = _chosen(values, AREA), _chosen(values, DAY), _time(values)
    zone, pace, until = _chosen(values, ZONE), _chosen(values, PACE), _date(values)
    wrong = {
        AREA: "" if framework.area(area) else "Choose one of the areas.",
        DAY: "" if weekday in {str(day) for day in range(1, 8)} else "Choose a day of the week.",
        AT: "" if at else "Choose a time, such as 10:00.",
        ZONE: _wrong_zone(zone),
        PACE: "" if pace in {str(weeks) for weeks in PACES} else "Choose how often.",
        UNTIL: _wrong_day(until, _today(zone, now)),
    }
    errors = {field: sentence for field, sentence in wrong.items() if sentence}
    if errors or at is None:
        return errors
    return Filled(Rhythm(area, int(weekday), at, zone, int(pace)), until)


def zone_options(typed: str) -> list[dict[str, Any]]:
    """Return what the zone select offers for the letters typed so far."""
    return [
        {"text": {"type": "plain_text", "text": place.label}, "value": place.zone}
        for place in zones.search(typed)
    ]


def _select(field: str, label: str, options: list[sb.Option], chosen: str) -> Block:
    initial = next((one for one in options if one.value == chosen), None)
    menu = sb.StaticSelectMenu(action_id=field, options=options, initial_option=initial)
    return text_input(field, label, menu)


def _zone_select(zone: str | None) -> sb.Element:
    known = zone if zone and zones.is_known(zone) else None
    return sb.ExternalSelectMenu(
        action_id=ZONE,
        placeholder="A city near you",
        min_query_length=2,
        initial_option=option(zones.label(known), known) if known else None,
    )


def _rests(*, paused: bool) -> list[Block]:
    """The ways to rest. They stand last: who opens the form mostly wants another time."""
    until = text_input(
        UNTIL,
        "Pause until",
        sb.DatePicker(action_id=UNTIL, placeholder="No pause"),
        optional=True,
        hint="Nothing piles up.",
    )
    stop = button("Stop nudges", STOP)
    return [until, actions(button("Resume now", RESUME), stop) if paused else actions(stop)]


def _areas(framework: Framework) -> list[sb.Option]:
    return [option(area.title, area.id) for area in framework.areas]


def _days() -> list[sb.Option]:
    return [option(times.weekday(number), str(number)) for number in range(1, 8)]


def _paces() -> list[sb.Option]:
    return [option(PACE_NAMES[weeks], str(weeks)) for weeks in PACES]


def _element(values: dict[str, Any], field: str) -> dict[str, Any]:
    element: dict[str, Any] = (values.get(field) or {}).get(field) or {}
    return element


def _chosen(values: dict[str, Any], field: str) -> str:
    return str((_element(values, field).get("selected_option") or {}).get("value") or "")


def _time(values: dict[str, Any]) -> time | None:
    try:
        return time.fromisoformat(str(_element(values, AT).get("selected_time"))).replace(
            second=0, microsecond=0, tzinfo=None
        )
    except ValueError:
        return None


def _date(values: dict[str, Any]) -> date | None:
    """Return the day of the pause. One that cannot be read is over, so that it is asked again."""
    chosen = _element(values, UNTIL).get("selected_date")
    if chosen is None:
        return None
    try:
        return date.fromisoformat(str(chosen))
    except ValueError:
        return date.min


def _today(zone: str, now: datetime) -> date:
    return now.astimezone(ZoneInfo(zone if zones.is_known(zone) else "UTC")).date()


def _wrong_day(until: date | None, today: date) -> str:
    if until is None or today < until <= today + FURTHEST:
        return ""
    return OVER if until <= today else TOO_FAR


def _wrong_zone(zone: str) -> str:
    if not zone:
        return NO_ZONE
    return "" if zones.is_known(zone) else zones.unknown(zone)
