"""The nudge's card in each of its states, as Ada sees it in her direct messages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot import people
from bot.playground.faults import Dropped, Fails, Fault, Garbled, Reset
from bot.storage.tables import Delivery, Nudge, NudgePrompt, Step
from tests.cast import ADA, TEAM
from tests.slack.conftest import Edge
from tests.slack.practising import TUESDAY, a_week_later, nudged, plan_of, press_with, start
from tests.slack.writing import HAPPENED, SECRET, mentored
from tests.surfaces import Reply

MENTORING = "Mentoring and Growing Others"
LIVE = ["Reflect", "I'll try this", "Another one", "Skip this week"]
MENU = [
    "Remind me in an hour",
    "Remind me tomorrow",
    "Focus, day or pace…",
    "Pause 4 weeks",
    "Stop nudges",
]


def step_of(edge: Edge, nudge: Reply) -> str:
    """Return the step that a live nudge proposes."""
    del edge
    lines = nudge.text.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("Smallest next step"))
    return lines[at + 1]


# Live


def test_the_nudge_comes_on_the_day_and_at_the_time_that_were_chosen(edge: Edge) -> None:
    start(edge.ada)
    edge.at(TUESDAY.replace(minute=0, hour=8))
    edge.tick()
    early = len(edge.ada.dm)
    edge.at(TUESDAY)
    edge.tick()

    assert (early, len(edge.ada.dm)) == (0, 1)


def test_a_nudge_has_its_area_and_why_the_question_and_the_step(edge: Edge) -> None:
    nudge = nudged(edge, Focus=MENTORING)
    area = edge.bot.parts.framework.area("mentoring")
    assert area is not None
    prompt = next(one for one in area.prompts if one.question in nudge.text)

    assert nudge.text.startswith(
        f"{MENTORING}\n{prompt.why}\n{prompt.question}\n"
        f"Smallest next step, {prompt.minutes} minutes\n{prompt.step}\n"
    )


def test_a_nudge_has_all_its_buttons_and_rows(edge: Edge) -> None:
    nudge = nudged(edge)

    assert (nudge.buttons, nudge.options) == (LIVE, MENU)


def test_the_notification_is_the_question_and_the_step_alone(edge: Edge) -> None:
    nudge = nudged(edge, Focus=MENTORING)
    area = edge.bot.parts.framework.area("mentoring")
    assert area is not None
    prompt = next(one for one in area.prompts if one.question in nudge.text)
    step = prompt.step[0].lower() + prompt.step[1:]

    assert nudge.notification == f"{prompt.question} Smallest next step: {step}"


def test_the_first_one_ends_with_encouragement(edge: Edge) -> None:
    assert nudged(edge).text.endswith("Your first one. Two minutes is plenty.")


def test_the_next_ones_say_who_asked_for_them(edge: Edge) -> None:
    nudged(edge)

    assert a_week_later(edge).text.endswith(
        "You asked for this, Tuesdays at 10:00 (London). What you write is yours."
    )


# I'll try this


def test_a_step_taken_on_is_said(edge: Edge) -> None:
    nudge = nudged(edge).click("I'll try this")

    assert "You're on it. I'll ask next time." in nudge.text
    assert nudge.buttons == ["Reflect", "Changed my mind"]


def test_changing_ones_mind_makes_it_live_again(edge: Edge) -> None:
    nudge = nudged(edge).click("I'll try this").click("Changed my mind")

    assert nudge.buttons == LIVE


def test_a_second_click_shows_the_current_state(edge: Edge) -> None:
    nudge = nudged(edge)
    nudge.click("I'll try this")
    edge.slack.replay()
    edge.bot.parts.afterwards.settle()

    assert nudge.buttons == ["Reflect", "Changed my mind"]
    with edge.bot.parts.database.read() as session:
        assert len(session.scalars(select(Step)).all()) == 1


# Another one


def test_another_one_swaps_the_question_in_place(edge: Edge) -> None:
    nudge = nudged(edge)
    before = step_of(edge, nudge)
    nudge.click("Another one")

    assert step_of(edge, nudge) != before
    assert "Swapped; the first goes to the end of the list.\n" in nudge.text
    assert len(edge.ada.dm) == 1


def test_two_swaps_a_week_and_no_more(edge: Edge) -> None:
    nudge = nudged(edge).click("Another one").click("Another one")

    assert "That was the last swap for this week." in nudge.text
    assert nudge.buttons == ["Reflect", "I'll try this", "Skip this week"]


# Skip, pause, stop


def test_a_skipped_nudge_folds_and_says_when_the_next_comes(edge: Edge) -> None:
    nudge = nudged(edge).click("Skip this week")

    assert nudge.text == "Skipped. Next nudge: Tue 15 Sep, 10:00."
    assert nudge.buttons == ["Undo"]


def test_undo_unfolds_it(edge: Edge) -> None:
    assert nudged(edge).click("Skip this week").click("Undo").buttons == LIVE


def test_pause_folds_it_until_a_day(edge: Edge) -> None:
    nudge = nudged(edge).click("Pause 4 weeks")

    assert (nudge.text, nudge.buttons) == ("Paused until Tue 6 Oct.", ["Resume now"])


def test_resume_unfolds_it(edge: Edge) -> None:
    nudge = nudged(edge).click("Pause 4 weeks").click("Resume now")

    assert nudge.buttons == LIVE
    assert edge.ada.modal is None


def test_stop_folds_it_and_nothing_more_comes(edge: Edge) -> None:
    nudged(edge).click("Stop nudges")
    edge.advance(days=7)
    edge.tick()

    assert len(edge.ada.dm) == 1


def test_a_stopped_nudge_offers_to_start_again(edge: Edge) -> None:
    nudge = nudged(edge).click("Stop nudges")

    assert (nudge.text, nudge.buttons) == (
        "Nudges are off. Everything you wrote stays.",
        ["Start again"],
    )


def test_the_rhythm_can_be_changed_from_the_nudge(edge: Edge) -> None:
    nudged(edge).click("Focus, day or pace…")

    assert edge.ada.modal.title == "Weekly nudges"


def test_what_a_screen_reader_reads_follows_the_fold(edge: Edge) -> None:
    nudge = nudged(edge).click("Skip this week")

    assert isinstance(nudge, Reply)
    assert nudge.notification == "Skipped. Next nudge: Tue 15 Sep, 10:00."


# Reminders


def test_a_reminder_folds_the_nudge(edge: Edge) -> None:
    nudge = nudged(edge).click("Remind me in an hour")

    assert (nudge.text, nudge.buttons) == ("I'll bring this back at 11:00.", ["Now"])


def test_a_reminder_for_tomorrow_names_the_day(edge: Edge) -> None:
    nudge = nudged(edge).click("Remind me tomorrow")

    assert nudge.text == "I'll bring this back on Wed 9 Sep at 10:00."


def test_a_reminder_brings_a_live_card_and_the_old_one_stays_folded(edge: Edge) -> None:
    old = nudged(edge).click("Remind me in an hour")
    edge.advance(hours=1)
    edge.tick()

    assert len(edge.ada.dm) == 2
    assert edge.ada.dm.last.buttons == LIVE
    assert (old.text, old.buttons) == ("I brought this back; it is further down.", [])


@pytest.mark.parametrize("fault", [Fails("user_not_found"), Dropped()])
def test_when_a_reminder_does_not_arrive_the_card_before_it_lives_again(
    edge: Edge, fault: Fault
) -> None:
    old = nudged(edge).click("Remind me in an hour")
    edge.advance(hours=1)
    edge.slack.faults.add("chat.postMessage", fault)
    edge.tick()

    assert old.buttons == LIVE


@pytest.mark.parametrize("fault", [Garbled(b"[]", "application/json"), Reset()])
def test_an_answer_to_a_fold_that_nobody_can_read_stops_no_reminder(
    edge: Edge, fault: Fault
) -> None:
    nudged(edge).click("Remind me in an hour")
    edge.advance(hours=1)
    edge.slack.faults.add("chat.update", fault)
    edge.tick()

    assert len(edge.ada.dm) == 2


def test_only_the_last_message_follows_what_is_clicked(edge: Edge) -> None:
    old = nudged(edge).click("Remind me in an hour")
    edge.advance(hours=1)
    edge.tick()
    edge.ada.dm.last.click("Skip this week")

    assert edge.ada.dm.last.buttons == ["Undo"]
    assert old.buttons == []


def test_now_unfolds_it_at_once(edge: Edge) -> None:
    nudge = nudged(edge).click("Remind me in an hour").click("Now")
    edge.advance(hours=1)
    edge.tick()

    assert nudge.buttons == LIVE
    assert len(edge.ada.dm) == 1


def test_after_two_reminders_none_is_offered(edge: Edge) -> None:
    nudged(edge).click("Remind me in an hour")
    for _ in range(2):
        edge.advance(hours=1)
        edge.tick()
        if "Remind me in an hour" in edge.ada.dm.last.options:
            edge.ada.dm.last.click("Remind me in an hour")

    assert edge.ada.dm.last.options == MENU[2:]


def test_no_reminder_in_quiet_hours(edge: Edge) -> None:
    nudge = nudged(edge)
    edge.at(TUESDAY.replace(hour=18, minute=30))
    nudge.click("Remind me in an hour")

    assert edge.ada.modal.text.startswith("In an hour it's quiet time")
    assert nudge.buttons == LIVE


def test_a_reminder_that_is_refused_was_a_click_all_the_same(edge: Edge) -> None:
    nudge = nudged(edge)
    edge.at(TUESDAY.replace(hour=18, minute=30))
    nudge.click("Remind me in an hour")

    with edge.bot.parts.database.read() as session:
        assert session.scalars(select(Nudge.touched)).one()


def test_no_reminder_past_the_next_nudge(edge: Edge) -> None:
    nudge = nudged(edge)
    edge.ada.types("/ladder nudge settings")
    edge.ada.modal.choose("Day", "Monday").submit()
    edge.ada.modal.close()
    edge.at(TUESDAY.replace(day=13))
    nudge.click("Remind me tomorrow")

    assert edge.ada.modal.text.startswith("Your next nudge comes before that")


# The step of last time


def asked(edge: Edge) -> Reply:
    """Return the nudge that asks about the step that Ada took on a week before."""
    nudged(edge).click("I'll try this")
    return a_week_later(edge)


def test_the_next_nudge_asks_about_the_step_first(edge: Edge) -> None:
    first = nudged(edge)
    step = step_of(edge, first)
    first.click("I'll try this")
    nudge = a_week_later(edge)

    assert nudge.text.startswith(f"Last time you took this on: {step}\n")
    assert nudge.buttons == ["I did it", "Not yet", "Let it go", *LIVE]


def test_i_did_it_becomes_one_line(edge: Edge) -> None:
    nudge = asked(edge).click("I did it")

    assert nudge.text.startswith("You did it: ")
    assert nudge.buttons == ["Reflect on it", *LIVE]


@pytest.mark.parametrize(
    ("answer", "line"),
    [("Not yet", "Still open. I'll ask once more.\n"), ("Let it go", "Let go.\n")],
)
def test_the_other_answers_can_be_undone(edge: Edge, answer: str, line: str) -> None:
    nudge = asked(edge).click(answer)
    said, buttons = nudge.text, nudge.buttons
    nudge.click("Undo")

    assert said.startswith(line)
    assert buttons == ["Undo", *LIVE]
    assert nudge.buttons == ["I did it", "Not yet", "Let it go", *LIVE]


def test_the_second_not_yet_lets_it_go(edge: Edge) -> None:
    asked(edge).click("Not yet")
    nudge = a_week_later(edge).click("Not yet")

    assert nudge.text.startswith("Let go; it will not come back.\n")


def test_a_step_that_was_let_go_is_not_asked_about_again(edge: Edge) -> None:
    asked(edge).click("Let it go")

    assert a_week_later(edge).buttons == LIVE


def own_step(edge: Edge) -> Reply:
    """Return the nudge that asks about a step that Ada set herself."""
    nudged(edge).click("Reflect")
    edge.ada.modal.fill(HAPPENED, "x").fill("Your smallest next step", SECRET).submit()
    return a_week_later(edge)


def test_a_step_in_own_words_is_never_quoted_in_the_dm(edge: Edge) -> None:
    nudge = own_step(edge)

    assert nudge.text.startswith("Last time you set yourself a step.\n")
    assert SECRET not in "".join(one.everything for one in edge.ada.dm)


def test_show_it_shows_the_own_words_in_a_modal(edge: Edge) -> None:
    own_step(edge).click("Show it")

    assert SECRET in edge.ada.modal.text


def test_a_step_in_own_words_that_is_done_is_not_quoted(edge: Edge) -> None:
    nudge = own_step(edge).click("I did it")

    assert nudge.text.startswith("You did it.\n")


def test_a_step_of_an_earlier_nudge_can_still_be_answered_there(edge: Edge) -> None:
    first = asked(edge)
    newest = a_week_later(edge)
    first.click("I did it")

    assert first.text.startswith("That nudge is from the week of 14 September.")
    assert newest.text.startswith("You did it: ")


# Reflected


def test_a_reflection_takes_the_place_of_the_buttons(edge: Edge) -> None:
    nudge = nudged(edge)
    nudge.click("Reflect")
    edge.ada.modal.fill(HAPPENED, SECRET).submit()

    assert "Reflected on Tue 8 Sep. Only you can read it." in nudge.text
    assert nudge.buttons == ["Open it"]
    assert SECRET not in nudge.everything


def test_open_it_opens_the_reflection(edge: Edge) -> None:
    nudge = nudged(edge)
    nudge.click("Reflect")
    edge.ada.modal.fill(HAPPENED, SECRET).submit()
    nudge.click("Open it")

    assert SECRET in edge.ada.modal.text


def test_a_shared_reflection_names_its_reader(edge: Edge) -> None:
    nudge = nudged(edge, Focus=MENTORING)
    mentored(edge)
    nudge.click("Reflect")
    edge.ada.modal.fill(HAPPENED, SECRET).tick("Grace Hopper").submit()

    assert "Reflected on Tue 8 Sep. Shared with Grace." in nudge.text


def test_a_nudge_stops_naming_a_mentor_who_can_read_it_no_more(edge: Edge) -> None:
    nudge = nudged(edge, Focus=MENTORING)
    mentored(edge)
    nudge.click("Reflect")
    edge.ada.modal.fill(HAPPENED, SECRET).tick("Grace Hopper").submit()
    edge.ada.home.click("Manage")
    edge.ada.modal.click("End")

    assert "Reflected on Tue 8 Sep. Only you can read it." in nudge.text


# Kindness


def untouched(edge: Edge, weeks: int, **chosen: str) -> Reply:
    """Return the nudge that comes after so many without a click."""
    nudge = nudged(edge, **chosen)
    for _ in range(weeks):
        nudge = a_week_later(edge)
    return nudge


def test_after_three_without_a_click_it_offers_a_slower_pace(edge: Edge) -> None:
    nudge = untouched(edge, 3)

    assert "Three went by untouched; no harm done. Is weekly too often?" in nudge.text
    assert nudge.buttons[-3:] == ["Keep weekly", "Every two weeks", "Pause 4 weeks"]


def test_every_two_weeks_changes_the_pace(edge: Edge) -> None:
    nudge = untouched(edge, 3).click("Every two weeks")

    plan = plan_of(edge)
    assert plan is not None
    assert plan.rhythm.pace == 2
    assert nudge.buttons == LIVE


def test_keep_weekly_changes_nothing(edge: Edge) -> None:
    nudge = untouched(edge, 3).click("Keep weekly")

    plan = plan_of(edge)
    assert plan is not None
    assert plan.rhythm.pace == 1
    assert nudge.buttons == LIVE


def test_after_five_it_goes_quiet(edge: Edge) -> None:
    nudge = untouched(edge, 5)
    edge.advance(days=7)
    edge.tick()

    assert "I'll go quiet after this one. Start again from Home whenever you like." in nudge.text
    assert len(edge.ada.dm) == 6


def test_the_last_one_can_still_be_answered_and_nudges_started_again(edge: Edge) -> None:
    nudge = untouched(edge, 5).click("Start again")

    plan = plan_of(edge)
    assert plan is not None
    assert plan.state == "active"
    assert nudge.buttons == LIVE


# When the questions are used up


def used_up(edge: Edge) -> Reply:
    """Return Ada's nudge after she has been through every question on Mentoring."""
    start(edge.ada, Focus=MENTORING)
    area = edge.bot.parts.framework.area("mentoring")
    assert area is not None
    with edge.bot.parts.database.write() as session:
        ada = people.meet(session, TEAM, ADA)
        long_ago = edge.now - timedelta(weeks=20)
        nudge = Nudge(
            team_id=TEAM, person_id=ada.id, iso_week="2026-W17", area=area.id, slot_at=long_ago,
            touched=True,
        )  # fmt: skip
        session.add(nudge)
        session.flush()
        for prompt in area.prompts:
            session.add(
                NudgePrompt(
                    team_id=TEAM, nudge_id=nudge.id, prompt=prompt.id, shown_at=long_ago, round=1,
                    swapped=False,
                )
            )  # fmt: skip
    edge.at(TUESDAY)
    edge.tick()
    return edge.ada.dm.last


