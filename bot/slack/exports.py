"""`/ladder export`: everything about a person, as files in their DM or on the spot."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from http.client import HTTPException
from typing import Any
from urllib.request import Request, urlopen

from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from structlog import get_logger

from bot import export, people, removals
from bot.export import Export
from bot.slack import doors, times
from bot.slack.cards import Block, Card, actions, button, context, header, section
from bot.slack.commands import Answer
from bot.slack.mrkdwn import escape
from bot.slack.parts import Ask, Parts, Who, who
from bot.slack.removing import Removing
from bot.slack.surfaces import show

log = get_logger()

SEND = "export.send"
HERE = "export.here"
NOT_NOW = "export.not_now"
DELETE_FILE = "export.delete"

LASTS = timedelta(hours=24)
"""How long the files stay in Slack."""

MAKING = timedelta(minutes=10)
"""After so long without a file, an export that began has died."""

SECONDS = 20
"""Patience with Slack: nobody's answer waits for the files."""

MOST_HERE = 9000
"""Characters that are shown on the spot: about five phone screens."""

NOTHING = "I keep nothing about you."
OFFER = (
    "I can send you two files: one to read (Markdown) and one for programs (JSON). They hold "
    "everything you wrote and all I keep about you."
)
WARNING = (
    "*Before you choose:* the files go into your direct message with me, and your company can "
    "export direct messages, with their files. I delete them after 24 hours; you can do it sooner."
)
SENDING = "I'm putting your files together. They come to your direct message with me in a moment."
SENT = "Your files are in your direct message with me. They go by themselves {when}."
FAILED = (
    "I couldn't send the files just now, and I deleted what had arrived. Try again in a minute."
)
GONE = "Those files are gone already."


