"""How a step is asked about, and what became of it.

Steps in a person's own words are only said to be there: the words show in a modal, to them alone.
"""

from __future__ import annotations

import slackblocks as sb

from bot.ladder.model import Framework, Prompt
from bot.nudge_view import AskedStep, NudgeCard
from bot.slack import doors
from bot.slack.cards import Block, actions, button, divider, option, overflow, section
from bot.slack.markdown import to_mrkdwn

ANSWER, UNDO, SHOW = "step.answer", "step.undo", "step.show"

ANSWERS = (("I did it", "done"), ("Not yet", "not_yet"), ("Let it go", "let_go"))


def step_menu(uid: str) -> sb.OverflowMenu:
    """The three answers to an open step, as Home shows them beside it."""
    return overflow(ANSWER, [option(label, f"{said}:{uid}") for label, said in ANSWERS])


def last_time(framework: Framework, card: NudgeCard) -> list[Block]:
    """Return the step that a nudge asks about, or what was answered; empty without one."""
    asked = card.asked
    if asked is None:
        return []
    if asked.state == "open" and asked.answer is None:
        return [*_question(card.nudge, asked), divider()]
    if asked.answer == "done":
        about = framework.prompt(asked.prompt.id) if asked.prompt else None
        reflect = doors.reflect("Reflect on it", area=about[0].id if about else card.area.id)
        return [section(_did(asked.prompt), reflect), divider()]
    undo = button("Undo", UNDO, f"{card.nudge}:{asked.uid}")
    return [section(_answered(asked), undo), divider()]


def in_passing(words: str) -> str:
    """Return a sentence as it goes on after a colon: "In your next…" becomes "in your next…"."""
    begins_plainly = words[:1].isupper() and words[1:2].islower()
    return words[0].lower() + words[1:] if begins_plainly else words


def _question(nudge: int, asked: AskedStep) -> list[Block]:
    row = actions(
        *(
            button(label, ANSWER, f"{said}:{asked.uid}:{nudge}", nth=nth)
            for nth, (label, said) in enumerate(ANSWERS)
        )
    )
    if asked.prompt is None:
        show = button("Show it", SHOW, asked.uid, names="Show the step you set yourself")
        return [section("*Last time* you set yourself a step.", show), row]
    return [section(f"*Last time you took this on:* {to_mrkdwn(asked.prompt.step)}"), row]


def _did(prompt: Prompt | None) -> str:
    return f"You did it: {to_mrkdwn(in_passing(prompt.step))}" if prompt else "You did it."


def _answered(asked: AskedStep) -> str:
    if asked.answer == "let_go":
        return "Let go."
    if asked.state == "open":
        return "Still open. I'll ask once more."
    return "Let go; it will not come back."
