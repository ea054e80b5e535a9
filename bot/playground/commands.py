"""A person types into a channel: words, or a slash command."""

from __future__ import annotations

import json

from bot.playground.arguments import checked
from bot.playground.blocks import Json
from bot.playground.courier import Answer
from bot.playground.dispatch import Dispatch
from bot.playground.errors import NoSuchThing, Refused
from bot.playground.escaping import escape, escaped_command
from bot.playground.people import Person
from bot.playground.response_urls import ResponseUrl
from bot.playground.responses import answer_command
from bot.playground.workspace import Workspace


def type_text(
    dispatch: Dispatch,
    team: Workspace,
    user: str,
    channel_id: str,
    text: str,
    *,
    escaped: bool = False,
) -> None:
    """Send what a person typed. With `escaped` the text is already as Slack would send it."""
    world = dispatch.world
    with world.lock:
        person, channel = world.person(team, user), world.channel(team, channel_id)
        if channel.kind == "dm":
            raise NoSuchThing("Sending messages to this app has been turned off.")
        if not text.startswith("/"):
            world.say(channel, user, escape(text))
            return
        name, _, rest = text.partition(" ")
        command = world.app.command(name)
        if command is None:
            world.notice(team, user, f"{name} is not a valid command.")
            return
        words = escaped_command(team, rest) if command.escapes and not escaped else rest
        url = world.response_urls.issue(team.id, user, channel_id, world.now())
        fields = _fields(dispatch, team, person, url) | {"command": name, "text": words.strip()}
    answer = dispatch.form(fields, f"{name} {rest}".strip())
    with world.lock:
        _show(dispatch, team, url, answer, name)


def _fields(
    dispatch: Dispatch, team: Workspace, person: Person, url: ResponseUrl
) -> dict[str, str]:
    world = dispatch.world
    return {
        "token": "local-verification-token",
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": url.channel,
        "channel_name": team.channels[url.channel].name,
        "user_id": person.id,
        "user_name": person.name,
        "api_app_id": world.app.id,
        "is_enterprise_install": "false",
        "response_url": f"{world.response_base}{url.id}",
        "trigger_id": world.triggers.issue(team.id, person.id, world.now()),
    }


def _show(dispatch: Dispatch, team: Workspace, url: ResponseUrl, answer: Answer, name: str) -> None:
    world = dispatch.world
    if not answer.in_time:
        _failed(dispatch, team, url.user, name, "operation_timeout")
    elif not answer.good:
        _failed(dispatch, team, url.user, name, "dispatch_failed")
    elif answer.body.strip():
        try:
            content = _content(answer)
            answer_command(world, url, checked(content))
        except Refused as refusal:
            world.record.refuse(
                f"answer to {name}", refusal.error, refusal.messages, answer.body.decode()
            )
            _failed(dispatch, team, url.user, name, "invalid_command_response")


def _content(answer: Answer) -> Json:
    """Read the body: JSON if it says so, otherwise plain words."""
    if not answer.headers.get("content-type", "").startswith("application/json"):
        return {"text": answer.body.decode()}
    try:
        content = json.loads(answer.body)
    except ValueError:
        raise Refused("invalid_command_response", ["the body is no JSON"]) from None
    if not isinstance(content, dict):
        raise Refused("invalid_command_response", ["the body is no object"])
    return content


def _failed(dispatch: Dispatch, team: Workspace, user: str, name: str, error: str) -> None:
    dispatch.world.notice(team, user, f'{name} failed with the error "{error}"')
