"""`make sabotage`: break one line at a time in a copy, and see that a named test notices each.

A test that cannot fail says nothing. Each entry below is a promise, the line that keeps it, the
line that breaks it, and the tests that have to turn red.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
AT_ONCE = 2


@dataclass(frozen=True)
class Sabotage:
    """One line that keeps a promise, what breaks it, and the tests that notice."""

    promise: str
    file: str
    line: str
    broken: str
    tests: str
    """pytest's arguments, in one line."""


SABOTAGES = (
    Sabotage(
        "one nudge per person and ISO week: the unique key",
        "bot/storage/tables.py",
        'UniqueConstraint("person_id", "iso_week"),',
        'Index(None, "iso_week"),',
        "tests/storage/test_migrate.py -k history",
    ),
    Sabotage(
        "one nudge per person and ISO week: the taken week",
        "bot/rhythms.py",
        "if at > now and week not in closed and not too_early:",
        "if at > now and not too_early:",
        "tests/test_plans.py",
    ),
    Sabotage(
        "what may have arrived is never sent again",
        "bot/delivery.py",
        'return _move(*one, "unknown", reason=failure.reason)',
        'return _move(*one, "planned", reason=failure.reason)',
        "tests/test_delivery.py -k sqlite",
    ),
    Sabotage(
        "a late worker names the attempt that it knows",
        "bot/delivery.py",
        "Delivery.id == delivery_id, Delivery.state == state, Delivery.attempt == seen",
        "Delivery.id == delivery_id, Delivery.state == state",
        "tests/test_delivery.py -k sqlite",
    ),
    Sabotage(
        "consent is looked at when a nudge is claimed",
        "bot/consent.py",
        "if not _consents(plan, nudge, now):",
        "if False:",
        "tests/test_delivery.py -k sqlite",
    ),
    Sabotage(
        "late messages stay out of the quiet hours",
        "bot/consent.py",
        "if now - delivery.due_at > ON_TIME and is_quiet(now, plan.zone):",
        "if False:",
        "tests/test_delivery.py -k sqlite",
    ),
    Sabotage(
        "nothing comes more than twelve hours late",
        "bot/consent.py",
        "if now - delivery.due_at > LATEST[delivery.kind]:",
        "if False:",
        "tests/test_delivery.py -k sqlite",
    ),
    Sabotage(
        "no reminder past the next nudge",
        "bot/reminders.py",
        "if plan is not None and plan.next_at is not None and at >= plan.next_at:",
        "if False:",
        "tests/test_reminders.py",
    ),
    Sabotage(
        "two reminders at most",
        "bot/reminders.py",
        "if left(session, nudge) < 1:",
        "if False:",
        "tests/test_reminders.py",
    ),
    Sabotage(
        "a workspace waits while Slack asks for patience",
        "bot/delivery.py",
        "_hold(session, outgoing.team, now + wait)",
        "pass",
        "tests/test_delivery.py",
    ),
    Sabotage(
        "a row belongs to one workspace: plans",
        "bot/plans.py",
        "select(Plan).where(Plan.team_id == person.team_id, Plan.person_id == person.id)",
        "select(Plan).order_by(Plan.id)",
        "tests/test_plans.py",
    ),
    Sabotage(
        "a row belongs to one workspace: people",
        "bot/people.py",
        "Person.team_id == team, Person.slack_id == slack_id",
        "Person.slack_id == slack_id",
        "tests/test_mentorships.py tests/test_plans.py tests/test_people.py",
    ),
    Sabotage(
        "a mentor reads what is shared with that mentorship only",
        "bot/mentorships.py",
        "            Share.mentorship_id == link.id,\n            Reflection.team_id",
        "            Reflection.team_id",
        "tests/test_mentorships.py",
    ),
    Sabotage(
        "a mentor reads areas that are open only",
        "bot/mentorships.py",
        "Reflection.area.in_(link.areas),",
        "Reflection.id > 0,",
        "tests/test_mentorships.py",
    ),
    Sabotage(
        "sharing refuses an area that is not open",
        "bot/shares.py",
        "if reflection.area not in mentor.areas:",
        "if False:",
        "tests/test_shares.py",
    ),
    Sabotage(
        "own reflections are looked up by their author",
        "bot/reflections.py",
        "return select(Reflection).where(\n        Reflection.team_id == person.team_id, "
        "Reflection.person_id == person.id",
        "return select(Reflection).where(\n        Reflection.team_id == person.team_id",
        "tests/test_reflections.py tests/slack/test_reflections_mallory.py",
    ),
    Sabotage(
        "a nudge is looked up by its person",
        "bot/nudges.py",
        "            Nudge.person_id == person.id,\n            Nudge.id == nudge_id,",
        "            Nudge.id == nudge_id,",
        "tests/test_nudges.py",
    ),
    Sabotage(
        "a step is looked up by its person",
        "bot/steps.py",
        "Step.person_id == person.id, Step.uid == uid",
        "Step.uid == uid",
        "tests/test_steps.py",
    ),
    Sabotage(
        "words are sealed to their row",
        "bot/storage/crypto.py",
        "if found[:3] != [team, author, uid]:",
        "if False:",
        "tests/storage/test_crypto.py",
    ),
    Sabotage(
        "words are shown literally",
        "bot/slack/mrkdwn.py",
        'return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")',
        "return words",
        "tests/slack/test_reflections.py tests/slack/test_summaries.py",
    ),
    Sabotage(
        "own words are never in a direct message",
        "bot/slack/step_cards.py",
        'return [section("*Last time* you set yourself a step.", show), row]',
        "return [section(repr(asked)), row]",
        "tests/slack/test_nudges.py -k own_words",
    ),
    Sabotage(
        "a click changes the card in its own place",
        "bot/slack/replies.py",
        "replace_original=replace",
        "replace_original=False",
        "tests/slack/test_ladder.py -k same_place",
    ),
    Sabotage(
        "nothing is sent twice by slack_sdk's own retries",
        "bot/slack/clients.py",
        "return Client(token, base_url=api_url, timeout=seconds, retry_handlers=[])",
        "return Client(token, base_url=api_url, timeout=seconds)",
        "tests/slack/test_promises.py -k never_sends_twice",
    ),
    Sabotage(
        "no Slack call inside a transaction",
        "bot/slack/clients.py",
        "if inside_a_transaction():",
        "if False:",
        "tests/slack/test_promises.py -k transaction",
    ),
    Sabotage(
        "slack_sdk's loggers stay at INFO",
        "bot/assembly.py",
        "    logs.quieten_slack()\n",
        "    logs.quieten_slack  # noqa: B018\n",
        "tests/slack/test_promises.py -k debug",
    ),
    Sabotage(
        "the same form twice saves once",
        "bot/origins.py",
        "        return False\n",
        "        return True\n",
        "tests/test_origins.py tests/slack/test_reflections.py",
    ),
    Sabotage(
        "a reading transaction cannot write",
        "bot/storage/database.py",
        'connection.exec_driver_sql("PRAGMA query_only=ON")',
        "pass",
        "tests/storage/test_database.py",
    ),
    Sabotage(
        "a verb that acts is never guessed",
        "bot/slack/commands.py",
        'verb = ask.verb if ask.verb in self._verbs else ""',
        "verb = max([v for v in self._verbs if v and ask.verb.startswith(v[:4])], default='')",
        "tests/slack/test_ladder.py",
    ),
    Sabotage(
        "a mentor's reading is noted for the mentee",
        "bot/summaries.py",
        "    readings.log(session, mentor, mentee, readings.SUMMARY, now)\n",
        "",
        "tests/test_summaries.py tests/slack/test_summaries.py",
    ),
    Sabotage(
        "nobody else sees an answer",
        "bot/slack/commands.py",
        'ack(response_type="ephemeral", blocks=reply_blocks(card))',
        'ack(response_type="in_channel", blocks=reply_blocks(card))',
        "tests/slack/test_ladder.py -k nobody_else",
    ),
    Sabotage(
        "no section is folded behind See more",
        "bot/slack/cards.py",
        'return {**block, "expand": True}',
        "return block",
        "tests/slack/test_cards.py",
    ),
    Sabotage(
        "what breaks is answered with a sentence and a number",
        "bot/slack/app.py",
        "    app.error(Apology(parts.support).handle)\n",
        "",
        "tests/slack/test_promises.py -k breaks",
    ),
    Sabotage(
        "one process delivers from one file",
        "bot/carriers/inline.py",
        "fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)",
        "pass",
        "tests/carriers/test_inline.py -k second_process",
    ),
    Sabotage(
        "what a dead worker began to send is never sent again",
        "bot/delivery.py",
        'lost = lost.values(state="unknown", reason="worker_died")',
        'lost = lost.values(state="planned")',
        "tests/test_delivery.py",
    ),
    Sabotage(
        "erasing takes back the messages that name a person to others",
        "bot/data_map.py",
        "Delivery.team_id == person.team_id, or_(Delivery.person_id == person.id, names_them)",
        "Delivery.team_id == person.team_id, Delivery.person_id == person.id",
        "tests/test_erase.py -k sqlite",
    ),
    Sabotage(
        "an export holds no row of anybody else",
        "bot/data_map.py",
        "lambda person: Removal.person_id == person.id,",
        "lambda person: Removal.person_id != person.id,",
        "tests/test_export.py -k sqlite",
    ),
    Sabotage(
        "a message that was under way during an erasure is deleted too",
        "bot/delivery.py",
        "if not written and session.get(Delivery, outgoing.delivery) is None:",
        "if False:",
        "tests/test_erase.py -k sqlite",
    ),
    Sabotage(
        "what Slack refused to delete is tried again",
        "bot/slack/removing.py",
        "if refused is None or refused.reason in GONE:",
        "if True:",
        "tests/slack/test_delete.py",
    ),
    Sabotage(
        "the files of an export go after a day",
        "bot/slack/exports.py",
        "LASTS = timedelta(hours=24)",
        "LASTS = timedelta(days=24)",
        "tests/slack/test_export.py",
    ),
    Sabotage(
        "rotating keys loses no edit",
        "bot/rotation.py",
        "update(one.table).where(key == one.id, column == one.text)",
        "update(one.table).where(key == one.id)",
        "tests/test_keys.py -k sqlite",
    ),
    Sabotage(
        "no count is told of under five people",
        "bot/admin.py",
        "number if number is not None and number >= FEWEST else None",
        "number if number is not None and number >= FEWEST - 1 else None",
        "tests/test_admin.py -k sqlite",
    ),
    Sabotage(
        "only admins switch nudges off",
        "bot/slack/admin.py",
        "if not self._may(me):",
        "if not me.user:",
        "tests/slack/test_admin.py",
    ),
    Sabotage(
        "a dry run changes nothing",
        "bot/storage/database.py",
        "            session.rollback()",
        "            session.commit()",
        "tests/test_rehearsal.py -k sqlite",
    ),
    Sabotage(
        "what is younger than the retention stays",
        "bot/reflections.py",
        "old = select(Reflection.id).where(Reflection.written_at < before)",
        "old = select(Reflection.id)",
        "tests/test_retention.py -k sqlite",
    ),
)


