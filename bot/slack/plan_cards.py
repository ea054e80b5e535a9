"""How a plan looks when it is shown, changed, paused or stopped."""

from __future__ import annotations

from datetime import date

from slackblocks import Button

from bot.ladder.model import Area, Framework
from bot.plans import PlanCard
from bot.rhythms import Rhythm
from bot.slack import doors, times
from bot.slack.cards import Block, Card, actions, button, context, cut, header, section
from bot.slack.markdown import to_mrkdwn
from bot.slack.mrkdwn import escape
from bot.slack.plan_form import PACE_NAMES, RESUME, STOP, TITLE

PAUSE, SKIP, UNSKIP, UNFOCUS = "plan.pause", "plan.skip", "plan.unskip", "plan.unfocus"

OFF = "Nudges are off. Everything you wrote stays."
WORKSPACE_OFF = "Your workspace has paused all nudges. Your plan is kept."
NO_PLAN = "You have no weekly nudges yet, so there is nothing to change."
VERBS = "Also: /ladder nudge settings · now · skip · pause · resume · off"


def plan_card(
    framework: Framework, plan: PlanCard, *, note: str = "", workspace_off: bool = False
) -> Card:
    """The plan as it stands, with a button for each thing that can be done to it.

    `note` says first what was not understood, or what has just happened.
    """
    blocks = [section(note)] if note else []
    blocks += [
        header(TITLE),
        section(f"*{area_title(framework, plan.rhythm.area)}*\n{rhythm_line(plan.rhythm)}"),
        section(standing_line(plan)),
    ]
    if workspace_off:
        blocks.append(context(WORKSPACE_OFF))
    blocks.append(actions(*_plan_buttons(plan)))
    return Card(blocks, title=TITLE, reply_only=[context(VERBS)])


def no_plan_card(note: str = NO_PLAN) -> Card:
    """What is said to somebody who has no plan."""
    start = doors.weekly_nudges("Start weekly nudges", primary=True)
    return Card([section(note), actions(start)], title=TITLE)


def set_card(plan: PlanCard, *, first: bool, workspace_off: bool) -> Card:
    """What the form becomes after Start; `first` when the person never had a plan."""
    if plan.state != "active" or plan.next_at is None:
        return standing_card(plan)
    at = times.with_zone(plan.next_at, plan.rhythm.zone)
    one = "First" if first else "Next"
    words = f"You're set. {one} nudge: {at}, as a direct message. Nobody else is told."
    now = button("Show me one now", doors.NUDGE_NOW)
    return _with_off(Card([section(words), actions(now)], title=TITLE), workspace_off)


def changed_card(plan: PlanCard, *, workspace_off: bool) -> Card:
    """What the form becomes after Save, when there was a plan before."""
    if plan.state != "active":
        return standing_card(plan)
    change = doors.weekly_nudges("Change rhythm")
    return _with_off(Card([section(standing_line(plan)), actions(change)], title=TITLE),
                     workspace_off)  # fmt: skip


def standing_card(plan: PlanCard) -> Card:
    """One line on how the plan stands, and the way back."""
    buttons = {
        "active": doors.weekly_nudges("Change rhythm"),
        "paused": button("Resume now", RESUME),
        "stopped": button("Start again", RESUME),
    }
    return Card([section(standing_line(plan)), actions(buttons[plan.state])], title=TITLE)


def skipped_card(plan: PlanCard) -> Card:
    """The next nudge is left out; without one to come, how the plan stands."""
    if plan.state != "active":
        return standing_card(plan)
    undo = button("Undo", UNSKIP)
    return Card([section(f"Skipped. {standing_line(plan)}"), actions(undo)], title=TITLE)


def focus_offer_card(area: Area) -> Card:
    """Somebody without a plan chose an area."""
    words = (
        f"*{to_mrkdwn(area.title)}* is your focus. Shall I ask you one question a week about it?"
    )
    start = button("Start weekly nudges", doors.PLAN, area.id, style="primary")
    not_now = doors.open_area(area, "Not now", nth=1)
    return Card([section(words), actions(start, not_now, doors.open_area(area, "Back", nth=2))])


