"""views.open, views.push, views.update and views.publish."""

from __future__ import annotations

from bot.playground import modals
from bot.playground.accepting import accept_view
from bot.playground.blocks import Json
from bot.playground.errors import Refused
from bot.playground.views import View
from bot.playground.workspace import Workspace
from bot.playground.world import World


def open_(world: World, team: Workspace, args: Json) -> Json:
    """Open a modal with a trigger id."""
    trigger_id = _required(args, "trigger_id")
    view = accept_view(team, args.get("view"), "modal")
    return _shown(world, modals.open_modal(world, team, trigger_id, view))


def push(world: World, team: Workspace, args: Json) -> Json:
    """Push a modal with a trigger id from inside an open one."""
    trigger_id = _required(args, "trigger_id")
    view = accept_view(team, args.get("view"), "modal")
    return _shown(world, modals.push_modal(world, team, trigger_id, view))


def update(world: World, team: Workspace, args: Json) -> Json:
    """Change an open view, found by view_id or external_id."""
    view = team.find_modal(args.get("view_id"), args.get("external_id"))
    if view is None:
        raise Refused("not_found")
    source = accept_view(team, args.get("view"), view.source["type"])
    return _shown(world, modals.update(world, team, view, source, args.get("hash")))


def publish(world: World, team: Workspace, args: Json) -> Json:
    """Publish someone's Home tab."""
    person = team.people.get(str(args.get("user_id")))
    if person is None:
        raise Refused("user_not_found")
    if not world.app.home_tab:
        raise Refused("not_enabled")
    source = accept_view(team, args.get("view"), "home")
    return _shown(world, modals.publish(world, team, person.id, source, args.get("hash")))


def _required(args: Json, key: str) -> str:
    if not args.get(key):
        raise Refused("invalid_arguments", [f"[ERROR] missing required field: {key}"])
    return str(args[key])


def _shown(world: World, view: View) -> Json:
    return {"view": view.payload(world.app.id, world.app.bot_id)}
