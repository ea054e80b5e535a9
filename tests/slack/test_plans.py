"""Plans as people start, see, change, pause and stop them."""

from __future__ import annotations

from typing import Any

import pytest

from bot.playground.faults import Fails, NeverAnswers
from bot.storage.tables import Workspace
from tests.cast import GRACE, TEAM
from tests.slack.conftest import Edge
from tests.slack.practising import TUESDAY, nudged, plan_of, press_with, start
from tests.surfaces import Modal

MENTORING = "Mentoring and Growing Others"
OFF = "Nudges are off. Everything you wrote stays."
NO_PLAN = "You have no weekly nudges yet, so there is nothing to change."


# Starting


def test_the_form_says_what_it_starts(edge: Edge) -> None:
    edge.ada.command("senior").click("Weekly nudges")

    assert edge.ada.modal.title == "Weekly nudges"
    assert edge.ada.modal.text.startswith(
        "One short message a week, about one area. Skip, pause or stop in the message itself."
    )


def test_the_form_proposes_a_rhythm_on_the_clock_of_the_profile(edge: Edge) -> None:
    edge.grace.command("senior").click("Weekly nudges")
    form = edge.grace.modal

    labels = ("Focus", "Day", "Time", "Time zone", "Pace")
    assert [form.chosen(label) for label in labels] == [
        "Architectural Judgment",
        "Tuesday",
        "10:00",
        "New York (America)",
        "Every week",
    ]


def test_start_says_when_the_first_one_comes(edge: Edge) -> None:
    edge.ada.command("senior").click("Weekly nudges")
    edge.ada.modal.submit()

    assert edge.ada.modal.text == (
        "You're set. First nudge: Tue 8 Sep, 10:00 (London), as a direct message. "
        "Nobody else is told."
    )


def test_what_was_chosen_is_kept(edge: Edge) -> None:
    start(
        edge.ada,
        Focus=MENTORING,
        Day="Thursday",
        Time="15:30",
        Time_zone="Kolkata (Asia)",
        Pace="Every two weeks",
    )

    assert "Thursdays at 15:30 (Kolkata), every two weeks" in edge.ada.command("nudge").text


def test_nobody_has_a_plan_before_they_start_one(edge: Edge) -> None:
    edge.ada.command("senior").click("Weekly nudges")
    edge.at(TUESDAY)
    edge.tick()

    assert plan_of(edge) is None
    assert edge.ada.dm == []


def test_the_zone_is_asked_when_the_profile_cannot_be_read(edge: Edge) -> None:
    edge.slack.faults.add("users.info", Fails("user_not_visible"))
    edge.ada.command("senior").click("Weekly nudges")

    assert edge.ada.modal.chosen("Time zone") is None


def test_the_form_opens_when_the_profile_never_comes(edge: Edge) -> None:
    edge.slack.faults.add("users.info", NeverAnswers())
    edge.ada.types("/ladder nudge settings")

    assert edge.ada.modal.title == "Weekly nudges"


def test_a_city_is_found_while_it_is_typed(edge: Edge) -> None:
    edge.ada.types("/ladder nudge settings")

    assert edge.ada.search_options("Time zone", "new yo") == ["New York (America)"]


def test_starting_twice_with_one_form_changes_nothing_twice(edge: Edge) -> None:
    edge.ada.types("/ladder nudge settings")
    edge.ada.modal.submit()
    edge.ada.modal.close()
    submitted = edge.slack.courier.last
    edge.ada.command("stop")
    edge.slack.courier.last = submitted
    edge.slack.replay()

    plan = plan_of(edge)
    assert plan is not None
    assert plan.state == "stopped"


# What is wrong stays in the form


def forged(modal: Modal, **fields: dict[str, Any]) -> Modal:
    """Submit the form with values that its own elements would not give."""
    values = modal._values() | {
        f"plan.{name}": {f"plan.{name}": value} for name, value in fields.items()
    }
    person = modal._person
    person.do(lambda: person.slack.submit(person.id, modal.view.id, values))
    return person.modal


def chosen(kind: str, value: str) -> dict[str, Any]:
    """Return the state of a select in which something was chosen."""
    option = {"text": {"type": "plain_text", "text": "x"}, "value": value}
    return {"type": kind, "selected_option": option}


