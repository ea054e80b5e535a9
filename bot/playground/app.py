"""What Slack knows about the app from its manifest: commands, shortcuts, scopes, events, tabs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Command:
    """A slash command as the manifest declares it."""

    command: str
    description: str = ""
    usage_hint: str = ""
    escapes: bool = True


@dataclass(frozen=True)
class Shortcut:
    """A shortcut as the manifest declares it; `type` is `global` or `message`."""

    callback_id: str
    name: str
    type: str = "global"


@dataclass(frozen=True)
class SlackApp:
    """The app behind the bot. Where `scopes` or `events` are None, all of them are there."""

    name: str = "Ladder"
    id: str = "A0LADDER"
    bot_id: str = "B0LADDER"
    user_id: str = "U0LADDER"
    commands: tuple[Command, ...] = (Command("/ladder", "Your career ladder", "senior"),)
    shortcuts: tuple[Shortcut, ...] = (Shortcut("write_reflection", "Write a reflection"),)
    scopes: frozenset[str] | None = None
    events: frozenset[str] | None = None
    home_tab: bool = True
    messages_tab: bool = True

    def command(self, name: str) -> Command | None:
        """Return the command of that name (with its slash), or None."""
        return next((each for each in self.commands if each.command == name), None)

    def shortcut(self, callback_id: str) -> Shortcut | None:
        """Return the shortcut of that callback id, or None."""
        return next((each for each in self.shortcuts if each.callback_id == callback_id), None)

    def listens_to(self, event: str) -> bool:
        """Tell whether the manifest subscribes the bot to that event."""
        return self.events is None or event in self.events

    def has_scope(self, scope: str) -> bool:
        """Tell whether the manifest asks for that scope; an empty one is always there."""
        return not scope or self.scopes is None or scope in self.scopes


def from_manifest(manifest: Mapping[str, Any] | None) -> SlackApp:
    """Read an app manifest; without one every scope, event and tab is there."""
    if manifest is None:
        return SlackApp()
    features = manifest.get("features", {})
    home = features.get("app_home", {})
    settings = manifest.get("settings", {})
    return SlackApp(
        name=manifest["display_information"]["name"],
        commands=tuple(_command(each) for each in features.get("slash_commands", [])),
        shortcuts=tuple(_shortcut(each) for each in features.get("shortcuts", [])),
        scopes=frozenset(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", [])),
        events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", [])),
        home_tab=home.get("home_tab_enabled", False),
        messages_tab=home.get("messages_tab_enabled", False),
    )


def _command(declared: Mapping[str, Any]) -> Command:
    return Command(
        command=declared["command"],
        description=declared.get("description", ""),
        usage_hint=declared.get("usage_hint", ""),
        escapes=declared.get("should_escape", False),
    )


def _shortcut(declared: Mapping[str, Any]) -> Shortcut:
    return Shortcut(declared["callback_id"], declared["name"], declared["type"])
