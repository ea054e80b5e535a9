"""The form that starts a plan, and the function that reads it back."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ladder.model import Framework
from bot.slack import plan_form
from bot.slack.plan_form import Draft, Filled, read_form, zone_options

NOW = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)


def filled_in(**changed: Any) -> dict[str, Any]:
    """Return the form as Slack hands it in: all right, apart from what is changed."""
    chosen = {
        "area": "mentoring",
        "day": "2",
        "zone": "Europe/London",
        "pace": "1",
        "at": "10:00",
        "until": None,
    } | changed
    pickers = {"at": "selected_time", "until": "selected_date"}
    values = {
        f"plan.{name}": {
            f"plan.{name}": {pickers[name]: value}
            if name in pickers
            else {"selected_option": {"value": value} if value is not None else None}
        }
        for name, value in chosen.items()
    }
    return {"state": {"values": values}}


def test_a_form_that_is_right_is_read(framework: Framework) -> None:
    read = read_form(framework, filled_in(), NOW)

    assert isinstance(read, Filled)
    assert (read.rhythm.area, read.rhythm.weekday, read.rhythm.at) == ("mentoring", 2, time(10))


def test_everything_that_is_missing_is_said_at_once(framework: Framework) -> None:
    read = read_form(framework, {"state": {"values": {}}}, NOW)

    assert isinstance(read, dict)
    assert set(read) == {"plan.area", "plan.day", "plan.at", "plan.zone", "plan.pace"}


def test_an_empty_zone_asks_for_a_city(framework: Framework) -> None:
    read = read_form(framework, filled_in(zone=None), NOW)

    assert read == {"plan.zone": "Type a city near you, such as London or Kolkata."}


@pytest.mark.parametrize(
    ("until", "sentence"),
    [
        ("2026-09-07", "That day is over. Pick tomorrow or later."),
        ("1999-01-01", "That day is over. Pick tomorrow or later."),
        ("not a day", "That day is over. Pick tomorrow or later."),
        (
            "9999-12-31",
            "That is too far away to plan. Pick a day within two years, or stop nudges.",
        ),
    ],
)
def test_a_day_that_cannot_be_is_said(framework: Framework, until: str, sentence: str) -> None:
    assert read_form(framework, filled_in(until=until), NOW) == {"plan.until": sentence}


def test_tomorrow_can_be(framework: Framework) -> None:
    assert isinstance(read_form(framework, filled_in(until="2026-09-08"), NOW), Filled)


FIELDS = ("area", "day", "zone", "pace", "at", "until")


@settings(deadline=None)
@given(st.fixed_dictionaries({}, optional={name: st.text() for name in FIELDS}))
def test_whatever_comes_is_read_or_refused_in_sentences(
    framework: Framework, changed: dict[str, str]
) -> None:
    read = read_form(framework, filled_in(**changed), NOW)

    assert isinstance(read, Filled) or all(sentence.endswith(".") for sentence in read.values())


def test_a_newcomer_is_offered_start_and_nothing_to_stop(framework: Framework) -> None:
    view = plan_form.plan_form(framework, Draft())

    assert view["submit"]["text"] == "Start"
    assert [block["type"] for block in view["blocks"]] == ["section", *["input"] * 5]


def test_no_zone_is_assumed(framework: Framework) -> None:
    view = plan_form.plan_form(framework, Draft(zone=None))
    (zone,) = (block for block in view["blocks"] if block.get("block_id") == plan_form.ZONE)

    assert "initial_option" not in zone["element"]


def test_zones_are_offered_as_slack_wants_options() -> None:
    assert zone_options("lond") == [
        {"text": {"type": "plain_text", "text": "London (Europe)"}, "value": "Europe/London"}
    ]
