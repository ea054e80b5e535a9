"""Keeps a playground's messages and Home tabs in a file between two starts."""

from __future__ import annotations

import json
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.playground.messages import Channel, Message
from bot.playground.views import View
from bot.playground.workspace import Workspace
from bot.playground.world import World

_VERSION = 1
_DEBOUNCE = 0.5


class Keeper:
    """Loads `slack.json` of a folder at the start, and saves it soon after each change.

    Ephemeral messages and open modals are not kept: Slack forgets them too.
    """

    def __init__(self, world: World, folder: Path) -> None:
        self._world = world
        self._file = folder / "slack.json"
        self._changed = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="playground-keeper", daemon=True)

    def start(self) -> None:
        """Load what was kept, if anything, and watch for changes."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        if self._file.exists():
            with self._world.lock:
                _load(self._world, json.loads(self._file.read_text("utf-8")))
        self._world.on_change.append(self._changed.set)
        self._thread.start()

    def stop(self) -> None:
        """Save once more and stop watching."""
        self._world.on_change.remove(self._changed.set)
        self._stopping.set()
        self._changed.set()
        self._thread.join()
        self._save()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._changed.wait()
            self._stopping.wait(_DEBOUNCE)
            self._changed.clear()
            self._save()

    def _save(self) -> None:
        with self._world.lock:
            text = json.dumps(_dump(self._world))
        half = self._file.with_suffix(".half")
        half.write_text(text, "utf-8")
        half.replace(self._file)


def _dump(world: World) -> dict[str, Any]:
    return {
        "version": _VERSION,
        "counters": world.counters(),
        "teams": {team.id: _dump_team(team) for team in world.teams.values()},
    }


def _dump_team(team: Workspace) -> dict[str, Any]:
    return {
        "channels": [
            asdict(channel)
            | {"messages": [asdict(each) for each in channel.messages if each.private_to is None]}
            for channel in team.channels.values()
        ],
        "homes": {user: asdict(view) for user, view in team.homes.items()},
    }


def _load(world: World, kept: dict[str, Any]) -> None:
    if kept.get("version") != _VERSION:
        return
    world.resume(kept["counters"])
    for team_id, content in kept["teams"].items():
        team = world.teams.get(team_id)
        if team is None:
            continue
        for channel in content["channels"]:
            messages = [Message(**message) for message in channel["messages"]]
            team.channels[channel["id"]] = Channel(**{**channel, "messages": messages})
        team.homes = {user: View(**view) for user, view in content["homes"].items()}
