"""Which question comes next: none again until the area's are used up."""

from __future__ import annotations

import pytest

from bot import nudges, plans, prompts
from bot.ladder.model import Area, Framework
from bot.storage.database import Database
from bot.storage.tables import Reflection, new_uid
from tests import cast
from tests.cast import ADA, GRACE, TEAM
from tests.delivering import TUESDAY, Worker


@pytest.fixture
def worker(sqlite_url: str, framework: Framework) -> Worker:
    """A worker, and Ada and Grace with a plan about Mentoring."""
    worker = Worker(Database(sqlite_url), framework)
    worker.start(ADA)
    worker.start(GRACE)
    return worker


@pytest.fixture
def mentoring(framework: Framework) -> Area:
    """The area that Ada's plan is about."""
    area = framework.area("mentoring")
    assert area is not None
    return area


def test_no_prompt_repeats_until_all_were_asked(worker: Worker, mentoring: Area) -> None:
    asked = ask_all(worker, mentoring)

    assert sorted(asked) == sorted(prompt.id for prompt in mentoring.prompts)


def test_then_the_card_asks_how_to_go_on(worker: Worker, mentoring: Area) -> None:
    ask_all(worker, mentoring)
    ask(worker)

    card = worker.card()
    assert (card.used_up, card.prompt, card.swaps_left) == (True, None, 0)


def test_it_names_the_area_least_reflected_on_first(worker: Worker, mentoring: Area) -> None:
    for area in ("architecture", "architecture", "communication", "quality"):
        reflect_on(worker, area)
    ask_all(worker, mentoring)
    ask(worker)

    named = [area.id for area in worker.card().other_areas]
    assert named == ["ownership", "communication", "quality", "architecture"]


def test_going_round_again_asks_all_once_more(worker: Worker, mentoring: Area) -> None:
    ask_all(worker, mentoring)
    ask(worker)
    with worker.nudge() as (session, nudge):
        nudges.go_round_again(session, worker.framework, nudge, worker.now)
    asked = [prompt_of(worker), *ask_all(worker, mentoring, but=1)]

    assert sorted(asked) == sorted(prompt.id for prompt in mentoring.prompts)


def test_going_round_again_twice_asks_one(worker: Worker, mentoring: Area) -> None:
    ask_all(worker, mentoring)
    ask(worker)
    for _click in range(2):
        with worker.nudge() as (session, nudge):
            nudges.go_round_again(session, worker.framework, nudge, worker.now)

    with worker.nudge() as (_session, nudge):
        assert len(nudge.prompts) == 1


def test_one_cannot_go_round_again_before_the_end(worker: Worker) -> None:
    ask(worker)
    before = prompt_of(worker)
    with worker.nudge() as (session, nudge):
        nudges.go_round_again(session, worker.framework, nudge, worker.now)

    assert prompt_of(worker) == before


def test_changing_the_area_asks_about_it_at_once(worker: Worker, mentoring: Area) -> None:
    ask_all(worker, mentoring)
    ask(worker)
    change_area(worker, "quality")

    card = worker.card()
    assert (card.area.id, card.used_up, card.plan.rhythm.area) == ("quality", False, "quality")


def test_changing_the_area_leaves_a_question_that_stands(worker: Worker) -> None:
    ask(worker)
    before = prompt_of(worker)
    change_area(worker, "quality")

    assert (prompt_of(worker), worker.card().area.id) == (before, "mentoring")


def test_what_was_swapped_goes_to_the_end_of_the_list(worker: Worker, mentoring: Area) -> None:
    ask(worker)
    first = prompt_of(worker)
    swap(worker)
    ask_all(worker, mentoring, but=2)
    ask(worker)

    assert prompt_of(worker) == first


def test_the_last_prompt_of_an_area_cannot_be_swapped(worker: Worker, mentoring: Area) -> None:
    ask_all(worker, mentoring)

    assert worker.card().swaps_left == 0
    assert not swap(worker)


