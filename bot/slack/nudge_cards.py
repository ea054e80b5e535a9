"""How a nudge looks: in the direct message, as a reply, in a modal and on Home.

A nudge is either live, with its question and its buttons, or folded to one line. Nothing that a
person wrote is ever in it: a step in their own words is only said to be there.
"""

from __future__ import annotations

import slackblocks as sb

from bot.ladder.model import Framework, HabitAlongside, Prompt
from bot.nudge_view import NudgeCard
from bot.slack import doors, times
from bot.slack.cards import Block, actions, button, context, option, overflow, section
from bot.slack.markdown import to_mrkdwn
from bot.slack.nudge_folds import RESUME, Shown, folded_blocks, open_it, reflected_line
from bot.slack.plan_cards import clock_line
from bot.slack.step_cards import in_passing, last_time

COMMIT, UNCOMMIT = "nudge.commit", "nudge.uncommit"
SWAP, AGAIN = "nudge.swap", "nudge.again"
SKIP, MORE = "nudge.skip", "nudge.more"
KEEP, SLOWER, PAUSE = "nudge.keep", "nudge.slower", "nudge.pause"
OTHER_AREA, TAKE_AREA = "nudge.other", "nudge.area"

HOUR, TOMORROW, SETTINGS, REST, END = "hour", "tomorrow", "settings", "pause", "stop"
"""What the options behind the three dots stand for; the id of the nudge follows after a colon."""

LOST = "This question is no longer part of the ladder."
EVERY = {1: "weekly", 2: "every two weeks", 4: "every four weeks"}


def nudge_blocks(framework: Framework, shown: Shown) -> list[Block]:
    """Return the nudge as its message shows it now; also for a reply or a modal."""
    card = shown.card
    folded = folded_blocks(shown)
    if folded:
        return folded
    return [
        *last_time(framework, card),
        *_question(framework, card),
        *_row(shown),
        *_kindness(card),
        context(_promise(card)),
    ]


def home_blocks(framework: Framework, shown: Shown) -> list[Block]:
    """Return the nudge for "This week" on Home: shorter, with the same buttons."""
    card = shown.card
    folded = folded_blocks(shown)
    if folded:
        return folded
    if card.prompt is None:
        return [*_question(framework, card), *_row(shown, menu=False)]
    question, step = to_mrkdwn(card.prompt.question), to_mrkdwn(in_passing(card.prompt.step))
    return [section(f"*{question}*\n_Step:_ {step}"), *_row(shown, menu=False)]


def read_aloud(shown: Shown) -> str:
    """Return what a screen reader reads instead of the blocks, once the message changed."""
    folded = folded_blocks(shown)
    return str(folded[0]["text"]["text"]) if folded else notification(shown.card)


def notification(card: NudgeCard) -> str:
    """Return what a phone shows: the question and the step, and nothing else."""
    if card.used_up:
        return _used_up(card)
    if card.prompt is None:
        return LOST
    step = to_mrkdwn(in_passing(card.prompt.step))
    return f"{to_mrkdwn(card.prompt.question)} Smallest next step: {step}"


def counts_line(card: NudgeCard) -> str:
    """Return what is said when a nudge was shown because the person asked for it now."""
    at = card.plan.next_at
    after = f" Next: {times.day(at, card.plan.rhythm.zone)}." if at else ""
    return f"That was this week's.{after}"


def area_choice(card: NudgeCard) -> list[Block]:
    """Return the areas to go on with, the one that the person reflected on least first."""
    first = card.other_areas[0]
    words = f"Which area next? You wrote least about *{to_mrkdwn(first.title)}*."
    pick = [
        button(area.short, TAKE_AREA, f"{card.nudge}:{area.id}", names=area.title, nth=nth)
        for nth, area in enumerate(card.other_areas[:24])
    ]
    return [section(words), actions(*pick)]


