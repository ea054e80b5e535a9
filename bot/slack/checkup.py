"""Whether Slack knows our token, and whether it may do what we need."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from slack_sdk.errors import SlackApiError

from bot.doctor import Finding
from bot.slack.clients import make_client
from bot.slack.manifest import SCOPES

MOST_SKEW = timedelta(minutes=2)
"""Slack signs requests with its own clock and we refuse those over 5 minutes old."""


def look_at_slack(token: str, api_url: str, now: datetime) -> list[Finding]:
    """Ask Slack who we are; say what is missing and where to mend it."""
    if token.startswith("xoxe."):
        mend = "turn token rotation off and paste the xoxb- token"
        return [Finding(False, f"token: it is a rotating one and dies after 12 hours; {mend}")]
    try:
        answer = make_client(token, api_url, seconds=10).auth_test()
    except SlackApiError as error:
        mend = "copy SLACK_BOT_TOKEN again from OAuth & Permissions"
        return [Finding(False, f"token: Slack says {error.response['error']}; {mend}")]
    except OSError as error:
        kind = type(error).__name__
        return [Finding(False, f"slack: {api_url} cannot be reached ({kind}); mend the network")]
    known = Finding(True, f"token: good for workspace {answer['team']} ({answer['team_id']})")
    headers = {name.lower(): value for name, value in answer.headers.items()}
    return [known, _scopes(headers.get("x-oauth-scopes", "")), _clock(headers.get("date"), now)]


def _scopes(granted: str) -> Finding:
    missing = sorted(set(SCOPES) - {scope.strip() for scope in granted.split(",")})
    if missing:
        mend = "add them under OAuth & Permissions and install the app again"
        return Finding(False, f"scopes: {', '.join(missing)} missing; {mend}")
    return Finding(True, f"scopes: {', '.join(SCOPES)}")


def _clock(date: str | None, now: datetime) -> Finding:
    if date is None:
        return Finding(True, "clock: Slack did not say the time")
    skew = abs(now - parsedate_to_datetime(date).astimezone(UTC))
    if skew > MOST_SKEW:
        seconds = round(skew.total_seconds())
        return Finding(False, f"clock: {seconds} s away from Slack's; set this machine's clock")
    return Finding(True, "clock: agrees with Slack's")
