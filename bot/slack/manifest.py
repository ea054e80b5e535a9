"""The Slack app's manifest: what an operator pastes when creating the app.

Limits and keys are those of Slack's manifest schema; scopes are the least that works.
"""

from __future__ import annotations

from typing import Any

import yaml

from bot.slack.commands import COMMAND

ADDRESS = "https://ladder.example.com"
"""Stands for the operator's own host, as in the committed manifest.yaml."""

SCOPES = {
    "commands": "to answer /ladder and the shortcut",
    "chat:write": "to send the weekly nudge to people who asked for it",
    "files:write": "to send people the files of their own data when they ask, and to delete them",
    "users:read": "to read the time zone and the name of people who use Ladder",
}
"""Each scope, and why it is asked for."""

SHORTCUT = "write_reflection"


def manifest(address: str = ADDRESS) -> dict[str, Any]:
    """Return the manifest of an app that is reached over HTTP at this address."""
    events = f"{address}/slack/events"
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": "Ladder",
            "description": "Your career ladder as weekly practice",
            "background_color": "#1f4e4a",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": True,
            },
            "bot_user": {"display_name": "Ladder", "always_online": True},
            "slash_commands": [
                {
                    "command": COMMAND,
                    "url": events,
                    "description": "What is expected of you next, and one good question a week",
                    "usage_hint": "senior · nudge · reflect · summary @name · help",
                    "should_escape": True,
                }
            ],
            "shortcuts": [
                {
                    "name": "Write a reflection",
                    "type": "global",
                    "callback_id": SHORTCUT,
                    "description": "Two minutes, private until you share it",
                }
            ],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {
                "request_url": events,
                "bot_events": ["app_home_opened", "app_uninstalled", "tokens_revoked"],
            },
            "interactivity": {
                "is_enabled": True,
                "request_url": events,
                "message_menu_options_url": events,
            },
            "org_deploy_enabled": False,
            "socket_mode_enabled": False,
            "token_rotation_enabled": False,
        },
    }


def as_yaml(content: dict[str, Any]) -> str:
    """Return a manifest as the YAML that Slack's page takes."""
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=100)
