"""What somebody tried with an id that is not theirs, noted for whoever runs the bot."""

from __future__ import annotations

from bot import audit
from bot.slack.parts import Parts, Who


def note(parts: Parts, who: Who, verb: str, ids: str) -> None:
    """Add a line to the audit; the person is told what they are told of an id that is none."""
    with parts.database.write() as session:
        audit.record(session, who.team, who.user, verb, ids, now=parts.now())
