"""Invitations: a mentee asks, somebody answers or does not, and nobody is asked too often."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from bot import circle, invitations, mentorships, people
from bot.invitations import Case, Refused
from bot.storage.database import Database
from bot.storage.tables import Delivery, Mentorship, Person
from tests.cast import ADA, GRACE, LINUS, MALLORY, MONDAY, OTHER_TEAM, TEAM, meet
from tests.mentoring import DAY, mentorship

NOON_IN_NEW_YORK = MONDAY.replace(hour=16)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.write() as session:
        # Another workspace, where the same Slack ids have asked each other for everything.
        there = [meet(session, one, OTHER_TEAM) for one in (ADA, GRACE, LINUS, MALLORY)]
        for other in there[1:]:
            invitations.invite(session, there[0], other, ["quality"], MONDAY)
        yield session


@pytest.fixture
def ada(session: Session) -> Person:
    return meet(session, ADA)


@pytest.fixture
def grace(session: Session) -> Person:
    return meet(session, GRACE)


def ask(
    session: Session, mentee: Person, mentor: Person, now: datetime = NOON_IN_NEW_YORK
) -> Mentorship:
    return invitations.invite(session, mentee, mentor, ["mentoring"], now)


def refused(session: Session, mentee: Person, mentor: Person, now: datetime) -> Case:
    with pytest.raises(Refused) as refusal:
        ask(session, mentee, mentor, now)
    return refusal.value.case


def messages(session: Session, kind: str, person: Person) -> list[str]:
    query = select(Delivery.key).where(Delivery.kind == kind, Delivery.person_id == person.id)
    return list(session.scalars(query.order_by(Delivery.id)))


def test_asking_sends_one_invitation(session: Session, ada: Person, grace: Person) -> None:
    link = ask(session, ada, grace)

    assert messages(session, "invitation", grace) == [f"invitation:{link.id}"]


def test_an_invitation_opens_exactly_the_areas_that_were_ticked(
    session: Session, ada: Person, grace: Person
) -> None:
    link = invitations.invite(session, ada, grace, ["quality", "mentoring", "quality"], MONDAY)

    assert link.areas == ["quality", "mentoring"]


def test_nobody_mentors_themselves(session: Session, ada: Person) -> None:
    assert refused(session, ada, ada, MONDAY) is Case.YOURSELF


def test_an_app_is_no_mentor(session: Session, ada: Person, grace: Person) -> None:
    grace.is_bot = True

    assert refused(session, ada, grace, MONDAY) is Case.AN_APP


def test_who_left_cannot_be_asked(session: Session, ada: Person, grace: Person) -> None:
    grace.deactivated = True

    assert refused(session, ada, grace, MONDAY) is Case.DEACTIVATED


def test_a_mentor_is_not_asked_again(session: Session, ada: Person, grace: Person) -> None:
    mentorship(session, ada, grace)

    assert refused(session, ada, grace, MONDAY) is Case.ALREADY


def test_an_invitation_is_not_made_twice(session: Session, ada: Person, grace: Person) -> None:
    ask(session, ada, grace)

    assert refused(session, ada, grace, NOON_IN_NEW_YORK) is Case.ASKED


def test_an_invitation_without_an_area_is_none(
    session: Session, ada: Person, grace: Person
) -> None:
    with pytest.raises(Refused) as refusal:
        invitations.invite(session, ada, grace, [], MONDAY)

    assert refusal.value.case is Case.NO_AREA


def test_three_invitations_wait_at_most(session: Session, ada: Person, grace: Person) -> None:
    for other in (LINUS, MALLORY, "U0FOURTH"):
        person = meet(session, LINUS) if other == LINUS else _met(session, other)
        ask(session, ada, person)

    assert refused(session, ada, grace, NOON_IN_NEW_YORK) is Case.THREE_OPEN


def test_an_answer_makes_room_for_another_invitation(
    session: Session, ada: Person, grace: Person
) -> None:
    others = [_met(session, one) for one in (LINUS, MALLORY, "U0FOURTH")]
    links = [ask(session, ada, one) for one in others]
    invitations.decline(session, others[0], links[0].id, NOON_IN_NEW_YORK)

    assert ask(session, ada, grace).state == "invited"


@pytest.mark.parametrize(("days", "case"), [(29, Case.LATER), (30, None)])
def test_a_not_now_holds_for_thirty_days(
    session: Session, ada: Person, grace: Person, days: int, case: Case | None
) -> None:
    invitations.decline(session, grace, ask(session, ada, grace).id, NOON_IN_NEW_YORK)
    later = NOON_IN_NEW_YORK + timedelta(days=days)

    if case is None:
        assert ask(session, ada, grace, later).state == "invited"
    else:
        assert refused(session, ada, grace, later) is case


def test_accepting_tells_the_mentee_once(session: Session, ada: Person, grace: Person) -> None:
    link = ask(session, ada, grace)
    for _click in range(2):
        answered = invitations.accept(session, grace, link.id, NOON_IN_NEW_YORK)

    assert answered is not None
    assert answered.state == "active"
    assert messages(session, "notice", ada) == [f"notice:active:{link.id}"]


def test_the_first_answer_stands(session: Session, ada: Person, grace: Person) -> None:
    link = ask(session, ada, grace)
    invitations.decline(session, grace, link.id, NOON_IN_NEW_YORK)
    answered = invitations.accept(session, grace, link.id, NOON_IN_NEW_YORK)

    assert answered is not None
    assert answered.state == "declined"


@pytest.mark.parametrize("who", [ADA, MALLORY, LINUS])
def test_nobody_answers_for_grace(session: Session, ada: Person, grace: Person, who: str) -> None:
    link = ask(session, ada, grace)

    assert invitations.accept(session, meet(session, who), link.id, NOON_IN_NEW_YORK) is None
    assert link.state == "invited"


def test_grace_of_another_workspace_does_not_answer(
    session: Session, ada: Person, grace: Person
) -> None:
    link = ask(session, ada, grace)
    stranger = meet(session, GRACE, OTHER_TEAM)

    assert invitations.accept(session, stranger, link.id, NOON_IN_NEW_YORK) is None


def test_a_withdrawn_invitation_cannot_be_accepted(
    session: Session, ada: Person, grace: Person
) -> None:
    link = ask(session, ada, grace)
    invitations.withdraw(session, ada, link.id, NOON_IN_NEW_YORK)
    answered = invitations.accept(session, grace, link.id, NOON_IN_NEW_YORK)

    assert answered is not None
    assert answered.state == "withdrawn"


def test_only_who_asked_withdraws(session: Session, ada: Person, grace: Person) -> None:
    link = ask(session, ada, grace)

    assert invitations.withdraw(session, meet(session, MALLORY), link.id, MONDAY) is None
    assert link.state == "invited"


def test_a_mentorship_cannot_be_withdrawn(session: Session, ada: Person, grace: Person) -> None:
    link = mentorship(session, ada, grace)
    after = invitations.withdraw(session, ada, link.id, MONDAY)

    assert after is not None
    assert after.state == "active"


def test_there_is_one_reminder_after_three_days(
    session: Session, ada: Person, grace: Person
) -> None:
    link = ask(session, ada, grace)
    for hours in (0, 71, 72, 73, 24 * 13):
        invitations.due(session, NOON_IN_NEW_YORK + timedelta(hours=hours))

    keys = [f"invitation:{link.id}", f"invitation:{link.id}:reminder"]
    assert messages(session, "invitation", grace) == keys


def test_the_reminder_waits_for_the_morning(session: Session, ada: Person, grace: Person) -> None:
    ask(session, ada, grace)
    night = NOON_IN_NEW_YORK + timedelta(days=3, hours=12)
    invitations.due(session, night)
    before = len(messages(session, "invitation", grace))
    invitations.due(session, night + timedelta(hours=9))

    assert (before, len(messages(session, "invitation", grace))) == (1, 2)


def test_planning_ends(session: Session, ada: Person, grace: Person) -> None:
    ask(session, ada, grace)
    late = NOON_IN_NEW_YORK + timedelta(days=3)

    # The four of both workspaces first, then nothing.
    assert [invitations.due(session, late), invitations.due(session, late)] == [4, 0]


def test_who_answered_is_not_reminded(session: Session, ada: Person, grace: Person) -> None:
    link = ask(session, ada, grace)
    invitations.decline(session, grace, link.id, NOON_IN_NEW_YORK)
    invitations.due(session, NOON_IN_NEW_YORK + 4 * DAY)

    assert len(messages(session, "invitation", grace)) == 1


@pytest.mark.parametrize(("days", "state"), [(13.9, "active"), (14, "invited")])
def test_an_invitation_can_be_answered_for_fourteen_days(
    session: Session, ada: Person, grace: Person, days: float, state: str
) -> None:
    link = ask(session, ada, grace)
    later = NOON_IN_NEW_YORK + timedelta(days=days)
    answered = invitations.accept(session, grace, link.id, later)

    assert answered is not None
    assert answered.state == state


def test_what_ran_out_is_expired_and_can_be_asked_anew(
    session: Session, ada: Person, grace: Person
) -> None:
    link = ask(session, ada, grace)
    later = NOON_IN_NEW_YORK + timedelta(days=14)
    invitations.due(session, later)
    session.refresh(link)

    assert link.state == "expired"
    assert ask(session, ada, grace, later).state == "invited"


def test_the_circle_shows_each_person_where_they_stand(
    session: Session, ada: Person, grace: Person
) -> None:
    mentorship(session, ada, grace)
    ask(session, ada, meet(session, LINUS))
    ask(session, meet(session, MALLORY), ada)
    around = circle.around(session, ada, NOON_IN_NEW_YORK)

    assert [one.slack_id for one in around.mentors] == [GRACE]
    assert [one.slack_id for one in around.waiting] == [LINUS]
    assert [one.slack_id for one in around.asking] == [MALLORY]
    assert around.mentees == ()


def test_an_invitation_that_ran_out_shows_for_a_fortnight(
    session: Session, ada: Person, grace: Person
) -> None:
    ask(session, ada, grace)
    shown = [
        [one.slack_id for one in circle.around(session, ada, at).unanswered]
        for at in (NOON_IN_NEW_YORK + timedelta(days=days) for days in (13, 15, 29))
    ]

    assert shown == [[], [GRACE], []]


def test_a_mentee_knows_her_state_after_the_mentor_ends_it(
    session: Session, ada: Person, grace: Person
) -> None:
    link = mentorship(session, ada, grace)
    mentorships.end(session, grace, link.id, MONDAY)

    assert circle.around(session, ada, MONDAY).mentors == ()


def test_three_is_the_most_also_when_all_are_asked_at_once(database: Database) -> None:
    others = [f"U0OTHER{number}" for number in range(8)]
    with database.write() as session:
        meet(session, ADA)
        session.add_all(Person(team_id=TEAM, slack_id=one, name=one) for one in others)

    def invite(slack_id: str) -> None:
        with database.write() as session, suppress(Refused):
            mentor = people.find(session, TEAM, slack_id)
            assert mentor is not None
            ask(session, people.meet(session, TEAM, ADA), mentor)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(invite, others))
    with database.read() as session:
        assert len(invitations.waiting(session, meet(session, ADA), NOON_IN_NEW_YORK)) == 3


def _met(session: Session, slack_id: str) -> Person:
    if slack_id in (LINUS, MALLORY):
        return meet(session, slack_id)
    person = meet(session, LINUS)
    fourth = Person(team_id=person.team_id, slack_id=slack_id, name="Fourth", zone="UTC")
    session.add(fourth)
    session.flush()
    return fourth


def test_a_circle_costs_the_same_however_many_are_in_it(database: Database) -> None:
    assert queries_of_a_circle(database, 1) == queries_of_a_circle(database, 7)


def test_looking_for_late_answers_costs_the_same_at_night(database: Database) -> None:
    def look(session: Session) -> None:
        invitations.due(session, MONDAY + timedelta(days=4, hours=14))

    def with_asleep(size: int) -> int:
        with database.write() as session:
            for number in range(size):
                asleep = people.meet(session, TEAM, f"U{size}S{number}")
                asking = people.meet(session, TEAM, f"U{size}A{number}")
                invitations.invite(session, asking, asleep, ["mentoring"], MONDAY)
        return queries(database, look)

    assert with_asleep(1) == with_asleep(7)


def queries_of_a_circle(database: Database, size: int) -> int:
    """Return how many statements it takes to show Grace that many more mentees and askers."""
    with database.write() as session:
        grace = meet(session, GRACE)
        for number in range(size):
            mentee = people.meet(session, TEAM, f"U{size}M{number}")
            mentorship(session, mentee, grace)
            asking = people.meet(session, TEAM, f"U{size}A{number}")
            invitations.invite(session, asking, grace, ["mentoring"], MONDAY)
    return queries(database, lambda s: circle.around(s, meet(s, GRACE), MONDAY))


def queries(database: Database, act: Callable[[Session], object]) -> int:
    """Return how many statements an act sends to the database."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        seen.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        with database.write() as session:
            act(session)
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
    return len(seen)