class ExportConversation:
    """Tells what an export is, asks, and sends it or shows it."""

    def __init__(self, parts: Parts, removing: Removing) -> None:
        self._parts = parts
        self._removing = removing

    def register(self, app: App) -> None:
        """Listen to the buttons."""
        app.action(doors.listens(doors.EXPORT))(self.open)
        app.action(SEND)(self.send)
        app.action(HERE)(self.show_here)
        app.action(NOT_NOW)(self.not_now)
        app.action(DELETE_FILE)(self.delete)

    def verbs(self) -> dict[str, Answer]:
        """`/ladder export`."""
        return {"export": self.answer}

    def answer(self, ask: Ask) -> Card:
        """Return the offer."""
        return self._offer(ask.who)

    def open(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Show the offer where the click was."""
        ack()
        show(body, client, self._offer(who(body)))

    def not_now(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Send nothing."""
        ack()
        show(body, client, _card(section("I sent nothing. Everything stays as it is.")))

    def show_here(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Show it all on the spot, where only the person sees it."""
        ack()
        made = self._make(who(body))
        card = self._offer(who(body)) if made is None or not _fits(made) else _here(made)
        show(body, client, card)

    def send(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Begin to send the files. Files that are there already are not sent twice."""
        ack()
        me, now = who(body), self._parts.now()
        with self._parts.database.write() as session:
            # The lock lets the second of two clicks at the same moment see the first.
            person = people.find(session, me.team, me.user)
            waiting = removals.of_person(session, person, lock=True) if person else ()
            begins = person is not None and not waiting
            if person is not None and begins:
                removals.of_export(session, person, now + MAKING)
            zone = person.zone if person else None
            until = max((row.due_at for row in waiting), default=now + LASTS)
        if person is None:
            show(body, client, _card(section(NOTHING)))
        elif begins:
            show(body, client, _card(section(SENDING)))
            self._parts.afterwards.run(partial(self._send, me, body, client))
        else:
            show(body, client, _sent(until, zone))

    def delete(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Delete the files and their message now; if Slack refuses, the tick tries again."""
        ack()
        me, now = who(body), self._parts.now()
        with self._parts.database.write() as session:
            person = people.find(session, me.team, me.user)
            number = removals.bring_forward(session, person, now) if person else 0
            self._removing.due(session, now)
        if not body.get("message") or body["container"].get("is_ephemeral") or not number:
            show(body, client, _card(section(GONE if not number else "The files are deleted.")))

    def _offer(self, me: Who) -> Card:
        made = self._make(me)
        if made is None:
            return _card(section(NOTHING))
        counts = [f"{name}: {number}" for name, number in made.counts.items() if number]
        here = [button("Show it here", HERE)] if _fits(made) else []
        return _card(
            section(OFFER),
            context(" · ".join(counts)),
            section(WARNING),
            actions(button("Send me the files", SEND), *here, button("Not now", NOT_NOW)),
        )

    def _make(self, me: Who) -> Export | None:
        parts = self._parts
        with parts.database.read() as session:
            person = people.find(session, me.team, me.user)
            if person is None:
                return None
            return export.make(session, parts.box, parts.framework, person, parts.now())

    def _send(self, me: Who, body: dict[str, Any], client: WebClient) -> None:
        client.timeout = SECONDS
        until = self._parts.now() + LASTS
        try:
            zone = self._upload(me, client, until)
        except (SlackClientError, OSError, HTTPException, ValueError) as error:
            log.warning("export not sent", error=type(error).__name__)
            self._take_back(me)
            card = _card(section(FAILED), actions(button("Try again", SEND)))
        else:
            card = _sent(until, zone)
        try:
            show(body, client, card)
        except (SlackClientError, OSError) as error:
            # They may have closed it; the message with the files says the same.
            log.info("export's card not shown", error=type(error).__name__)

    def _upload(self, me: Who, client: WebClient, until: datetime) -> str | None:
        """Send the files. Each id is written down before anybody can see what it names."""
        made = self._make(me)
        if made is None:
            return None
        zone = self._zone(me)
        text, blocks = _message(until, zone)
        posted = client.chat_postMessage(channel=me.user, text=text, blocks=blocks)
        channel = str(posted["channel"])
        self._remember(me, until, channel=channel, ts=str(posted["ts"]))
        files: list[dict[str, str | None]] = []
        for name, title, words in (
            ("ladder-export.md", "To read", made.as_markdown),
            ("ladder-export.json", "For programs", made.as_json),
        ):
            content = words.encode("utf-8", "replace")
            place = client.files_getUploadURLExternal(filename=name, length=len(content))
            self._remember(me, until, channel=channel, file_id=str(place["file_id"]))
            _put(str(place["upload_url"]), content)
            files.append({"id": str(place["file_id"]), "title": title})
        client.files_completeUploadExternal(files=files, channel_id=channel)
        return zone

    def _zone(self, me: Who) -> str | None:
        with self._parts.database.read() as session:
            person = people.find(session, me.team, me.user)
            return person.zone if person else None

    def _remember(self, me: Who, until: datetime, *, channel: str, **what: str) -> None:
        """Have it deleted when its time is over, also if the person is erased meanwhile."""
        with self._parts.database.write() as session:
            person = people.find(session, me.team, me.user)
            if person is not None:
                removals.of_export(session, person, until, channel=channel, **what)
            else:
                removals.of_nobody(session, me.team, until, channel=channel, **what)

    def _take_back(self, me: Who) -> None:
        now = self._parts.now()
        with self._parts.database.write() as session:
            person = people.find(session, me.team, me.user)
            if person is not None:
                removals.bring_forward(session, person, now)
            self._removing.due(session, now)


def _put(url: str, content: bytes) -> None:
    """Upload the bytes to the place that Slack named. Raises OSError."""
    if not url.startswith(("https://", "http://")):
        raise ValueError("Slack named no address to upload to")
    request = Request(url, content, {"Content-Type": "application/octet-stream"}, method="POST")
    with urlopen(request, timeout=SECONDS):
        pass


def _message(until: datetime, zone: str | None) -> tuple[str, list[Block]]:
    said = f"Here are your files, as you asked. They go by themselves {_when(until, zone)}."
    return said, [section(said), actions(button("Delete file", DELETE_FILE, style="danger"))]


def _sent(until: datetime, zone: str | None) -> Card:
    said = SENT.format(when=_when(until, zone))
    return _card(section(said), actions(button("Delete file", DELETE_FILE, style="danger")))


def _when(until: datetime, zone: str | None) -> str:
    return f"on {times.with_zone(until, zone)}"


def _fits(made: Export) -> bool:
    return len(made.as_markdown) <= MOST_HERE


def _here(made: Export) -> Card:
    parts = [""]
    for line in made.as_markdown.splitlines(keepends=True):
        for start in range(0, len(line), 500):
            shown = escape(line[start : start + 500])
            if len(parts[-1]) + len(shown) > 2900:
                parts.append("")
            parts[-1] += shown
    back = actions(button("Send me the files", SEND), button("Privacy", doors.PRIVACY))
    return _card(*(section(part) for part in parts), back)


def _card(*blocks: Block) -> Card:
    only = context("Only you see this.")
    return Card([header("Export my data"), *blocks, only], title="Privacy")
