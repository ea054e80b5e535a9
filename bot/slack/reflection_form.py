"""The form "Reflect" and the function that reads it back."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

import slackblocks as sb

from bot.ladder.model import Framework
from bot.mentorships import Mentor
from bot.reflections import WORDS_HOLD
from bot.slack.cards import Block, context, modal, option, section, text_input
from bot.slack.markdown import to_mrkdwn
from bot.slack.mrkdwn import escape

FORM = "reflection.form"
TITLE = "Reflect"

HAPPENED, SAW, STEP = "reflection.happened", "reflection.saw", "reflection.step"
AREA, SURENESS, READERS = "reflection.area", "reflection.sureness", "reflection.readers"
"""The fields. Each is the id of its block and of the element in it."""

STEP_HOLDS = 300
MOST_READERS = 10
"""What a group of checkboxes holds [docs.slack.dev, checkboxes element]."""
NO_AREA = "-"
"""The value of "No area": an id of the ladder never looks like it."""

SURE = {
    1: "1 I avoid it",
    2: "2 I need help",
    3: "3 I manage",
    4: "4 I do it well",
    5: "5 Others come to me",
}

REPLIES_LIVE = timedelta(minutes=30)
"""How long a response URL is good for [docs.slack.dev, handling user interaction]."""

ASKED_AGAIN = "Write a few words first. One line is enough."
NEEDS_AREA = "Choose an area to share this."
ALONE = "Only you can read this. To share, invite a mentor from Home."


@dataclass(frozen=True)
class Door:
    """Where the form was opened, and for what: ids only, kept in the form's private metadata.

    `nudge` and `prompt` stand for the question that is answered, `uid` for the reflection that is
    changed. `reply_url` is where to answer once it is saved, until `until`, in seconds of Unix
    time; `beneath` says what the modal below shows: the `page` of the reflection, or that another
    one was `saved`; `ends` says that nothing else would tell the person that this one is.
    """

    nudge: int | None = None
    prompt: str | None = None
    uid: str | None = None
    reply_url: str | None = None
    until: int = 0
    beneath: str = ""
    ends: bool = False

    def to_metadata(self) -> str:
        """Return it as the form keeps it."""
        return json.dumps({key: value for key, value in asdict(self).items() if value})

    @classmethod
    def of(cls, view: dict[str, Any]) -> Door:
        """Read it back from a form."""
        return cls(**json.loads(view["private_metadata"] or "{}"))

    def answers_at(self, now: datetime) -> str | None:
        """Return where to answer, while that is still open."""
        return self.reply_url if self.reply_url and now.timestamp() < self.until else None


def replies_until(now: datetime) -> int:
    """Return when a response URL that came now ends, in seconds of Unix time."""
    return int((now + REPLIES_LIVE).timestamp())


@dataclass(frozen=True)
class Draft:
    """What the form shows first. `question` is Markdown of the ladder, `asked_on` its day."""

    happened: str = field(default="", repr=False)
    saw: str = field(default="", repr=False)
    step: str = field(default="", repr=False)
    area: str | None = None
    sureness: int | None = None
    readers: frozenset[int] = frozenset()
    question: str | None = None
    asked_on: str | None = None


@dataclass(frozen=True)
class Filled:
    """What somebody handed in. `readers` is None where the form asked nobody about them."""

    happened: str = field(repr=False)
    saw: str = field(repr=False)
    step: str = field(repr=False)
    area: str | None
    sureness: int | None
    readers: frozenset[int] | None


def reflection_form(
    framework: Framework, draft: Draft, mentors: tuple[Mentor, ...], door: Door
) -> dict[str, Any]:
    """Return the form, filled with the draft."""
    blocks = [
        *_asked(draft),
        _text(HAPPENED, "What happened?", draft.happened, HAPPENED_EXAMPLE),
        _text(SAW, "What did you see in yourself?", draft.saw, SAW_EXAMPLE, optional=True),
        _step(draft.step),
        _area(framework, draft.area),
        _sureness(draft.sureness),
        _readers(framework, mentors, draft.readers),
    ]
    return modal(FORM, TITLE, blocks, submit="Save", metadata=door.to_metadata())


HAPPENED_EXAMPLE = "One situation, a few lines. Facts first."
SAW_EXAMPLE = "Something you did, avoided or noticed"
STEP_EXAMPLE = "Something that fits in an hour"


def read_form(framework: Framework, view: dict[str, Any]) -> Filled | dict[str, str]:
    """Return what was filled in, or a sentence for each field that holds nothing we can use."""
    values = view["state"]["values"]
    happened, saw, step = (_typed(values, name) for name in (HAPPENED, SAW, STEP))
    area, sureness = _chosen(values, AREA) or NO_AREA, _chosen(values, SURENESS)
    wrong = {
        HAPPENED: too_long(happened, WORDS_HOLD) if happened else ASKED_AGAIN,
        SAW: too_long(saw, WORDS_HOLD),
        STEP: too_long(step, STEP_HOLDS),
        AREA: "" if area == NO_AREA or framework.area(area) else "Choose one of these areas.",
        SURENESS: "" if sureness in {"", *map(str, SURE)} else "Choose one of these.",
    }
    errors = {name: sentence for name, sentence in wrong.items() if sentence}
    if errors:
        return errors
    return Filled(
        happened=happened,
        saw=saw,
        step=step,
        area=None if area == NO_AREA else area,
        sureness=int(sureness) if sureness else None,
        readers=_ticked(values),
    )


def too_long(words: str, hold: int) -> str:
    """Return what is said of more words than fit; nothing when they fit."""
    if len(words) <= hold:
        return ""
    return f"That's {len(words):,} characters and {hold:,} fit."


def typed(words: str) -> str:
    """Return the words without the space around them; nothing if there is nothing to see."""
    unseen = {"Zs", "Zl", "Zp", "Cc", "Cf"}
    return words.strip() if any(unicodedata.category(one) not in unseen for one in words) else ""


def area_options(framework: Framework) -> list[sb.Option]:
    """Return the areas to choose from, and none of them."""
    areas = [option(area.title, area.id) for area in framework.areas]
    return [*areas, option("No area", NO_AREA)]


def _asked(draft: Draft) -> list[Block]:
    if draft.question is None:
        return []
    day = f"\n*For:* {escape(draft.asked_on)}" if draft.asked_on else ""
    return [section(f"> {to_mrkdwn(draft.question)}{day}")]


def _text(name: str, label: str, words: str, example: str, *, optional: bool = False) -> Block:
    element = sb.PlainTextInput(
        action_id=name,
        multiline=True,
        initial_value=words,
        max_length=WORDS_HOLD,
        placeholder=example,
    )
    return text_input(name, label, element, optional=optional)


def _step(words: str) -> Block:
    element = sb.PlainTextInput(
        action_id=STEP, initial_value=words, max_length=STEP_HOLDS, placeholder=STEP_EXAMPLE
    )
    hint = "I'll ask about it next time."
    return text_input(STEP, "Your smallest next step", element, optional=True, hint=hint)


def _area(framework: Framework, chosen: str | None) -> Block:
    options = area_options(framework)
    initial = next((one for one in options if one.value == chosen), options[-1])
    menu = sb.StaticSelectMenu(action_id=AREA, options=options, initial_option=initial)
    return text_input(AREA, "Area", menu)


def _sureness(chosen: int | None) -> Block:
    options = {number: option(label, str(number)) for number, label in SURE.items()}
    menu = sb.StaticSelectMenu(
        action_id=SURENESS,
        options=list(options.values()),
        initial_option=options.get(chosen or 0),
        placeholder="Leave it open, or choose",
    )
    return text_input(SURENESS, "How sure do you feel here?", menu, optional=True)


def _readers(framework: Framework, mentors: tuple[Mentor, ...], ticked: frozenset[int]) -> Block:
    if not mentors:
        return context(ALONE)
    boxes = {one.mentorship_id: _box(framework, one) for one in mentors[:MOST_READERS]}
    group = sb.CheckboxGroup(
        action_id=READERS,
        options=list(boxes.values()),
        initial_options=[box for number, box in boxes.items() if number in ticked] or None,
    )
    hint = "Leave this empty and only you can read it. Nobody gets a message either way."
    return text_input(READERS, "Share with", group, optional=True, hint=hint)


def _box(framework: Framework, mentor: Mentor) -> sb.Option:
    shorts = [area.short for area in framework.areas if area.id in mentor.areas]
    return option(mentor.name, str(mentor.mentorship_id), f"Has {', '.join(shorts) or 'no area'}")


def _typed(values: dict[str, Any], name: str) -> str:
    return typed(str(values[name][name].get("value") or ""))


def _chosen(values: dict[str, Any], name: str) -> str:
    chosen = values[name][name].get("selected_option") or {}
    return str(chosen.get("value") or "")


def _ticked(values: dict[str, Any]) -> frozenset[int] | None:
    if READERS not in values:
        return None
    ticked = values[READERS][READERS].get("selected_options") or []
    return frozenset(int(one["value"]) for one in ticked if str(one["value"]).isdecimal())
