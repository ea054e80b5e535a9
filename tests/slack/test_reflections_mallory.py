"""Mallory tries other people's ids at every door; each gets her what an id of nothing gets."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.slack import doors
from bot.slack.reflection_cards import DELETE, EDIT, MOVE, NOT_NOW
from bot.slack.reflection_history import Wanted
from bot.storage.tables import Mentorship, Person, Reflection
from tests.cast import LINUS, MALLORY
from tests.slack.conftest import Edge
from tests.slack.practising import nudged
from tests.slack.writing import (
    HAPPENED,
    MENTORING,
    SECRET,
    audited,
    kept,
    mentored,
    shared,
    words_of,
    write,
)

GONE = "That reflection isn't here. It may have been deleted."
NOBODYS = "0" * 32


@pytest.fixture
def uid(edge: Edge) -> str:
    """The uid of Ada's reflection, which Mallory has come to know."""
    write(edge.ada)
    return kept(edge)[0].uid


def press(edge: Edge, action: str, value: str) -> str:
    """Have Mallory press a button on a reply of her own with another value; return what she sees.

    The action id is that of the button, whichever button of ours it was drawn on.
    """
    reply = edge.mallory.command("reflect Mine")
    block = next(one for one in reply.blocks if one["type"] == "actions")
    element = block["elements"][0]
    element["action_id"], element["value"] = action, value
    edge.mallory.do(
        lambda: edge.slack.act(
            MALLORY,
            {"type": "message", "channel": reply.message.channel, "ts": reply.message.ts},
            block_id=block["block_id"],
            action_id=action,
            element={"type": "button", "value": value},
        )
    )
    seen = edge.mallory.modal.text if edge.mallory.modal else reply.text
    edge.mallory.workspace.stack(MALLORY).clear()
    return seen


@pytest.mark.parametrize(
    ("action", "form"),
    [
        (doors.REFLECTION, "{}"),
        (EDIT, "{}"),
        (DELETE, "{}"),
        (doors.SHARE, "{}"),
        (MOVE, "{}:quality"),
        (NOT_NOW, "form:{}"),
        (NOT_NOW, "command:{}"),
    ],
)
def test_somebody_elses_is_as_good_as_none(edge: Edge, uid: str, action: str, form: str) -> None:
    hers = press(edge, action, form.format(uid))
    none = press(edge, action, form.format(NOBODYS))

    assert hers == none == GONE
    assert words_of(edge) == [SECRET]
    assert kept(edge)[0].area == "mentoring"
    tried = [(who, ids) for who, _verb, ids in audited(edge)]
    assert tried == [(MALLORY, uid), (MALLORY, NOBODYS)]


@pytest.mark.parametrize("odd", ["", "\x00", "a" * 2000, "' OR 1=1 --", "\U0001f600"])
@pytest.mark.parametrize("action", [doors.REFLECTION, EDIT, DELETE])
def test_what_is_no_id_at_all_is_none(edge: Edge, uid: str, action: str, odd: str) -> None:
    assert press(edge, action, odd) == GONE
    assert kept(edge)[0].uid == uid


def test_a_form_with_somebody_elses_uid_changes_nothing(edge: Edge, uid: str) -> None:
    edge.mallory.types("/ladder reflect")
    form = edge.mallory.modal.fill(HAPPENED, "Defaced")
    form.view.source["private_metadata"] = json.dumps({"uid": uid})
    edge.mallory.modal.submit()

    assert edge.mallory.modal.text == GONE
    assert words_of(edge) == [SECRET]
    assert words_of(edge, MALLORY) == []
    assert audited(edge) == [(MALLORY, "reflection.edit", uid)]


def test_a_form_with_somebody_elses_nudge_is_kept_without_it(edge: Edge) -> None:
    nudge = nudged(edge)
    before = nudge.text
    edge.mallory.types("/ladder reflect")
    form = edge.mallory.modal.fill(HAPPENED, "Mine")
    form.view.source["private_metadata"] = json.dumps({"nudge": 1, "prompt": "last-review"})
    edge.mallory.modal.submit()

    (mine,) = kept(edge)
    assert (mine.nudge_id, mine.prompt) == (None, None)
    assert nudge.text == before
    assert audited(edge) == [(MALLORY, "reflection.write", "nudge:1")]


@pytest.mark.parametrize("number", ["1", "999", "99999999999999999999", "-1", "x"])
def test_the_form_for_somebody_elses_nudge_is_the_plain_one(edge: Edge, number: str) -> None:
    nudged(edge)
    seen = press(edge, doors.REFLECT, f"nudge:{number}")

    assert seen.startswith(HAPPENED)
    assert audited(edge) == [(MALLORY, "reflection.write", f"nudge:{number}")]


def test_a_prompt_that_the_nudge_never_showed_is_not_kept(edge: Edge) -> None:
    nudged(edge).click("Reflect")
    form = edge.ada.modal.fill(HAPPENED, SECRET)
    metadata = json.loads(form.view.source["private_metadata"])
    form.view.source["private_metadata"] = json.dumps({**metadata, "prompt": "made-up"})
    edge.ada.modal.submit()

    (one,) = kept(edge)
    assert (one.nudge_id, one.prompt) == (1, None)


def test_a_mentorship_of_others_cannot_be_ticked(edge: Edge) -> None:
    mentored(edge, by=LINUS)
    theirs = mentored(edge)
    with edge.bot.parts.database.write() as session:
        link = session.get_one(Mentorship, theirs)
        mallory = Person(team_id=link.team_id, slack_id=MALLORY)
        session.add(mallory)
        session.flush()
        link.mentee_id = mallory.id
    edge.ada.types("/ladder reflect")
    form = edge.ada.modal.fill(HAPPENED, SECRET).choose("Area", MENTORING)
    box = next(block for block in form.blocks if block["block_id"] == "reflection.readers")
    _tick_anything(edge, form.view.values, box, str(theirs))

    assert words_of(edge) == [SECRET]
    assert shared(edge) == 0


def _tick_anything(edge: Edge, values: dict[str, Any], box: dict[str, Any], value: str) -> None:
    option = {**box["element"]["options"][0], "value": value}
    box["element"]["options"].append(option)
    ticked = {"type": "checkboxes", "selected_options": [option]}
    typed = {**values, "reflection.readers": {"reflection.readers": ticked}}
    edge.ada.do(lambda: edge.slack.submit(edge.ada.id, edge.ada.modal.view.id, typed))


def test_a_page_of_somebody_elses_history_cannot_be_asked_for(edge: Edge, uid: str) -> None:
    for area in ("mentoring", "quality", None):
        seen = press(edge, "reflection.page", json.dumps({"area": area, "page": 0}))
        assert SECRET not in seen
    assert kept(edge)[0].uid == uid


def test_the_same_uid_at_another_workspace_is_none(edge: Edge, uid: str) -> None:
    with edge.bot.parts.database.write() as session:
        session.get_one(Reflection, kept(edge)[0].id).team_id = "T0OTHER"

    assert words_of(edge) == []
    edge.ada.replies[-1].click("Open it")
    assert edge.ada.modal.text == GONE
    assert uid


@pytest.mark.parametrize(
    "page", ["99999999999999999999999", "-3", "[]", '"x"', "null", "true", "1.5"]
)
def test_a_page_that_is_no_number_of_a_page_is_the_first(page: str) -> None:
    assert Wanted.of_value(f'{{"page": {page}}}').page == 0
