"""conversations.open and conversations.info."""

from __future__ import annotations

from bot.playground.blocks import Json
from bot.playground.errors import Refused
from bot.playground.messages import Channel
from bot.playground.workspace import Workspace
from bot.playground.world import World


def open_(_world: World, team: Workspace, args: Json) -> Json:
    """Open the app's conversation with one person."""
    users = args.get("users") or ""
    ids = users if isinstance(users, list) else str(users).split(",")
    if len(ids) != 1 or ids[0] not in team.people:
        raise Refused("user_not_found")
    person = team.people[ids[0]]
    if person.deleted:
        raise Refused("user_disabled")
    if person.is_bot:
        raise Refused("cannot_dm_bot")
    return {"channel": {"id": team.dm_of(person).id}}


def info(_world: World, team: Workspace, args: Json) -> Json:
    """Tell about a conversation."""
    channel = team.channels.get(str(args.get("channel")))
    if channel is None:
        raise Refused("channel_not_found")
    return {"channel": _shown(channel)}


def _shown(channel: Channel) -> Json:
    is_dm = channel.kind == "dm"
    shown: Json = {
        "id": channel.id,
        "is_im": is_dm,
        "is_channel": not is_dm,
        "is_private": is_dm,
        "is_archived": channel.archived,
        "is_member": channel.has_app,
    }
    return shown | ({"user": channel.person} if is_dm else {"name": channel.name})