def test_used_up_questions_are_said_with_two_ways_on(edge: Edge) -> None:
    nudge = used_up(edge)

    assert (
        "You've been through all 13 questions on Mentoring. Go round again, or change area?"
    ) in nudge.text
    assert nudge.buttons[-2:] == ["Go round again", "Change area"]


def test_going_round_again_asks_the_first_questions_again(edge: Edge) -> None:
    nudge = used_up(edge).click("Go round again")

    assert nudge.buttons[-4:] == LIVE


def test_changing_the_area_names_the_one_least_reflected_on_first(edge: Edge) -> None:
    used_up(edge)
    for short in ("Architecture", "Ownership", "Communication"):
        area = edge.bot.parts.names.area(short)
        assert area is not None
        edge.ada.command("reflect")
        edge.ada.modal.fill(HAPPENED, "x").choose("Area", area.title).submit()
    edge.ada.dm.last.click("Change area")

    assert edge.ada.modal.buttons[0] == "Quality"


def test_the_chosen_area_is_asked_about_at_once(edge: Edge) -> None:
    nudge = used_up(edge).click("Change area")
    edge.ada.modal.click("Quality")

    assert "Setting Quality Standards" in nudge.text
    assert nudge.buttons[-4:] == LIVE


# An earlier week


@pytest.mark.parametrize("label", ["I'll try this", "Another one", "Skip this week"])
def test_a_button_of_an_earlier_week_changes_nothing(edge: Edge, label: str) -> None:
    old = nudged(edge)
    newest = a_week_later(edge)
    old.click(label)

    assert old.text == "That nudge is from the week of 7 September. You can still reflect on it."
    assert old.buttons == ["Reflect"]
    assert newest.buttons == LIVE


