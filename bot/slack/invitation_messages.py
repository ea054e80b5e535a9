"""The messages about a mentorship: what is posted, and how those in the DM are kept true."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import slackblocks as sb
from slack_sdk import WebClient
from sqlalchemy import select

from bot.invitations import is_open
from bot.ladder.model import Framework
from bot.mentorships import ACTIVE, DECLINED, ENDED, first_name
from bot.messenger import Outgoing
from bot.slack.cards import Card, actions, button, section
from bot.slack.messenger import Message
from bot.slack.mrkdwn import escape, mention
from bot.slack.parts import Parts
from bot.slack.people_cards import answer_row, asks_sentence
from bot.slack.surfaces import show
from bot.storage.tables import Delivery, Mentorship

OPEN_HOME = "mentorship.home"

WHAT_IS_LADDER = (
    "Ladder shows what each level is expected to do, and asks you one good question a week "
    "if you want it to."
)
NOBODY_ASKED = "Nobody asks you that any more. An invitation can be answered for 14 days."


class InvitationMessages:
    """Makes the messages about a mentorship, and draws an invitation again wherever it stands."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def build(self, outgoing: Outgoing) -> Message | None:
        """Make the DM of a delivery: an invitation as it stands now, or a notice."""
        with self._parts.database.read() as session:
            link = session.scalar(
                select(Mentorship).where(
                    Mentorship.team_id == outgoing.team, Mentorship.id == outgoing.subject
                )
            )
            if link is None:
                return None
            if outgoing.slack_id not in (link.mentor.slack_id, link.mentee.slack_id):
                return None
            if outgoing.kind == "notice":
                return notice_message(link, outgoing.slack_id, outgoing.key)
            return invitation_message(self._parts.framework, link, self._parts.now())

    def redraw_later(self, team: str, mentorship_id: int, app_id: str | None) -> None:
        """Have every DM about an invitation show how it stands; a reminder has made two."""
        self._parts.afterwards.run(lambda: self._redraw(team, mentorship_id, app_id))

    def _redraw(self, team: str, mentorship_id: int, app_id: str | None) -> None:
        with self._parts.database.read() as session:
            link = session.get(Mentorship, mentorship_id)
            posted = session.scalars(
                select(Delivery).where(
                    Delivery.team_id == team,
                    Delivery.kind == "invitation",
                    Delivery.subject_id == mentorship_id,
                    Delivery.ts.is_not(None),
                )
            ).all()
            if link is None or link.team_id != team:
                return
            message = invitation_message(
                self._parts.framework, link, self._parts.now(), app_id=app_id
            )
            places = [(one.channel or "", one.ts or "") for one in posted]
        client = self._parts.clients(team)
        for channel, ts in places:
            client.chat_update(channel=channel, ts=ts, text=message.text, blocks=message.blocks)

    def now_reads(
        self,
        link: Mentorship | None,
        now: datetime,
        body: dict[str, Any],
        *,
        explained: bool = False,
    ) -> Message:
        """Return the invitation as it stands, or what is said of one that was never theirs."""
        if link is None:
            return Message(NOBODY_ASKED, [section(NOBODY_ASKED)])
        return invitation_message(
            self._parts.framework, link, now, app_id=body.get("api_app_id"), explained=explained
        )

    @staticmethod
    def in_place(body: dict[str, Any], client: WebClient, message: Message) -> None:
        """Show the message where the click was: in the DM, a reply, a modal, or over Home."""
        if body.get("message"):
            place = body["container"]
            client.chat_update(
                channel=place["channel_id"],
                ts=place["message_ts"],
                text=message.text,
                blocks=message.blocks,
            )
        else:
            show(body, client, Card(message.blocks))


def invitation_message(
    framework: Framework,
    link: Mentorship,
    now: datetime,
    *,
    app_id: str | None = None,
    explained: bool = False,
) -> Message:
    """Return the mentor's DM as the invitation now stands.

    `app_id` is Slack's id of this app, known where a person clicked; the link to Home needs it.
    """
    if is_open(link, now):
        return _asking(framework, link, explained=explained)
    mentee = first_name(link.mentee)
    said = {
        ACTIVE: f"You're {mentee}'s mentor. What they share is on Home; look before you meet.",
        DECLINED: f"I'll tell {mentee} you can't take this on now. That's fine.",
        ENDED: f"You are no longer {mentee}'s mentor.",
    }.get(link.state, f"{mentee} no longer asks. There is nothing to answer.")
    blocks = [section(escape(said))]
    if link.state == ACTIVE and app_id:
        blocks.append(actions(open_home(link.team_id, app_id)))
    return Message(escape(said), blocks)


def notice_message(link: Mentorship, slack_id: str, key: str) -> Message:
    """Return what a person is told of a mentorship; `key` is that of its delivery."""
    mentor, mentee = first_name(link.mentor), first_name(link.mentee)
    if key.startswith("notice:active:"):
        said = (
            f"{mentor} said yes. When you share something with them, they can read it; "
            "they get no message."
        )
    elif key.startswith("notice:declined:"):
        said = f"{mentor} can't take this on right now. Someone else may."
    elif slack_id == link.mentor.slack_id:
        said = f"You are no longer {mentee}'s mentor. What they shared with you is closed now."
    else:
        said = f"{mentor} is no longer your mentor and can't read anything of yours now."
    return Message(escape(said), [section(escape(said))])


def open_home(team: str, app_id: str) -> sb.Button:
    """Return a link to the Home tab of this app [docs.slack.dev, deep linking]."""
    return button("Open Home", OPEN_HOME, url=f"slack://app?team={team}&id={app_id}&tab=home")


def _asking(framework: Framework, link: Mentorship, *, explained: bool) -> Message:
    question = asks_sentence(framework, mention(link.mentee.slack_id), link.areas)
    # A notification draws no mention, and a screen reader gets nothing but this text.
    text = asks_sentence(framework, escape(first_name(link.mentee)), link.areas)
    explanation = [section(WHAT_IS_LADDER)] if explained else []
    row = answer_row(link.id, primary=True, what=not explained)
    return Message(text, [section(question), *explanation, row])
