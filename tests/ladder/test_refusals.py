"""What the loader refuses: one edit of a good ladder, and the one line that answers it."""

from __future__ import annotations

import pytest

from tests.ladder.conftest import Author

AREA = "intermediate-to-senior/mentoring.yaml"
PATHWAY = "intermediate-to-senior/pathway.yaml"
QUOTE = 'put the text in "double quotes", or on lines of its own after >-'
ASKS = "text: Asks a question before giving an instruction"
ID_RULE = "write small letters and digits, in words joined by hyphens, such as review-to-teach"
TRAP = "a colon and a space, or a bracket, makes something else of a text"

REFUSED = {
    "an unknown key": (
        ("mentoring.yaml", "line: Make the", "tagline: Well\nline: Make the"),
        f'{AREA}:4: area mentoring: has the unknown key "tagline"; did you mean "line"?',
    ),
    "an unknown key like no other": (
        ("resources.yaml", "kind: book", "kind: book\n    isbn: 9781680502398"),
        'resources.yaml:4: resource release-it: has the unknown key "isbn"; '
        "use id, was, kind, title, author, why, serves, or put it under x",
    ),
    "a missing key": (
        ("mentoring.yaml", "line: Make the engineers around you better\n", ""),
        f'{AREA}:1: area mentoring: has no line; add the line "line: …"',
    ),
    "a key twice": (
        ("mentoring.yaml", "short: Mentoring", "short: Mentoring\nshort: Teaching"),
        f'{AREA}:4: area mentoring: has the key "short" twice, first in line 3; '
        "remove one of the two",
    ),
    "an id that is a title": (
        ("mentoring.yaml", "id: last-review", "id: Last Review"),
        f'{AREA}:23: prompt Last Review: id is "Last Review"; {ID_RULE}',
    ),
    "an id twice in all the files": (
        ("mentoring.yaml", "id: reach-of-a-review", "id: choice-of-design"),
        f'{AREA}:14: expectation choice-of-design: the id "choice-of-design" stands in '
        "intermediate-to-senior/architecture.yaml:17 already; "
        "choose another: ids are unique in a ladder",
    ),
    "an id that something else had before": (
        ("levels.yaml", "id: senior\n", "id: senior\n    was: [mentoring]\n"),
        f'levels.yaml:8: level senior: the id "mentoring" stands in {AREA}:1 already; '
        "choose another: ids are unique in a ladder",
    ),
    "a reference that does not resolve": (
        ("mentoring.yaml", "[review-to-teach, asks", "[review-to-teech, asks"),
        f'{AREA}:31: prompt last-review: exercises "review-to-teech", which does not exist; '
        'did you mean "review-to-teach"?',
    ),
    "a reference by an old id": (
        (
            "mentoring.yaml",
            "id: asks-before-telling",
            "id: asks-first\n    was: [asks-before-telling]",
        ),
        f'{AREA}:32: prompt last-review: exercises "asks-before-telling", which does not exist; '
        'it is now called "asks-first"',
    ),
    "a reference to another kind of thing": (
        ("mentoring.yaml", "[review-to-teach, asks", "[release-it, asks"),
        f'{AREA}:31: prompt last-review: exercises "release-it", which is a resource; '
        "name a statement",
    ),
    "a reference twice in a list": (
        ("mentoring.yaml", "[review-to-teach, asks", "[asks-before-telling, asks"),
        f'{AREA}:31: prompt last-review: exercises "asks-before-telling" twice; '
        "remove one of the two",
    ),
    "a habit that is not there": (
        ("mentoring.yaml", "habit: explore-options", "habit: explore-choices"),
        f'{AREA}:33: prompt last-review: goes alongside "explore-choices", '
        'which does not exist; did you mean "explore-options"?',
    ),
    "neither habit nor resource": (
        ("mentoring.yaml", "habit: explore-options", "book: release-it"),
        f"{AREA}:32: prompt last-review: alongside names neither; "
        "give it the key habit or the key resource",
    ),
    "habit and resource at once": (
        ("mentoring.yaml", "habit: explore", "resource: release-it\n      habit: explore"),
        f'{AREA}:33: prompt last-review: has the unknown key "resource"; '
        "use habit, text, or put it under x",
    ),
    "a level that nobody knows": (
        ("mentoring.yaml", "      senior:\n", "      senoir:\n"),
        f'{AREA}:19: expectation reach-of-a-review: is for "senoir", which does not exist; '
        'did you mean "senior"?',
    ),
    "an area that nobody knows": (
        ("resources.yaml", "area: mentoring", "area: mentorings"),
        'resources.yaml:15: resource technical-writing: serves "mentorings", '
        'which does not exist; did you mean "mentoring"?',
    ),
    "a placeholder": (
        ("mentoring.yaml", ASKS, "text: TODO write this"),
        f'{AREA}:12: behaviour asks-before-telling: text is a placeholder: "TODO write this"; '
        "write it, or remove the line",
    ),
    "words that are still to come": (
        ("mentoring.yaml", ASKS, "text: Coming soon."),
        f'{AREA}:12: behaviour asks-before-telling: text is a placeholder: "Coming soon."; '
        "write it, or remove the line",
    ),
    "a blank text": (
        ("mentoring.yaml", ASKS, 'text: "  "'),
        f"{AREA}:12: behaviour asks-before-telling: text is blank; write it, or remove the line",
    ),
    "a text over its limit": (
        ("mentoring.yaml", ASKS, f"text: {'a ' * 90}"),
        f"{AREA}:12: behaviour asks-before-telling: text has 179 characters and 140 fit; "
        "shorten it",
    ),
    "a title longer than a header": (
        ("mentoring.yaml", "title: Mentoring and", f"title: {'and ' * 40}"),
        f"{AREA}:2: area mentoring: title has 175 characters and 150 fit; shorten it",
    ),
    "a short over twenty": (
        ("mentoring.yaml", "short: Mentoring", "short: Mentoring and growing"),
        f"{AREA}:3: area mentoring: short has 21 characters and 20 fit; shorten it",
    ),
    "a title on two lines": (
        ("mentoring.yaml", "title: Mentoring and Growing", "title: |\n  Mentoring\n  and"),
        f"{AREA}:2: area mentoring: title runs over several lines; write it on one, or after >-",
    ),
    "minutes in words": (
        ("mentoring.yaml", "minutes: 10", "minutes: ten"),
        f'{AREA}:27: prompt last-review: minutes is "ten", which is no whole number; '
        "write a number such as 10",
    ),
    "more than an hour": (
        ("mentoring.yaml", "minutes: 10", "minutes: 90"),
        f'{AREA}:27: prompt last-review: minutes is "90"; write 60 or less',
    ),
    "one follow-up": (
        ("mentoring.yaml", "      - What do you still fix yourself?\n", ""),
        f"{AREA}:28: prompt last-review: follow_ups holds 1 and needs 2; add what is missing",
    ),
    "three follow-ups": (
        ("mentoring.yaml", "yourself?\n", "yourself?\n      - Why?\n"),
        f"{AREA}:28: prompt last-review: follow_ups holds 3 and 2 fit; remove the others",
    ),
    "a version of two numbers": (
        ("framework.yaml", "version: 1.0.0", "version: 1.10"),
        'framework.yaml:3: framework small-ladder: version is "1.10"; '
        "write three numbers in quotes or not, such as 1.0.0",
    ),
    "months that run backwards": (
        ("pathway.yaml", "[18, 36]", "[36, 18]"),
        f"{PATHWAY}:5: pathway intermediate-to-senior: months ends before it begins: 36, 18; "
        "write the smaller number first",
    ),
    "a kind of resource that no list shows": (
        ("resources.yaml", "kind: course", "kind: film"),
        "resources.yaml:11: resource technical-writing: kind is \"film\"; write 'book' or 'course'",
    ),
    "a level named like a verb": (
        ("levels.yaml", "aliases: [sr]", "aliases: [Compare]"),
        'levels.yaml:10: level senior: alias "Compare" is the same word as '
        "the command /ladder compare; choose another name",
    ),
    "an area named like the plural of a verb": (
        ("mentoring.yaml", "short: Mentoring", "short: Mentors"),
        f'{AREA}:3: area mentoring: short "Mentors" is the same word as '
        "the command /ladder mentors; choose another name",
    ),
    "two names that are one word": (
        ("levels.yaml", "aliases: [sr]", "aliases: [system-designs]"),
        "intermediate-to-senior/architecture.yaml:4: area architecture: "
        'alias "system design" is the same word as a name of level senior; choose another name',
    ),
    "a pathway to where it began": (
        ("pathway.yaml", "to: senior", "to: intermediate"),
        f"{PATHWAY}:4: pathway intermediate-to-senior: closes a circle: "
        "intermediate → intermediate; let pathways lead up only",
    ),
    "an area file that no pathway names": (
        ("pathway.yaml", "[architecture, mentoring]", "[architecture]"),
        f"{AREA}:1: area mentoring: is named by no pathway; "
        "add mentoring to areas in intermediate-to-senior/pathway.yaml, or remove the file",
    ),
    "an area whose file is missing": (
        ("pathway.yaml", "[architecture, mentoring]", "[architecture, mentoring, quality]"),
        f'{PATHWAY}:7: pathway intermediate-to-senior: shows the area "quality", '
        "whose file does not exist; write intermediate-to-senior/quality.yaml",
    ),
    "an area shown twice": (
        ("pathway.yaml", "[architecture, mentoring]", "[architecture, mentoring, mentoring]"),
        f'{PATHWAY}:7: pathway intermediate-to-senior: shows the area "mentoring" twice; '
        "remove one of the two",
    ),
    "a pathway with another id than its folder": (
        ("pathway.yaml", "id: intermediate-to-senior", "id: to-senior"),
        f"{PATHWAY}:1: pathway to-senior: stands in the folder intermediate-to-senior "
        'and has the id "to-senior"; give both the same name',
    ),
    "a text that YAML takes for keys": (
        ("levels.yaml", "- Says which", "- Use AI: says which"),
        "levels.yaml:18: level senior: items 1 is a key with a value where a text belongs; "
        f"{QUOTE}: {TRAP}",
    ),
    "a text that YAML takes for a list": (
        ("mentoring.yaml", ASKS, "text: [Why this?]"),
        f"{AREA}:12: behaviour asks-before-telling: text is a list where a text belongs; "
        f"{QUOTE}: {TRAP}",
    ),
    "a text that YAML cuts": (
        ("mentoring.yaml", ASKS, "text: Asks question # five"),
        f'{AREA}:12: behaviour asks-before-telling: is cut at "#" after "Asks question"; '
        f"{QUOTE}; a comment has its own line",
    ),
    "a text that begins with a sign of YAML": (
        ("mentoring.yaml", ASKS, "text: `git blame` is read first"),
        f"{AREA}:12: area mentoring: is not YAML: found character that cannot start any token; "
        f"begin no text with `: {QUOTE}",
    ),
    "an anchor": (
        ("mentoring.yaml", ASKS, "text: &asks Asks a question"),
        f"{AREA}:12: behaviour asks-before-telling: has an anchor (&); remove it, or {QUOTE}",
    ),
    "a tag": (
        ("mentoring.yaml", ASKS, "text: !!python/name:os.system Asks"),
        f"{AREA}:12: behaviour asks-before-telling: has a tag (!); remove it, or {QUOTE}",
    ),
    "a tab": (
        ("mentoring.yaml", "Asks a question before", "Asks a\tquestion before"),
        f"{AREA}:12: behaviour asks-before-telling: holds a tab; use spaces",
    ),
    "a byte-order mark amid the text": (
        ("mentoring.yaml", "Asks a question before", "Asks \ufeffa question before"),
        f"{AREA}:12: behaviour asks-before-telling: holds a byte-order mark amid the text; "
        "remove it",
    ),
    "a character that nobody can see": (
        ("mentoring.yaml", "Asks a question before", "Asks \u202ea question before"),
        f"{AREA}:12: behaviour asks-before-telling: holds a character that nobody can see; "
        "type the line anew",
    ),
    "an escape that nobody can see": (
        ("mentoring.yaml", ASKS, 'text: "Asks a \\0 question"'),
        f"{AREA}:12: behaviour asks-before-telling: holds an escape that nobody can see; remove it",
    ),
    "a second document": (
        ("levels.yaml", "  - id: senior\n", "---\n  - id: senior\n"),
        "levels.yaml:7: file levels.yaml: holds a second document; remove the line ---",
    ),
    "brackets without end": (
        ("mentoring.yaml", ASKS, f"text: {'[' * 5000}"),
        f"{AREA}:12: area mentoring: is nested deeper than any ladder; remove some brackets",
    ),
}