def focus_changed_card(area: Area, before: str, plan: PlanCard, *, this_week: bool) -> Card:
    """Somebody with a plan chose another area; `before` is the id of the one they had."""
    when = f" ({times.moment(plan.next_at, plan.rhythm.zone)})" if plan.next_at else ""
    stays = " This week's stays as it is." if this_week else ""
    words = f"From your next nudge on{when}, it's {to_mrkdwn(area.short)}.{stays}"
    undo = button("Undo", UNFOCUS, before)
    return Card([section(words), actions(undo, doors.open_area(area, "Back"))])


def focus_already_card(area: Area, plan: PlanCard) -> Card:
    """Somebody chose the area that they have already."""
    words = f"That's already your focus. {standing_line(plan)}"
    change = doors.weekly_nudges("Change rhythm")
    return Card([section(words), actions(change, doors.open_area(area, "Back"))])


def focus_card(framework: Framework, plan: PlanCard | None, *, note: str = "") -> Card:
    """The focus and the areas to choose from."""
    if plan is None:
        line = "Pick one area to work on. Nothing starts before you say so."
    else:
        line = f"*{area_title(framework, plan.rhythm.area)}* is your focus. {standing_line(plan)}"
    pick = [
        button(area.short, doors.FOCUS, area.id, names=f"Focus on {area.title}", nth=nth)
        for nth, area in enumerate(framework.areas[:24])
    ]
    blocks = [section(note)] if note else []
    blocks += [section(line), actions(*pick)]
    if plan is not None:
        blocks.append(actions(doors.weekly_nudges("Change rhythm")))
    return Card(blocks)


def refused_blocks(plan: PlanCard, day: date | None) -> list[Block]:
    """For Home: Slack would not take our messages, so the plan was paused.

    Empty when that is not so.
    """
    if plan.state != "paused" or not plan.reason:
        return []
    on = f" on {times.day(day)[4:]}" if day else ""
    words = (
        f"I couldn't send your nudge{on}: Slack says messages from Ladder are off for you. "
        "Nudges are paused; this week's is below."
    )
    return [section(words), actions(button("Try again", RESUME))]


def not_understood(words: str) -> str:
    """The line for words behind a verb that acts, which are never guessed."""
    return f'I don\'t know "{escape(cut(words, 60))}", so nothing was changed.'


def rhythm_line(rhythm: Rhythm) -> str:
    """The rhythm in words: "Tuesdays at 10:00 (London), every week"."""
    pace = PACE_NAMES[rhythm.pace].lower()
    return f"{clock_line(rhythm)}, {pace}"


def clock_line(rhythm: Rhythm) -> str:
    """The day and the time: "Tuesdays at 10:00 (London)"."""
    return f"{times.weekday(rhythm.weekday)}s at {rhythm.at:%H:%M} ({times.place(rhythm.zone)})"


def standing_line(plan: PlanCard) -> str:
    """When the next nudge comes, or why none does."""
    if plan.state == "stopped":
        return OFF
    if plan.state == "paused" and plan.reason:
        return "Paused: Slack says messages from Ladder are off for you."
    if plan.state == "paused":
        until = f" until {times.day(plan.paused_until)}" if plan.paused_until else ""
        return f"Paused{until}. Nothing piles up."
    if plan.next_at is None:
        return "No nudge is planned."
    return f"Next nudge: {times.moment(plan.next_at, plan.rhythm.zone)}."


def area_title(framework: Framework, area_id: str) -> str:
    """The title of an area; its id when the ladder lost it since."""
    area = framework.area(area_id)
    return to_mrkdwn(area.title) if area else escape(area_id)


def _plan_buttons(plan: PlanCard) -> list[Button]:
    change = doors.weekly_nudges("Change rhythm")
    stop = button("Stop nudges", STOP)
    if plan.state == "stopped":
        return [button("Start again", RESUME, style="primary"), change]
    if plan.state == "paused":
        return [button("Resume now", RESUME, style="primary"), change, stop]
    return [
        button("Show me one now", doors.NUDGE_NOW),
        button("Skip the next", SKIP),
        button("Pause 4 weeks", PAUSE),
        change,
        stop,
    ]


def _with_off(card: Card, workspace_off: bool) -> Card:
    if not workspace_off:
        return card
    return Card([*card.blocks, context(WORKSPACE_OFF)], title=card.title)
