"""A person uses an element: a button, a select, a menu; or types into a select for options."""

from __future__ import annotations

from bot.playground.blocks import Json
from bot.playground.containers import Container, container_payload, find_container
from bot.playground.dispatch import Dispatch, json_body
from bot.playground.errors import NoSuchThing
from bot.playground.inputs import state_key
from bot.playground.people import Person
from bot.playground.validator import options_problems
from bot.playground.workspace import Workspace

CLICK_FAILED = "Ladder is not responding. Your click did not get through; try again."
QUERY = 3  # Slack asks the app from the third character on, unless the element says otherwise.


def act(
    dispatch: Dispatch,
    team: Workspace,
    user: str,
    where: Json,
    *,
    block_id: str,
    action_id: str,
    element: Json,
    typed: Json | None = None,
) -> None:
    """Use an element; `element` is the part of the action that the person decided.

    Elements of input blocks tell the app only with `dispatch_action`; otherwise their new value is
    just kept.
    """
    world = dispatch.world
    with world.lock:
        person = world.person(team, user)
        container = find_container(team, user, where)
        declared = container.element(block_id, action_id)
        if declared["type"] != element.get("type"):
            raise NoSuchThing(f"{action_id} is a {declared['type']}, not a {element.get('type')}.")
        container.keep(typed)
        _keep_choice(container, block_id, action_id, element)
        if _silent(container, block_id):
            world.changed()
            return
        action = _action(dispatch, declared, element, block_id)
        payload = _payload(dispatch, team, person, container) | {"actions": [action]}
    label = declared.get("text", {}).get("text") or action_id
    answer = dispatch.interaction(payload, f"click on {label}")
    if not answer.good:
        with world.lock:
            world.notice(team, user, CLICK_FAILED)


def suggestions(
    dispatch: Dispatch,
    team: Workspace,
    user: str,
    where: Json,
    *,
    block_id: str,
    action_id: str,
    value: str,
) -> Json:
    """Return `options` or `option_groups` for what was typed into an external select."""
    world = dispatch.world
    with world.lock:
        person = world.person(team, user)
        container = find_container(team, user, where)
        element = container.element(block_id, action_id)
        if len(value) < element.get("min_query_length", QUERY):
            return {"options": []}
        payload = (
            dispatch.base("block_suggestion", team, person)
            | container_payload(world, team, container)
            | {"action_id": action_id, "block_id": block_id, "value": value}
        )
    what = f"options for {action_id}"
    answer = dispatch.interaction(payload, what)
    if not answer.good:
        return {"options": []}
    try:
        found = json_body(answer)
        problems = [str(problem) for problem in options_problems(found)]
    except ValueError:
        found, problems = None, ["the body is no JSON"]
    if problems:
        with world.lock:
            world.record.refuse(what, "invalid_options", problems, found)
        return {"options": []}
    options: Json = found
    return options


def _silent(container: Container, block_id: str) -> bool:
    block = next(block for block in container.blocks if block["block_id"] == block_id)
    return block["type"] == "input" and not block.get("dispatch_action")


def _keep_choice(container: Container, block_id: str, action_id: str, element: Json) -> None:
    key = state_key(element["type"])
    if key is not None and key in element:
        chosen = {"type": element["type"], key: element[key]}
        container.keep({block_id: {action_id: chosen}})


def _action(dispatch: Dispatch, declared: Json, element: Json, block_id: str) -> Json:
    shown: Json = {key: declared[key] for key in ("text", "value", "style") if key in declared}
    return {
        **shown,
        **element,
        "action_id": declared["action_id"],
        "block_id": block_id,
        "action_ts": dispatch.world.new_ts(),
    }


def _payload(dispatch: Dispatch, team: Workspace, person: Person, container: Container) -> Json:
    """Return the payload of a click; only clicks in messages bring a response url."""
    world = dispatch.world
    view_id = container.view.id if container.view is not None else None
    payload = dispatch.base("block_actions", team, person)
    payload |= container_payload(world, team, container)
    payload["trigger_id"] = world.triggers.issue(team.id, person.id, world.now(), view_id)
    message = container.message
    if message is not None:
        url = world.response_urls.issue(
            team.id, person.id, message.channel, world.now(), message.ts
        )
        payload["response_url"] = f"{world.response_base}{url.id}"
    return payload
