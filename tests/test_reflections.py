"""A person's own words: kept whole, sealed, and found by nobody else."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from bot import reflection_steps, reflections, steps
from bot.reflections import Entry, OwnReflection, Words
from bot.storage.crypto import Box, CannotOpen
from bot.storage.database import Database
from bot.storage.tables import Mentorship, Nudge, Person, Reflection, Share, Step
from tests.cast import ADA, GRACE, LINUS, MALLORY, MONDAY, OTHER_TEAM, TEAM, meet

SECRET = "I rewrote his function again"


def write(
    session: Session, box: Box, person: Person, happened: str = SECRET, **more: object
) -> Reflection:
    """Write a reflection as the person; `at` says when."""
    at = more.pop("at", MONDAY)
    assert isinstance(at, datetime)
    entry = Entry(happened, **more)  # type: ignore[arg-type]
    return reflections.write(session, box, person, entry, framework_version="1.0.0", now=at)


def read(database: Database, box: Box, slack_id: str, uid: str) -> OwnReflection | None:
    """Read a reflection as that person, in a transaction of its own."""
    with database.read() as session:
        return reflections.own(session, box, meet_again(session, slack_id), uid)


def meet_again(session: Session, slack_id: str, team: str = TEAM) -> Person:
    """Return somebody who was met before."""
    query = select(Person).where(Person.slack_id == slack_id, Person.team_id == team)
    return session.scalars(query).one()


@pytest.fixture
def uid(database: Database, box: Box) -> str:
    """One of Ada's reflections, among those of the others."""
    with database.write() as session:
        for other in (GRACE, MALLORY, LINUS):
            write(session, box, meet(session, other), f"Something of {other}")
        write(session, box, meet(session, ADA, OTHER_TEAM), "Ada at her other job")
        mine = write(session, box, meet(session, ADA), saw="I cut in", area="mentoring", sureness=3)
        return mine.uid


def test_what_was_written_is_read_back_by_its_author(
    database: Database, box: Box, uid: str
) -> None:
    one = read(database, box, ADA, uid)

    assert one is not None
    assert one.words == Words(SECRET, "I cut in")
    assert (one.area, one.sureness, one.written_at) == ("mentoring", 3, MONDAY)


@pytest.mark.parametrize("other", [GRACE, MALLORY, LINUS])
def test_nobody_else_finds_it(database: Database, box: Box, uid: str, other: str) -> None:
    assert read(database, box, other, uid) is None


def test_the_same_person_in_another_workspace_is_somebody_else(
    database: Database, box: Box, uid: str
) -> None:
    with database.read() as session:
        elsewhere = meet_again(session, ADA, OTHER_TEAM)
        assert reflections.own(session, box, elsewhere, uid) is None


@pytest.mark.usefixtures("uid")
@pytest.mark.parametrize("odd", ["", "0" * 32, "\x00", "' OR 1=1 --", "\ud800", "é" * 32])
def test_an_id_that_is_none_finds_nothing(database: Database, box: Box, odd: str) -> None:
    assert read(database, box, ADA, odd) is None


@pytest.mark.usefixtures("uid")
def test_the_database_holds_no_word_of_it(database: Database) -> None:
    with database.read() as session:
        rows = session.execute(text("SELECT * FROM reflections")).all()

    assert len(rows) == 5
    assert not any(word in str(rows) for word in ("rewrote", "function"))


def test_words_that_were_moved_to_another_row_do_not_open(
    database: Database, box: Box, uid: str
) -> None:
    with database.write() as session:
        ada, mallory = meet_again(session, ADA), meet_again(session, MALLORY)
        own = write(session, box, mallory, "Mine")
        hers = reflections.find(session, ada, uid)
        assert hers is not None
        own.words = hers.words

    with pytest.raises(CannotOpen):
        read(database, box, MALLORY, own.uid)


def test_what_was_written_stands_in_no_repr(database: Database, box: Box, uid: str) -> None:
    one = read(database, box, ADA, uid)

    assert "rewrote" not in f"{one!r} {Entry(SECRET, SECRET)!r} {Words(SECRET)!r}"


@pytest.mark.parametrize(
    "words",
    [
        "null \x00 byte",
        "half a pair \ud83d alone",
        "עברית ועוד قليل من العربية",
        "👩‍👩‍👧‍👦 and 🏳️‍🌈",
        "<!channel> <@U0GRACE> &amp; <https://example.org|here>",
        "a\r\nb\n\n\tc",
        "&" * 3000,
    ],
)
def test_any_words_are_kept_whole(database: Database, box: Box, words: str) -> None:
    with database.write() as session:
        uid = write(session, box, meet(session, ADA), words, saw=words).uid

    one = read(database, box, ADA, uid)
    assert one is not None
    assert one.words == Words(words, words)


@given(happened=st.text(max_size=300), saw=st.text(max_size=300))
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)
def test_any_text_at_all_comes_back(database: Database, box: Box, happened: str, saw: str) -> None:
    with database.write() as session:
        uid = write(session, box, meet(session, ADA), happened, saw=saw).uid

    one = read(database, box, ADA, uid)
    assert one is not None
    assert one.words == Words(happened, saw)


