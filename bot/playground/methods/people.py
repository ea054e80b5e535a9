"""users.info, users.list, auth.test and team.info."""

from __future__ import annotations

from bot.playground.blocks import Json
from bot.playground.errors import Refused
from bot.playground.workspace import Workspace
from bot.playground.world import World


def info(world: World, team: Workspace, args: Json) -> Json:
    """Tell about one person."""
    person = team.people.get(str(args.get("user")))
    if person is None:
        raise Refused("user_not_found")
    return {"user": person.profile(team.id, world.now())}


def list_(world: World, team: Workspace, args: Json) -> Json:
    """Tell about everyone, in pages if a limit is given."""
    people = list(team.people.values())
    start, limit = int(args.get("cursor") or 0), int(args.get("limit") or 0) or len(people)
    page = people[start : start + limit]
    following = str(start + limit) if start + limit < len(people) else ""
    return {
        "members": [person.profile(team.id, world.now()) for person in page],
        "cache_ts": int(world.now().timestamp()),
        "response_metadata": {"next_cursor": following},
    }


def auth_test(world: World, team: Workspace, _args: Json) -> Json:
    """Tell whose token this is."""
    return {
        "url": f"https://{team.domain}.slack.com/",
        "team": team.name,
        "user": "ladder",
        "team_id": team.id,
        "user_id": world.app.user_id,
        "bot_id": world.app.bot_id,
        "is_enterprise_install": False,
    }


def team_info(_world: World, team: Workspace, _args: Json) -> Json:
    """Tell about the workspace."""
    return {"team": {"id": team.id, "name": team.name, "domain": team.domain}}
