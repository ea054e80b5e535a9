"""Mallory has no rights here. Each way in is tried; nothing is read, nothing is changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from sqlalchemy import event, select

from bot.storage.tables import Mentorship, Reflection, Share
from tests.cast import ADA, GRACE, LINUS, MALLORY, OTHER_TEAM, meet
from tests.mentoring import mentorship, shared
from tests.slack.conftest import Edge
from tests.slack.forging import choose, click, close_all, seen_by, submit
from tests.slack.mentoring import (
    GONE,
    SECRET,
    amid_noise,
    audited,
    end,
    keep,
    mentored,
    narrow,
    read_log,
    rows,
    share,
    state_of,
    summary_of,
    unshare_all,
)

OTHERS_WORDS = (SECRET, "noise: another mentor", "noise: unshared", "noise: Grace's own")
NOTHING = "I have nothing to show you about"


def all_rows(edge: Edge) -> list[tuple[object, ...]]:
    """Return whatever a stranger might want to change."""
    with rows(edge) as session:
        return [
            *((one.id, one.state, tuple(one.areas)) for one in session.scalars(select(Mentorship))),
            *((one.reflection_id, one.mentorship_id) for one in session.scalars(select(Share))),
            *((one.uid, one.words, one.area) for one in session.scalars(select(Reflection))),
        ]


@pytest.fixture
def link(edge: Edge) -> int:
    """Grace is Ada's mentor, amid everything that nobody else must find."""
    return amid_noise(edge)


@pytest.fixture
def uid(edge: Edge, link: int) -> str:
    """What Ada shares with Grace."""
    return share(edge, link)


# By command


@pytest.mark.parametrize("who", [ADA, "U0GHOST", "U0DEPLOY", MALLORY, GRACE, LINUS, "W0ELSEWHERE"])
def test_everybody_unconnected_gets_one_and_the_same_answer(edge: Edge, uid: str, who: str) -> None:
    # Linus is Ada's mentor, and Mallory is Grace's mentee: neither helps.
    reply = edge.mallory.command(f"summary <@{who}> all", escaped=True)

    said = f"{NOTHING} <@{who}>. If they'd like you as their mentor, they can invite you."
    assert [block["text"]["text"] for block in reply.blocks] == [said]
    assert uid not in reply.everything


@pytest.mark.parametrize("state", ["invited", "declined", "expired", "withdrawn", "ended"])
def test_who_was_asked_but_is_no_mentor_gets_it_too(edge: Edge, state: str) -> None:
    with rows(edge) as session:
        session.get_one(Mentorship, mentored(edge, MALLORY)).state = state

    assert summary_of(edge, edge.mallory).text.startswith(NOTHING)


def test_a_mentor_of_ada_elsewhere_gets_it_too(edge: Edge) -> None:
    with rows(edge) as session:
        ada, mallory = (meet(session, one, OTHER_TEAM) for one in (ADA, MALLORY))
        shared(session, edge.bot.parts.box, mentorship(session, ada, mallory), SECRET)

    assert summary_of(edge, edge.mallory).text.startswith(NOTHING)


def test_a_refusal_asks_the_database_alike_for_every_reason(edge: Edge, uid: str) -> None:
    assert uid
    counts = {
        who: _queries(edge, partial(edge.mallory.command, f"summary <@{who}>", escaped=True))
        for who in (ADA, "U0GHOST", "U0DEPLOY", MALLORY, LINUS)
    }

    assert len(set(counts.values())) == 1, counts


def test_a_look_in_vain_is_in_the_audit_and_not_in_adas_log(edge: Edge, uid: str) -> None:
    assert uid
    summary_of(edge, edge.mallory)

    assert "summary.refused" in audited(edge, MALLORY)
    assert read_log(edge) == []


# By the value of a button


def looks(link: int, uid: str) -> list[tuple[str, str]]:
    """Return every action that leads to somebody's words, with Ada's ids in it."""
    pages = ["of:U0ADA:all:0", f"as:{link}:all:0", "of:U0GRACE:all:0"]
    return [
        *(
            (action, page)
            for action in ("summary.open", "summary.see", "summary.keep")
            for page in pages
        ),
        *(("summary.read", f"{page}/{uid}") for page in pages),
        ("reflection.open", uid),
        ("reflection.edit", uid),
        ("reflection.share", uid),
    ]


@pytest.mark.parametrize("nth", range(15))
def test_no_button_shows_mallory_anything(edge: Edge, link: int, uid: str, nth: int) -> None:
    found = looks(link, uid)
    assert len(found) == 15
    before = all_rows(edge)
    answer = click(edge, edge.mallory, *found[nth])

    assert answer.status == 200
    assert not [words for words in OTHERS_WORDS if words in seen_by(edge, edge.mallory)]
    assert (read_log(edge), all_rows(edge)) == ([], before)


def test_the_menu_of_periods_shows_nothing_either(edge: Edge, link: int, uid: str) -> None:
    assert uid
    choose(edge, edge.mallory, "summary.period", f"as:{link}:all:0")
    choose(edge, edge.mallory, "summary.period", "of:U0ADA:all:0")

    assert GONE in seen_by(edge, edge.mallory)
    assert SECRET not in seen_by(edge, edge.mallory)


