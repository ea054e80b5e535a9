"""Summaries: made of what was shared, and of nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from bot import mentorships, readings, shares, steps, summaries
from bot.ladder.model import Framework
from bot.storage.crypto import Box
from bot.storage.database import Database
from bot.storage.tables import Mentorship, Person, Reflection
from bot.summaries import Period, Shared, Summary
from tests.cast import ADA, GRACE, LINUS, MALLORY, MONDAY, OTHER_TEAM, meet
from tests.mentoring import DAY, mentorship, noise, private_noise, reflection, shared


class Desk:
    """What a test of summaries needs: Grace is Ada's mentor, amid everything not to be found."""

    def __init__(self, session: Session, box: Box, framework: Framework) -> None:
        self.session, self.box, self.framework = session, box, framework
        noise(session, box)
        self.ada, self.grace = meet(session, ADA), meet(session, GRACE)
        self.link: Mentorship = mentorship(session, self.ada, self.grace)
        private_noise(session, box, self.link)

    def share(
        self, words: str = "I asked first", area: str = "mentoring", **how: object
    ) -> Reflection:
        return shared(self.session, self.box, self.link, words, area, **how)  # type: ignore[arg-type]

    def step(self, row: Reflection, words: str) -> None:
        steps.set_in_own_words(
            self.session,
            self.box,
            self.ada,
            reflection_id=row.id,
            nudge_id=None,
            words=words,
            now=MONDAY - DAY,
        )

    def look(
        self, reader: Person | None = None, period: Period = Period.FOUR_WEEKS, page: int = 0
    ) -> Summary | None:
        return summaries.summary(
            self.session,
            self.box,
            self.framework,
            reader or self.grace,
            self.ada,
            period=period,
            now=MONDAY,
            page=page,
        )

    def page(self, period: Period = Period.FOUR_WEEKS, page: int = 0) -> Summary:
        found = self.look(period=period, page=page)
        assert found is not None
        return found

    def words(self, period: Period = Period.FOUR_WEEKS, page: int = 0) -> list[str]:
        return [one.words.happened for one in self.page(period, page).entries]

    def one(self, reader: Person, uid: str) -> Shared | None:
        return summaries.read_one(self.session, self.box, reader, self.ada, uid, now=MONDAY)


@pytest.fixture
def desk(database: Database, box: Box, framework: Framework) -> Iterator[Desk]:
    with database.write() as session:
        yield Desk(session, box, framework)


def test_a_summary_holds_what_is_shared_newest_first(desk: Desk) -> None:
    desk.share("older", at=MONDAY - 3 * DAY)
    desk.share("newer", at=MONDAY - 2 * DAY)

    assert desk.words() == ["newer", "older"]


@pytest.mark.parametrize("who", [MALLORY, ADA])
def test_who_is_no_mentor_gets_nothing(desk: Desk, who: str) -> None:
    desk.share()

    assert desk.look(meet(desk.session, who)) is None


def test_another_mentor_gets_only_what_is_shared_with_him(desk: Desk) -> None:
    desk.share("for Grace")
    found = desk.look(meet(desk.session, LINUS))

    assert found is not None
    assert [one.words.happened for one in found.entries] == ["noise: another mentor"]


def test_the_same_slack_id_elsewhere_gets_nothing(desk: Desk) -> None:
    desk.share()

    assert desk.look(meet(desk.session, LINUS, OTHER_TEAM)) is None


def test_nothing_is_left_after_the_end(desk: Desk) -> None:
    desk.share()
    mentorships.end(desk.session, desk.grace, desk.link.id, MONDAY)

    assert desk.look() is None


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period.FOUR_WEEKS, ["days: 27"]),
        (Period.TWELVE_WEEKS, ["days: 27", "days: 28", "days: 83"]),
        (Period.ALL, ["days: 27", "days: 28", "days: 83", "days: 84", "days: 700"]),
    ],
)
def test_a_period_ends_to_the_moment(desk: Desk, period: Period, expected: list[str]) -> None:
    for days in (27, 28, 83, 84, 700):
        desk.share(f"days: {days}", at=MONDAY - timedelta(days=days))

    assert desk.words(period) == expected


def test_five_stand_on_a_page_and_the_rest_behind_it(desk: Desk) -> None:
    for number in range(7):
        desk.share(str(number), at=MONDAY - (number + 1) * DAY)

    assert (desk.words(), desk.page().has_older) == (["0", "1", "2", "3", "4"], True)
    assert (desk.words(page=1), desk.page(page=1).has_older) == (["5", "6"], False)


