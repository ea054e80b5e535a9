"""The one door to other people's words, and how a mentorship is narrowed and ended."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot import invitations, mentorships, shares
from bot.mentorships import readable_by
from bot.reflections import open_words
from bot.storage.crypto import Box
from bot.storage.database import Database
from bot.storage.tables import Delivery, Mentorship, Person, Share
from tests.cast import ADA, GRACE, LINUS, MALLORY, MONDAY, OTHER_TEAM, meet
from tests.mentoring import (
    DAY,
    leave_share,
    mentorship,
    noise,
    private_noise,
    reflection,
    shared,
)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.write() as session:
        yield session


@pytest.fixture
def ada(session: Session) -> Person:
    return meet(session, ADA)


@pytest.fixture
def grace(session: Session) -> Person:
    return meet(session, GRACE)


@pytest.fixture
def link(session: Session, box: Box, ada: Person, grace: Person) -> Mentorship:
    """Grace is Ada's mentor, in the middle of everything that she must not find."""
    noise(session, box)
    link = mentorship(session, ada, grace)
    private_noise(session, box, link)
    return link


def read(session: Session, box: Box, mentor: Person, mentee: Person) -> list[str]:
    rows = session.scalars(readable_by(session, mentor, mentee))
    return sorted(open_words(box, row).happened for row in rows)


def test_a_mentor_reads_what_is_shared_and_nothing_else(
    session: Session, box: Box, link: Mentorship, ada: Person, grace: Person
) -> None:
    shared(session, box, link, "mine to read")

    assert read(session, box, grace, ada) == ["mine to read"]


def test_nothing_is_readable_before_something_is_shared(
    session: Session, box: Box, link: Mentorship, ada: Person, grace: Person
) -> None:
    assert link.state == "active"
    assert read(session, box, grace, ada) == []


@pytest.mark.parametrize("other", [MALLORY, LINUS])
def test_nobody_else_reads_what_is_shared_with_grace(
    session: Session, box: Box, link: Mentorship, ada: Person, other: str
) -> None:
    shared(session, box, link, "for Grace")

    assert "for Grace" not in read(session, box, meet(session, other), ada)


def test_a_mentee_reads_nothing_of_her_mentors(
    session: Session, box: Box, ada: Person, grace: Person
) -> None:
    link = mentorship(session, ada, grace)
    row = reflection(session, box, grace, "Grace's own")
    leave_share(session, row, link)

    assert read(session, box, ada, grace) == []


def test_the_author_comes_through_her_own_door_only(
    session: Session, box: Box, link: Mentorship, ada: Person
) -> None:
    shared(session, box, link)

    assert read(session, box, ada, ada) == []


def test_the_same_slack_ids_of_another_workspace_read_nothing(
    session: Session, box: Box, link: Mentorship, ada: Person
) -> None:
    shared(session, box, link, "for Grace")
    stranger = meet(session, GRACE, OTHER_TEAM)

    assert "for Grace" not in read(session, box, stranger, ada)


@pytest.mark.parametrize("state", ["invited", "declined", "expired", "withdrawn", "ended"])
def test_only_an_active_mentorship_reads(
    session: Session, box: Box, link: Mentorship, state: str
) -> None:
    shared(session, box, link)
    link.state = state
    session.flush()

    assert read(session, box, link.mentor, link.mentee) == []


def test_unsharing_acts_at_the_next_read(
    session: Session, box: Box, link: Mentorship, ada: Person, grace: Person
) -> None:
    row = shared(session, box, link)
    shares.set_shares(session, row, [], MONDAY)

    assert read(session, box, grace, ada) == []


def test_narrowing_acts_at_the_next_read(
    session: Session, box: Box, link: Mentorship, ada: Person, grace: Person
) -> None:
    shared(session, box, link, "about quality", "quality")
    shared(session, box, link, "about mentoring", "mentoring")
    mentorships.open_areas(session, ada, link.id, ["quality"])

    assert read(session, box, grace, ada) == ["about quality"]


def test_an_area_that_is_opened_again_shows_nothing_from_before(
    session: Session, box: Box, link: Mentorship, ada: Person, grace: Person
) -> None:
    shared(session, box, link)
    mentorships.open_areas(session, ada, link.id, ["quality"])
    mentorships.open_areas(session, ada, link.id, ["quality", "mentoring", "architecture"])

    assert read(session, box, grace, ada) == []


def test_a_new_mentorship_shows_nothing_of_the_old_one(
    session: Session, box: Box, link: Mentorship, ada: Person, grace: Person
) -> None:
    row = shared(session, box, link)
    mentorships.end(session, ada, link.id, MONDAY)
    mentorship(session, ada, grace, at=MONDAY + DAY)
    leave_share(session, row, link)

    assert read(session, box, grace, ada) == []


