"""The Web API without its sockets: a request's bytes in, an answer (or a cut connection) out."""

from __future__ import annotations

import json
from typing import Any

from bot.playground import responses
from bot.playground.arguments import checked, read_arguments
from bot.playground.blocks import Json
from bot.playground.errors import Refused
from bot.playground.faults import Outcome, Reply
from bot.playground.methods import METHODS
from bot.playground.methods.files import upload
from bot.playground.planned_faults import Faults
from bot.playground.record import Call
from bot.playground.workspace import Workspace
from bot.playground.world import World


class WebApi:
    """Answers what the bot asks: methods, response urls and uploads."""

    def __init__(self, world: World, faults: Faults) -> None:
        self._world = world
        self._faults = faults

    def answer(self, path: str, headers: dict[str, str], body: bytes) -> Outcome:
        """Answer a POST; header names are lower case."""
        kind, _, rest = path.lstrip("/").partition("/")
        if kind == "api":
            return self._method(rest, headers, body)
        if kind == "response":
            return self._response(rest, body)
        if kind == "upload":
            return self._upload(rest, body)
        return Reply(404, b"not found")

    def _method(self, name: str, headers: dict[str, str], body: bytes) -> Outcome:
        try:
            args = read_arguments(headers.get("content-type", ""), body)
            team = self._team(headers, args)
        except Refused as refusal:
            call = self._begin(name, "", {})
            return self._refuse(call, name, refusal)
        call = self._begin(name, team.id, args)
        return self._faults.around(call, lambda: self._run(call, team))

    def _run(self, call: Call, team: Workspace) -> Reply:
        try:
            with self._world.lock:
                body = self._permitted(call, team)
        except Refused as refusal:
            return self._refuse(call, call.method, refusal)
        call.accept()
        # Every answer of Slack's names what the token may do; `auth.test` is asked for it.
        scopes = {"X-OAuth-Scopes": ",".join(sorted(self._world.app.scopes or ()))}
        return _json({"ok": True, **body}, headers=scopes)

    def _permitted(self, call: Call, team: Workspace) -> Json:
        method = METHODS.get(call.method)
        if method is None:
            raise Refused("unknown_method", req_method=call.method)
        app = self._world.app
        if not app.has_scope(method.scope):
            provided = ",".join(sorted(app.scopes or ()))
            raise Refused("missing_scope", needed=method.scope, provided=provided)
        return method.run(self._world, team, checked(call.args))

    def _response(self, url_id: str, body: bytes) -> Outcome:
        url = self._world.response_urls.issued.get(url_id)
        if url is None:
            return _json({"ok": False, "error": "invalid_url"}, 404)
        try:
            args = read_arguments("application/json", body)
        except Refused as refusal:
            return self._refuse(self._begin("response_url", url.team, {}), "response_url", refusal)
        call = self._begin("response_url", url.team, args)

        def work() -> Reply:
            try:
                with self._world.lock:
                    responses.respond(self._world, url, checked(args))
            except Refused as refusal:
                # The statuses of refused response urls are from memory.
                status = 400 if refusal.messages else 404
                return self._refuse(call, "response_url", refusal, status)
            call.accept()
            return Reply(200, b"ok", {"Content-Type": "text/plain"})

        return self._faults.around(call, work)

    def _upload(self, rest: str, body: bytes) -> Outcome:
        team_id, _, file_id = rest.partition("/")
        team = self._world.teams.get(team_id)
        call = self._begin("upload", team_id, {"file": file_id, "length": len(body)})

        def work() -> Reply:
            with self._world.lock:
                taken = team is not None and upload(team, file_id, body)
            if not taken:
                return self._refuse(call, "upload", Refused("file_not_found"), 400)
            call.accept()
            return Reply(200, f"OK - {len(body)}".encode())

        return self._faults.around(call, work)

    def _team(self, headers: dict[str, str], args: Json) -> Workspace:
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        token = bearer or args.pop("token", "")
        if not token:
            raise Refused("not_authed")
        team = next((one for one in self._world.teams.values() if one.token == token), None)
        if team is None:
            raise Refused("invalid_auth")
        if team.token_error is not None:
            raise Refused(team.token_error)
        return team

    def _begin(self, method: str, team: str, args: Json) -> Call:
        with self._world.lock:
            return self._world.record.begin(method, team, args)

    def _refuse(self, call: Call, where: str, refusal: Refused, status: int = 200) -> Reply:
        call.outcome = call.outcome or refusal.error
        with self._world.lock:
            self._world.record.refuse(where, refusal.error, refusal.messages, call.args)
        if refusal.error == "ratelimited":
            after = str(refusal.more.get("retry_after", 1))
            return _json({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": after})
        return _json(refusal.body(), status)


def _json(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> Reply:
    kind = {"Content-Type": "application/json; charset=utf-8"}
    return Reply(status, json.dumps(body).encode(), kind | (headers or {}))
