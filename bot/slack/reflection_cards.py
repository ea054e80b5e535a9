"""How a person's own reflection looks to that person: a line of a list, the whole, and what is
said when it was saved."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, TypeAlias

import slackblocks as sb

from bot.ladder.model import Area, Framework
from bot.prompts import prompt_of
from bot.reflections import OwnReflection
from bot.slack import doors, times
from bot.slack.cards import CARD_TEXT, Block, Card, actions, button, context, cut, modal, section
from bot.slack.markdown import to_mrkdwn
from bot.slack.mrkdwn import escape, quote
from bot.slack.names import in_words
from bot.slack.reflection_form import area_options
from bot.slack.surfaces import CARD

EDIT, DELETE = "reflection.edit", "reflection.delete"
MOVE, NOT_NOW = "reflection.move", "reflection.not_now"

SAVED = "reflection.saved"
"""The callback id of the modal that says that a reflection was saved."""

TITLE = "Reflection"
EXCERPT = 140
"""Characters of a reflection in a list: two lines on a phone."""

GONE = "That reflection isn't here. It may have been deleted."
DELETED = "Deleted. It is gone for good."
WHOLE_IDEA = (
    "That's the whole idea. If someone you trust would help you think, invite them as a mentor; "
    "they read only what you share."
)


@dataclass(frozen=True)
class Opened:
    """A reflection with all that stands around it: who may read it, and the step taken with it.

    `zone` is the author's own; `step` is in words, None when there is none.
    """

    reflection: OwnReflection
    readers: tuple[str, ...]
    zone: str | None
    step: str | None = field(default=None, repr=False)
    step_state: str = "open"


def row(framework: Framework, opened: Opened, now: datetime, lead: str | None = None) -> Block:
    """Two lines of a list with a button that opens the whole.

    `lead` stands in place of area and date, such as "Thirteen weeks ago you wrote".
    """
    one = opened.reflection
    what = _named(framework, opened, now)
    first = f"*{lead}*" if lead else f"*{escape(what)}*, {_readers_in_short(opened)}"
    words = cut(" ".join(one.words.happened.split()), EXCERPT)
    return section(f"{first}\n{quote(words)}", doors.open_reflection(one.uid, what))


def page(
    framework: Framework, opened: Opened, now: datetime, *, metadata: str = ""
) -> dict[str, Any]:
    """Return the modal with the whole of it; `metadata` says which list lies below, if one does."""
    one = opened.reflection
    blocks = [
        *_question(framework, one),
        section(f"*{escape(_named(framework, opened, now))}*{_sure(one)}"),
        *in_sections(one.words.happened),
        *_part("What you saw in yourself", one.words.saw),
        *_step(opened),
        context(*_facts(opened)),
        actions(*_own_buttons(opened)),
    ]
    return modal(CARD, TITLE, blocks, close="Close", metadata=metadata)


def said(sentence: str) -> dict[str, Any]:
    """Return the modal that says what became of a reflection that cannot be shown."""
    return modal(CARD, TITLE, [section(sentence)], close="Close")


Way: TypeAlias = Literal["command", "form"]
"""How a reflection came to be: with the command at once, or through the form."""


def saved_card(framework: Framework, opened: Opened, way: Way, *, first: bool = False) -> Card:
    """What is said once it is saved; `first` adds, once in a lifetime, the way to a mentor."""
    uid = opened.reflection.uid
    if way == "command":
        area = area_of(framework, opened.reflection)
        under = f", under {area.short}" if area else ""
        whose = f"and shared with {in_words(opened.readers)}" if opened.readers else "for yourself"
        sentence = f"Saved {whose}{under}."
        buttons = [*_own_buttons(opened), _move(framework, uid)]
    else:
        sentence = f"Saved. {who_reads(opened.readers)}"
        buttons = [button("Open it", doors.REFLECTION, uid), doors.reflect("Reflect again")]
    blocks = [section(escape(sentence)), actions(*buttons)]
    if first:
        not_now = button("Not now", NOT_NOW, f"{way}:{uid}")
        blocks += [section(WHOLE_IDEA), actions(doors.invite(), not_now)]
    return Card(blocks, title="Reflect")


def saved_modal(card: Card) -> dict[str, Any]:
    """Return a card that says that it was saved as a modal, for where no reply can be sent."""
    return modal(SAVED, card.title, card.blocks, close="Done")


def who_reads(readers: tuple[str, ...]) -> str:
    """Return who may read it, as a sentence in plain text."""
    return f"Shared with {in_words(readers)}." if readers else "Only you can read it."


def in_sections(words: str) -> list[Block]:
    """Return somebody's own words, whole and quoted, in as many sections as they need."""
    return [section(quote(part)) for part in _parts(words)]


