"""Keys: changed while people write, and wrong ones told plainly."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

from bot import doctor, reflections, rotation, steps
from bot.cli import app
from bot.reflections import Entry
from bot.storage.crypto import Box, CannotOpen, new_key
from bot.storage.database import Database
from bot.storage.migrate import migrate
from bot.storage.tables import Reflection, Step
from tests.cast import ADA, GRACE, MONDAY, meet
from tests.living import live
from tests.mentoring import reflection

OLD, NEW = new_key(), new_key()
BEFORE, BETWEEN, AFTER = Box([OLD]), Box([NEW, OLD]), Box([NEW])


@pytest.fixture(autouse=True)
def written(database: Database) -> None:
    """Ada wrote a reflection and a step with the old key."""
    with database.write() as session:
        live(session, BEFORE, ADA, mentor=GRACE)


def words(database: Database, box: Box) -> list[str | None]:
    """Return all that Ada wrote."""
    with database.read() as session:
        mine = reflections.latest(session, box, meet(session, ADA), 10)
        taken = session.scalars(select(Step)).all()
        return [*(one.words.happened for one in mine), *(steps.words(box, one) for one in taken)]


def test_after_rotating_the_old_key_is_not_needed(database: Database) -> None:
    endings = rotation.rotate(database, BETWEEN)

    assert endings == {"sealed again": 2}
    assert words(database, AFTER) == ["xylophone one", "xylophone step"]


def test_between_the_two_everything_is_readable(database: Database) -> None:
    with database.write() as session:
        reflection(session, BETWEEN, meet(session, ADA), "with the new key", at=MONDAY)

    assert words(database, BETWEEN) == ["with the new key", "xylophone one", "xylophone step"]


def test_rotating_twice_changes_nothing(database: Database) -> None:
    rotation.rotate(database, BETWEEN)

    assert rotation.rotate(database, BETWEEN) == {"already sealed with the first key": 2}


def test_many_batches_are_all_sealed_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 3)
    with database.write() as session:
        for number in range(10):
            reflection(session, BEFORE, meet(session, ADA), str(number))

    assert rotation.rotate(database, BETWEEN)["sealed again"] == 12


def test_an_edit_between_reading_and_writing_is_not_lost(database: Database) -> None:
    page = rotation.read(database, Reflection, "words")
    edit(database, BEFORE, "edited meanwhile")
    endings, changed = rotation.seal_again(database, BETWEEN, page)

    assert (dict(endings), [one.id for one in changed]) == ({}, [page[0].id])
    assert words(database, BETWEEN)[0] == "edited meanwhile"


def test_what_was_edited_meanwhile_is_sealed_again_all_the_same(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process with the old key in front writes while the batch is under way."""
    seal_again, edits = rotation.seal_again, iter(["edited meanwhile"])

    def with_an_edit(
        database: Database, box: Box, page: list[rotation.Sealed]
    ) -> tuple[object, object]:
        for new in edits:
            edit(database, BEFORE, new)
        return seal_again(database, box, page)

    monkeypatch.setattr(rotation, "seal_again", with_an_edit)
    rotation.rotate(database, BETWEEN)

    assert words(database, AFTER)[0] == "edited meanwhile"


def test_a_row_that_no_key_opens_is_counted_and_left_as_it_is(database: Database) -> None:
    with database.read() as session:
        before = session.scalars(select(Reflection.words)).all()
    endings = rotation.rotate(database, AFTER)

    with database.read() as session:
        assert session.scalars(select(Reflection.words)).all() == before
    assert endings == {"cannot be opened": 2}


def test_a_wrong_key_is_a_clear_error_without_words(database: Database) -> None:
    with pytest.raises(CannotOpen, match="cannot be opened with the keys that we have") as caught:
        words(database, AFTER)

    assert "xylophone" not in str(caught.value)


def test_the_doctor_names_a_wrong_key_and_the_mend(database: Database) -> None:
    (finding,) = doctor.look_at_keys(database, AFTER)

    assert not finding.well
    assert "LADDER_KEYS" in finding.line


def test_a_text_moved_to_another_row_is_refused_also_after_rotating(database: Database) -> None:
    with database.write() as session:
        mine = session.scalars(select(Reflection)).one()
        theirs = reflection(session, BEFORE, meet(session, GRACE), "Grace's own")
        theirs.words = mine.words
    rotation.rotate(database, BETWEEN)

    with database.read() as session, pytest.raises(CannotOpen, match="for another row"):
        reflections.latest(session, AFTER, meet(session, GRACE), 1)


def edit(database: Database, box: Box, new: str) -> None:
    """Have Ada change her reflection."""
    with database.write() as session:
        uid = session.scalars(select(Reflection.uid)).one()
        reflections.edit(session, box, meet(session, ADA), uid, Entry(new), now=MONDAY)


# From the command line


@pytest.fixture
def installed(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Database]:
    """A database with words sealed by the old key, and settings that have both."""
    path = tmp_path_factory.mktemp("keys") / "ladder.db"
    there = Database(f"sqlite:///{path}")
    migrate(there)
    with there.write() as session:
        live(session, BEFORE, ADA, mentor=GRACE)
    for name, value in {
        "SLACK_SIGNING_SECRET": "secret",
        "SLACK_BOT_TOKEN": "xoxb-token",
        "LADDER_KEYS": f"{NEW},{OLD}",
        "DATABASE_URL": there.url,
    }.items():
        monkeypatch.setenv(name, value)
    yield there
    there.close()


def ladder(*typed: str) -> Result:
    return CliRunner().invoke(app, list(typed))


def test_ladder_key_alone_still_prints_a_key() -> None:
    printed = ladder("key").stdout.strip()

    assert Box([printed]).open("T", 1, "u", Box([printed]).seal("T", 1, "u", "words")) == "words"


def test_ladder_key_rotate_says_what_it_did(installed: Database) -> None:
    answer = ladder("key", "rotate")

    assert (answer.exit_code, answer.stdout.splitlines()) == (0, ["2 sealed again"])
    assert words(installed, AFTER) == ["xylophone one", "xylophone step"]


def test_ladder_key_rotate_without_the_old_key_says_what_to_do(
    installed: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LADDER_KEYS", NEW)
    answer = ladder("key", "rotate")

    assert answer.exit_code == 1
    assert "2 texts were sealed with a key that LADDER_KEYS lacks." in answer.stderr
    assert words(installed, BEFORE)[0] == "xylophone one"