def main() -> int:
    """Try each, two at a time; return how many went unnoticed."""
    wanted = sys.argv[1:]
    chosen = [one for one in SABOTAGES if not wanted or any(word in one.promise for word in wanted)]
    copies: SimpleQueue[Path] = SimpleQueue()
    with TemporaryDirectory(prefix="ladder-sabotage-") as folder:
        for number in range(AT_ONCE):
            copies.put(_copy(Path(folder) / str(number)))
        with ThreadPoolExecutor(AT_ONCE) as pool:
            noticed = list(pool.map(lambda one: _try(one, copies), chosen))
    print(f"{sum(noticed)} of {len(chosen)} sabotages were noticed")
    return len(chosen) - sum(noticed)


def _try(one: Sabotage, copies: SimpleQueue[Path]) -> bool:
    copy = copies.get()
    try:
        return _is_noticed(one, copy)
    finally:
        copies.put(copy)


def _is_noticed(one: Sabotage, copy: Path) -> bool:
    path = copy / one.file
    whole = path.read_text(encoding="utf-8")
    if whole.count(one.line) != 1:
        print(f"STALE     {one.promise}: {one.file} has its line {whole.count(one.line)} times")
        return False
    path.write_text(whole.replace(one.line, one.broken), encoding="utf-8")
    answer = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *one.tests.split()],
        cwd=copy, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(copy)},
    )  # fmt: skip
    path.write_text(whole, encoding="utf-8")
    red = [
        line
        for line in answer.stdout.splitlines()
        if line.startswith(("FAILED tests", "ERROR tests"))
    ]
    by = red[0].split(" - ")[0] if red else "no test"
    print(
        f"{'noticed' if answer.returncode == 1 else 'UNNOTICED'}   {one.promise}: {by}", flush=True
    )
    return answer.returncode == 1


def _copy(target: Path) -> Path:
    """Copy what git would commit; the environment is shared."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    for name in filter(None, listed.stdout.split("\0")):
        source = ROOT / name
        if source.is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target / name)
    return target


if __name__ == "__main__":
    sys.exit(main())