def test_picking_ada_shows_nothing_either(edge: Edge, uid: str) -> None:
    click(edge, edge.mallory, "summary.pick", "", type="users_select", selected_user=ADA)

    assert NOTHING in seen_by(edge, edge.mallory)
    assert uid not in seen_by(edge, edge.mallory)


ACTS = [
    "mentorship.accept",
    "mentorship.decline",
    "mentorship.withdraw",
    "mentorship.what",
    "mentorship.manage",
    "mentorship.end",
]


@pytest.mark.parametrize("action", ACTS)
@pytest.mark.parametrize("state", ["active", "invited"])
def test_no_button_changes_somebody_elses_mentorship(
    edge: Edge, link: int, action: str, state: str
) -> None:
    with rows(edge) as session:
        session.get_one(Mentorship, link).state = state
    before = all_rows(edge)
    click(edge, edge.mallory, action, str(link))

    assert all_rows(edge) == before
    assert "Ada" not in seen_by(edge, edge.mallory)
    assert list(edge.mallory.dm) == []


@pytest.mark.parametrize("action", ACTS)
def test_what_is_not_theirs_looks_like_what_does_not_exist(
    edge: Edge, link: int, action: str
) -> None:
    click(edge, edge.mallory, action, str(link))
    theirs = edge.mallory.modal.text if edge.mallory.modals else ""
    close_all(edge.mallory)
    click(edge, edge.mallory, action, "999999999")

    assert (edge.mallory.modal.text if edge.mallory.modals else "") == theirs


@pytest.mark.parametrize(
    "value",
    [
        "' OR 1=1 --",
        "\x00",
        "9" * 40,
        "-1",
        "",
        "of:U0ADA:all:0/../../x",
        "as:1 OR 1=1:all:0",
        "of:U0ADA:99w:0",
        "٣",
        "{}",
    ],
)
def test_odd_values_are_answered_in_a_sentence(edge: Edge, uid: str, value: str) -> None:
    assert uid
    before = all_rows(edge)
    for action in [*ACTS, "summary.open", "summary.read", "summary.keep", "summary.see",
                   "reflection.share"]:  # fmt: skip
        assert click(edge, edge.mallory, action, value).status == 200
        assert "Something broke" not in seen_by(edge, edge.mallory)
        close_all(edge.mallory)

    assert all_rows(edge) == before


# By the metadata of a form


def test_the_form_of_areas_opens_nothing_of_somebody_elses(edge: Edge, link: int) -> None:
    before = all_rows(edge)
    boxes = {"selected_options": [{"value": "architecture"}]}
    values = {"mentorship.areas": {"mentorship.areas": boxes}}
    for person in (edge.mallory, edge.grace, edge.linus):
        submit(edge, person, "mentorship.manage", str(link), values)

    assert all_rows(edge) == before


def test_the_form_of_sharing_shares_nothing_of_somebody_elses(
    edge: Edge, link: int, uid: str
) -> None:
    own = mentorship_with(edge, MALLORY, ADA)
    before = all_rows(edge)
    boxes = {"selected_options": [{"value": str(one)} for one in (link, own)]}
    values = {"shares.readers": {"shares.readers": boxes}}
    submit(edge, edge.mallory, "shares.form", json.dumps([uid, "", "", 0]), values)

    assert all_rows(edge) == before


def test_a_reflection_is_not_shared_with_a_mentorship_of_others(edge: Edge, link: int) -> None:
    edge.mallory.command("reflect my own words")
    with rows(edge) as session:
        mine = session.scalars(select(Reflection).order_by(Reflection.id.desc())).first()
        assert mine is not None
        mine.area, own_uid = "mentoring", mine.uid
    before = all_rows(edge)
    values = {"shares.readers": {"shares.readers": {"selected_options": [{"value": str(link)}]}}}
    submit(edge, edge.mallory, "shares.form", json.dumps([own_uid, "", "", 0]), values)

    assert all_rows(edge) == before


def test_nobody_invites_for_somebody_else(edge: Edge) -> None:
    values: dict[str, Any] = {
        "mentorship.who": {"mentorship.who": {"selected_user": GRACE}},
        "mentorship.areas": {
            "mentorship.areas": {"selected_options": [{"value": "mentoring"}, {"value": "nowhere"}]}
        },
    }
    submit(edge, edge.mallory, "mentorship.invitation", ADA, values)
    with rows(edge) as session:
        (made,) = session.scalars(select(Mentorship))
        found = (made.mentee.slack_id, made.areas)

    assert found == (MALLORY, ["mentoring"])


# By the metadata of Home