@pytest.mark.parametrize(
    ("field", "value", "label", "sentence"),
    [
        (
            "zone",
            chosen("external_select", "Londonn"),
            "Time zone",
            'I don\'t know the time zone "Londonn". '
            "Type a city near you, such as London or Kolkata.",
        ),
        ("area", chosen("static_select", "plumbing"), "Focus", "Choose one of the areas."),
        ("day", chosen("static_select", "9"), "Day", "Choose a day of the week."),
        ("pace", chosen("static_select", "3"), "Pace", "Choose how often."),
    ],
)
def test_what_cannot_be_used_is_said_under_its_field(
    edge: Edge, field: str, value: dict[str, Any], label: str, sentence: str
) -> None:
    edge.ada.types("/ladder nudge settings")
    form = forged(edge.ada.modal, **{field: value})

    assert form.errors == {label: sentence}
    assert plan_of(edge) is None


def test_a_pause_cannot_end_today(edge: Edge) -> None:
    start(edge.ada)
    edge.ada.types("/ladder nudge settings")
    edge.ada.modal.choose("Pause until", "2026-09-07").submit()

    assert edge.ada.modal.errors == {"Pause until": "That day is over. Pick tomorrow or later."}


def test_whether_a_day_is_over_is_decided_on_the_persons_own_clock(edge: Edge) -> None:
    start(edge.ada, Time_zone="Auckland (Pacific)")
    edge.at(TUESDAY.replace(hour=13))
    edge.ada.types("/ladder nudge settings")
    edge.ada.modal.choose("Pause until", "2026-09-09").submit()

    assert edge.ada.modal.errors == {"Pause until": "That day is over. Pick tomorrow or later."}


# Changing


def test_the_form_shows_the_plan_as_it_stands(edge: Edge) -> None:
    start(edge.ada, Day="Friday", Pace="Every four weeks")
    edge.ada.command("nudge").click("Change rhythm")

    form = edge.ada.modal
    assert (form.chosen("Day"), form.chosen("Pace")) == ("Friday", "Every four weeks")


def test_saving_another_day_says_when_the_next_one_comes(edge: Edge) -> None:
    start(edge.ada)
    edge.ada.types("/ladder nudge settings")
    edge.ada.modal.choose("Day", "Friday").submit()

    assert edge.ada.modal.text == "Next nudge: Fri 11 Sep, 10:00."


def test_a_pause_until_a_date_is_kept(edge: Edge) -> None:
    start(edge.ada)
    edge.ada.types("/ladder nudge settings")
    edge.ada.modal.choose("Pause until", "2026-10-06").submit()

    assert edge.ada.modal.text == "Paused until Tue 6 Oct. Nothing piles up."


def test_the_form_of_a_paused_plan_offers_to_resume(edge: Edge) -> None:
    start(edge.ada)
    edge.ada.command("pause")
    edge.ada.types("/ladder nudge settings")
    edge.ada.modal.click("Resume now")

    assert edge.ada.modal.text == "Next nudge: Tue 8 Sep, 10:00."


def test_the_form_stops_nudges_and_starts_them_again(edge: Edge) -> None:
    start(edge.ada)
    edge.ada.types("/ladder nudge settings")
    edge.ada.modal.click("Stop nudges")
    stopped = edge.ada.modal.text
    edge.ada.modal.click("Start again")

    assert stopped == OFF
    assert edge.ada.modal.text == "Next nudge: Tue 8 Sep, 10:00."


# The verbs


def test_nudge_alone_opens_the_form_for_a_newcomer(edge: Edge) -> None:
    edge.ada.types("/ladder nudge")

    assert edge.ada.modal.title == "Weekly nudges"


def test_nudge_alone_shows_the_plan(edge: Edge) -> None:
    start(edge.ada)

    assert edge.ada.command("nudge").text == (
        "Weekly nudges\n"
        "Architectural Judgment\nTuesdays at 10:00 (London), every week\n"
        "Next nudge: Tue 8 Sep, 10:00.\n"
        "Also: /ladder nudge settings · now · skip · pause · resume · off"
    )


@pytest.mark.parametrize("typed", ["nudge puase", "nudge stpo", "nudge off please", "nudge ' OR 1"])
def test_a_verb_that_acts_is_never_guessed(edge: Edge, typed: str) -> None:
    start(edge.ada)
    reply = edge.ada.command(typed)

    plan = plan_of(edge)
    assert plan is not None
    assert plan.state == "active"
    assert f'I don\'t know "{typed[6:]}", so nothing was changed.' in reply.text