def test_editing_changes_the_words_and_says_when(database: Database, box: Box, uid: str) -> None:
    later = MONDAY + timedelta(days=1)
    with database.write() as session:
        entry = Entry("I asked first", area="quality", sureness=4)
        reflections.edit(session, box, meet_again(session, ADA), uid, entry, now=later)

    one = read(database, box, ADA, uid)
    assert one is not None
    assert one.words == Words("I asked first")
    assert (one.area, one.sureness, one.edited_at) == ("quality", 4, later)
    assert one.written_at == MONDAY


def test_nobody_else_edits_moves_or_deletes_it(database: Database, box: Box, uid: str) -> None:
    with database.write() as session:
        mallory = meet_again(session, MALLORY)
        edited = reflections.edit(session, box, mallory, uid, Entry("Defaced"), now=MONDAY)
        moved = reflections.move(session, mallory, uid, "quality")
        deleted = reflections.delete(session, mallory, uid)

    assert (edited, moved, deleted) == (None, None, None)
    one = read(database, box, ADA, uid)
    assert one is not None
    assert (one.words.happened, one.area) == (SECRET, "mentoring")


def test_deleting_leaves_the_reflections_of_others(database: Database, uid: str) -> None:
    with database.write() as session:
        reflections.delete(session, meet_again(session, ADA), uid)

    with database.read() as session:
        left = session.scalars(select(Reflection)).all()
        assert len(left) == 4
        assert uid not in [row.uid for row in left]


def test_deleting_takes_its_shares_and_its_step_with_it(
    database: Database, box: Box, uid: str
) -> None:
    with database.write() as session:
        ada, grace = meet_again(session, ADA), meet_again(session, GRACE)
        mine = reflections.find(session, ada, uid)
        assert mine is not None
        link = Mentorship(
            team_id=TEAM, mentee=ada, mentor=grace, state="active", areas=[], invited_at=MONDAY
        )
        session.add(link)
        session.flush()
        session.add(
            Share(team_id=TEAM, reflection_id=mine.id, mentorship_id=link.id, shared_at=MONDAY)
        )
        reflection_steps.set_words(session, box, ada, mine, "Ask one question", now=MONDAY)
        nudge = _nudge(session, ada)
        step = steps.open_step(session, ada)
        assert step is not None
        nudge.step_id = step.id

    with database.write() as session:
        gone = reflections.delete(session, meet_again(session, ADA), uid)

    with database.read() as session:
        assert gone == reflections.Gone(frozenset({session.scalars(select(Nudge.id)).one()}))
        assert session.scalars(select(Share)).all() == []
        assert session.scalars(select(Step)).all() == []
        assert session.scalars(select(Nudge)).one().step_id is None


def test_a_nudge_is_open_again_when_what_was_written_on_it_is_deleted(
    database: Database, box: Box
) -> None:
    with database.write() as session:
        ada = meet(session, ADA)
        nudge = _nudge(session, ada, answer="reflected")
        uid = write(session, box, ada, nudge_id=nudge.id).uid

    with database.write() as session:
        gone = reflections.delete(session, meet_again(session, ADA), uid)

    with database.read() as session:
        nudge = session.scalars(select(Nudge)).one()
        assert gone == reflections.Gone(frozenset({nudge.id}))
        assert nudge.answer is None


def test_a_nudge_stays_reflected_while_something_else_was_written_on_it(
    database: Database, box: Box
) -> None:
    with database.write() as session:
        ada = meet(session, ADA)
        nudge = _nudge(session, ada, answer="reflected")
        write(session, box, ada, nudge_id=nudge.id)
        reflections.delete(session, ada, write(session, box, ada, nudge_id=nudge.id).uid)

    with database.read() as session:
        assert session.scalars(select(Nudge)).one().answer == "reflected"


def _nudge(session: Session, person: Person, answer: str | None = None) -> Nudge:
    nudge = Nudge(
        team_id=TEAM,
        person_id=person.id,
        iso_week="2026-W37",
        area="mentoring",
        slot_at=MONDAY,
        answer=answer,
    )
    session.add(nudge)
    session.flush()
    return nudge


def step_words(session: Session, box: Box) -> list[tuple[str | None, str]]:
    """Return all steps of everybody: their words and their states."""
    rows = session.scalars(select(Step).order_by(Step.id))
    return [(steps.words(box, step), step.state) for step in rows]


def test_a_step_is_worded_anew_while_it_is_open(database: Database, box: Box, uid: str) -> None:
    with database.write() as session:
        ada = meet_again(session, ADA)
        mine = reflections.find(session, ada, uid)
        assert mine is not None
        for words in ("Ask one question", "Ask two questions", "Ask two questions"):
            reflection_steps.set_words(session, box, ada, mine, words, now=MONDAY)

        assert step_words(session, box) == [("Ask two questions", "open")]


