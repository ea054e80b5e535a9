"""The buttons that lead from one conversation into another, and how listeners know them.

An action id says what it opens; its value says which. Ids that stand more than once in one block
carry `#n` (see `cards.button`), and `listens` matches them with and without.
"""

from __future__ import annotations

import re
from re import Pattern

from slackblocks import Button

from bot.ladder.model import Area, Level
from bot.slack.cards import button

LEVEL = "level.open"
AREA = "area.open"
ROLE = "level.role"
COMPARE = "ladder.compare"
HABITS = "ladder.habits"
RESOURCES = "ladder.resources"
SEARCH = "ladder.search"
HELP = "ladder.help"
VERB = "ladder.verb"
PLAN = "plan.open"
FOCUS = "plan.focus"
NUDGE_NOW = "nudge.now"
REFLECT = "reflection.write"
REFLECTION = "reflection.open"
HISTORY = "reflection.history"
SHARE = "reflection.share"
INVITE = "mentorship.invite"
HOME = "home.open"
PRIVACY = "privacy.open"
EXPORT = "export.offer"
ERASE = "erase.open"


def listens(action: str) -> Pattern[str]:
    """Return the pattern of an action id, numbered or not."""
    return re.compile(rf"^{re.escape(action)}(#.*)?$")


def open_level(level: Level, label: str | None = None, nth: int | None = None) -> Button:
    """A button to the card of a level."""
    label = label or level.short
    names = level.title if level.title.startswith(label) else f"{label}: {level.title}"
    return button(label, LEVEL, level.id, names=names, nth=nth)


def open_area(area: Area, label: str = "Open", nth: int | None = None) -> Button:
    """A button to the card of an area."""
    return button(label, AREA, area.id, names=f"{label} {area.title}", nth=nth)


def weekly_nudges(label: str = "Weekly nudges", *, primary: bool = False) -> Button:
    """A button to the form of the plan."""
    return button(label, PLAN, style="primary" if primary else None)


def reflect(
    label: str = "Reflect",
    *,
    area: str | None = None,
    nudge: int | None = None,
    primary: bool = False,
) -> Button:
    """A button to the reflection form, perhaps with its area chosen or for a nudge."""
    value = f"nudge:{nudge}" if nudge is not None else f"area:{area}" if area else None
    return button(label, REFLECT, value, style="primary" if primary else None)


def open_reflection(uid: str, what: str, label: str = "Open") -> Button:
    """A button to one of the person's own reflections; `what` says which, to a screen reader."""
    return button(label, REFLECTION, uid, names=f"{label} {what}")


def invite(label: str = "Invite a mentor", *, primary: bool = False) -> Button:
    """A button to the form that invites a mentor."""
    return button(label, INVITE, style="primary" if primary else None)


def show_help(label: str = "All commands") -> Button:
    """A button to the card that tells every command."""
    return button(label, HELP)


def export(label: str = "Export my data") -> Button:
    """A button to what an export is, before one is made."""
    return button(label, EXPORT)


def show_search(label: str = "Search") -> Button:
    """A button that asks for words to look for in the ladder."""
    return button(label, SEARCH)