def test_a_word_that_is_no_verb_is_shown_harmless(edge: Edge) -> None:
    start(edge.ada)

    assert "<!channel>" not in edge.ada.command("nudge <!channel>").everything


def test_pause_is_four_weeks(edge: Edge) -> None:
    start(edge.ada)

    assert edge.ada.command("nudge pause").text == "Paused until Mon 5 Oct. Nothing piles up."


def test_resume_says_when_the_next_one_comes(edge: Edge) -> None:
    start(edge.ada)
    edge.ada.command("nudge pause")

    assert edge.ada.command("nudge resume").text == "Next nudge: Tue 8 Sep, 10:00."


@pytest.mark.parametrize(
    "typed", ["nudge off", "nudge stop", "stop", "mute", "unsubscribe", "STOP"]
)
def test_everything_that_means_stop_stops(edge: Edge, typed: str) -> None:
    start(edge.ada)
    start(edge.grace)

    assert edge.ada.command(typed).text == OFF
    grace = plan_of(edge, GRACE)
    assert grace is not None
    assert grace.state == "active"


@pytest.mark.parametrize(
    "typed", ["nudge now", "nudge skip", "nudge pause", "nudge resume", "stop"]
)
def test_without_a_plan_there_is_nothing_to_change(edge: Edge, typed: str) -> None:
    reply = edge.ada.command(typed)

    assert (reply.text, reply.buttons) == (NO_PLAN, ["Start weekly nudges"])


def test_skip_leaves_out_the_next_and_can_be_undone(edge: Edge) -> None:
    start(edge.ada)
    reply = edge.ada.command("nudge skip")
    skipped = reply.text
    reply.click("Undo")

    assert skipped == "Skipped. Next nudge: Tue 15 Sep, 10:00."
    assert reply.text == "Next nudge: Tue 8 Sep, 10:00."


def test_skip_folds_this_weeks_nudge_when_it_has_come(edge: Edge) -> None:
    nudge = nudged(edge)
    edge.ada.command("nudge skip")

    assert nudge.text == "Skipped. Next nudge: Tue 15 Sep, 10:00."


def test_stopping_folds_this_weeks_nudge(edge: Edge) -> None:
    nudge = nudged(edge)
    edge.ada.command("stop")

    assert nudge.text == OFF


def test_the_plan_says_when_the_workspace_has_paused_all_nudges(edge: Edge) -> None:
    start(edge.ada)
    with edge.bot.parts.database.write() as session:
        session.add(Workspace(team_id=TEAM, nudges_off=True))

    said = "Your workspace has paused all nudges. Your plan is kept."
    assert said in edge.ada.command("nudge").text


# Now


def test_show_me_one_now_counts_as_this_weeks(edge: Edge) -> None:
    edge.ada.types("/ladder nudge settings")
    edge.ada.modal.submit()
    edge.ada.modal.click("Show me one now")

    assert edge.ada.modal.text.endswith("That was this week's. Next: Tue 15 Sep.")
    assert "Smallest next step" in edge.ada.modal.text


def test_what_was_shown_now_comes_once_as_a_message(edge: Edge) -> None:
    start(edge.ada)
    edge.ada.command("nudge now")
    edge.tick()
    edge.at(TUESDAY)
    edge.tick()

    assert len(edge.ada.dm) == 1


def test_now_says_how_a_paused_plan_stands(edge: Edge) -> None:
    start(edge.ada)
    edge.ada.command("pause")

    assert edge.ada.command("nudge now").text == "Paused until Mon 5 Oct. Nothing piles up."


# The focus


def test_a_focus_without_a_plan_is_an_offer(edge: Edge) -> None:
    card = edge.ada.command("senior mentoring").click("Make this my focus")

    assert card.text == (
        f"{MENTORING} is your focus. Shall I ask you one question a week about it?"
    )
    assert card.buttons == ["Start weekly nudges", "Not now", "Back"]


def test_the_offer_opens_the_form_with_the_area_chosen(edge: Edge) -> None:
    edge.ada.command("mentoring").click("Make this my focus").click("Start weekly nudges")

    assert edge.ada.modal.chosen("Focus") == MENTORING