@pytest.mark.parametrize(("edit", "answer"), REFUSED.values(), ids=REFUSED)
def test_an_author_is_told_what_is_wrong_and_how_to_mend_it(
    author: Author, edit: tuple[str, str, str], answer: str
) -> None:
    author.edit(*edit)

    assert answer in author.problems()


def test_a_reference_to_an_alias_is_refused_with_its_anchor(author: Author) -> None:
    author.edit("pathway.yaml", "to: senior", "to: &up senior\nx: {again: *up}")

    assert [problem.split(":")[3][:14] for problem in author.problems()] == [
        " has an anchor",
        " has the alias",
    ]


@pytest.mark.parametrize("name", ["framework", "levels", "resources", "pathway"])
def test_a_file_that_is_missing_is_named(author: Author, name: str) -> None:
    author.path(f"{name}.yaml").unlink()

    assert any(
        f"{name}.yaml:1: file {name}.yaml: cannot be read: no such file or directory" in problem
        for problem in author.problems()
    )


def test_a_file_that_is_a_folder_is_named(author: Author) -> None:
    author.path("resources.yaml").unlink()
    author.path("resources.yaml").mkdir()

    assert "cannot be read: is a directory" in " ".join(author.problems())


def test_an_empty_file_is_named(author: Author) -> None:
    author.path("resources.yaml").write_text("# nothing yet\n")

    assert "resources.yaml:1: file resources.yaml: is empty; write it, or remove the file" in (
        author.problems()
    )