def test_an_earlier_nudge_can_be_reflected_on(edge: Edge) -> None:
    old = nudged(edge)
    a_week_later(edge)
    old.click("Skip this week").click("Reflect")
    edge.ada.modal.fill(HAPPENED, SECRET).submit()

    assert "Reflected on Tue 15 Sep. Only you can read it." in old.text


def test_stop_in_an_earlier_nudge_is_honoured_and_said(edge: Edge) -> None:
    old = nudged(edge)
    a_week_later(edge)
    old.click("Stop nudges")

    plan = plan_of(edge)
    assert plan is not None
    assert plan.state == "stopped"
    assert edge.ada.modal.text == "Nudges are off. Everything you wrote stays."


# Wherever the card stands


def test_a_click_in_a_reply_changes_the_reply_and_the_message(edge: Edge) -> None:
    nudge = nudged(edge)
    reply = edge.ada.command("nudge now").click("Skip this week")

    assert nudge.buttons == reply.buttons == ["Undo"]


def test_a_click_on_home_changes_the_message(edge: Edge) -> None:
    nudge = nudged(edge)
    edge.ada.home.click("Skip this week")

    assert nudge.text == "Skipped. Next nudge: Tue 15 Sep, 10:00."


def test_a_message_whose_receipt_was_lost_still_follows_its_clicks(edge: Edge) -> None:
    edge.slack.faults.add("chat.postMessage", Dropped())
    nudge = nudged(edge)
    nudge.click("Skip this week")

    with edge.bot.parts.database.read() as session:
        assert session.scalars(select(Delivery.state)).all() == ["unknown"]
    assert nudge.text == "Skipped. Next nudge: Tue 15 Sep, 10:00."