@pytest.mark.parametrize("metadata", ["of:U0ADA:all:0", "as:{link}:all:0", "of:U0GRACE:4w:0"])
def test_homes_memory_shows_nothing_that_is_not_theirs(
    edge: Edge, link: int, uid: str, metadata: str
) -> None:
    assert edge.mallory.home.text
    home = edge.slack.team.homes[MALLORY]
    home.source["private_metadata"] = metadata.format(link=link)
    shown = edge.mallory.home

    assert shown.text == GONE
    assert (SECRET in shown.everything, uid in shown.everything) == (False, False)
    assert read_log(edge) == []


@pytest.mark.parametrize("metadata", ["x" * 3000, "of:U0ADA", "{}", "' --"])
def test_home_with_odd_memory_is_home(edge: Edge, metadata: str) -> None:
    assert edge.mallory.home.text
    edge.slack.team.homes[MALLORY].source["private_metadata"] = metadata

    assert "The ladder" in edge.mallory.home.text


# From inside: a mentor who wants more than she was given


def test_grace_reads_nothing_that_ada_kept(edge: Edge, link: int, uid: str) -> None:
    kept = keep(edge, "kept to herself")
    for look in ("of:U0ADA:all:0", f"as:{link}:all:0"):
        click(edge, edge.grace, "summary.read", f"{look}/{kept}")
        assert edge.grace.modal.text == GONE
        close_all(edge.grace)

    assert uid
    assert "kept to herself" not in seen_by(edge, edge.grace)


def test_grace_reads_nothing_of_a_closed_area(edge: Edge, link: int) -> None:
    uid = share(edge, link, "about quality", "quality")
    narrow(edge, link, ["mentoring"])
    click(edge, edge.grace, "summary.read", f"of:U0ADA:all:0/{uid}")

    assert edge.grace.modal.text == GONE


def test_linus_reads_nothing_that_is_shared_with_grace(edge: Edge, uid: str) -> None:
    click(edge, edge.linus, "summary.read", f"of:U0ADA:all:0/{uid}")

    assert edge.linus.modal.text == GONE


def test_grace_cannot_read_ada_through_another_mentee(edge: Edge, uid: str) -> None:
    # Mallory is Grace's mentee too: naming her does not open what Ada shared or kept.
    click(edge, edge.grace, "summary.read", f"of:{MALLORY}:all:0/{uid}")

    assert edge.grace.modal.text == GONE


def test_ada_cannot_look_as_a_mentor_of_somebody_else(edge: Edge, link: int) -> None:
    others = mentorship_with(edge, MALLORY, LINUS)
    click(edge, edge.ada, "summary.open", f"as:{others}:all:0")

    assert GONE in json.dumps(edge.slack.team.homes[ADA].source)
    assert link != others


@pytest.mark.parametrize("how", ["ended", "unshared", "narrowed"])
def test_an_open_modal_gives_nothing_more_after_it_was_taken_back(
    edge: Edge, link: int, uid: str, how: str
) -> None:
    reply = edge.grace.command("mentees")
    assert reply.text
    edge.grace.home.click("All mentees")
    edge.grace.modal.click("Open summary", near="Ada")
    _take_back(edge, link, how)
    edge.grace.modal.click("Read all")

    assert edge.grace.modal.text == GONE
    assert (uid in edge.grace.modal.everything, read_log(edge)) == (
        False,
        [("Grace Hopper", True)],
    )


@pytest.mark.parametrize("how", ["ended", "unshared", "narrowed"])
def test_every_reason_reads_alike(edge: Edge, link: int, uid: str, how: str) -> None:
    reply = summary_of(edge, edge.grace)
    _take_back(edge, link, how)
    reply.click("Read all")

    assert (edge.grace.modal.text, edge.grace.modal.buttons) == (GONE, ["Back to Home"])
    assert uid not in reply.everything


def test_what_mallory_writes_names_nobody_else(edge: Edge) -> None:
    reply = edge.mallory.command("summary &lt;@U0ADA&gt; <https://evil.example|safe>", escaped=True)

    assert "<@U0ADA>" not in reply.everything
    assert "<https" not in reply.everything


def test_state_is_what_it_was_after_all_of_it(edge: Edge, link: int) -> None:
    for action in ACTS:
        click(edge, edge.mallory, action, str(link))
        close_all(edge.mallory)

    assert state_of(edge, link) == "active"
    assert len(audited(edge, MALLORY)) >= 3


def mentorship_with(edge: Edge, mentee: str, mentor: str) -> int:
    """Make one person the mentor of another, and return the id of the mentorship."""
    with rows(edge) as session:
        return mentorship(session, meet(session, mentee), meet(session, mentor)).id


def _take_back(edge: Edge, link: int, how: str) -> None:
    if how == "ended":
        end(edge, link)
    elif how == "unshared":
        unshare_all(edge)
    else:
        narrow(edge, link, ["architecture"])


def _queries(edge: Edge, act: Callable[[], object]) -> int:
    seen: list[str] = []

    def note(*args: Any) -> None:
        seen.append(args[2])

    engine = edge.bot.parts.database.engine
    event.listen(engine, "before_cursor_execute", note)
    act()
    event.remove(engine, "before_cursor_execute", note)
    return len([one for one in seen if not one.startswith(("PRAGMA", "BEGIN"))])
