"""What the app answers to a command in the HTTP body, and later through a response url."""

from __future__ import annotations

from bot.playground.accepting import accept_message, refuse_for
from bot.playground.blocks import Json
from bot.playground.errors import Refused
from bot.playground.response_urls import ResponseUrl
from bot.playground.validator import message_problems
from bot.playground.world import World, message_content

_KNOWN = frozenset(
    {
        "attachments",
        "blocks",
        "delete_original",
        "metadata",
        "mrkdwn",
        "replace_original",
        "response_type",
        "text",
        "thread_ts",
        "unfurl_links",
        "unfurl_media",
    }
)


def respond(world: World, url: ResponseUrl, args: Json) -> None:
    """Answer through a response url: a new message, or the old one replaced or deleted.

    New messages are ephemeral unless `response_type` is `in_channel`. An ephemeral message never
    becomes public. The url of a command has no original: `replace_original` then only adds.
    """
    url.use(world.now())
    team = world.team(url.team)
    channel = team.channels[url.channel]
    original = channel.find(url.ts) if url.ts else None
    if args.get("delete_original"):
        if original is None:
            raise Refused("not_found")
        world.remove(channel, original)
        return
    _refuse_unknown(args)
    accept_message(team, args)
    if args.get("replace_original") and url.ts is not None:
        if original is None:
            raise Refused("not_found")
        world.rewrite(team, original, message_content(args), way="response_url")
        return
    private_to = None if args.get("response_type") == "in_channel" else url.user
    content = message_content(args)
    world.post(team, channel, content, way="response_url", private_to=private_to)


def answer_command(world: World, url: ResponseUrl, args: Json) -> None:
    """Show the HTTP answer of a command. Only blocks that every workspace takes may be in it."""
    team = world.team(url.team)
    _refuse_unknown(args)
    accept_message(team, args)
    if args.get("blocks"):
        problems = message_problems(args["blocks"], surface="command answer")
        refuse_for(problems, "invalid_command_response")
    private_to = None if args.get("response_type") == "in_channel" else url.user
    channel = team.channels[url.channel]
    content = message_content(args)
    world.post(team, channel, content, way="command answer", private_to=private_to)


def _refuse_unknown(args: Json) -> None:
    unknown = sorted(set(args) - _KNOWN)
    if unknown:
        raise Refused("invalid_arguments", [f"[ERROR] unknown: {', '.join(unknown)}"])
