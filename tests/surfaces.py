"""The three surfaces as a person uses them: messages, modals and the Home tab."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Self

from bot.playground.messages import Message
from bot.playground.views import View
from tests.reading import Json, text_of
from tests.surface import Surface

if TYPE_CHECKING:
    from tests.driver import Person

__all__ = ["Home", "Modal", "Reply", "Surface"]


class Reply(Surface):
    """A message in a channel or a direct message; `missing` tells what there was instead."""

    def __init__(self, person: Person, channel: str, ts: str | None, missing: str = "") -> None:
        super().__init__(person)
        self._channel, self._ts, self._missing = channel, ts, missing

    @property
    def message(self) -> Message:
        """Return the message as Slack keeps it; fail if it never came or was deleted."""
        team = self._person.workspace
        message = team.find_message(self._channel, self._ts) if self._ts else None
        if message is None:
            raise AssertionError(self._missing or "That message was deleted.")
        return message

    @property
    def exists(self) -> bool:
        """Tell whether the message came and is still there."""
        team = self._person.workspace
        return self._ts is not None and team.find_message(self._channel, self._ts) is not None

    @property
    def blocks(self) -> list[Json]:
        """Return the blocks; a message of plain text reads as one section."""
        message = self.message
        if message.blocks is not None:
            return message.blocks
        return [{"type": "section", "text": {"type": "mrkdwn", "text": message.text}}]

    @property
    def notification(self) -> str:
        """Return the `text` that notifications and screen readers use."""
        return self.message.text

    @property
    def private(self) -> bool:
        """Tell whether only one person sees it."""
        return self.message.private_to is not None

    @property
    def everything(self) -> str:
        """Return all that was sent, the notification too."""
        return f"{self.message.text}\n{super().everything}"

    def _where(self) -> Json:
        return {"type": "message", "channel": self._channel, "ts": self.message.ts}

    def _values(self) -> Json:
        return self.message.values


class _ViewSurface(Surface):
    def __init__(self, person: Person, find: Callable[[], View]) -> None:
        super().__init__(person)
        self._find = find

    @property
    def view(self) -> View:
        """Return the view as Slack keeps it."""
        return self._find()

    @property
    def blocks(self) -> list[Json]:
        """Return the blocks."""
        return self.view.blocks

    @property
    def everything(self) -> str:
        """Return all that was sent for the view, its metadata too."""
        return json.dumps(self.view.source, ensure_ascii=False)

    def _values(self) -> Json:
        return self.view.values


class Home(_ViewSurface):
    """The Home tab of the app."""

    def _where(self) -> Json:
        return {"type": "home"}


class Modal(_ViewSurface):
    """One modal of the stack."""

    @property
    def title(self) -> str:
        """Return the title."""
        return str(self.view.source["title"]["text"])

    @property
    def errors(self) -> dict[str, str]:
        """Return the sentences under fields, by the fields' labels."""
        labels = {
            block["block_id"]: block["label"]["text"]
            for block in self.blocks
            if block["type"] == "input"
        }
        return {labels[block_id]: text for block_id, text in self.view.errors.items()}

    @property
    def trouble(self) -> str | None:
        """Return what Slack says in the modal when the app failed to answer."""
        return self.view.trouble

    @property
    def submit_label(self) -> str:
        """Return the label of the submit button; empty if there is none."""
        return text_of(self.view.source.get("submit"), {})

    @property
    def close_label(self) -> str:
        """Return the label of the close button."""
        return text_of(self.view.source.get("close"), {}) or "Cancel"

    def fill(self, label: str, words: str) -> Self:
        """Type words into the field with that label."""
        found = [one for one in self._labelled(label) if one.element["type"].endswith("_input")]
        self._use(self._pick(found, f'field "{label}"', 1, None), {"value": words or None})
        return self

    def submit(self) -> None:
        """Press the submit button; fails if there is none."""
        if not self.submit_label:
            raise AssertionError(f"This modal has no submit button:\n{self}")
        slack, person = self._person.slack, self._person
        person.do(lambda: slack.submit(person.id, self.view.id, team=person.team))

    def close(self, *, everything: bool = False) -> None:
        """Press the close button, or with `everything` the x that closes the whole stack."""
        slack, person = self._person.slack, self._person
        view_id = self.view.id
        person.do(lambda: slack.close(person.id, view_id, cleared=everything, team=person.team))

    def __str__(self) -> str:
        """Return the modal as a sketch."""
        errors = "".join(f"\n! {label}: {text}" for label, text in self.errors.items())
        return f"= {self.title} =\n{super().__str__()}{errors}\n({self.submit_label})"

    def _where(self) -> Json:
        return {"type": "view", "view_id": self.view.id}
