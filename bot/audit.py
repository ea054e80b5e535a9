"""The audit: who tried what on which ids, for whoever runs the bot. It never holds words."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from bot.storage.tables import Audit

IDS_HOLD = 200


def record(session: Session, team: str, who: str, verb: str, ids: str, *, now: datetime) -> None:
    """Add a line. `who` is a Slack id; `ids` came with a request, so it is cut and made ASCII."""
    shown = ascii(ids)[1:-1][:IDS_HOLD]
    session.add(Audit(team_id=team, who=who, verb=verb, ids=shown, at=now))