def test_a_step_that_is_done_stays_when_another_is_taken(
    database: Database, box: Box, uid: str
) -> None:
    with database.write() as session:
        ada = meet_again(session, ADA)
        mine = reflections.find(session, ada, uid)
        assert mine is not None
        reflection_steps.set_words(session, box, ada, mine, "Ask", now=MONDAY)
        step = steps.open_step(session, ada)
        assert step is not None
        steps.done(step, MONDAY)
        reflection_steps.set_words(session, box, ada, mine, "Ask", now=MONDAY)
        reflection_steps.set_words(session, box, ada, mine, "Wait", now=MONDAY)

        assert step_words(session, box) == [("Ask", "done"), ("Wait", "open")]


def test_a_step_without_words_is_none(database: Database, box: Box, uid: str) -> None:
    with database.write() as session:
        ada = meet_again(session, ADA)
        mine = reflections.find(session, ada, uid)
        assert mine is not None
        reflection_steps.set_words(session, box, ada, mine, "Ask", now=MONDAY)
        reflection_steps.set_words(session, box, ada, mine, "", now=MONDAY)

        assert step_words(session, box) == []


@pytest.fixture
def twelve(database: Database, box: Box) -> Database:
    """A database with twelve of Ada's reflections, a day apart, and noise."""
    with database.write() as session:
        ada, linus = meet(session, ADA), meet(session, LINUS)
        for number in range(12):
            area = "mentoring" if number % 3 else None
            at = MONDAY + timedelta(days=number)
            write(session, box, ada, f"Entry {number} on reviews", area=area, at=at)
            write(session, box, linus, f"Linus {number} on reviews", area="mentoring", at=at)
    return database


def history(database: Database, box: Box, **wanted: object) -> list[str]:
    """Return the numbers of Ada's entries on a page, and + when there are older ones."""
    with database.read() as session:
        ada = meet_again(session, ADA)
        page = reflections.history(session, box, ada, **wanted)  # type: ignore[arg-type]
    shown = [one.words.happened.split()[1] for one in page.entries]
    return [*shown, "+"] if page.older else shown


def test_the_history_is_newest_first_and_paged(twelve: Database, box: Box) -> None:
    pages = [history(twelve, box, page=number) for number in range(4)]

    assert pages == [
        ["11", "10", "9", "8", "7", "+"],
        ["6", "5", "4", "3", "2", "+"],
        ["1", "0"],
        [],
    ]


def test_five_are_one_page_and_no_older(database: Database, box: Box) -> None:
    with database.write() as session:
        ada = meet(session, ADA)
        for number in range(5):
            write(session, box, ada, f"Entry {number}")

    assert history(database, box) == ["4", "3", "2", "1", "0"]


def test_the_history_of_an_area(twelve: Database, box: Box) -> None:
    assert history(twelve, box, area="mentoring") == ["11", "10", "8", "7", "5", "+"]


def test_words_are_looked_for_in_both_answers(database: Database, box: Box) -> None:
    with database.write() as session:
        ada = meet(session, ADA)
        write(session, box, ada, "Entry 1", saw="I was in a hurry")
        write(session, box, ada, "Entry 2 in a hurry")
        write(session, box, ada, "Entry 3")

    assert history(database, box, words="hurried") == ["2", "1"]


def test_words_within_an_area_are_paged_too(twelve: Database, box: Box) -> None:
    assert history(twelve, box, area="mentoring", words="review", page=1) == ["4", "2", "1"]


def test_search_finds_nothing_of_others(twelve: Database, box: Box) -> None:
    assert history(twelve, box, words="Linus") == []


def test_the_newest_few(twelve: Database, box: Box) -> None:
    with twelve.read() as session:
        newest = reflections.latest(session, box, meet_again(session, ADA), 2)

    assert [one.words.happened for one in newest] == ["Entry 11 on reviews", "Entry 10 on reviews"]


def test_counts_are_per_area_and_the_persons_own(twelve: Database) -> None:
    with twelve.read() as session:
        assert reflections.counts(session, meet_again(session, ADA)) == {None: 4, "mentoring": 8}


@pytest.mark.parametrize(
    ("weeks", "found"),
    [(11.9, False), (12, True), (13, True), (13.9, True), (14, False), (52, False)],
)
def test_what_was_written_a_quarter_ago(
    database: Database, box: Box, weeks: float, found: bool
) -> None:
    with database.write() as session:
        ada, grace = meet(session, ADA), meet(session, GRACE)
        write(session, box, ada, at=MONDAY - timedelta(weeks=weeks))
        write(session, box, grace, at=MONDAY - timedelta(weeks=13))

    with database.read() as session:
        one = reflections.a_quarter_ago(session, box, meet_again(session, ADA), MONDAY)
        assert (one is not None) == found


def test_what_was_written_on_a_nudge_is_found_by_its_author_alone(
    database: Database, box: Box
) -> None:
    with database.write() as session:
        ada, mallory = meet(session, ADA), meet(session, MALLORY)
        nudge = _nudge(session, ada)
        uid = write(session, box, ada, nudge_id=nudge.id).uid
        write(session, box, ada, "Something else")

        mine = reflections.on_nudge(session, box, ada, nudge.id)
        assert mine is not None
        assert mine.uid == uid
        assert reflections.on_nudge(session, box, mallory, nudge.id) is None