def test_a_redrawing_that_slack_refuses_harms_nothing(edge: Edge) -> None:
    nudge = nudged(edge)
    edge.slack.faults.add("chat.update", Fails("message_not_found"))
    nudge.click("Skip this week")

    assert "Skipped. Next nudge: Tue 15 Sep, 10:00." in edge.ada.home.text


def test_a_question_that_the_ladder_lost_is_said(edge: Edge) -> None:
    start(edge.ada)
    edge.at(TUESDAY)
    edge.tick()
    with edge.bot.parts.database.write() as session:
        session.execute(update(NudgePrompt).values(prompt="gone-since"))
    nudge = edge.ada.dm.last.click("Skip this week").click("Undo")

    assert "This question is no longer part of the ladder." in nudge.text


# Somebody else's


NOT_YOURS = "I have no nudge of yours there. This week's is on Home."


@pytest.mark.parametrize("value", ["1", "99999", "", "x", "1; DROP TABLE nudges", "9" * 400])
def test_a_nudge_that_is_not_ones_own_does_not_exist(edge: Edge, value: str) -> None:
    nudged(edge)
    start(edge.mallory, Time_zone="London (Europe)")
    edge.mallory.command("nudge now")
    edge.tick()
    press_with(edge.mallory.dm.last, "Skip this week", value)

    assert edge.mallory.modal.text == NOT_YOURS
    with edge.bot.parts.database.read() as session:
        assert session.scalars(select(Nudge.answer)).all() == [None, None]


