"""A person submits or closes a modal."""

from __future__ import annotations

from bot.playground import modals
from bot.playground.accepting import accept_view
from bot.playground.blocks import Json
from bot.playground.courier import Answer
from bot.playground.dispatch import Dispatch, json_body
from bot.playground.errors import NoSuchThing, Refused
from bot.playground.inputs import merged, refused_by_slack
from bot.playground.views import View
from bot.playground.workspace import Workspace

TROUBLE = "We had some trouble connecting. Try again?"


def submit(
    dispatch: Dispatch, team: Workspace, user: str, view_id: str, typed: Json | None = None
) -> None:
    """Submit a modal with what was typed. What Slack itself would refuse never reaches the app."""
    world = dispatch.world
    with world.lock:
        view = _open_modal(team, user, view_id)
        view.values = merged(view.blocks, typed if typed is not None else view.values)
        view.errors, view.trouble = refused_by_slack(view.blocks, view.values), None
        view.submitting = not view.errors
        world.changed()
        if view.errors:
            return
        payload = dispatch.base("view_submission", team, world.person(team, user))
        payload["view"] = view.payload(world.app.id, world.app.bot_id)
        payload["trigger_id"] = world.triggers.issue(team.id, user, world.now(), view.id)
        payload["response_urls"] = []
    what = f"submit of {view.source.get('callback_id') or 'a modal'}"
    answer = dispatch.interaction(payload, what)
    with world.lock:
        view.submitting = False
        world.changed()
        if view in team.stack(user):
            _follow(dispatch, team, view, answer, what)


def close(
    dispatch: Dispatch, team: Workspace, user: str, view_id: str, *, cleared: bool = False
) -> None:
    """Close a modal and what lies on it, or all of them; the app hears of it if it asked to."""
    world = dispatch.world
    with world.lock:
        view = _open_modal(team, user, view_id)
        stack = team.stack(user)
        all_go = cleared or view.source.get("clear_on_close", False)
        closed = list(reversed(stack if all_go else stack[stack.index(view) :]))
        for each in closed:
            stack.remove(each)
        world.changed()
        payloads = [
            dispatch.base("view_closed", team, world.person(team, user))
            | {
                "view": each.payload(world.app.id, world.app.bot_id),
                "is_cleared": cleared,
            }
            for each in closed
            if each.source.get("notify_on_close")
        ]
    for payload in payloads:
        dispatch.interaction(payload, "close of a modal")


def _open_modal(team: Workspace, user: str, view_id: str) -> View:
    view = next((view for view in team.stack(user) if view.id == view_id), None)
    if view is None:
        raise NoSuchThing("That window is closed.")
    return view


def _follow(dispatch: Dispatch, team: Workspace, view: View, answer: Answer, what: str) -> None:
    """Do what the app answered to a submit; whatever cannot be done shows Slack's own sentence."""
    world = dispatch.world
    if not answer.good:
        view.trouble = TROUBLE
        world.notice(team, view.user, TROUBLE)
        return
    try:
        asked = _response(answer)
        _apply(dispatch, team, view, asked)
    except Refused as refusal:
        view.trouble = TROUBLE
        body = answer.body.decode(errors="replace")
        world.record.refuse(f"answer to {what}", refusal.error, refusal.messages, body)
        world.notice(team, view.user, TROUBLE)


def _response(answer: Answer) -> Json:
    try:
        asked = json_body(answer)
    except ValueError:
        raise Refused("invalid_response", ["the body is neither empty nor JSON"]) from None
    if asked is None or asked == {}:
        return {"response_action": "close"}
    if not isinstance(asked, dict):
        raise Refused("invalid_response", ["the body is no object"])
    return asked


def _apply(dispatch: Dispatch, team: Workspace, view: View, asked: Json) -> None:
    world, action = dispatch.world, asked.get("response_action")
    if action == "close":
        modals.close_from(world, team, view)
    elif action == "clear":
        modals.clear(world, team, view.user)
    elif action == "errors":
        view.errors = _errors(view, asked.get("errors"))
        world.changed()
    elif action == "update":
        modals.update(world, team, view, accept_view(team, asked.get("view"), "modal"), None)
    elif action == "push":
        modals.push(world, team, view.user, accept_view(team, asked.get("view"), "modal"))
    else:
        raise Refused("invalid_response", [f"unknown response_action: {action}"])


def _errors(view: View, errors: object) -> dict[str, str]:
    """Accept sentences for blocks that hold an input; Slack shows none of them otherwise."""
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        raise Refused("invalid_response", ["errors must name at least one input block"])
    strangers = sorted(set(errors) - inputs)
    if strangers:
        raise Refused("invalid_response", [f"no input block is called {', '.join(strangers)}"])
    if not all(isinstance(sentence, str) and sentence for sentence in errors.values()):
        raise Refused("invalid_response", ["each error must be a sentence"])
    return dict(errors)
