"""The people of a local workspace, with the profiles that the Web API tells about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo


@dataclass
class Person:
    """A Slack user; `name` is the handle that others type after an @."""

    id: str
    name: str
    real_name: str
    title: str = ""
    tz: str = "Europe/London"
    color: str = "4bbe2e"
    is_bot: bool = False
    deleted: bool = False
    is_owner: bool = False

    @property
    def dm(self) -> str:
        """Return the id of the person's conversation with the app."""
        return "D" + self.id[1:]

    def profile(self, team_id: str, now: datetime) -> dict[str, Any]:
        """Return the user object of `users.info`; like Slack, a deactivated one has no zone."""
        user: dict[str, Any] = {
            "id": self.id,
            "team_id": team_id,
            "name": self.name,
            "deleted": self.deleted,
            "profile": {
                "title": self.title,
                "real_name": self.real_name,
                "display_name": self.name,
                "team": team_id,
            },
            "is_bot": self.is_bot,
            "updated": int(now.timestamp()),
            "is_app_user": False,
        }
        if self.deleted:
            return user
        local = now.astimezone(ZoneInfo(self.tz))
        offset = local.utcoffset()
        return user | {
            "color": self.color,
            "real_name": self.real_name,
            "tz": self.tz,
            "tz_label": local.tzname(),
            "tz_offset": int(offset.total_seconds()) if offset else 0,
            "is_admin": self.is_owner,
            "is_owner": self.is_owner,
            "is_primary_owner": self.is_owner,
            "is_restricted": False,
            "is_ultra_restricted": False,
        }


def cast() -> list[Person]:
    """Return the people everybody knows from the tests, fresh ones each time."""
    return [
        Person("U0ADA", "ada", "Ada Lovelace", "Intermediate Engineer", "Europe/London", "c2185b"),
        Person("U0GRACE", "grace", "Grace Hopper", "Senior Engineer", "America/New_York", "1565c0"),
        Person("U0MALLORY", "mallory", "Mallory Marsh", "Engineer", "Europe/Berlin", "6a1b9a"),
        Person("U0LINUS", "linus", "Linus Virtanen", "Staff Engineer", "Europe/Helsinki", "2e7d32"),
        Person("U0DEPLOY", "deploybot", "Deploybot", "App", "Etc/UTC", "5d4037", is_bot=True),
    ]
