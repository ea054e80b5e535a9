"""What stands around the page of a summary: where it stands, who looks, and the way out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

import slackblocks as sb

from bot.slack import doors
from bot.slack.cards import Block, actions, button, section
from bot.slack.summary_look import Look

NO_LONGER_SHARED = "This is no longer shared with you."


class Place(Enum):
    """Where the page stands, which decides how one leaves it."""

    REPLY = "reply"
    MODAL = "modal"
    HOME = "home"


@dataclass(frozen=True)
class Spot:
    """Where something is shown. `app_id` is Slack's id of this app, for links to Home."""

    place: Place
    team: str
    app_id: str = ""


@dataclass(frozen=True)
class Frame:
    """What stands around a page: where it stands, and the look that asked for it.

    `kept` says that the same page is on Home already.
    """

    spot: Spot
    look: Look
    now: datetime
    kept: bool = False

    @property
    def is_preview(self) -> bool:
        """Whether a mentee looks through a mentor's eyes."""
        return self.look.mentorship_id is not None


def gone_blocks(spot: Spot) -> list[Block]:
    """Return what stands in place of something that cannot be read, whatever the reason."""
    return [section(NO_LONGER_SHARED), actions(back_home(spot))]


def back_home(spot: Spot) -> sb.Button:
    """Return the way back: on Home a button that clears it, elsewhere a link to it."""
    if spot.place is Place.HOME:
        return button("Back to Home", doors.HOME)
    url = f"slack://app?team={spot.team}&id={spot.app_id}&tab=home"
    return button("Back to Home", doors.HOME, url=url)
