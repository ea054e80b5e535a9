"""What the page shows to one person, as JSON: the `State` of the contract with the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.playground.blocks import Json
from bot.playground.messages import Channel, Message
from bot.playground.people import Person
from bot.playground.views import View
from bot.playground.workspace import Workspace
from bot.playground.world import World

BANNER = (
    "This is a playground: a Slack on this machine only. Nobody else sees what you do here, and"
    " the clock is yours to move."
)
_NOTICES = 20


def page_state(
    world: World, team: Workspace, user: str, verbs: Sequence[tuple[str, str]] = ()
) -> Json:
    """Return all that this person sees, at this moment."""
    # The bot is asked when its next nudge is due; nobody holds the lock while the bot is asked.
    clock = clock_state(world)
    with world.lock:
        person = world.person(team, user)
        team.dm_of(person)
        channels = [each for each in team.channels.values() if _is_for(each, person)]
        home = team.homes.get(user)
        return {
            "seq": world.seq,
            "team": {"id": team.id, "name": team.name},
            "banner": BANNER,
            "clock": clock,
            "me": _person(person),
            "people": [_person(each) for each in team.people.values()],
            "channels": [_channel(world, each) for each in channels],
            "messages": {each.id: _messages(each, user) for each in channels},
            "home": _view(home) if home is not None else None,
            "modals": [_view(view) for view in team.stack(user)],
            "notices": [
                {"seq": notice.seq, "text": notice.text, "kind": notice.kind}
                for notice in team.notices
                if notice.user == user
            ][-_NOTICES:],
            "commands": [
                {
                    "command": command.command,
                    "description": command.description,
                    "usage_hint": command.usage_hint,
                    "verbs": [{"verb": verb, "hint": hint} for verb, hint in verbs],
                }
                for command in world.app.commands
            ],
            "shortcuts": [
                {"callback_id": one.callback_id, "name": one.name, "type": one.type}
                for one in world.app.shortcuts
            ],
            "suggested": ["/ladder senior"],
        }


def clock_state(world: World) -> Json:
    """Return the time of the bot, and when its next nudge is due."""
    due = world.clock.next_due()
    return {"now": _iso(world.now()), "next": _iso(due) if due is not None else None}


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _is_for(channel: Channel, person: Person) -> bool:
    return channel.kind != "dm" or channel.person == person.id


def _person(person: Person) -> Json:
    return {
        "id": person.id,
        "name": person.real_name,
        "title": person.title,
        "tz": person.tz,
        "color": f"#{person.color}",
        "is_bot": person.is_bot,
        "deleted": person.deleted,
    }


def _channel(world: World, channel: Channel) -> Json:
    is_dm = channel.kind == "dm"
    return {
        "id": channel.id,
        "name": world.app.name if is_dm else channel.name,
        "kind": channel.kind,
        "composer": not is_dm,
        "unread": channel.unread,
    }


def _messages(channel: Channel, user: str) -> list[Json]:
    seen = (each for each in channel.messages if each.private_to in {None, user})
    return [_message(message) for message in seen]


def _message(message: Message) -> Json:
    shown: Json = {
        "ts": message.ts,
        "seq": message.seq,
        "user": message.user,
        "text": message.text,
        "ephemeral": message.private_to is not None,
        "edited": message.edited,
        "at": message.at,
    }
    if message.blocks is not None:
        shown["blocks"] = message.blocks
    if message.private_to is not None:
        shown["private_to"] = message.private_to
    return shown


def _view(view: View) -> Json:
    source = view.source
    return {
        "id": view.id,
        "hash": view.hash,
        "type": source["type"],
        "title": source.get("title"),
        "submit": source.get("submit"),
        "close": source.get("close"),
        "blocks": source["blocks"],
        "callback_id": source.get("callback_id", ""),
        "errors": view.errors,
        "trouble": view.trouble,
        "state": {"values": view.values},
        "submitting": view.submitting,
    }
