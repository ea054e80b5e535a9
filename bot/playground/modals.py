"""Opening, pushing, changing and closing views: the modal stack and the Home tab."""

from __future__ import annotations

from bot.playground.blocks import Json, with_ids
from bot.playground.errors import Refused
from bot.playground.inputs import initial_values, merged
from bot.playground.views import View
from bot.playground.workspace import Workspace
from bot.playground.world import World

STACK = 3


def open_modal(world: World, team: Workspace, trigger_id: str, source: Json) -> View:
    """Open a modal for the person behind the trigger.

    With a modal already open, the new one lies on top of it, as in Slack's desktop app [M].
    """
    trigger = world.triggers.check(trigger_id, team.id, world.now())
    view = push(world, team, trigger.user, source)
    trigger.used = True
    return view


def push_modal(world: World, team: Workspace, trigger_id: str, source: Json) -> View:
    """Push a modal; the trigger has to come from inside a modal that is still open."""
    trigger = world.triggers.check(trigger_id, team.id, world.now())
    if trigger.view is None or all(view.id != trigger.view for view in team.stack(trigger.user)):
        raise Refused("invalid_trigger_id", ["no modal is open that this trigger came from"])
    view = push(world, team, trigger.user, source)
    trigger.used = True
    return view


def push(world: World, team: Workspace, user: str, source: Json) -> View:
    """Put a modal on top of the person's stack, which holds three."""
    stack = team.stack(user)
    if len(stack) >= STACK:
        raise Refused("push_limit_reached")
    view = _new_view(world, team, user, source)
    if stack:
        view.previous_id, view.root_id = stack[-1].id, stack[0].id
    stack.append(view)
    world.changed()
    return view


def update(world: World, team: Workspace, view: View, source: Json, hash_: str | None) -> View:
    """Change an open view in place; what was typed stays where the ids stay."""
    _check_hash(view, hash_)
    _check_external_id(team, source, view)
    view.source = _with_ids(world, source)
    view.values = merged(view.blocks, view.values)
    view.hash = world.new_id(f"{int(world.now().timestamp())}.")
    view.errors, view.trouble = {}, None
    world.changed()
    return view


def publish(world: World, team: Workspace, user: str, source: Json, hash_: str | None) -> View:
    """Publish a person's Home tab; it keeps its id through all versions."""
    home = team.homes.get(user)
    if home is not None:
        return update(world, team, home, source, hash_)
    if hash_ is not None:
        raise Refused("hash_conflict")
    team.homes[user] = _new_view(world, team, user, source)
    world.changed()
    return team.homes[user]


def close_from(world: World, team: Workspace, view: View) -> None:
    """Close a modal and what lies on top of it."""
    stack = team.stack(view.user)
    del stack[stack.index(view) :]
    world.changed()


def clear(world: World, team: Workspace, user: str) -> list[View]:
    """Close all modals of a person and return them, top first."""
    closed = list(reversed(team.stack(user)))
    team.stack(user).clear()
    world.changed()
    return closed


def _new_view(world: World, team: Workspace, user: str, source: Json) -> View:
    _check_external_id(team, source, None)
    filled = _with_ids(world, source)
    view_id = world.new_id("V0")
    stamp = world.new_id(f"{int(world.now().timestamp())}.")
    return View(view_id, team.id, user, filled, stamp, initial_values(filled["blocks"]), view_id)


def _with_ids(world: World, source: Json) -> Json:
    return {**source, "blocks": with_ids(source["blocks"], world.new_id)}


def _check_hash(view: View, hash_: str | None) -> None:
    if hash_ is not None and hash_ != view.hash:
        raise Refused("hash_conflict")


def _check_external_id(team: Workspace, source: Json, view: View | None) -> None:
    other = team.find_modal(None, source.get("external_id"))
    if other is not None and other is not view:
        raise Refused("duplicate_external_id")
