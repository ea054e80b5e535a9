"""A reflection as a mentor sees it: a line of the page, and the whole of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.ladder.model import Framework
from bot.slack import times
from bot.slack.cards import Block, button, context, cut, modal, section
from bot.slack.markdown import to_mrkdwn
from bot.slack.mrkdwn import escape, quote
from bot.slack.reflection_cards import in_sections
from bot.slack.summary_frame import Frame, Place, Spot, gone_blocks
from bot.slack.summary_look import LookAtOne
from bot.slack.surfaces import CARD
from bot.summaries import Shared

READ_ALL = "summary.read"

EXCERPT = 140
"""Characters of a reflection on the page: two lines on a phone."""


def entry(framework: Framework, one: Shared, zone: str | None, frame: Frame) -> Block:
    """Return a reflection in two lines, with a button that opens the whole."""
    words = cut(" ".join(one.words.happened.split()), EXCERPT)
    named = _named(framework, one, zone, frame.now)
    read_all = button(
        "Read all",
        READ_ALL,
        LookAtOne(frame.look, one.uid).write(),
        names=f"Read all of {times.short_day(one.written_at, zone)}",
    )
    return section(f"{named}\n{quote(words)}", read_all)


def reflection_modal(
    framework: Framework, summary_of: str, shared: Shared, zone: str | None, frame: Frame
) -> dict[str, Any]:
    """Return the modal with the whole of one reflection; `summary_of` is its author's name."""
    first = summary_of.split(maxsplit=1)[0]
    found = framework.prompt(shared.prompt or "")
    question = [section(f"> {to_mrkdwn(found[1].question)}")] if found else []
    saw = [section(f"*What {escape(first)} saw*"), *in_sections(shared.words.saw)]
    who_knows = f"{first} can see that you read this."
    if frame.is_preview:
        who_knows = "Your looking is not logged."
    edited = [f"Edited {times.short_day(shared.edited_at, zone)}"] if shared.edited_at else []
    blocks = [
        *question,
        section(_named(framework, shared, zone, frame.now)),
        *in_sections(shared.words.happened),
        *(saw if shared.words.saw else []),
        context(escape(who_knows), *edited),
    ]
    return modal(CARD, "Reflection", blocks, close="Done")


def gone_modal(spot: Spot) -> dict[str, Any]:
    """Return the modal that stands in place of a reflection that cannot be read."""
    in_modal = replace(spot, place=Place.MODAL)
    return modal(CARD, "Reflection", gone_blocks(in_modal), close="Done")


def _named(framework: Framework, one: Shared, zone: str | None, now: datetime) -> str:
    """Return area, day and sureness; the year stands where it is another one."""
    found = framework.area(one.area)
    area = escape(found.short) if found else "An area of an earlier ladder"
    year = "" if one.written_at.year == now.year else f" {one.written_at.year}"
    sure = f", sure: {one.sureness} of 5" if one.sureness else ""
    return f"*{area}, {times.short_day(one.written_at, zone)}{year}*{sure}"