@pytest.mark.parametrize("who", [ADA, GRACE])
def test_either_side_can_end_it(session: Session, box: Box, link: Mentorship, who: str) -> None:
    shared(session, box, link)
    mentorships.end(session, meet(session, who), link.id, MONDAY)

    assert read(session, box, link.mentor, link.mentee) == []


def test_ending_leaves_no_share_behind(session: Session, box: Box, ada: Person) -> None:
    link = mentorship(session, ada, meet(session, GRACE))
    shared(session, box, link)
    mentorships.end(session, ada, link.id, MONDAY)

    assert session.scalar(select(func.count()).select_from(Share)) == 0


@pytest.mark.parametrize(("who", "told"), [(ADA, GRACE), (GRACE, ADA)])
def test_the_other_side_is_told_once_that_it_ended(
    session: Session, link: Mentorship, who: str, told: str
) -> None:
    mentorships.end(session, meet(session, who), link.id, MONDAY)
    mentorships.end(session, meet(session, who), link.id, MONDAY)

    key = Delivery.key == f"notice:ended:{link.id}"
    assert [one.person.slack_id for one in session.scalars(select(Delivery).where(key))] == [told]


@pytest.mark.parametrize(("who", "team"), [(MALLORY, None), (LINUS, None), (ADA, OTHER_TEAM)])
def test_nobody_else_can_end_it(
    session: Session, link: Mentorship, who: str, team: str | None
) -> None:
    person = meet(session, who, team) if team else meet(session, who)

    assert mentorships.end(session, person, link.id, MONDAY) is None
    assert link.state == "active"


def test_a_mentor_cannot_open_areas_to_herself(
    session: Session, link: Mentorship, grace: Person
) -> None:
    assert mentorships.open_areas(session, grace, link.id, ["architecture"]) is None
    assert link.areas == ["mentoring", "quality"]


def test_an_ended_mentorship_cannot_be_opened_wider(
    session: Session, link: Mentorship, ada: Person
) -> None:
    mentorships.end(session, ada, link.id, MONDAY)

    assert mentorships.open_areas(session, ada, link.id, ["architecture"]) is None


def test_ada_sees_her_mentors_and_grace_her_mentees(
    session: Session, link: Mentorship, ada: Person, grace: Person
) -> None:
    assert "Grace Hopper" in [one.name for one in mentorships.active_mentors(session, ada)]
    assert link.id in [one.mentorship_id for one in mentorships.mentees(session, grace)]


def test_somebody_who_was_only_asked_is_no_mentor(
    session: Session, ada: Person, grace: Person
) -> None:
    invitations.invite(session, ada, grace, ["quality"], MONDAY)

    assert mentorships.active_mentors(session, ada) == ()


ACTS = st.lists(
    st.sampled_from(["share", "unshare", "narrow", "widen", "end", "invite", "accept", "move"]),
    max_size=12,
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(acts=ACTS)
def test_what_is_readable_was_shared_last_in_an_open_area(
    database: Database, box: Box, acts: list[str]
) -> None:
    """In whatever order things happen, the door shows what the last word on each of them says."""
    with database.write() as session:
        ada, grace = meet(session, ADA), meet(session, GRACE)
        for link in session.scalars(select(Mentorship)):
            mentorships.end(session, ada, link.id, MONDAY)
            link.state = "ended"
        row = reflection(session, box, ada, "the one", at=MONDAY)
        link, is_shared = mentorship(session, ada, grace, at=MONDAY), False
        for act in acts:
            match act:
                case "share" if link.state == "active" and row.area in link.areas:
                    shares.set_shares(session, row, [link.id], MONDAY)
                    is_shared = True
                case "unshare":
                    shares.set_shares(session, row, [], MONDAY)
                    is_shared = False
                case "narrow" if link.state == "active":
                    mentorships.open_areas(session, ada, link.id, ["quality"])
                    is_shared = is_shared and row.area == "quality"
                case "widen" if link.state == "active":
                    mentorships.open_areas(session, ada, link.id, ["quality", "mentoring"])
                case "end":
                    mentorships.end(session, ada, link.id, MONDAY)
                    is_shared = False
                case "invite" if link.state == "ended":
                    link = invitations.invite(session, ada, grace, ["mentoring"], MONDAY)
                case "accept" if link.state == "invited":
                    invitations.accept(session, grace, link.id, MONDAY)
                case "move" if link.state == "active":
                    row.area = "quality" if row.area == "mentoring" else "mentoring"
                    session.flush()
                    shares.drop_closed(session, row)
                    is_shared = is_shared and row.area in link.areas

            assert ("the one" in read(session, box, grace, ada)) == is_shared
