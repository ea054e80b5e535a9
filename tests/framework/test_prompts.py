"""What a year and a quarter of weekly questions has to keep to (the page for authors says why)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from bot.ladder.model import Framework, HabitAlongside, Prompt
from tests.framework.wording import all_texts, prompts, runs, words

YES_OR_NO = {
    "am", "are", "can", "could", "did", "do", "does", "had", "has", "have", "is", "may", "might",
    "must", "shall", "should", "was", "were", "will", "would",
}  # fmt: skip
BANNED = (
    "journey", "leverage", "unlock", "empower", "actionable", "learnings", "growth mindset",
    "reach out", "reaching out", "best practice", "todo", "tbc", "coming soon", "lorem",
)  # fmt: skip
ENDS_OF_SENTENCES = r"(?<=[.?])\s+"


def shown(prompt: Prompt) -> tuple[str, str, str]:
    """The three texts of a prompt that stand in the nudge."""
    return prompt.why, prompt.question, prompt.step


def test_an_area_asks_for_a_quarter_of_a_year(framework: Framework) -> None:
    assert {area.id: len(area.prompts) for area in framework.areas if len(area.prompts) < 13} == {}


def test_no_two_prompts_share_five_words_in_a_row(framework: Framework) -> None:
    seen: Counter[str] = Counter()
    for _, prompt in prompts(framework):
        seen.update(set().union(*(runs(text, 5) for text in shown(prompt))))

    assert [run for run, times in seen.items() if times > 1] == []


def test_a_question_ends_as_one(framework: Framework) -> None:
    assert [p.id for _, p in prompts(framework) if not p.question.endswith("?")] == []


def test_a_question_starts_from_something_that_happened(framework: Framework) -> None:
    plain = [p.id for _, p in prompts(framework) if words(p.question)[0] in YES_OR_NO]

    assert plain == []


def test_a_follow_up_cannot_be_answered_by_yes_or_no(framework: Framework) -> None:
    closed = [
        follow_up
        for _, prompt in prompts(framework)
        for follow_up in prompt.follow_ups
        if words(follow_up)[0] in YES_OR_NO or not follow_up.endswith("?")
    ]

    assert closed == []


def test_no_follow_up_is_asked_twice(framework: Framework) -> None:
    asked = Counter(each for _, prompt in prompts(framework) for each in prompt.follow_ups)

    assert [follow_up for follow_up, times in asked.items() if times > 1] == []


def test_questions_of_an_area_open_in_different_ways(framework: Framework) -> None:
    worn = []
    for area in framework.areas:
        openings = [words(prompt.question) for prompt in area.prompts]
        firsts = Counter(opening[0] for opening in openings)
        pairs = Counter(" ".join(opening[:2]) for opening in openings)
        worn += [(area.id, first) for first, times in firsts.items() if times > 3]
        worn += [(area.id, pair) for pair, times in pairs.items() if times > 2]

    assert worn == []


def test_steps_of_an_area_begin_with_different_acts(framework: Framework) -> None:
    worn = []
    for area in framework.areas:
        acts = Counter(words(prompt.step)[0] for prompt in area.prompts)
        worn += [(area.id, act) for act, times in acts.items() if times > 2]

    assert worn == []


def test_a_step_is_done_within_the_hour(framework: Framework) -> None:
    assert [p.id for _, p in prompts(framework) if not 5 <= p.minutes <= 60] == []


def test_a_sentence_of_a_prompt_can_be_read_in_one_breath(framework: Framework) -> None:
    long = [
        sentence
        for _, prompt in prompts(framework)
        for text in shown(prompt)
        for sentence in re.split(ENDS_OF_SENTENCES, text)
        if len(words(sentence)) > 25
    ]

    assert long == []


def test_every_skill_and_behaviour_is_exercised(framework: Framework) -> None:
    idle = []
    for area in framework.areas:
        exercised = {each for prompt in area.prompts for each in prompt.exercises}
        idle += [s.id for s in (*area.skills, *area.behaviours) if s.id not in exercised]

    assert idle == []


def test_a_prompt_exercises_its_own_area(framework: Framework) -> None:
    strays = [
        (prompt.id, each)
        for area, prompt in prompts(framework)
        for each in prompt.exercises
        if each not in {s.id for s in (*area.skills, *area.behaviours)}
    ]

    assert strays == []


def test_more_than_half_of_the_prompts_bring_a_habit_or_a_resource(framework: Framework) -> None:
    bare = [
        area.id
        for area in framework.areas
        if sum(p.alongside is not None for p in area.prompts) * 2 <= len(area.prompts)
    ]

    assert bare == []


def test_what_stands_alongside_serves_the_area(framework: Framework) -> None:
    strays = []
    for area, prompt in prompts(framework):
        serving = {each.id for each, _ in framework.habits_for(area)}
        serving |= {each.id for each, _ in framework.resources_for(area)}
        beside = prompt.alongside
        if beside is not None:
            target = beside.habit if isinstance(beside, HabitAlongside) else beside.resource
            strays += [] if target in serving else [(prompt.id, target)]

    assert strays == []


def test_each_habit_and_resource_is_met_in_a_nudge(framework: Framework) -> None:
    met = {
        getattr(prompt.alongside, key, None)
        for _, prompt in prompts(framework)
        for key in ("habit", "resource")
    }

    assert {each.id for each in (*framework.habits, *framework.resources)} - met == set()


def test_an_area_shows_what_it_expects(framework: Framework) -> None:
    thin = [
        area.id
        for area in framework.areas
        if len(area.skills) < 5 or len(area.behaviours) < 5 or len(area.expectations) != 4
    ]

    assert thin == []


def test_each_pair_shows_both_levels(framework: Framework) -> None:
    halves = [
        pair.id
        for area in framework.areas
        for pair in area.expectations
        if list(pair.levels) != ["intermediate", "senior"]
    ]

    assert halves == []


def statements(framework: Framework) -> list[str]:
    """What is drawn as a bullet or beside a level's name."""
    found = []
    for area in framework.areas:
        found += [area.line, *(s.text for s in (*area.skills, *area.behaviours))]
        for pair in area.expectations:
            found += [shown.text for shown in pair.levels.values()]
            found += [shown.example for shown in pair.levels.values()]
    return found