def test_a_file_that_holds_a_list_is_named(author: Author) -> None:
    author.path("resources.yaml").write_text("- release-it\n")

    assert "resources.yaml:1: file resources.yaml: holds no keys; begin with a key: value" in (
        author.problems()
    )


def test_a_file_in_latin_1_is_refused_at_its_line(author: Author) -> None:
    path = author.path("resources.yaml")
    path.write_bytes(path.read_bytes().replace(b"Michael Nygard", b"Mich\xe9l Nygard"))

    assert author.problems() == [
        "resources.yaml:5: resource release-it: is not written in UTF-8; save the file as UTF-8"
    ]


def test_a_byte_order_mark_at_the_start_is_no_fault(author: Author) -> None:
    path = author.path("levels.yaml")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert author.problems() == []


def test_line_ends_of_windows_are_no_fault(author: Author) -> None:
    path = author.path("levels.yaml")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert author.problems() == []


def test_a_comment_on_its_own_line_is_no_fault(author: Author) -> None:
    author.edit("levels.yaml", "levels:\n", "# The rungs, lowest first.\nlevels:\n")

    assert author.problems() == []


def test_words_that_only_look_like_placeholders_are_no_fault(author: Author) -> None:
    author.edit("mentoring.yaml", "Asks a question before", "Missing tests are named before")

    assert author.problems() == []