def _question(framework: Framework, card: NudgeCard) -> list[Block]:
    title = f"*{to_mrkdwn(card.area.title)}*"
    if card.used_up:
        return [section(f"{title}\n{_used_up(card)}")]
    if card.prompt is None:
        return [section(f"{title}\n{LOST}")]
    prompt = card.prompt
    return [
        section(f"{title}\n{to_mrkdwn(prompt.why)}"),
        section(f"*{to_mrkdwn(prompt.question)}*"),
        section(f"*Smallest next step, {_minutes(prompt.minutes)}*\n{to_mrkdwn(prompt.step)}"),
        *_alongside(framework, prompt),
    ]


def _alongside(framework: Framework, prompt: Prompt) -> list[Block]:
    beside = prompt.alongside
    if beside is None:
        return []
    if isinstance(beside, HabitAlongside):
        return [context(f"AI habit: {to_mrkdwn(beside.text)}")]
    kinds = {resource.id: resource.kind for resource in framework.resources}
    kind = kinds.get(beside.resource, "book")
    return [context(f"{kind.capitalize()}: {to_mrkdwn(beside.text)}")]


def _minutes(minutes: int) -> str:
    return f"{minutes} minute" if minutes == 1 else f"{minutes} minutes"


def _row(shown: Shown, *, menu: bool = True) -> list[Block]:
    """Return the buttons under the question, or what became of them.

    Home needs no menu: what it holds stands there beside the plan.
    """
    card = shown.card
    nudge = str(card.nudge)
    if card.state == "reflected":
        return [section(reflected_line(shown)), *open_it(card)]
    if card.state == "committed":
        reflect = doors.reflect(nudge=card.nudge, primary=True)
        mind = button("Changed my mind", UNCOMMIT, nudge)
        return [section("You're on it. I'll ask next time."), actions(reflect, mind)]
    more = [_menu(card)] if menu else []
    if card.used_up:
        again = button("Go round again", AGAIN, nudge, style="primary")
        other = [button("Change area", OTHER_AREA, nudge)] if card.other_areas else []
        return [actions(again, *other, *more)]
    tries = [button("I'll try this", COMMIT, nudge)] if card.prompt else []
    swap = [button("Another one", SWAP, nudge)] if card.swaps_left else []
    skip = button("Skip this week", SKIP, nudge)
    reflect = doors.reflect(nudge=card.nudge, primary=True)
    return [actions(reflect, *tries, *swap, skip, *more), *_swapped(card)]


def _menu(card: NudgeCard) -> sb.OverflowMenu:
    reminders = [("Remind me in an hour", HOUR), ("Remind me tomorrow", TOMORROW)]
    rests = [("Focus, day or pace…", SETTINGS), ("Pause 4 weeks", REST), ("Stop nudges", END)]
    shown = [*reminders, *rests] if card.reminders_left else rests
    return overflow(MORE, [option(label, f"{what}:{card.nudge}") for label, what in shown])


def _swapped(card: NudgeCard) -> list[Block]:
    if not card.swapped:
        return []
    last = "" if card.swaps_left else " That was the last swap for this week."
    return [context(f"Swapped; the first goes to the end of the list.{last}")]


def _kindness(card: NudgeCard) -> list[Block]:
    nudge = str(card.nudge)
    if card.kindness == "slower":
        pace = EVERY[card.plan.rhythm.pace]
        keep = button(f"Keep {pace}", KEEP, nudge)
        pause = button("Pause 4 weeks", PAUSE, nudge)
        slower = (
            [button(EVERY[card.slower_pace].capitalize(), SLOWER, nudge)]
            if card.slower_pace
            else []
        )
        words = f"Three went by untouched; no harm done. Is {pace} too often?"
        return [section(words), actions(keep, *slower, pause)]
    if card.kindness == "quiet" and card.plan.state != "active":
        words = "I'll go quiet after this one. Start again from Home whenever you like."
        return [section(words, button("Start again", RESUME, nudge))]
    return []


def _promise(card: NudgeCard) -> str:
    if card.kindness == "first":
        return "Your first one. Two minutes is plenty."
    return f"You asked for this, {clock_line(card.plan.rhythm)}. What you write is yours."


def _used_up(card: NudgeCard) -> str:
    words = f"You've been through all {len(card.area.prompts)} questions on "
    return f"{words}{to_mrkdwn(card.area.short)}. Go round again, or change area?"
