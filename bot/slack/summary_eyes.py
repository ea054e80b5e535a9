"""Whose look is allowed: asked anew at each look, whatever door it comes through."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot import audit, mentorships, people, plans, summaries
from bot.slack.parts import Parts, Who
from bot.slack.summary_look import Look, LookAtOne
from bot.storage.tables import Person
from bot.summaries import Shared, Summary


class Eyes:
    """Opens what a person may see with a look, and notes each look in vain."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def summary(self, me: Who, look: Look, *, seen: bool = True) -> Summary | None:
        """Return what this person may see with this look; a look in vain is noted.

        That the mentor read it is noted when it is `seen` now.
        """
        with self._parts.database.write() as session:
            eyes = self._whose(session, me, look)
            if eyes is None:
                self._note(session, me, "summary.refused", look.write())
                return None
            mentor, mentee = eyes
            read = summaries.read if look.mentee and seen else summaries.summary
            return read(
                session,
                self._parts.box,
                self._parts.framework,
                mentor,
                mentee,
                period=look.period,
                now=self._parts.now(),
                page=look.page,
            )

    def one(self, me: Who, asked: LookAtOne) -> tuple[str, str | None, Shared] | None:
        """Return the author's name and zone and the reflection, or None and a note."""
        box, now = self._parts.box, self._parts.now()
        with self._parts.database.write() as session:
            eyes = self._whose(session, me, asked.look)
            found = None
            if eyes is not None and asked.look.mentee:
                found = summaries.read_one(session, box, *eyes, asked.uid, now=now)
            elif eyes is not None:
                found = summaries.shared_one(session, box, *eyes, asked.uid)
            if eyes is None or found is None:
                self._note(session, me, "reflection.refused", asked.write())
                return None
            return mentorships.name_of(eyes[1]), plans.zone_of(session, eyes[1]), found

    def _whose(self, session: Session, me: Who, look: Look) -> tuple[Person, Person] | None:
        """Return mentor and mentee, when this person is the one who may look that way."""
        if look.mentee is not None:
            link = mentorships.active(session, me.team, me.user, look.mentee)
        else:
            person = people.meet(session, me.team, me.user)
            link = mentorships.of_mentee(session, person, look.mentorship_id or 0)
        if link is None or link.state != mentorships.ACTIVE:
            return None
        return link.mentor, link.mentee

    def _note(self, session: Session, me: Who, verb: str, ids: str) -> None:
        audit.record(session, me.team, me.user, verb, ids, now=self._parts.now())
