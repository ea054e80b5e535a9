"""How the local Slack says no."""

from __future__ import annotations

from typing import Any


class Refused(Exception):
    """A Web API method refuses with Slack's error name.

    `messages` are the sentences of `response_metadata.messages`, `more` other keys of the answer.
    """

    def __init__(self, error: str, messages: list[str] | None = None, **more: Any) -> None:
        super().__init__(error)
        self.error = error
        self.messages = messages or []
        self.more = more

    def body(self) -> dict[str, Any]:
        """Return the answer's JSON."""
        body: dict[str, Any] = {"ok": False, "error": self.error, **self.more}
        if self.messages:
            body["response_metadata"] = {"messages": self.messages}
        return body


class NoSuchThing(Exception):
    """A person (or the page for them) named something that is not there; the text is a sentence."""