def test_nothing_shared_offers_a_question_of_an_open_area(desk: Desk) -> None:
    found = desk.page()
    areas = [area for area in desk.framework.areas if area.id in desk.link.areas]

    assert found.is_empty
    assert found.opener in [prompt.question for area in areas for prompt in area.prompts]


def test_questions_follow_the_prompts_that_were_answered(desk: Desk) -> None:
    first, second = desk.framework.areas[2].prompts[:2]
    desk.share(prompt=first.id, at=MONDAY - 2 * DAY)
    desk.share(prompt=second.id, at=MONDAY - DAY)

    expected = (second.follow_ups[0], first.follow_ups[0], second.follow_ups[1])
    assert desk.page().questions == expected


def test_missing_questions_come_from_the_open_areas(desk: Desk) -> None:
    prompt = desk.framework.areas[2].prompts[0]
    desk.share(prompt=prompt.id)
    opened = [area for area in desk.framework.areas if area.id in desk.link.areas]
    questions = desk.page().questions

    assert questions[:2] == prompt.follow_ups
    assert questions[2] in [one.question for area in opened for one in area.prompts]


def test_questions_tell_nothing_of_what_was_kept(desk: Desk) -> None:
    desk.share()
    before = desk.page().questions
    for prompt in desk.framework.areas[2].prompts:
        reflection(desk.session, desk.box, desk.ada, "kept", prompt=prompt.id)

    assert desk.page().questions == before


def test_three_questions_always(desk: Desk) -> None:
    for prompt in desk.framework.areas[2].prompts[:5]:
        desk.share(prompt=prompt.id)

    assert len(set(desk.page().questions)) == 3


def test_open_steps_come_from_shared_reflections_only(desk: Desk) -> None:
    desk.step(desk.share(), "show the plan to two people")
    desk.step(reflection(desk.session, desk.box, desk.ada), "noise: a step she kept")

    assert [step.words for step in desk.page().steps] == ["show the plan to two people"]


def test_a_step_that_is_done_is_not_open(desk: Desk) -> None:
    desk.step(desk.share(), "show the plan")
    step = steps.open_step(desk.session, desk.ada)
    assert step is not None
    steps.done(step, MONDAY)
    desk.session.flush()

    assert desk.page().steps == ()


def test_sureness_is_told_oldest_first_by_area(desk: Desk) -> None:
    for days, sureness in ((3, 2), (2, 3), (1, 4)):
        desk.share(sureness=sureness, at=MONDAY - days * DAY)
    desk.share(area="quality", sureness=5)
    reflection(desk.session, desk.box, desk.ada, sureness=1)

    assert desk.page().sureness == (("mentoring", (2, 3, 4)), ("quality", (5,)))


def test_reading_the_summary_is_noted_for_the_mentee(desk: Desk) -> None:
    summaries.read(
        desk.session,
        desk.box,
        desk.framework,
        desk.grace,
        desk.ada,
        period=Period.ALL,
        now=MONDAY,
    )

    assert [line.reader for line in readings.of(desk.session, desk.ada)] == ["Grace Hopper"]


def test_looking_through_her_eyes_is_not_noted(desk: Desk) -> None:
    desk.look()

    assert readings.of(desk.session, desk.ada) == ()


def test_a_look_in_vain_is_no_reading(desk: Desk) -> None:
    row = reflection(desk.session, desk.box, desk.ada)
    summaries.read(
        desk.session,
        desk.box,
        desk.framework,
        meet(desk.session, MALLORY),
        desk.ada,
        period=Period.ALL,
        now=MONDAY,
    )
    desk.one(desk.grace, row.uid)

    assert readings.of(desk.session, desk.ada) == ()


def test_one_reflection_is_read_in_full_and_noted(desk: Desk) -> None:
    row = desk.share("all of it")
    found = desk.one(desk.grace, row.uid)
    (line,) = readings.of(desk.session, desk.ada)

    assert found is not None
    assert (found.words.happened, line.is_summary) == ("all of it", False)


@pytest.mark.parametrize("who", [MALLORY, LINUS, ADA])
def test_nobody_else_reads_it_in_full(desk: Desk, who: str) -> None:
    row = desk.share()

    assert desk.one(meet(desk.session, who), row.uid) is None


def test_what_was_taken_back_is_not_read_in_full(desk: Desk) -> None:
    row = desk.share()
    shares.set_shares(desk.session, row, [], MONDAY)

    assert desk.one(desk.grace, row.uid) is None


def test_words_are_in_no_repr(desk: Desk) -> None:
    desk.step(desk.share("a secret"), "a secret step")

    assert "secret" not in repr(desk.page())
