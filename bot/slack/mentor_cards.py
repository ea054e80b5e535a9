"""The modal "Your mentor", the log of who read what, and the way out of mentoring."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import slackblocks as sb

from bot.circle import Other
from bot.ladder.model import Framework
from bot.mentorships import name_of
from bot.readings import Line
from bot.slack import times
from bot.slack.cards import Block, Card, actions, button, modal, option, section, text_input
from bot.slack.invitation_cards import AREAS, MOST_AREAS
from bot.slack.mrkdwn import escape, mention
from bot.slack.summary_look import Look
from bot.storage.tables import Mentorship

FORM = "mentorship.manage"
END = "mentorship.end"
WHO_READ = "mentorship.readings"
SEE = "summary.see"

NOBODY_READ = "Nobody has read anything of yours."
NOT_YOURS = "That mentorship isn't there any more."
KEEP_ONE = "Leave one area open, or end it with the button below."


def manage_form(framework: Framework, link: Mentorship) -> dict[str, Any]:
    """Return the modal with the mentor's areas as checkboxes, and what else can be done."""
    boxes = [option(area.title, area.id) for area in framework.areas[:MOST_AREAS]]
    opened = [box for box in boxes if box.value in link.areas]
    first = first_of(link)
    group = sb.CheckboxGroup(AREAS, options=boxes, initial_options=opened or None)
    row = actions(
        button("See their view", SEE, Look.through(link.id).write()),
        button("Who read what", WHO_READ),
        button(
            "End", END, str(link.id), style="danger",
            confirm=_confirm(
                f"{first} can no longer read anything of yours. "
                "They are told it has ended, not why."
            ),
        ),
    )  # fmt: skip
    hint = f"{first} reads what you share in these areas. Close one, and it is closed at once."
    return modal(
        FORM,
        "Your mentor",
        [
            section(mention(link.mentor.slack_id)),
            text_input(AREAS, "Areas", group, hint=hint),
            row,
        ],
        submit="Save",
        metadata=str(link.id),
    )


def first_of(link: Mentorship) -> str:
    """Return the first name of the mentor."""
    return name_of(link.mentor).split(maxsplit=1)[0]


def readings_card(framework: Framework, lines: Sequence[Line], zone: str | None) -> Card:
    """Return who read what, newest first, a line each."""
    rows = [_line(framework, line, zone) for line in lines]
    text = "\n".join(rows) if rows else NOBODY_READ
    return Card([section(part) for part in _parts(text)], title="Your mentor")


def ended_card(mentor: str) -> Card:
    """Return what a mentee sees after ending a mentorship."""
    sentence = f"{mentor} can no longer read anything of yours."
    return Card([section(escape(sentence))], title="Your mentor")


def stop_form(mentees: Sequence[Other]) -> dict[str, Any]:
    """Return the modal in which a mentor ends a mentorship."""
    blocks: list[Block] = []
    for one in mentees:
        confirm = _confirm("You can no longer read what was shared with you. They are told.")
        end = button(
            "End", END, str(one.mentorship_id), style="danger", confirm=confirm,
            names=f"End mentoring {one.name}",
        )  # fmt: skip
        blocks.append(section(mention(one.slack_id), end))
    return modal(FORM, "Ladder", blocks or [section(NOT_YOURS)], close="Close")


def _confirm(sentence: str) -> sb.ConfirmationDialogue:
    text = sb.Text(sentence, type_=sb.TextType.PLAINTEXT)
    return sb.ConfirmationDialogue("End this mentorship?", text, "End", "Keep it", style="danger")


def _line(framework: Framework, line: Line, zone: str | None) -> str:
    return f"{times.day(line.day)} · {escape(line.reader)} · {_thing(framework, line, zone)}"


def _thing(framework: Framework, line: Line, zone: str | None) -> str:
    if line.is_summary:
        return "your summary"
    if line.written_at is None:
        return "a reflection that is deleted"
    area = framework.area(line.area or "")
    written = times.short_day(line.written_at, zone)
    return f"{escape(area.short) if area else 'No area'}, {written}"


def _parts(text: str) -> list[str]:
    """Cut a long list between its lines, to fit into sections."""
    parts = [""]
    for line in text.splitlines():
        if len(parts[-1]) + len(line) > 2900:
            parts.append("")
        parts[-1] += f"\n{line}" if parts[-1] else line
    return parts
