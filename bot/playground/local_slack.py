"""The whole local Slack in one object: what `ladder play` starts and what tests hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.playground import clicks, commands, forms, shortcuts
from bot.playground.app import from_manifest
from bot.playground.blocks import Json
from bot.playground.clock import Clock
from bot.playground.courier import Answer, Courier, Send
from bot.playground.dispatch import Dispatch
from bot.playground.events import Events
from bot.playground.http_api import ApiServer
from bot.playground.keeping import Keeper
from bot.playground.planned_faults import Faults
from bot.playground.record import Call, Post, Refusal
from bot.playground.web_api import WebApi
from bot.playground.workspace import Workspace
from bot.playground.world import World

if TYPE_CHECKING:
    from bot.playground.server import PageServer


class LocalSlack:
    """A Slack on 127.0.0.1.

    `bot` is the bot's request url (`http://127.0.0.1:3000/slack/events`) or, in one process, a
    function `(method, path, headers, body) -> (status, headers, body)`; it may be set later.
    Without a `manifest` all scopes, events and tabs are there. `verbs` are the words that the
    page's composer completes after the command, each with its hint. `page` is the folder of the
    built page; without it nothing but the Web API is served. With `data`, a folder, messages and
    Home tabs outlive a restart.
    """

    def __init__(
        self,
        *,
        bot: Send | str | None = None,
        manifest: Mapping[str, Any] | None = None,
        teams: Iterable[Workspace] = (),
        signing_secret: str = "local-signing-secret",
        verbs: Sequence[tuple[str, str]] = (),
        clock: Clock | None = None,
        page: Path | None = None,
        data: Path | None = None,
    ) -> None:
        self.world = World(from_manifest(manifest), list(teams) or [Workspace()], clock or Clock())
        self.signing_secret = signing_secret
        self.verbs = list(verbs)
        self.faults = Faults()
        self._connected = bot is not None
        self.courier = Courier(bot or _nobody, signing_secret)
        self._dispatch = Dispatch(self.world, self.courier)
        self.events = Events(self._dispatch)
        self.web_api = WebApi(self.world, self.faults)
        self._page = page
        self._page_server: PageServer | None = None
        self._keeper = Keeper(self.world, data) if data is not None else None
        self._server: ApiServer | None = None

    def connect(self, bot: Send | str) -> None:
        """Say where the bot is; for a bot that had to know `api_url` first.

        The page opens only now: a tab that is still open from last time may not ask for more than
        there is.
        """
        self.courier.connect(bot)
        if self._page_server is not None and not self._connected:
            self._page_server.start()
        self._connected = True

    def start(self, port: int = 0) -> LocalSlack:
        """Open the loopback ports and return this Slack.

        `port` (0: any free one) is the page's; without a page it is the Web API's.
        """
        if self._keeper is not None:
            self._keeper.start()
        api_port = 0 if self._page is not None else port
        self._server = ApiServer(self.web_api, self.world.record, api_port)
        base = f"http://127.0.0.1:{self._server.port}/"
        self.world.api_url, self.world.response_base = base, f"{base}response/"
        self._server.start()
        if self._page is not None:
            # Only the playground needs these libraries; tests of the bot start without them.
            from bot.playground.server import PageServer

            self._page_server = PageServer(self, self._page, port)
            if self._connected:
                self._page_server.start()
        return self

    def stop(self) -> None:
        """Close all ports, save what is kept; calls that a fault holds are let go."""
        self.faults.release()
        if self._page_server is not None:
            self._page_server.stop()
            self._page_server = None
        if self._keeper is not None:
            self._keeper.stop()
            self._keeper = None
        if self._server is not None:
            self._server.stop()
            self._server = None

    def __enter__(self) -> LocalSlack:
        """Start on any free port."""
        return self if self._server is not None else self.start()

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self.stop()

    @property
    def api_url(self) -> str:
        """Return the base url for a WebClient, such as `http://127.0.0.1:40123/api/`."""
        return f"{self.world.api_url}api/"

    @property
    def page_url(self) -> str:
        """Return the address of the page, for the person who plays."""
        assert self._page_server is not None, "this local Slack has no page"
        return f"http://127.0.0.1:{self._page_server.port}/"

    @property
    def teams(self) -> dict[str, Workspace]:
        """Return the workspaces by id."""
        return self.world.teams

    @property
    def team(self) -> Workspace:
        """Return the first workspace, which most tests use alone."""
        return self.world.team()

    @property
    def patience(self) -> float:
        """Return how many seconds Slack waits for the bot; three unless a test changes it."""
        return self.courier.patience

    @patience.setter
    def patience(self, seconds: float) -> None:
        self.courier.patience = seconds

    @property
    def calls(self) -> list[Call]:
        """Return all calls of the bot, in order."""
        return self.world.record.calls

    @property
    def posts(self) -> list[Post]:
        """Return all messages that were accepted from the bot, in order."""
        return self.world.record.posts

    @property
    def refused(self) -> list[Refusal]:
        """Return all that was refused."""
        return self.world.record.refused

    def called(self, method: str) -> list[Call]:
        """Return the calls of one method."""
        return [call for call in self.calls if call.method == method]

    def complaints(self) -> list[str]:
        """Return what a correct bot would not have caused; a fixture asserts that it is empty."""
        return self.world.record.complaints()

    def replay(self) -> Answer:
        """Send the last request to the bot again, byte for byte; only its answer is looked at.

        To forge one, take `courier.last`, change it and hand it to `courier.send`; to sign one for
        another moment, ask `courier.signed`.
        """
        assert self.courier.last is not None, "nothing was sent to the bot yet"
        return self.courier.send(self.courier.last)

    def forgive(self) -> list[str]:
        """Return the complaints and forget them; for a test that causes them on purpose."""
        return self.world.record.forgive()

    def type(
        self, user: str, channel: str, text: str, *, team: str | None = None, escaped: bool = False
    ) -> None:
        """Let a person type a line in a channel; returns when the bot has answered or failed to."""
        workspace = self.world.team(team)
        commands.type_text(self._dispatch, workspace, user, channel, text, escaped=escaped)

    def act(
        self,
        user: str,
        where: Json,
        *,
        block_id: str,
        action_id: str,
        element: Json,
        typed: Json | None = None,
        team: str | None = None,
    ) -> None:
        """Let a person use an element; `where` is {type: message|view|home, ...}."""
        workspace = self.world.team(team)
        clicks.act(
            self._dispatch,
            workspace,
            user,
            where,
            block_id=block_id,
            action_id=action_id,
            element=element,
            typed=typed,
        )

    def suggest(
        self,
        user: str,
        where: Json,
        *,
        block_id: str,
        action_id: str,
        value: str,
        team: str | None = None,
    ) -> Json:
        """Return the options for what a person types into an external select."""
        workspace = self.world.team(team)
        return clicks.suggestions(
            self._dispatch,
            workspace,
            user,
            where,
            block_id=block_id,
            action_id=action_id,
            value=value,
        )

    def submit(
        self, user: str, view_id: str, typed: Json | None = None, *, team: str | None = None
    ) -> None:
        """Let a person submit a modal; without `typed`, with what the server knows was typed."""
        forms.submit(self._dispatch, self.world.team(team), user, view_id, typed)

    def close(
        self, user: str, view_id: str, *, cleared: bool = False, team: str | None = None
    ) -> None:
        """Let a person close a modal, or with `cleared` all of them."""
        forms.close(self._dispatch, self.world.team(team), user, view_id, cleared=cleared)

    def shortcut(
        self,
        user: str,
        callback_id: str,
        *,
        channel: str | None = None,
        ts: str | None = None,
        team: str | None = None,
    ) -> None:
        """Let a person use a shortcut."""
        shortcuts.use(
            self._dispatch, self.world.team(team), user, callback_id, channel_id=channel, ts=ts
        )

    def open_home(self, user: str, *, team: str | None = None) -> None:
        """Let a person open the Home tab."""
        self.events.open_tab(self.world.team(team), user, "home")

    def open_messages(self, user: str, *, team: str | None = None) -> None:
        """Let a person open the Messages tab."""
        self.events.open_tab(self.world.team(team), user, "messages")

    def uninstall(self, team: str | None = None, *, tokens_first: bool = True) -> None:
        """Take the app out of a workspace."""
        self.events.uninstall(self.world.team(team), tokens_first=tokens_first)

    def install(self, token: str, team: str | None = None) -> None:
        """Put the app into a workspace again, with a new token; the old one is dead for good."""
        with self.world.lock:
            workspace = self.world.team(team)
            workspace.token, workspace.token_error = token, None


def _nobody(
    _method: str, _path: str, _headers: dict[str, str], _body: bytes
) -> tuple[int, dict[str, str], bytes]:
    raise ConnectionRefusedError("no bot is connected")
