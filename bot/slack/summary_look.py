"""A look: whose summary is open, through whose eyes, how far back and on which page.

It travels in button values and in a view's metadata, so it comes back from anybody: it says what
is asked for, and never what is allowed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.summaries import Period

_WRITTEN = re.compile(r"(of:[UW][A-Z0-9]{1,30}|as:[0-9]{1,9}):(4w|12w|all):([0-9]{1,4})")


@dataclass(frozen=True)
class Look:
    """A mentor looks at a mentee (`of`, a Slack id); a mentee looks as a mentor (`as`, an id).

    The id behind `as` is that of the mentee's own mentorship.
    """

    whose: str
    period: Period = Period.FOUR_WEEKS
    page: int = 0

    @classmethod
    def of(cls, mentee: str, period: Period = Period.FOUR_WEEKS) -> Look:
        """Return a mentor's look at a mentee."""
        return cls(f"of:{mentee}", period)

    @classmethod
    def through(cls, mentorship_id: int) -> Look:
        """Return a mentee's look at what the mentor of a mentorship sees."""
        return cls(f"as:{mentorship_id}")

    @classmethod
    def read(cls, written: str) -> Look | None:
        """Return the look that was written, or None for anything else."""
        found = _WRITTEN.fullmatch(written)
        return cls(found[1], Period(found[2]), int(found[3])) if found else None

    def write(self) -> str:
        """Return the look as a button carries it."""
        return f"{self.whose}:{self.period}:{self.page}"

    @property
    def mentee(self) -> str | None:
        """The Slack id of the mentee, in a mentor's look."""
        return self.whose[3:] if self.whose.startswith("of:") else None

    @property
    def mentorship_id(self) -> int | None:
        """The mentorship, in a mentee's look."""
        return int(self.whose[3:]) if self.whose.startswith("as:") else None

    def over(self, period: Period) -> Look:
        """Return the first page of the same look over another period."""
        return replace(self, period=period, page=0)

    def turned(self, pages: int) -> Look:
        """Return the same look some pages on."""
        return replace(self, page=max(self.page + pages, 0))


@dataclass(frozen=True)
class LookAtOne:
    """A look at one reflection in full, named by its uid."""

    look: Look
    uid: str

    @classmethod
    def read(cls, written: str) -> LookAtOne | None:
        """Return what was written, or None for anything else."""
        before, _, uid = written.rpartition("/")
        look = Look.read(before)
        return cls(look, uid) if look and re.fullmatch(r"[0-9a-f]{32}", uid) else None

    def write(self) -> str:
        """Return it as a button carries it."""
        return f"{self.look.write()}/{self.uid}"