def test_words_that_yaml_takes_for_numbers_or_dates_stay_words(author: Author) -> None:
    author.edit("mentoring.yaml", "short: Mentoring", "short: 2024-01-01")

    assert author.problems() == []


def test_what_stands_under_x_is_kept(author: Author) -> None:
    author.edit("levels.yaml", "short: Senior", "short: Senior\n    x: {band: L5}")

    assert author.problems() == []


def test_a_file_with_a_misspelt_name_is_not_lost_in_silence(author: Author) -> None:
    author.path("resources.yaml").rename(author.folder / "resource.yaml")

    assert "resource.yaml:1: file resource.yaml: is not read; name it resources.yaml" in (
        author.problems()
    )


def test_an_area_with_another_id_than_its_file_is_refused(author: Author) -> None:
    author.edit("architecture.yaml", "id: architecture", "id: structure")

    assert author.problems()[0] == (
        "intermediate-to-senior/architecture.yaml:1: area structure: stands in the file "
        'architecture.yaml and has the id "structure"; give both the same name'
    )


def test_a_ladder_without_a_pathway_is_refused(author: Author) -> None:
    folder = author.folder / "intermediate-to-senior"
    folder.rename(folder.with_name(".drafts"))

    assert any("has no pathway" in problem for problem in author.problems())


