"""Ada and her mentors in a test: rows as the bot would have made them, and noise around them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot import invitations, mentorships, reflections, shares
from bot.reflections import Entry
from bot.storage.crypto import Box
from bot.storage.tables import Mentorship, Person, Reflection, Share
from tests.cast import ADA, GRACE, LINUS, MALLORY, MONDAY, OTHER_TEAM, meet

DAY = timedelta(days=1)


def mentorship(
    session: Session,
    mentee: Person,
    mentor: Person,
    areas: Iterable[str] = ("mentoring", "quality"),
    at: datetime = MONDAY - 60 * DAY,
) -> Mentorship:
    """Return a mentorship that was asked for and accepted."""
    link = invitations.invite(session, mentee, mentor, areas, at)
    accepted = invitations.accept(session, mentor, link.id, at)
    assert accepted is not None
    return accepted


def reflection(
    session: Session,
    box: Box,
    author: Person,
    words: str = "I asked first",
    area: str | None = "mentoring",
    *,
    at: datetime = MONDAY - DAY,
    sureness: int | None = None,
    prompt: str | None = None,
) -> Reflection:
    """Return a reflection, private to its author."""
    entry = Entry(words, area=area, sureness=sureness, prompt=prompt)
    return reflections.write(session, box, author, entry, framework_version="1.0.0", now=at)


def shared(
    session: Session,
    box: Box,
    link: Mentorship,
    words: str = "I asked first",
    area: str = "mentoring",
    *,
    at: datetime = MONDAY - DAY,
    sureness: int | None = None,
    prompt: str | None = None,
) -> Reflection:
    """Return a reflection of the mentee's that the mentor of this mentorship may read."""
    row = reflection(
        session, box, link.mentee, words, area, at=at, sureness=sureness, prompt=prompt
    )
    shares.set_shares(session, row, [link.id], at)
    return row


def noise(session: Session, box: Box) -> None:
    """Add what Grace must never find when she looks at Ada, each for another reason."""
    ada, grace, linus = (meet(session, one) for one in (ADA, GRACE, LINUS))
    mallory = meet(session, MALLORY)
    # The very same Slack ids in another workspace, where Grace is Ada's mentor too.
    elsewhere = mentorship(
        session, meet(session, ADA, OTHER_TEAM), meet(session, GRACE, OTHER_TEAM)
    )
    shared(session, box, elsewhere, "noise: another workspace")
    # Another mentee of Grace's, and another mentor of Ada's.
    shared(session, box, mentorship(session, mallory, grace), "noise: another mentee")
    shared(session, box, mentorship(session, ada, linus), "noise: another mentor")
    # The two of them the other way round.
    shared(session, box, mentorship(session, grace, ada), "noise: Grace's own")
    # An earlier mentorship of the same two, whose share was left behind.
    old = mentorship(session, ada, grace, at=MONDAY - 200 * DAY)
    before = shared(session, box, old, "noise: an old mentorship", at=MONDAY - 2 * DAY)
    mentorships.end(session, ada, old.id, MONDAY - 100 * DAY)
    leave_share(session, before, old)


def private_noise(session: Session, box: Box, link: Mentorship) -> None:
    """Add what Ada kept from this mentor: unshared, in a closed area, without an area."""
    reflection(session, box, link.mentee, "noise: unshared")
    closed = reflection(session, box, link.mentee, "noise: closed area", "architecture")
    without = reflection(session, box, link.mentee, "noise: no area", None)
    theirs = reflection(session, box, meet(session, MALLORY), "noise: not Ada's at all")
    for row in (closed, without, theirs):
        leave_share(session, row, link)


def leave_share(session: Session, row: Reflection, link: Mentorship) -> None:
    """Put a share into the table that no use case would leave there."""
    session.add(
        Share(
            team_id=link.team_id,
            reflection_id=row.id,
            mentorship_id=link.id,
            shared_at=MONDAY,
        )
    )
    session.flush()
