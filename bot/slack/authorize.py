"""Whose requests are ours, answered without asking Slack or the database each time."""

from __future__ import annotations

from threading import Lock

from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.slack.clients import NoInstallation, make_client

SECONDS = 2
"""Patience with Slack while a person waits for an answer."""


class OneWorkspace:
    """The one workspace whose bot token stands in the settings.

    Which workspace that is, Slack tells once (`auth.test`); Bolt's default would ask at every
    start, and fail when Slack is down, or at every request.
    """

    def __init__(self, token: str, api_url: str) -> None:
        self._token = token
        self._api_url = api_url
        self._known: AuthorizeResult | None = None
        self._lock = Lock()

    def learn(self) -> AuthorizeResult:
        """Return whose token it is; asks Slack the first time only. Raises SlackApiError."""
        with self._lock:
            if self._known is None:
                answer = self._client().auth_test()
                self._known = AuthorizeResult.from_auth_test_response(
                    auth_test_response=answer, bot_token=self._token
                )
            return self._known

    def authorize(self, team: str | None) -> AuthorizeResult | None:
        """Return whose request it is, or None for a workspace that is not ours."""
        known = self.learn()
        return known if team == known.team_id else None

    def client(self, team: str) -> WebClient:
        """Return a client of the workspace. Raises NoInstallation for any other, SlackApiError."""
        if team != self.learn().team_id:
            raise NoInstallation(team)
        return self._client()

    def _client(self) -> WebClient:
        return make_client(self._token, self._api_url, seconds=SECONDS)
