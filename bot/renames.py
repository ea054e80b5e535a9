"""Renames: rows that name an area by an id of before get the id of today.

All that compares areas, above all who may read what, then compares ids of one ladder.
"""

from __future__ import annotations

from sqlalchemy import Text, cast, or_, select, update
from sqlalchemy.orm import Session

from bot.delivery import count
from bot.ladder.model import Framework
from bot.storage.tables import Mentorship, Nudge, Plan, Reflection


def rename_areas(session: Session, framework: Framework) -> int:
    """Write today's ids of areas wherever an earlier one stands. Returns how many rows had one.

    What was shared stays shared, and what was open stays open: it is the same area. A ladder
    without renamed areas costs nothing.
    """
    today = {old: area.id for area in framework.areas for old in area.was}
    if not today:
        return 0
    return _in_mentorships(session, today) + sum(
        count(session, update(table).where(table.area == old).values(area=new))
        for table in (Reflection, Plan, Nudge)
        for old, new in today.items()
    )


def _in_mentorships(session: Session, today: dict[str, str]) -> int:
    names_one = or_(*(cast(Mentorship.areas, Text).contains(f'"{old}"') for old in today))
    links = session.scalars(select(Mentorship).where(names_one).with_for_update()).all()
    for link in links:
        link.areas = list(dict.fromkeys(today.get(area, area) for area in link.areas))
    session.flush()
    return len(links)