def test_a_statement_has_a_capital_letter_and_no_full_stop(framework: Framework) -> None:
    odd = [text for text in statements(framework) if not text[0].isupper() or text.endswith(".")]

    assert odd == []


def test_a_skill_or_behaviour_is_one_idea(framework: Framework) -> None:
    double = [
        statement.text
        for area in framework.areas
        for statement in (*area.skills, *area.behaviours)
        if " and " in statement.text
    ]

    assert double == []


def test_no_two_statements_say_the_same(framework: Framework) -> None:
    said = Counter(s.text for a in framework.areas for s in (*a.skills, *a.behaviours))

    assert [text for text, times in said.items() if times > 1] == []


def test_the_tests_below_read_what_a_nudge_shows(framework: Framework) -> None:
    read = {text for _, text in all_texts(framework)}

    assert {text for _, prompt in prompts(framework) for text in shown(prompt)} <= read


def test_nothing_is_said_in_worn_words(framework: Framework) -> None:
    worn = [
        (place, word)
        for place, text in all_texts(framework)
        for word in BANNED
        if re.search(rf"\b{word}", text.lower())
    ]

    assert worn == []


def test_nothing_is_shouted(framework: Framework) -> None:
    # One of the books has it in its title.
    loud = [place for place, text in all_texts(framework) if "!" in text.replace("Release It!", "")]

    assert loud == []


def test_there_are_no_pictures_in_texts(framework: Framework) -> None:
    pictures = [
        (place, sign)
        for place, text in all_texts(framework)
        for sign in text
        if unicodedata.category(sign) in {"So", "Cs", "Co", "Cn"}
    ]

    assert pictures == []


def test_british_spelling(framework: Framework) -> None:
    american = r"\b\w*(behavior|color|favorite|organiz|prioritiz|optimiz|summariz|analyz|center)\w*"
    found = [
        (place, match.group())
        for place, text in all_texts(framework)
        if (match := re.search(american, text.lower()))
    ]

    assert found == []
