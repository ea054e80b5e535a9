"""A person uses a global shortcut, or the menu of a message."""

from __future__ import annotations

from bot.playground.dispatch import Dispatch
from bot.playground.errors import NoSuchThing
from bot.playground.workspace import Workspace


def use(
    dispatch: Dispatch,
    team: Workspace,
    user: str,
    callback_id: str,
    *,
    channel_id: str | None = None,
    ts: str | None = None,
) -> None:
    """Use a shortcut of the manifest; a message shortcut needs the message's channel and ts."""
    world = dispatch.world
    with world.lock:
        shortcut = world.app.shortcut(callback_id)
        if shortcut is None:
            raise NoSuchThing(f"There is no shortcut {callback_id}.")
        person = world.person(team, user)
        kind = "shortcut" if shortcut.type == "global" else "message_action"
        payload = dispatch.base(kind, team, person) | {"callback_id": callback_id}
        payload["trigger_id"] = world.triggers.issue(team.id, user, world.now())
        if shortcut.type == "message":
            message = team.find_message(channel_id or "", ts or "")
            if message is None or message.private_to is not None:
                raise NoSuchThing("That message is gone.")
            url = world.response_urls.issue(team.id, user, message.channel, world.now())
            payload |= {
                "message": message.payload(world.app.id, world.app.bot_id, team.id),
                "message_ts": message.ts,
                "channel": {
                    "id": message.channel,
                    "name": team.channels[message.channel].name,
                },
                "response_url": f"{world.response_base}{url.id}",
            }
    answer = dispatch.interaction(payload, f"shortcut {shortcut.name}")
    if not answer.good:
        with world.lock:
            world.notice(team, user, f"{shortcut.name} failed. Ladder is not responding.")
