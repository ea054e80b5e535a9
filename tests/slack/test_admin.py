"""`/ladder admin`: counts and a switch, for those who may, and a sentence for everybody else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from bot import people
from bot.assembly import assemble
from bot.ladder.library import Library
from bot.playground.faults import Fails
from bot.storage.tables import Audit, Workspace
from tests.cast import ADA, GRACE, LINUS, OTHER_TEAM, TEAM
from tests.driver import through_wsgi
from tests.mentoring import reflection
from tests.slack.conftest import Edge
from tests.slack.forging import click, seen_by
from tests.slack.mentoring import rows
from tests.slack.practising import nudged

FOR_ADMINS = "That's for admins: the owners of this workspace, and whoever runs Ladder named."


@pytest.fixture
def owner(edge: Edge) -> None:
    """Linus owns the workspace."""
    edge.slack.team.people[LINUS].is_owner = True


@pytest.fixture
def named(edge: Edge, library: Library) -> Iterator[None]:
    """Grace stands in LADDER_ADMINS."""
    settings = edge.settings.model_copy(update={"ladder_admins": (GRACE,)})
    bot = assemble(settings, now=lambda: edge.now, library=library)
    edge.slack.connect(through_wsgi(bot.wsgi))
    yield
    bot.close()


def is_off(edge: Edge, team: str = TEAM) -> bool:
    with rows(edge) as session:
        return bool(session.scalar(select(Workspace.nudges_off).where(Workspace.team_id == team)))


@pytest.mark.usefixtures("owner")
def test_an_owner_sees_counts_and_none_under_five(edge: Edge) -> None:
    with rows(edge) as session:
        for number in range(6):
            person = people.meet(session, TEAM, f"U{number}")
            words = f"noise {number}"
            if number < 4:
                reflection(session, edge.bot.parts.box, person, words)
    reply = edge.linus.command("admin")

    assert "People whom Ladder knows: 6" in reply.text
    assert "Wrote in the last 4 weeks: fewer than 5" in reply.text
    assert "noise" not in reply.everything


@pytest.mark.usefixtures("owner")
def test_it_names_nobody(edge: Edge) -> None:
    nudged(edge)
    reply = edge.linus.command("admin")

    assert ADA not in reply.everything
    assert "Ada" not in reply.everything


@pytest.mark.usefixtures("named")
def test_whoever_is_named_in_the_settings_may_too(edge: Edge) -> None:
    assert edge.grace.command("admin").buttons == ["Switch all nudges off"]


def test_everybody_else_is_told_that_it_is_for_admins(edge: Edge) -> None:
    reply = edge.mallory.command("admin")

    assert (reply.text, reply.buttons) == (FOR_ADMINS, [])


def test_when_slack_does_not_say_who_owns_it_nobody_does(edge: Edge) -> None:
    edge.slack.team.people[LINUS].is_owner = True
    edge.slack.faults.add("users.info", Fails("fatal_error"))
    reply = edge.linus.command("admin")
    edge.slack.forgive()

    assert reply.text == FOR_ADMINS


@pytest.mark.usefixtures("owner")
def test_the_switch_stops_every_nudge_and_keeps_the_plans(edge: Edge) -> None:
    nudged(edge)
    edge.linus.command("admin").click("Switch all nudges off")
    edge.advance(days=7)
    edge.tick()

    assert is_off(edge)
    assert len(edge.ada.dm) == 1


@pytest.mark.usefixtures("owner")
def test_it_can_be_undone_and_nudges_go_on(edge: Edge) -> None:
    nudged(edge)
    reply = edge.linus.command("admin").click("Switch all nudges off")
    reply.click("Undo")
    edge.advance(days=7)
    edge.tick()

    assert not is_off(edge)
    assert len(edge.ada.dm) == 2


@pytest.mark.usefixtures("owner")
def test_another_workspace_keeps_its_nudges(edge: Edge) -> None:
    edge.linus.command("admin").click("Switch all nudges off")

    assert not is_off(edge, OTHER_TEAM)


def test_a_forged_switch_changes_nothing_and_is_in_the_audit(edge: Edge) -> None:
    for action in ("admin.nudges_off", "admin.nudges_on"):
        click(edge, edge.mallory, action, TEAM)

    assert not is_off(edge)
    with rows(edge) as session:
        verbs = session.scalars(select(Audit.verb).where(Audit.who == edge.mallory.id)).all()
    assert verbs == ["admin.refused", "admin.refused"]
    assert "People whom Ladder knows" not in seen_by(edge, edge.mallory)


@pytest.mark.usefixtures("owner")
def test_rights_are_looked_at_again_with_the_click(edge: Edge) -> None:
    reply = edge.linus.command("admin")
    edge.slack.team.people[LINUS].is_owner = False
    reply.click("Switch all nudges off")

    assert (reply.text, is_off(edge)) == (FOR_ADMINS, False)


@pytest.mark.usefixtures("owner")
def test_the_switch_is_in_the_audit(edge: Edge) -> None:
    edge.linus.command("admin").click("Switch all nudges off")

    with rows(edge) as session:
        assert session.scalars(select(Audit.verb).where(Audit.who == LINUS)).all() == ["nudges.off"]
