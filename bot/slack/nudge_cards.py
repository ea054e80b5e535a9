"""How a nudge looks: in the direct message, as a reply, in a modal and on Home (ux.md 2.3).

A nudge is either live, with its question and its buttons, or folded to one line. Nothing that a
person wrote is ever in it: a step in their own words is only said to be there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import slackblocks as sb

from bot.ladder.model import Framework, HabitAlongside, Prompt
from bot.nudges import AskedStep, NudgeCard
from bot.slack import doors, times
from bot.slack.cards import Block, actions, button, context, divider, option, overflow, section
from bot.slack.markdown import to_mrkdwn
from bot.slack.mrkdwn import escape
from bot.slack.plan_cards import OFF, clock_line

COMMIT, UNCOMMIT = "nudge.commit", "nudge.uncommit"
SWAP, AGAIN = "nudge.swap", "nudge.again"
SKIP, UNSKIP = "nudge.skip", "nudge.unskip"
MORE, BACK_NOW = "nudge.more", "nudge.back"
RESUME = "nudge.resume"
KEEP, SLOWER, PAUSE = "nudge.keep", "nudge.slower", "nudge.pause"
OTHER_AREA, TAKE_AREA = "nudge.other", "nudge.area"
STEP, UNDO_STEP, SHOW_STEP = "step.answer", "step.undo", "step.show"

HOUR, TOMORROW, SETTINGS, REST, END = "hour", "tomorrow", "settings", "pause", "stop"
"""What the options behind the three dots stand for; the id of the nudge follows after a colon."""

LOST = "This question is no longer part of the ladder."
EVERY = {1: "weekly", 2: "every two weeks", 4: "every four weeks"}


@dataclass(frozen=True)
class Shown:
    """A nudge at a moment, with the names of the mentors who may read the reflection on it."""

    card: NudgeCard
    now: datetime
    readers: tuple[str, ...] = ()


def nudge_blocks(framework: Framework, shown: Shown) -> list[Block]:
    """Return the nudge as its message shows it now; also for a reply or a modal."""
    card = shown.card
    folded = folded_blocks(shown)
    if folded:
        return folded
    return [
        *_last_time(framework, card),
        *_question(framework, card),
        *_row(shown),
        *_kindness(card),
        context(_promise(card)),
    ]


def home_blocks(framework: Framework, shown: Shown) -> list[Block]:
    """Return the nudge for "This week" on Home: shorter, with the same buttons (ux.md 2.6)."""
    card = shown.card
    folded = folded_blocks(shown)
    if folded:
        return folded
    if card.prompt is None:
        return [*_question(framework, card), *_row(shown)]
    question, step = to_mrkdwn(card.prompt.question), to_mrkdwn(in_passing(card.prompt.step))
    return [section(f"*{question}*\n_Step:_ {step}"), *_row(shown)]


def folded_blocks(shown: Shown) -> list[Block]:
    """Return the one line that a nudge is folded to, with the way back; empty while it is live."""
    card = shown.card
    nudge = str(card.nudge)
    if not card.is_current:
        return _of_an_old_week(shown)
    if card.state == "reflected":
        return []
    if card.plan.state != "active" and card.plan.reason is None:
        label = "Resume now" if card.plan.state == "paused" else "Start again"
        return _fold(_rest(card), button(label, RESUME, nudge))
    if card.state == "skipped":
        return _fold(f"Skipped. {next_line(card)}".strip(), button("Undo", UNSKIP, nudge))
    if card.reminder_at is not None:
        return _fold(_back_at(card, card.reminder_at, shown.now), button("Now", BACK_NOW, nudge))
    return []


def moved_blocks() -> list[Block]:
    """Return what an earlier message of a nudge shows once a reminder brought the nudge back."""
    return [section("I brought this back; it is further down.")]


def notification(card: NudgeCard) -> str:
    """Return what a phone shows: the question and the step, and nothing else."""
    if card.used_up:
        return _used_up(card)
    if card.prompt is None:
        return LOST
    step = to_mrkdwn(in_passing(card.prompt.step))
    return f"{to_mrkdwn(card.prompt.question)} Smallest next step: {step}"


def step_menu(uid: str) -> sb.OverflowMenu:
    """The three answers to an open step, as Home shows them beside it."""
    answers = (("I did it", "done"), ("Not yet", "not_yet"), ("Let it go", "let_go"))
    return overflow(STEP, [option(label, f"{said}:{uid}") for label, said in answers])


def next_line(card: NudgeCard) -> str:
    """Return when the next nudge comes, if one does."""
    at = card.plan.next_at
    return f"Next nudge: {times.moment(at, card.plan.rhythm.zone)}." if at else ""


def counts_line(card: NudgeCard) -> str:
    """Return what is said when a nudge was shown because the person asked for it now."""
    at = card.plan.next_at
    after = f" Next: {times.day(at, card.plan.rhythm.zone)}." if at else ""
    return f"That was this week's.{after}"


def in_passing(words: str) -> str:
    """Return a sentence as it goes on after a colon: "In your next…" becomes "in your next…"."""
    begins_plainly = words[:1].isupper() and words[1:2].islower()
    return words[0].lower() + words[1:] if begins_plainly and words[:2] != "I " else words


def area_choice(card: NudgeCard) -> list[Block]:
    """Return the areas to go on with, the one that the person reflected on least first."""
    first = card.other_areas[0]
    words = f"Which area next? You wrote least about *{to_mrkdwn(first.title)}*."
    pick = [
        button(area.short, TAKE_AREA, f"{card.nudge}:{area.id}", names=area.title, nth=nth)
        for nth, area in enumerate(card.other_areas[:24])
    ]
    return [section(words), actions(*pick)]


def _of_an_old_week(shown: Shown) -> list[Block]:
    card = shown.card
    words = f"That nudge is from the week of {times.long_day(card.week_of)}."
    if card.state == "reflected":
        return [section(f"{words} {_reflected(shown)}"), *_open_it(card)]
    words = f"{words} You can still reflect on it."
    return [section(words), actions(doors.reflect(nudge=card.nudge))]


def _last_time(framework: Framework, card: NudgeCard) -> list[Block]:
    """Return the step that the nudge asks about, or what was answered."""
    asked = card.asked
    if asked is None:
        return []
    if asked.state == "open" and asked.answer is None:
        return [*_step_question(asked), divider()]
    if asked.answer == "done":
        about = framework.prompt(asked.prompt.id) if asked.prompt else None
        reflect = doors.reflect("Reflect on it", area=about[0].id if about else card.area.id)
        return [section(_did(asked.prompt), reflect), divider()]
    undo = button("Undo", UNDO_STEP, f"{card.nudge}:{asked.uid}")
    return [section(_answered(asked), undo), divider()]


def _step_question(asked: AskedStep) -> list[Block]:
    answers = (("I did it", "done"), ("Not yet", "not_yet"), ("Let it go", "let_go"))
    row = actions(
        *(
            button(label, STEP, f"{said}:{asked.uid}", nth=nth)
            for nth, (label, said) in enumerate(answers)
        )
    )
    if asked.prompt is None:
        show = button("Show it", SHOW_STEP, asked.uid, names="Show the step you set yourself")
        return [section("*Last time* you set yourself a step.", show), row]
    return [section(f"*Last time you took this on:* {to_mrkdwn(asked.prompt.step)}"), row]


def _did(prompt: Prompt | None) -> str:
    return f"You did it: {to_mrkdwn(in_passing(prompt.step))}" if prompt else "You did it."


def _answered(asked: AskedStep) -> str:
    if asked.answer == "let_go":
        return "Let go."
    return (
        "Still open. I'll ask once more."
        if asked.state == "open"
        else ("Let go; it will not come back.")
    )


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


def _row(shown: Shown) -> list[Block]:
    """Return the buttons under the question, or what became of them."""
    card = shown.card
    nudge = str(card.nudge)
    if card.state == "reflected":
        return [section(_reflected(shown)), *_open_it(card)]
    if card.state == "committed":
        reflect = doors.reflect(nudge=card.nudge, primary=True)
        mind = button("Changed my mind", UNCOMMIT, nudge)
        return [section("You're on it. I'll ask next time."), actions(reflect, mind)]
    if card.used_up:
        again = button("Go round again", AGAIN, nudge, style="primary")
        other = [button("Change area", OTHER_AREA, nudge)] if card.other_areas else []
        return [actions(again, *other, _menu(card))]
    tries = [button("I'll try this", COMMIT, nudge)] if card.prompt else []
    swap = [button("Another one", SWAP, nudge)] if card.swaps_left else []
    skip = button("Skip this week", SKIP, nudge)
    reflect = doors.reflect(nudge=card.nudge, primary=True)
    return [actions(reflect, *tries, *swap, skip, _menu(card)), *_swapped(card)]


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


def _reflected(shown: Shown) -> str:
    card = shown.card
    if card.reflection is None:
        return ""
    day = times.day(card.reflection.written_at, card.plan.rhythm.zone)
    if not shown.readers:
        return f"Reflected on {day}. Only you can read it."
    return f"Reflected on {day}. Shared with {escape(_and(shown.readers))}."


def _open_it(card: NudgeCard) -> list[Block]:
    if card.reflection is None:
        return []
    return [actions(doors.open_reflection(card.reflection.uid, "your reflection", "Open it"))]


def _rest(card: NudgeCard) -> str:
    if card.plan.state == "stopped":
        return OFF
    until = card.plan.paused_until
    return f"Paused until {times.day(until)}." if until else "Paused."


def _back_at(card: NudgeCard, at: datetime, now: datetime) -> str:
    zone = card.plan.rhythm.zone
    on = "" if times.day(at, zone) == times.day(now, zone) else f"on {times.day(at, zone)} "
    return f"I'll bring this back {on}at {times.clock(at, zone)}."


def _used_up(card: NudgeCard) -> str:
    words = f"You've been through all {len(card.area.prompts)} questions on "
    return f"{words}{to_mrkdwn(card.area.short)}. Go round again, or change area?"


def _fold(words: str, back: sb.Button) -> list[Block]:
    return [section(words), actions(back)]


def _and(names: tuple[str, ...]) -> str:
    """Return names in a row: "Grace", "Grace and Linus", "Grace, Linus and Mia"."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
