"""The keys of messages: each names the message itself, so that it exists once."""

from __future__ import annotations

REMINDERS = 2
"""How often a nudge may be brought back."""


def of_nudge(nudge_id: int) -> str:
    """Return the key of the message of a nudge."""
    return f"nudge:{nudge_id}"


def of_reminder(nudge_id: int, number: int) -> str:
    """Return the key of a reminder of a nudge; they are counted from one."""
    return f"reminder:{nudge_id}:{number}"


def about(nudge_id: int) -> tuple[str, ...]:
    """Return the keys of all messages that a nudge can have."""
    reminders = (of_reminder(nudge_id, number + 1) for number in range(REMINDERS))
    return (of_nudge(nudge_id), *reminders)
