"""Events to the bot: opened tabs, the end of an installation; kept back or repeated on demand."""

from __future__ import annotations

from bot.playground.blocks import Json
from bot.playground.dispatch import Dispatch
from bot.playground.workspace import Workspace


class Events:
    """Sends events that the manifest subscribes to.

    `hold()` keeps events back until `release()`; `again()` delivers the last one a second time, as
    Slack does when it believes that nobody answered.
    """

    def __init__(self, dispatch: Dispatch) -> None:
        self._dispatch = dispatch
        self._held: list[Json] | None = None
        self.last: Json | None = None

    def send(self, team: Workspace, event: Json) -> None:
        """Wrap an event and send it, unless the app does not listen to it."""
        world = self._dispatch.world
        if not world.app.listens_to(event["type"]):
            return
        with world.lock:
            envelope = self._envelope(team, event)
        self.last = envelope
        if self._held is not None:
            self._held.append(envelope)
        else:
            self._deliver(envelope)

    def again(self, number: int = 1, reason: str = "http_timeout") -> None:
        """Deliver the last event again, as retry `number` (1 to 3), with the same event_id."""
        if self.last is not None:
            retry = {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reason}
            self._deliver(self.last, retry)

    def hold(self) -> None:
        """Keep events back from now on."""
        self._held = []

    def release(self) -> None:
        """Deliver the events that were kept back, in their order."""
        held, self._held = self._held or [], None
        for envelope in held:
            self._deliver(envelope)

    def open_tab(self, team: Workspace, user: str, tab: str) -> None:
        """Tell that a person opened the app's `home` or `messages` tab."""
        world = self._dispatch.world
        with world.lock:
            person = world.person(team, user)
            channel = team.dm_of(person)
            event: Json = {
                "type": "app_home_opened",
                "user": user,
                "channel": channel.id,
                "event_ts": world.new_ts(),
                "tab": tab,
            }
            home = team.homes.get(user)
            if tab == "home" and home is not None:
                event["view"] = home.payload(world.app.id, world.app.bot_id)
            if tab == "messages":
                channel.unread = 0
                world.changed()
        self.send(team, event)

    def uninstall(self, team: Workspace, *, tokens_first: bool = True) -> None:
        """Take the app out of the workspace: the token dies and two events say so."""
        world = self._dispatch.world
        with world.lock:
            team.token_error = "account_inactive"
            revoked: Json = {
                "type": "tokens_revoked",
                "tokens": {"oauth": [], "bot": [world.app.user_id]},
                "event_ts": world.new_ts(),
            }
            gone: Json = {"type": "app_uninstalled", "event_ts": world.new_ts()}
        for event in [revoked, gone] if tokens_first else [gone, revoked]:
            self.send(team, event)

    def _envelope(self, team: Workspace, event: Json) -> Json:
        world = self._dispatch.world
        return {
            "token": "local-verification-token",
            "team_id": team.id,
            "api_app_id": world.app.id,
            "event": event,
            "type": "event_callback",
            "event_id": world.new_id("Ev0"),
            "event_time": int(world.now().timestamp()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": team.id,
                    "user_id": world.app.user_id,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": False,
        }

    def _deliver(self, envelope: Json, extra: dict[str, str] | None = None) -> None:
        self._dispatch.event(envelope, extra or {}, f"event {envelope['event']['type']}")
