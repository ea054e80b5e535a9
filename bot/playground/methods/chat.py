"""chat.postMessage, chat.postEphemeral, chat.update and chat.delete."""

from __future__ import annotations

from datetime import timedelta

from bot.playground.accepting import accept_message
from bot.playground.blocks import Json
from bot.playground.errors import Refused
from bot.playground.messages import Channel, Message
from bot.playground.workspace import Workspace
from bot.playground.world import World, message_content


def post_message(world: World, team: Workspace, args: Json) -> Json:
    """Post; a user id as channel means that person's conversation with the app."""
    channel = _writable(world, team, args.get("channel"))
    accept_message(team, args)
    metadata = args.get("metadata")
    if metadata is not None and set(metadata) != {"event_type", "event_payload"}:
        raise Refused("invalid_metadata_format")
    _pace(world, team)
    message = world.post(team, channel, message_content(args), way="chat.postMessage")
    return {"channel": channel.id, "ts": message.ts, "message": _shown(world, team, message)}


def post_ephemeral(world: World, team: Workspace, args: Json) -> Json:
    """Show a message to one active person in a channel; its ts cannot be used afterwards."""
    channel = _writable(world, team, args.get("channel"))
    person = team.people.get(str(args.get("user")))
    if person is None or person.deleted:
        raise Refused("user_not_in_channel")
    accept_message(team, args)
    content = message_content(args)
    message = world.post(team, channel, content, way="chat.postEphemeral", private_to=person.id)
    return {"message_ts": message.ts}


def update(world: World, team: Workspace, args: Json) -> Json:
    """Change a message of the app; blocks that are not given stay as they were."""
    channel, message = _own_message(team, args)
    accept_message(team, args)
    content = {"text": message.text, "blocks": message.blocks, **message_content(args)}
    world.rewrite(team, message, content, way="chat.update")
    shown = _shown(world, team, message)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shown}


def delete(world: World, team: Workspace, args: Json) -> Json:
    """Delete a message of the app."""
    channel, message = _own_message(team, args)
    world.remove(channel, message)
    return {"channel": channel.id, "ts": message.ts}


def _writable(world: World, team: Workspace, channel_id: object) -> Channel:
    person = team.people.get(str(channel_id))
    if person is not None and person.is_bot:
        raise Refused("cannot_dm_bot")
    # That a deactivated person is not found is from memory; Slack does not document it.
    if person is not None and person.deleted:
        raise Refused("channel_not_found")
    channel = team.dm_of(person) if person else team.channels.get(str(channel_id))
    if channel is None:
        raise Refused("channel_not_found")
    if channel.archived:
        raise Refused("is_archived")
    if not channel.has_app:
        raise Refused("not_in_channel")
    if channel.kind == "dm" and _dms_are_off(world, team, channel):
        raise Refused("messages_tab_disabled")
    return channel


def _dms_are_off(world: World, team: Workspace, channel: Channel) -> bool:
    off_for_all = team.messages_tab_disabled or not world.app.messages_tab
    return off_for_all or channel.person in team.dms_off


def _own_message(team: Workspace, args: Json) -> tuple[Channel, Message]:
    channel = team.channels.get(str(args.get("channel")))
    if channel is None:
        raise Refused("channel_not_found")
    message = channel.find(str(args.get("ts")))
    if message is None or message.private_to is not None:
        raise Refused("message_not_found")
    if not message.from_app:
        raise Refused("cant_update_message")
    return channel, message


def _pace(world: World, team: Workspace) -> None:
    """Refuse the post that is one too many within a second of this Slack's time."""
    if team.posts_per_second is None:
        return
    since = world.now() - timedelta(seconds=1)
    team.recent_posts[:] = [moment for moment in team.recent_posts if moment > since]
    if len(team.recent_posts) >= team.posts_per_second:
        raise Refused("ratelimited", retry_after=1)
    team.recent_posts.append(world.now())


def _shown(world: World, team: Workspace, message: Message) -> Json:
    return message.payload(world.app.id, world.app.bot_id, team.id)