def test_a_step_that_is_not_ones_own_does_not_exist(edge: Edge) -> None:
    own_step(edge)
    with edge.bot.parts.database.read() as session:
        uid = session.scalars(select(Step.uid)).one()
    start(edge.mallory, Time_zone="London (Europe)")
    edge.mallory.command("nudge now").click("I'll try this")
    edge.advance(days=7)
    edge.tick()
    press_with(edge.mallory.dm.last, "I did it", f"done:{uid}:1")

    assert edge.mallory.modal.text.startswith("I have no open step of yours there.")
    with edge.bot.parts.database.read() as session:
        assert session.scalar(select(Step.state).where(Step.uid == uid)) == "open"


# What Slack refuses


def test_a_refused_nudge_is_told_on_home_and_stands_there(edge: Edge) -> None:
    edge.slack.faults.add("chat.postMessage", Fails("messages_tab_disabled"))
    start(edge.ada)
    edge.at(TUESDAY)
    edge.tick()

    home = edge.ada.home.text
    assert (
        "I couldn't send your nudge on 8 Sep: Slack says messages from Ladder are off for you. "
        "Nudges are paused; this week's is below."
    ) in home
    assert "Step:" in home


def test_try_again_resumes(edge: Edge) -> None:
    edge.slack.faults.add("chat.postMessage", Fails("messages_tab_disabled"))
    start(edge.ada)
    edge.at(TUESDAY)
    edge.tick()
    edge.ada.home.click("Try again")

    plan = plan_of(edge)
    assert plan is not None
    assert (plan.state, plan.reason) == ("active", None)
    assert "I couldn't send" not in edge.ada.home.text