@pytest.mark.parametrize("label", ["Not now", "Back"])
def test_the_offer_leads_back_to_the_area(edge: Edge, label: str) -> None:
    card = edge.ada.command("mentoring").click("Make this my focus").click(label)

    assert "What changes from Intermediate to Senior" in card.text


def test_a_new_focus_comes_with_the_next_nudge(edge: Edge) -> None:
    nudged(edge)
    card = edge.ada.command("mentoring").click("Make this my focus")

    assert card.text == (
        "From your next nudge on (Tue 15 Sep, 10:00), it's Mentoring. This week's stays as it is."
    )
    assert card.buttons == ["Undo", "Back"]


def test_undo_brings_the_old_focus_back(edge: Edge) -> None:
    start(edge.ada)
    edge.ada.command("mentoring").click("Make this my focus").click("Undo")

    plan = plan_of(edge)
    assert plan is not None
    assert plan.rhythm.area == edge.bot.parts.framework.areas[0].id


def test_the_same_focus_again_says_so(edge: Edge) -> None:
    start(edge.ada, Focus=MENTORING)
    card = edge.ada.command("mentoring").click("Make this my focus")

    assert card.text == "That's already your focus. Next nudge: Tue 8 Sep, 10:00."
    assert card.buttons == ["Change rhythm", "Back"]


def test_focus_with_an_area_chooses_it(edge: Edge) -> None:
    start(edge.ada)
    edge.ada.command("focus mentoring")

    plan = plan_of(edge)
    assert plan is not None
    assert plan.rhythm.area == "mentoring"


def test_a_misspelled_area_is_not_chosen(edge: Edge) -> None:
    start(edge.ada)
    reply = edge.ada.command("focus mentroing")

    plan = plan_of(edge)
    assert plan is not None
    assert plan.rhythm.area != "mentoring"
    assert 'I don\'t know "mentroing", so nothing was changed. Pick one:' in reply.text


def test_focus_alone_shows_it_and_the_others_to_choose_from(edge: Edge) -> None:
    start(edge.ada, Focus=MENTORING)
    reply = edge.ada.command("focus")

    assert reply.text == f"{MENTORING} is your focus. Next nudge: Tue 8 Sep, 10:00."
    assert "Architecture" in reply.buttons


def test_an_area_that_is_none_changes_nothing(edge: Edge) -> None:
    start(edge.ada)
    card = edge.ada.command("mentoring")
    press_with(card, "Make this my focus", "plumbing")

    assert card.text == "That area is no longer part of the ladder."


# In a modal, from Home


def test_from_home_the_whole_way_goes_in_modals(edge: Edge) -> None:
    edge.ada.home.click("Read Senior")
    edge.ada.modal.click("Open", near="Mentoring").click("Make this my focus")
    edge.ada.modal.click("Start weekly nudges")
    edge.ada.modal.submit()

    assert edge.ada.modal.text.startswith("You're set.")
    assert edge.ada.home.text.startswith("This week")


def test_a_nudge_that_is_shown_in_a_modal_can_be_used_there(edge: Edge) -> None:
    edge.ada.types("/ladder nudge settings")
    edge.ada.modal.submit()
    edge.ada.modal.click("Show me one now").click("I'll try this")

    assert "You're on it. I'll ask next time." in edge.ada.modal.text


@pytest.mark.parametrize(
    ("label", "line"),
    [
        ("Skip the next", "Skipped. Next nudge: Tue 15 Sep, 10:00."),
        ("Pause 4 weeks", "Paused until Mon 5 Oct. Nothing piles up."),
        ("Stop nudges", OFF),
    ],
)
def test_the_buttons_of_the_plan_do_what_the_verbs_do(edge: Edge, label: str, line: str) -> None:
    start(edge.ada)

    assert edge.ada.command("nudge").click(label).text == line


@pytest.mark.parametrize("rests", ["nudge off", "nudge pause"])
def test_there_is_nothing_to_skip_while_nudges_rest(edge: Edge, rests: str) -> None:
    start(edge.ada)
    rested = edge.ada.command(rests)
    skipped = edge.ada.command("nudge skip")

    assert (skipped.text, skipped.buttons) == (rested.text, rested.buttons)


def test_an_old_skip_button_skips_nothing_of_a_stopped_plan(edge: Edge) -> None:
    start(edge.ada)
    card = edge.ada.command("nudge")
    edge.ada.command("nudge off")

    assert card.click("Skip the next").text == OFF
