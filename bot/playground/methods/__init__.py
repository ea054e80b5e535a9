"""The methods of the Web API that the bot may call, each with the scope that it needs.

Sources of the scopes: the method pages of docs.slack.dev. An empty scope: any token will do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.playground.accepting import refuse_for
from bot.playground.blocks import Json
from bot.playground.methods import chat, conversations, files, people, views
from bot.playground.validator import message_problems
from bot.playground.workspace import Workspace
from bot.playground.world import World


@dataclass(frozen=True)
class Method:
    """What a method does and which scope it wants."""

    run: Callable[[World, Workspace, Json], Json]
    scope: str = ""


def _validate_blocks(_world: World, team: Workspace, args: Json) -> Json:
    """Say whether the blocks would do in a message; the shape of the answer is Slack's."""
    problems = message_problems(args.get("blocks"), without_new=team.refuses_new_blocks)
    refuse_for(problems, "invalid_blocks")
    return {}


METHODS: dict[str, Method] = {
    "auth.test": Method(people.auth_test),
    "blocks.validate": Method(_validate_blocks),
    "chat.delete": Method(chat.delete, "chat:write"),
    "chat.postEphemeral": Method(chat.post_ephemeral, "chat:write"),
    "chat.postMessage": Method(chat.post_message, "chat:write"),
    "chat.update": Method(chat.update, "chat:write"),
    "conversations.info": Method(conversations.info, "channels:read"),
    "conversations.open": Method(conversations.open_, "im:write"),
    "files.completeUploadExternal": Method(files.complete_upload, "files:write"),
    "files.delete": Method(files.delete, "files:write"),
    "files.getUploadURLExternal": Method(files.get_upload_url, "files:write"),
    "files.info": Method(files.info, "files:read"),
    "team.info": Method(people.team_info, "team:read"),
    "users.info": Method(people.info, "users:read"),
    "users.list": Method(people.list_, "users:read"),
    "views.open": Method(views.open_),
    "views.publish": Method(views.publish),
    "views.push": Method(views.push),
    "views.update": Method(views.update),
}
