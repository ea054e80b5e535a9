"""The page's own API: what the person at the page does, and what they see."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from bot.playground.blocks import Json
from bot.playground.errors import NoSuchThing
from bot.playground.live import LiveView
from bot.playground.page_state import clock_state, page_state

if TYPE_CHECKING:
    from bot.playground.local_slack import LocalSlack

_LONGEST_MOVE = timedelta(days=366).total_seconds()


class PageApi:
    """The routes under /page. Bodies are JSON; errors are `{error: sentence}` with a 4xx."""

    def __init__(self, slack: LocalSlack) -> None:
        self._slack = slack
        self._world = slack.world
        self._live = LiveView(slack.world, self._state).watch

    def application(self, folder: Path) -> Starlette:
        """Return the application that serves the page from a folder, and its API."""
        posts: dict[str, Callable[[Json], Any]] = {
            "command": self.command,
            "action": self.action,
            "submit": self.submit,
            "close": self.close,
            "home": lambda asked: self._slack.open_home(asked["user"], team=asked.get("team")),
            "messages": lambda asked: self._slack.open_messages(
                asked["user"], team=asked.get("team")
            ),
            "shortcut": self.shortcut,
            "clock": self.clock,
        }
        routes = [
            Route(f"/page/{name}", _posted(act), methods=["POST"]) for name, act in posts.items()
        ]
        return Starlette(
            routes=[
                *routes,
                Route("/page/state", self.state),
                Route("/page/options", self.options),
                WebSocketRoute("/page/live", self._live),
                Mount("/", StaticFiles(directory=folder, html=True)),
            ],
        )

    async def state(self, request: Request) -> Response:
        """Return what one person sees."""
        return await _answered(lambda: self._state(request.query_params))

    async def options(self, request: Request) -> Response:
        """Return the options for what is typed into an external select."""
        asked = request.query_params

        def ask() -> Json:
            return self._slack.suggest(
                asked["user"],
                _where(asked),
                block_id=asked["block_id"],
                action_id=asked["action_id"],
                value=asked.get("value", ""),
                team=asked.get("team"),
            )

        return await _answered(ask)

    def command(self, asked: Json) -> int:
        """Type a line. What follows arrives as state, so the page need not wait for the bot."""
        user, team = asked["user"], self._world.team(asked.get("team"))
        channel, text = asked["channel"], str(asked["text"])
        self._world.person(team, user)
        self._world.channel(team, channel)

        def run() -> None:
            try:
                self._slack.type(user, channel, text, team=team.id)
            except NoSuchThing as error:
                with self._world.lock:
                    self._world.notice(team, user, str(error))

        threading.Thread(target=run, name="typed", daemon=True).start()
        return 202

    def action(self, asked: Json) -> None:
        """Use an element."""
        typed = asked.get("state") or {}
        self._slack.act(
            asked["user"],
            asked["container"],
            block_id=asked["block_id"],
            action_id=asked["action_id"],
            element=asked["element"],
            typed=typed.get("values", typed),
            team=asked.get("team"),
        )

    def submit(self, asked: Json) -> None:
        """Submit a modal."""
        typed = asked["state"]["values"]
        self._slack.submit(asked["user"], asked["view_id"], typed, team=asked.get("team"))

    def close(self, asked: Json) -> None:
        """Close a modal, or all of them."""
        self._slack.close(
            asked["user"],
            asked["view_id"],
            cleared=bool(asked.get("cleared")),
            team=asked.get("team"),
        )

    def shortcut(self, asked: Json) -> None:
        """Use a shortcut."""
        self._slack.shortcut(
            asked["user"],
            asked["callback_id"],
            channel=asked.get("channel"),
            ts=asked.get("ts"),
            team=asked.get("team"),
        )

    def clock(self, asked: Json) -> Json:
        """Move the bot's clock by `seconds`, or to the next nudge; answer the new time."""
        clock = self._world.clock
        if clock.move is None:
            raise NoSuchThing("This clock cannot be moved.")
        if asked.get("to") == "next":
            due = clock.next_due()
            if due is None:
                raise NoSuchThing("No nudge is due. Start weekly nudges first.")
            clock.move(max(due, clock.now()))
        elif 0 <= asked["seconds"] <= _LONGEST_MOVE:
            clock.move(clock.now() + timedelta(seconds=asked["seconds"]))
        else:
            raise NoSuchThing("The clock goes forward only, and by a year at most.")
        with self._world.lock:
            self._world.changed()
        return clock_state(self._world)

    def _state(self, asked: Any) -> Json:
        team = self._world.team(asked.get("team"))
        return page_state(self._world, team, asked["user"], self._slack.verbs)


def _posted(act: Callable[[Json], Any]) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        try:
            asked = await request.json()
        except ValueError:
            return JSONResponse({"error": "That was no JSON."}, 400)
        return await _answered(lambda: act(asked))

    return endpoint


async def _answered(act: Callable[[], Any]) -> Response:
    """Run an act off the event loop. What is missing in the request is the page's mistake."""
    try:
        result = await run_in_threadpool(act)
    except NoSuchThing as error:
        return JSONResponse({"error": str(error)}, 409)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return JSONResponse({"error": f"The page asked for something odd: {error!r}"}, 400)
    if isinstance(result, int):
        return JSONResponse({}, result)
    return JSONResponse(result or {})


def _where(asked: Any) -> Json:
    if "view_id" in asked:
        return {"type": "view", "view_id": asked["view_id"]}
    if "ts" in asked:
        return {"type": "message", "channel": asked["channel"], "ts": asked["ts"]}
    return {"type": "home"}
