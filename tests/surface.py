"""What messages, modals and the Home tab have in common: read, click, choose, tick, search.

A surface is live: it shows what is there now, not what was there when it was taken.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from bot.playground.blocks import all_blocks, elements_of
from tests.reading import Json, drawn, label_of, options_of, text_of, words_of

if TYPE_CHECKING:
    from tests.driver import Person

_PICKED = {
    "users_select": "selected_user",
    "timepicker": "selected_time",
    "datepicker": "selected_date",
    "conversations_select": "selected_conversation",
}


@dataclass(frozen=True)
class _Found:
    """An element that a label led to, with its block and, for menus, the option."""

    block: Json
    element: Json
    words: str
    option: Json | None = None


class Surface:
    """What messages and views have in common."""

    def __init__(self, person: Person) -> None:
        self._person = person

    @property
    def blocks(self) -> list[Json]:
        """Return the blocks as Slack keeps them, with all ids filled in."""
        raise NotImplementedError

    @property
    def text(self) -> str:
        """Return all words of the blocks as read, a line per block; labels of buttons are apart."""
        names = self._person.names
        lines = (words_of(block, names) for block in all_blocks(self.blocks))
        return "\n".join(line for line in lines if line)

    @property
    def buttons(self) -> list[str]:
        """Return the labels of all buttons, in reading order."""
        return [label_of(element) for _, element in self._elements() if element["type"] == "button"]

    @property
    def options(self) -> list[str]:
        """Return the labels of all options of selects, menus and boxes, in reading order."""
        return [
            option["text"]["text"]
            for _, element in self._elements()
            for option in options_of(element)
        ]

    @property
    def everything(self) -> str:
        """Return all that was sent for this surface, to prove that something is nowhere in it."""
        return json.dumps(self.blocks, ensure_ascii=False)

    def __str__(self) -> str:
        """Return the surface as a sketch: words, then what can be used."""
        lines = []
        for block in all_blocks(self.blocks):
            usable = " ".join(drawn(element) for element in elements_of(block))
            lines.append(f"{words_of(block, self._person.names)} {usable}".strip() or "----")
        return "\n".join(lines)

    def click(self, label: str, *, nth: int = 1, near: str | None = None) -> Self:
        """Press the button or menu option with that label.

        Of several, take the `nth`, or the one whose own block or the block before it has the
        words `near`. A question of the button's `confirm` is answered with yes.
        """
        found = [one for one in self._pressable() if self._pressed_label(one) == label]
        one = self._pick(found, f'button "{label}"', nth, near)
        chosen = {"selected_option": one.option} if one.option else {}
        self._use(one, chosen)
        return self

    def confirm_of(self, label: str, *, nth: int = 1) -> str:
        """Return the question that Slack asks before that button acts; empty if it asks none."""
        found = [one for one in self._pressable() if self._pressed_label(one) == label]
        confirm = self._pick(found, f'button "{label}"', nth, None).element.get("confirm")
        if confirm is None:
            return ""
        parts = (confirm[key]["text"] for key in ("title", "text", "confirm", "deny"))
        return "\n".join(parts)

    def choose(self, label: str, option: str, *, nth: int = 1) -> Self:
        """Choose an option in the select, menu, radio group or picker with that label.

        The label is the input's, the placeholder, or words of its section. In a select that
        searches, the option's first letters are typed. People are named by their real names,
        times as `10:00`, dates as `2026-09-08`.
        """
        found = [one for one in self._labelled(label) if one.element["type"] != "button"]
        one = self._pick(found, f'select "{label}"', nth, None)
        self._use(one, self._choice(one, option))
        return self

    def tick(self, *options: str) -> Self:
        """Tick checkboxes by their words."""
        for option in options:
            self._tick(option, ticked=True)
        return self

    def untick(self, *options: str) -> Self:
        """Untick checkboxes by their words."""
        for option in options:
            self._tick(option, ticked=False)
        return self

    def chosen(self, label: str) -> Any:
        """Return what is typed, chosen or ticked there: words, an option's text, a list of them."""
        one = self._pick(list(self._labelled(label)), f'field "{label}"', 1, None)
        state = self._values()[one.block["block_id"]][one.element["action_id"]]
        value = next(item for key, item in state.items() if key != "type")
        if isinstance(value, list):
            return [each["text"]["text"] if isinstance(each, dict) else each for each in value]
        return value["text"]["text"] if isinstance(value, dict) and "text" in value else value

    def search(self, label: str, typed: str) -> list[str]:
        """Type into a select that searches and return the options that come up."""
        one = self._pick(list(self._labelled(label)), f'select "{label}"', 1, None)
        return [option["text"]["text"] for option in self._suggested(one, typed)]

    def _where(self) -> Json:
        raise NotImplementedError

    def _values(self) -> Json:
        raise NotImplementedError

    def _elements(self) -> Iterator[tuple[Json, Json]]:
        for block in all_blocks(self.blocks):
            for element in elements_of(block):
                yield block, element

    def _pressable(self) -> Iterator[_Found]:
        names = self._person.names
        before = ""
        for block in all_blocks(self.blocks):
            words = words_of(block, names)
            for element in elements_of(block):
                if element["type"] == "button":
                    yield _Found(block, element, words or before)
                elif element["type"] == "overflow":
                    for option in element["options"]:
                        yield _Found(block, element, words or before, option)
            before = words or before

    @staticmethod
    def _pressed_label(one: _Found) -> str:
        return str(one.option["text"]["text"]) if one.option else label_of(one.element)

    def _labelled(self, label: str) -> Iterator[_Found]:
        names = self._person.names
        for block, element in self._elements():
            words = words_of(block, names)
            of_block = text_of(block.get("label"), names) if block["type"] == "input" else None
            in_section = block["type"] == "section" and label in words
            if label in {of_block, label_of(element)} or in_section:
                yield _Found(block, element, words)

    def _pick(self, found: list[_Found], what: str, nth: int, near: str | None) -> _Found:
        if near is not None:
            found = [one for one in found if near in one.words]
            what = f'{what} near "{near}"'
        if len(found) < nth:
            raise AssertionError(f"There is no {what} here (wanted number {nth}):\n{self}")
        return found[nth - 1]

    def _choice(self, one: _Found, option: str) -> Json:
        kind = one.element["type"]
        if kind in _PICKED:
            return {_PICKED[kind]: self._person.id_of(option) if "user" in kind else option}
        offered = self._suggested(one, option) if "external" in kind else options_of(one.element)
        match = [each for each in offered if each["text"]["text"] == option]
        if not match:
            texts = [each["text"]["text"] for each in offered]
            raise AssertionError(f'There is no option "{option}" among {texts}:\n{self}')
        if kind.startswith("multi_"):
            return {"selected_options": match}
        return {"selected_option": match[0]}

    def _suggested(self, one: _Found, typed: str) -> list[Json]:
        answer = self._person.slack.suggest(
            self._person.id,
            self._where(),
            block_id=one.block["block_id"],
            action_id=one.element["action_id"],
            value=typed,
            team=self._person.team,
        )
        self._person.settle()
        return options_of(answer)

    def _tick(self, words: str, *, ticked: bool) -> None:
        for block, element in self._elements():
            for option in options_of(element) if element["type"] == "checkboxes" else []:
                if text_of(option["text"], self._person.names) != words:
                    continue
                state = self._values()[block["block_id"]][element["action_id"]]
                others = [each for each in state["selected_options"] if each != option]
                chosen = [*others, option] if ticked else others
                self._use(_Found(block, element, ""), {"selected_options": chosen})
                return
        raise AssertionError(f'There is no box "{words}" here:\n{self}')

    def _use(self, one: _Found, chosen: Json) -> None:
        kind = one.element["type"]
        element = {"type": kind, **chosen}
        if kind == "button" and "value" in one.element:
            element["value"] = one.element["value"]
        self._person.do(
            lambda: self._person.slack.act(
                self._person.id,
                self._where(),
                block_id=one.block["block_id"],
                action_id=one.element["action_id"],
                element=element,
                team=self._person.team,
            )
        )
