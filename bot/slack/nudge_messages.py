"""The nudge's messages: what is posted, and how those that stand in the DM are kept true."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from threading import Lock
from typing import Any

from slack_sdk import WebClient
from sqlalchemy.orm import Session
from structlog import get_logger

from bot import delivery, nudge_view, reflections, shares
from bot.delivery import Posted
from bot.messenger import Outgoing
from bot.slack.cards import Block, Card, section
from bot.slack.messenger import CALL_FAILED, Message
from bot.slack.nudge_cards import notification, nudge_blocks, read_aloud
from bot.slack.nudge_folds import MOVED, Shown, moved_blocks
from bot.slack.parts import Parts, Who
from bot.slack.surfaces import card_modal, in_modal, in_reply, open_form, show
from bot.storage.tables import Nudge

log = get_logger()

NO_NUDGE = "I have no nudge of yours there. This week's is on Home."


class NudgeMessages:
    """Makes the message of a nudge, and draws it again wherever it stands."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        # Of two drawings at the same time the one that read last has to write last.
        self._drawing = tuple(Lock() for _ in range(32))

    def build(self, outgoing: Outgoing) -> Message | None:
        """Return the message of a nudge or of its reminder; None when the nudge is gone.

        Before a reminder brings the nudge back, its earlier messages fold.
        """
        comes_back = outgoing.kind == "reminder"
        with self._parts.database.read() as session:
            nudge = find(session, outgoing.team, outgoing.subject)
            if nudge is None or nudge.person.slack_id != outgoing.slack_id:
                return None
            shown = shown_now(session, self._parts, nudge, comes_back=comes_back)
            earlier = delivery.posted(session, outgoing.team, nudge.id) if comes_back else ()
        for one in earlier:
            self._update(outgoing.team, one, MOVED, moved_blocks())
        return Message(
            text=notification(shown.card), blocks=nudge_blocks(self._parts.framework, shown)
        )

    def redraw(self, team: str, nudge_id: int, clicked: Posted | None = None) -> None:
        """Bring every message of the nudge up to date: the last is live, earlier ones folded.

        `clicked` is the message that somebody just used: it stands there even when Slack's
        answer to the post was lost and no row knows it.
        """
        with self._drawing[nudge_id % len(self._drawing)]:
            with self._parts.database.read() as session:
                nudge = find(session, team, nudge_id)
                if nudge is None:
                    return
                shown = shown_now(session, self._parts, nudge)
                known = delivery.posted(session, team, nudge_id)
            live = nudge_blocks(self._parts.framework, shown)
            text = read_aloud(shown)
            places = {(one.channel, one.ts) for one in known}
            unknown = clicked is not None and (clicked.channel, clicked.ts) not in places
            for one in (*known, *([clicked] if clicked is not None and unknown else [])):
                if one.live:
                    self._update(team, one, text, live)
                else:
                    self._update(team, one, MOVED, moved_blocks())

    def show(
        self, body: dict[str, Any], client: WebClient, asker: Who, shown: Shown | None
    ) -> None:
        """Show a nudge as it stands now, where the click was and in every other place."""
        if shown is None:
            tell(body, client, Card([section(NO_NUDGE)]))
            return
        if in_reply(body) or in_modal(body):
            show(body, client, Card(nudge_blocks(self._parts.framework, shown)))
        self._parts.afterwards.person_changed(asker.team, asker.user)
        self._parts.afterwards.run(
            partial(self.redraw, asker.team, shown.card.nudge, clicked_in_dm(body))
        )

    def _update(self, team: str, where: Posted, text: str, blocks: list[Block]) -> None:
        try:
            self._parts.clients(team).chat_update(
                channel=where.channel, ts=where.ts, text=text, blocks=blocks
            )
        except CALL_FAILED as error:
            # The next change draws it again, and Home shows the truth meanwhile.
            log.warning("nudge not redrawn", error=type(error).__name__)


def clicked_in_dm(body: dict[str, Any]) -> Posted | None:
    """Return the message in the DM that was clicked on, if it was one."""
    container = body.get("container") or {}
    channel, ts = container.get("channel_id"), container.get("message_ts")
    if in_reply(body) or not channel or not ts:
        return None
    return Posted(str(channel), str(ts), live=True)


def tell(body: dict[str, Any], client: WebClient, card: Card) -> None:
    """Show a card above whatever was clicked on, which stays as it is."""
    open_form(body, client, card_modal(card))


def find(session: Session, team: str, nudge_id: int | None) -> Nudge | None:
    """Return a nudge of the workspace, whoever's it is: for messages to its own person only."""
    nudge = session.get(Nudge, nudge_id) if nudge_id is not None else None
    return nudge if nudge is not None and nudge.team_id == team else None


def shown_now(session: Session, parts: Parts, nudge: Nudge, *, comes_back: bool = False) -> Shown:
    """Return the nudge with all that its card shows. When it `comes_back` no reminder folds it."""
    now = parts.now()
    card = nudge_view.view(session, parts.framework, nudge, now)
    if comes_back:
        card = replace(card, reminder_at=None)
    readers: tuple[str, ...] = ()
    if card.reflection is not None:
        reflection = reflections.find(session, nudge.person, card.reflection.uid)
        readers = shares.shared_with(session, reflection) if reflection is not None else ()
    return Shown(card, now, readers)