def test_two_people_have_orders_of_their_own(worker: Worker) -> None:
    orders: dict[str, list[str]] = {ADA: [], GRACE: []}
    for _week in range(5):
        ask(worker)
        for slack_id, order in orders.items():
            order.append(prompt_of(worker, slack_id))

    assert orders[ADA] != orders[GRACE]


def test_the_order_is_the_same_for_whoever_chooses(worker: Worker, mentoring: Area) -> None:
    with worker.person() as (session, ada):
        choices = [prompts.choose(session, ada, mentoring) for _worker in range(2)]

    assert choices[0] == choices[1]


def test_what_others_were_asked_uses_nothing_up(worker: Worker, mentoring: Area) -> None:
    with worker.person(GRACE) as (session, grace):
        plans.stop(session, grace, worker.now)
    ask_all(worker, mentoring)

    with worker.person(GRACE) as (session, grace):
        left = prompts.count_left(session, grace, mentoring)
    assert left == len(mentoring.prompts)


def test_a_prompt_is_found_by_an_earlier_id(framework: Framework) -> None:
    area = framework.areas[0]
    renamed = area.prompts[0].model_copy(update={"was": ("a-name-of-old",)})
    changed = area.model_copy(update={"prompts": (renamed, *area.prompts[1:])})
    # Not a copy: that would keep what the ladder has looked up before.
    ladder = Framework.model_construct(
        **{**dict(framework), "areas": (changed, *framework.areas[1:])}
    )

    assert prompts.prompt_of(ladder, "a-name-of-old") == renamed


def test_a_renamed_prompt_is_not_asked_again(worker: Worker, mentoring: Area) -> None:
    ask(worker)
    asked = prompt_of(worker)
    renamed = tuple(
        prompt.model_copy(update={"id": "a-new-name", "was": (asked,)})
        if prompt.id == asked
        else prompt
        for prompt in mentoring.prompts
    )
    area = mentoring.model_copy(update={"prompts": renamed})

    with worker.person() as (session, ada):
        assert prompts.count_left(session, ada, area) == len(renamed) - 1


def ask(worker: Worker) -> None:
    """Let a week pass, and the next question come; nobody grows tired of them here."""
    with worker.person() as (session, ada):
        plan = plans.find(session, ada)
        assert plan is not None
        plan.untouched = 0
    if worker.now < TUESDAY:
        worker.tick(TUESDAY)
    else:
        worker.next_tuesday()


def ask_all(worker: Worker, area: Area, *, but: int = 0) -> list[str]:
    """Let all questions of the area come but so many, and return them."""
    asked = []
    for _week in range(len(area.prompts) - but):
        ask(worker)
        asked.append(prompt_of(worker))
    return asked


def prompt_of(worker: Worker, slack_id: str = ADA) -> str:
    """Return the id of this week's question."""
    prompt = worker.card(slack_id).prompt
    assert prompt is not None
    return prompt.id


def swap(worker: Worker) -> bool:
    """Let Ada click `Another one`."""
    with worker.nudge() as (session, nudge):
        return nudges.swap(session, worker.framework, nudge, worker.now)


def change_area(worker: Worker, area_id: str) -> None:
    """Let Ada change the area from within the nudge."""
    area = worker.framework.area(area_id)
    assert area is not None
    with worker.nudge() as (session, nudge):
        nudges.change_area(session, nudge, area, worker.now)


def reflect_on(worker: Worker, area: str) -> None:
    """Let Ada have reflected on an area, and Grace on another."""
    with worker.person() as (session, ada):
        grace = cast.meet(session, GRACE)
        for person, about in ((ada, area), (grace, "ownership")):
            session.add(
                Reflection(
                    uid=new_uid(),
                    team_id=TEAM,
                    person_id=person.id,
                    area=about,
                    framework_version="1.0.0",
                    written_at=TUESDAY,
                    words="sealed",
                )
            )
