"""What Slack says of people, and what is known when it says nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import people
from bot.playground.faults import HTML, Dropped, Fails, Fault, RateLimited, ServerError
from bot.slack.parts import Who
from bot.slack.profiles import Profile, profile_of, read_user
from tests.cast import ADA, GRACE, TEAM
from tests.slack.conftest import Edge

ADA_HERSELF = Profile(name="Ada Lovelace", zone="Europe/London")


def of(edge: Edge, slack_id: str = ADA) -> Profile:
    """Return what the bot knows of a person."""
    return profile_of(edge.bot.parts, Who(TEAM, slack_id))


def test_name_and_zone_come_from_slack(edge: Edge) -> None:
    assert of(edge) == ADA_HERSELF
    assert of(edge, GRACE).zone == "America/New_York"


def test_slack_is_asked_once_a_day(edge: Edge) -> None:
    of(edge)
    of(edge)
    edge.advance(hours=25)
    of(edge)

    assert len(edge.slack.called("users.info")) == 2


def test_what_was_read_is_kept_with_the_person(edge: Edge) -> None:
    of(edge)

    with edge.bot.parts.database.read() as session:
        ada = people.find(session, TEAM, ADA)
        assert ada is not None
        assert (ada.name, ada.zone) == ("Ada Lovelace", "Europe/London")


@pytest.mark.parametrize(
    "fault", [Fails("user_not_found"), ServerError(), HTML, Dropped(), RateLimited()], ids=str
)
def test_a_profile_that_cannot_be_read_leaves_everything_unknown(edge: Edge, fault: Fault) -> None:
    edge.slack.faults.add("users.info", fault)

    assert of(edge) == Profile()


def test_what_was_known_before_holds_while_slack_is_silent(edge: Edge) -> None:
    of(edge)
    edge.advance(hours=25)
    edge.slack.faults.add("users.info", Fails("fatal_error"))

    assert of(edge) == ADA_HERSELF


def test_an_app_is_known_as_one(edge: Edge) -> None:
    bots = [person.id for person in edge.slack.team.people.values() if person.is_bot]

    assert of(edge, bots[0]).is_bot


def test_somebody_who_left_is_known_as_such(edge: Edge) -> None:
    edge.slack.team.people[GRACE].deleted = True

    assert of(edge, GRACE).deactivated


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", None, 7])
def test_a_zone_that_is_none_counts_as_unknown(zone: object) -> None:
    assert read_user({"id": ADA, "tz": zone}).zone is None


def test_slackbot_is_an_app_too() -> None:
    assert read_user({"id": "USLACKBOT", "is_bot": False}).is_bot


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["name", "real_name", "tz", "deleted", "is_bot", "profile"]),
        st.none() | st.booleans() | st.text(),
    )
)
def test_a_profile_with_anything_missing_or_odd_can_be_read(user: dict[str, object]) -> None:
    user["profile"] = {"real_name": user.pop("profile", None)}

    assert isinstance(read_user(user), Profile)