def _parts(words: str) -> Iterator[str]:
    """Cut the words where each part, escaped and quoted, fits into a section."""
    while words:
        end = _fitting(words)
        yield words[:end].strip("\n") or " "
        words = words[end:]


def _fitting(words: str) -> int:
    """Return how many characters fit, up to a space where there is one near the end."""
    if len(quote(words)) <= CARD_TEXT:
        return len(words)
    low, high = 1, min(len(words), CARD_TEXT)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if len(quote(words[:middle])) <= CARD_TEXT else (low, middle - 1)
    space = max(words.rfind(" ", 0, low), words.rfind("\n", 0, low))
    if space > low // 2:
        return space + 1
    while low > 1 and _joined(words[low - 1], words[low]):
        low -= 1
    return low


def _joined(before: str, after: str) -> bool:
    """Say whether two characters draw as one, such as a letter and its accent."""
    joiner, lightest, darkest = "\u200d", "\U0001f3fb", "\U0001f3ff"
    marks = unicodedata.category(after).startswith("M") or lightest <= after <= darkest
    return marks or joiner in (before, after)


def area_of(framework: Framework, one: OwnReflection) -> Area | None:
    """Return the area that it stands under, also by an earlier id of the same idea."""
    named = (area for area in framework.areas if one.area in (area.id, *area.was))
    return next(named, None)


def _named(framework: Framework, opened: Opened, now: datetime) -> str:
    """Return area and day, such as "Mentoring, 8 Sep"; the year stands where it is another one."""
    one = opened.reflection
    day = times.short_day(one.written_at, opened.zone)
    year = "" if one.written_at.year == now.year else f" {one.written_at.year}"
    area = area_of(framework, one)
    return f"{area.short if area else 'No area'}, {day}{year}"


def _question(framework: Framework, one: OwnReflection) -> list[Block]:
    prompt = prompt_of(framework, one.prompt or "")
    return [section(f"> {to_mrkdwn(prompt.question)}")] if prompt else []


def _part(title: str, words: str) -> list[Block]:
    return [section(f"*{title}*"), *in_sections(words)] if words else []


def _step(opened: Opened) -> list[Block]:
    states = {"open": "still open", "done": "done", "dropped": "let go"}
    title = f"Your smallest next step, {states[opened.step_state]}"
    return _part(title, opened.step or "")


def _sure(one: OwnReflection) -> str:
    return f", sure: {one.sureness} of 5" if one.sureness else ""


def _facts(opened: Opened) -> list[str]:
    edited = opened.reflection.edited_at
    changed = [f"Edited {times.day(edited, opened.zone)}"] if edited else []
    return [escape(who_reads(opened.readers)), *changed]


def _readers_in_short(opened: Opened) -> str:
    return f"shared with {escape(in_words(opened.readers))}" if opened.readers else "only you"


def _own_buttons(opened: Opened) -> list[sb.Element]:
    uid = opened.reflection.uid
    confirm = sb.ConfirmationDialogue(
        "Delete this reflection?",
        sb.Text(_what_goes(opened.readers), type_=sb.TextType.PLAINTEXT),
        "Delete",
        "Keep it",
        style="danger",
    )
    return [
        button("Edit", EDIT, uid),
        button("Share", doors.SHARE, uid),
        button("Delete", DELETE, uid, style="danger", confirm=confirm),
    ]


def _what_goes(readers: tuple[str, ...]) -> str:
    if not readers:
        return "It goes for good."
    names = cut(in_words(readers), 200)
    return f"It goes for good, for {names} too. What they have read, they have read."


def _move(framework: Framework, uid: str) -> sb.Element:
    options = [sb.Option(one.text, f"{uid}:{one.value}") for one in area_options(framework)]
    return sb.StaticSelectMenu(action_id=MOVE, options=options, placeholder="Area")
