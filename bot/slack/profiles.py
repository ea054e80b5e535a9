"""What Slack says of a person: their name, their time zone, whether they are an app or gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackClientError
from structlog import get_logger

from bot import people
from bot.slack import zones
from bot.slack.parts import Parts, Who
from bot.storage.tables import Person

log = get_logger()

SECONDS = 1
"""Patience with Slack here: the form that waits for the profile has to open within 3 s."""


@dataclass(frozen=True)
class Profile:
    """A person as Slack knows them. What could not be read is None and is asked for instead."""

    name: str | None = None
    zone: str | None = None
    is_bot: bool = False
    deactivated: bool = False


def profile_of(parts: Parts, who: Who) -> Profile:
    """Return the profile, asking Slack when what we know is not fresh.

    Call it outside transactions. When Slack does not answer, what was known before is returned;
    nothing is assumed.
    """
    with parts.database.read() as session:
        person = people.find(session, who.team, who.user)
        known = _profile(person) if person is not None else Profile()
        if person is not None and people.is_fresh(person, parts.now()):
            return known
    fresh = _ask(parts, who)
    if fresh is None:
        return known
    with parts.database.write() as session:
        people.remember_profile(
            people.meet(session, who.team, who.user),
            name=fresh.name or who.user,
            zone=fresh.zone,
            is_bot=fresh.is_bot,
            deactivated=fresh.deactivated,
            now=parts.now(),
        )
    return fresh


def _profile(person: Person) -> Profile:
    return Profile(person.name, person.zone, person.is_bot, person.deactivated)


def _ask(parts: Parts, who: Who) -> Profile | None:
    client = parts.clients(who.team)
    client.timeout = SECONDS
    try:
        user = client.users_info(user=who.user)["user"]
    except (SlackClientError, OSError) as error:
        log.warning("profile not read", person=who.user, error=type(error).__name__)
        return None
    return read_user(user)


def read_user(user: dict[str, Any]) -> Profile:
    """Return the profile in Slack's user object, of which every field but the id may be missing.

    A zone that is unknown here counts as none [docs.slack.dev, user object].
    """
    words = user.get("profile") or {}
    names = (words.get("real_name"), user.get("real_name"), words.get("display_name"))
    zone = user.get("tz")
    return Profile(
        name=next((name for name in map(_words, (*names, user.get("name"))) if name), None),
        zone=zone if isinstance(zone, str) and zones.is_known(zone) else None,
        is_bot=bool(user.get("is_bot")) or user.get("id") == "USLACKBOT",
        deactivated=bool(user.get("deleted")),
    )


def _words(name: object) -> str:
    """Return a name as one line; Slack lets people save blank ones."""
    return " ".join(str(name or "").split())[:200]