def test_a_folder_that_is_not_there_is_one_problem(author: Author) -> None:
    author.folder.rename(author.folder.with_name("moved"))

    assert len(author.problems()) == 1


def test_an_area_may_have_no_skills_of_its_own(author: Author) -> None:
    author.edit("mentoring.yaml", "skills:\n  - id: review-to-teach", "x:\n  - id: r")
    author.edit(
        "mentoring.yaml", "x:\n  - id: r\n    text: Reviews a change so that its", "x: {}\n#"
    )
    author.edit("mentoring.yaml", "[review-to-teach, asks", "[asks")

    assert author.problems() == []


@pytest.mark.parametrize("kind", ["skill", "behaviour"])
def test_a_pathway_without_a_skill_or_a_behaviour_is_refused(author: Author, kind: str) -> None:
    for name in ("architecture.yaml", "mentoring.yaml"):
        author.edit(name, f"{kind}s:\n", f"{kind}s: []\nx:\n  dropped:\n")

    assert (
        f"{PATHWAY}:1: pathway intermediate-to-senior: has no {kind} in any of its areas; "
        f"add a {kind} to one of them"
    ) in author.problems()


def test_an_area_without_statements_is_refused(author: Author) -> None:
    author.edit("mentoring.yaml", "skills:\n", "x:\n  skills:\n")
    author.edit("mentoring.yaml", "\nbehaviours:\n", "\n  behaviours:\n")
    author.edit("mentoring.yaml", "\nexpectations:\n", "\n  expectations:\n")

    assert f"{AREA}:1: area mentoring: says nothing; add skills, behaviours or expectations" in (
        author.problems()
    )


def test_an_area_without_prompts_is_refused(author: Author) -> None:
    author.edit("mentoring.yaml", "prompts:\n", "prompts: []\nx:\n  prompts:\n")

    assert f"{AREA}:22: area mentoring: prompts holds 0 and needs 1; add what is missing" in (
        author.problems()
    )


def test_more_bullets_than_a_section_holds_are_refused(author: Author) -> None:
    many = "".join(f"  - id: skill-{n}\n    text: {'word ' * 25}\n" for n in range(24))
    author.edit("mentoring.yaml", "skills:\n", f"skills:\n{many}")

    assert any("skills come to" in problem for problem in author.problems())


def test_more_entries_than_a_message_has_blocks_are_refused(author: Author) -> None:
    many = "".join(
        f"  - id: level-{n}\n    title: Level {n}\n    short: L{n}\n    summary: One rung\n"
        for n in range(50)
    )
    author.edit("levels.yaml", "levels:\n", f"levels:\n{many}")

    assert author.problems() == [
        "levels.yaml:1: file levels.yaml: has 52 levels and a card holds 44; remove some"
    ]


def test_more_levels_side_by_side_than_a_section_holds_are_refused(author: Author) -> None:
    shown = f"        text: {'word ' * 25}\n        example: {'word ' * 55}\n"
    levels = "".join(f"      level-{n}:\n{shown}" for n in range(8))
    author.edit("mentoring.yaml", "    levels:\n", f"    levels:\n{levels}")

    assert any("levels come to" in problem for problem in author.problems())


def test_pathways_may_not_lead_round_in_a_circle(author: Author) -> None:
    back = author.folder / "senior-to-intermediate"
    back.mkdir()
    text = author.path("pathway.yaml").read_text()
    text = text.replace("from: intermediate", "from: senior").replace(
        "to: senior", "to: intermediate"
    )
    (back / "pathway.yaml").write_text(
        text.replace("id: intermediate-to-senior", f"id: {back.name}")
    )

    assert any("closes a circle: " in problem for problem in author.problems())
