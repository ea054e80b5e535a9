"""Where an interactive element stands: a message, a modal or a Home tab."""

from __future__ import annotations

from dataclasses import dataclass

from bot.playground.blocks import Json, find_element
from bot.playground.errors import NoSuchThing
from bot.playground.inputs import merged
from bot.playground.messages import Message
from bot.playground.views import View
from bot.playground.workspace import Workspace
from bot.playground.world import World


@dataclass(frozen=True)
class Container:
    """A message with blocks, or a view; exactly one of the two."""

    message: Message | None = None
    view: View | None = None

    @property
    def blocks(self) -> list[Json]:
        """Return the blocks."""
        if self.view is not None:
            return self.view.blocks
        return self.message.blocks or [] if self.message else []

    def element(self, block_id: str, action_id: str) -> Json:
        """Return the element, or say that it is not there."""
        element = find_element(self.blocks, block_id, action_id)
        if element is None:
            raise NoSuchThing(f"There is no {action_id} in {block_id} any more.")
        return element

    def keep(self, typed: Json | None) -> None:
        """Keep what was typed into the container's inputs."""
        if self.view is not None:
            self.view.values = merged(self.view.blocks, _over(self.view.values, typed))
        elif self.message is not None:
            self.message.values = merged(self.message.blocks, _over(self.message.values, typed))

    def values(self) -> Json:
        """Return `state.values`."""
        if self.view is not None:
            return self.view.values
        return self.message.values if self.message else {}


def find_container(team: Workspace, user: str, where: Json) -> Container:
    """Find what the person looks at.

    `where` is {type: message, channel, ts}, {type: view, view_id} or {type: home}.
    """
    if where.get("type") == "message":
        message = team.find_message(where["channel"], where["ts"])
        if message is None or message.private_to not in {None, user}:
            raise NoSuchThing("That message is gone.")
        return Container(message=message)
    home = team.homes.get(user)
    view_id = where.get("view_id")
    if where.get("type") == "home" or (home is not None and home.id == view_id):
        if home is None:
            raise NoSuchThing("There is no Home tab yet.")
        return Container(view=home)
    modal = next((view for view in team.stack(user) if view.id == view_id), None)
    if modal is None:
        raise NoSuchThing("That window is closed.")
    return Container(view=modal)


def container_payload(world: World, team: Workspace, container: Container) -> Json:
    """Return `container` and what goes with it: `view`, or `message`, `channel` and `state`.

    Like Slack's, the payload has no `message` for an ephemeral one.
    """
    if container.view is not None:
        view = container.view
        shown = view.payload(world.app.id, world.app.bot_id)
        return {"container": {"type": "view", "view_id": view.id}, "view": shown}
    message = container.message
    assert message is not None
    private = message.private_to is not None
    payload: Json = {
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel,
            "is_ephemeral": private,
        },
        "channel": {"id": message.channel, "name": _channel_name(team, message.channel)},
        "state": {"values": message.values},
    }
    if not private:
        payload["message"] = message.payload(world.app.id, world.app.bot_id, team.id)
    return payload


def _channel_name(team: Workspace, channel_id: str) -> str:
    channel = team.channels[channel_id]
    return "directmessage" if channel.kind == "dm" else channel.name


def _over(values: Json, typed: Json | None) -> Json:
    """Lay what was typed over what was known, element by element."""
    known = {block: dict(actions) for block, actions in values.items()}
    for block, actions in (typed or {}).items():
        known.setdefault(block, {}).update(actions)
    return known
