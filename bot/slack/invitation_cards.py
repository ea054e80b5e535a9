"""The form "Invite a mentor", and what is said when somebody cannot be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import slackblocks as sb

from bot.invitations import ASKS_AGAIN, Case, Refused, answers_until
from bot.ladder.model import Area, Framework
from bot.mentorships import name_of
from bot.slack import doors, times
from bot.slack.cards import Card, actions, button, modal, option, section, text_input
from bot.slack.mrkdwn import escape, mention
from bot.slack.people_cards import MANAGE, WITHDRAW
from bot.storage.tables import Mentorship

FORM = "mentorship.invitation"
WHO = "mentorship.who"
AREAS = "mentorship.areas"
PICK = "mentorship.pick"

HINT = "They can read what you share in these areas. Nothing you wrote so far is shared."
MOST_AREAS = 10
"""What a group of checkboxes holds [docs.slack.dev, checkboxes element]."""


def invitation_form(
    framework: Framework, *, person: str | None = None, focus: str | None = None
) -> dict[str, Any]:
    """Return the form, with this person chosen and the focus ticked."""
    boxes = {area.id: option(area.title, area.id) for area in framework.areas[:MOST_AREAS]}
    ticked = [boxes[focus]] if focus in boxes else None
    who = sb.UserSelectMenu(WHO, initial_user=person, placeholder="Choose a person")
    areas = sb.CheckboxGroup(AREAS, options=list(boxes.values()), initial_options=ticked)
    return modal(
        FORM,
        "Invite a mentor",
        [text_input(WHO, "Who", who), text_input(AREAS, "Areas", areas, hint=HINT)],
        submit="Ask",
    )


@dataclass(frozen=True)
class Filled:
    """What was filled in: a Slack id, and ids of areas of the ladder."""

    person: str
    areas: tuple[str, ...]


def read_form(framework: Framework, view: dict[str, Any]) -> Filled:
    """Return what was filled in; what is no area of the ladder is left out."""
    values = view["state"]["values"]
    return Filled(str(values[WHO][WHO].get("selected_user") or ""), ticked(framework, values))


def ticked(framework: Framework, values: dict[str, Any]) -> tuple[str, ...]:
    """Return the ids of the areas that are ticked."""
    boxes = values[AREAS][AREAS].get("selected_options") or []
    return tuple(box["value"] for box in boxes if framework.area(str(box["value"])))


@dataclass(frozen=True)
class Refusal:
    """Why somebody was not asked, as it is said: a sentence in plain text, and a way on.

    `withdraw` holds the invitations that can be taken back, with the names of the people asked;
    `manage` the mentorship that exists already; `pick` says whether somebody else may be chosen.
    """

    sentence: str
    pick: bool = True
    withdraw: tuple[tuple[int, str], ...] = ()
    manage: int | None = None


def refusal(
    refused: Refused, name: str, zone: str | None, waiting: Sequence[Mentorship]
) -> Refusal:
    """Return what is said of a refused invitation; `waiting` are those without an answer."""
    earlier, first = refused.earlier, name.split(maxsplit=1)[0]
    match refused.case:
        case Case.YOURSELF:
            return Refusal("A mentor has to be someone else.")
        case Case.AN_APP:
            return Refusal(f"{name} is an app. Mentors are people.")
        case Case.DEACTIVATED:
            return Refusal(f"{name}'s account is switched off.")
        case Case.NO_AREA:
            return Refusal("Tick at least one area.", pick=False)
        case Case.THREE_OPEN:
            asked = tuple((link.id, name_of(link.mentor)) for link in waiting)
            said = "Three people have yet to answer you. Withdraw one question first."
            return Refusal(said, pick=False, withdraw=asked)
    assert earlier is not None
    match refused.case:
        case Case.ALREADY:
            return Refusal(f"{first} is your mentor already.", manage=earlier.id)
        case Case.ASKED:
            asked_at, until = _days(zone, earlier.invited_at, answers_until(earlier))
            said = f"You asked {first} on {asked_at}; they have until {until} to answer."
            return Refusal(said, pick=False, withdraw=((earlier.id, first),))
        case Case.LATER:
            assert earlier.answered_at is not None
            said_on, again = _days(zone, earlier.answered_at, earlier.answered_at + ASKS_AGAIN)
            said = f"{first} said on {said_on} that now is not good. You can ask again on {again}."
            return Refusal(said)


def refusal_card(refused: Refusal) -> Card:
    """Return a refusal as a card, with the buttons that lead on."""
    row: list[sb.Element] = []
    for number, (mentorship_id, name) in enumerate(refused.withdraw):
        label = "Withdraw" if len(refused.withdraw) == 1 else f"Withdraw {name.split()[0]}"
        names = f"Withdraw asking {name}"
        row.append(button(label, WITHDRAW, str(mentorship_id), nth=number, names=names))
    if refused.manage is not None:
        row.append(button("Manage", MANAGE, str(refused.manage)))
    if refused.pick:
        row.append(picker())
    pick = " Pick one:" if refused.pick else ""
    return Card([section(escape(refused.sentence) + pick), actions(*row)])


def picker() -> sb.UserSelectMenu:
    """Return the menu of people that opens the form with one of them chosen."""
    return sb.UserSelectMenu(PICK, placeholder="Choose a person")


def nobody_card(typed: str) -> Card:
    """Return what is said when the words behind a command name nobody."""
    sentence = f'I couldn\'t tell who "{escape(typed)}" is. Pick the person here:'
    return Card([section(sentence), actions(picker())])


def area_card(area: Area) -> Card:
    """Return what stands beside the open form for somebody who meant the area."""
    return Card([section(f"Did you mean the area *{escape(area.title)}*?", doors.open_area(area))])


def asked_card(link: Mentorship, zone: str | None) -> Card:
    """Return what stands in the place of the form once somebody was asked."""
    (until,) = _days(zone, answers_until(link))
    sentence = f"I've asked {mention(link.mentor.slack_id)}, who has until {until} to answer."
    row = actions(button("Withdraw", WITHDRAW, str(link.id)))
    return Card([section(sentence), row], title="Invite a mentor")


def _days(zone: str | None, *moments: datetime) -> list[str]:
    return [times.short_day(moment, zone) for moment in moments]
