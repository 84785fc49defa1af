"""A whole card, every node of it with the path to it: what each may be, and what only the whole can tell."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sandbox.teams.cards.actions import MOST_ACTIONS, action_faults, targets
from sandbox.teams.cards.charts import CHARTS, chart_faults
from sandbox.teams.cards.elements import COLUMN, COMMON, ELEMENTS, FACT, TEXT_RUN
from sandbox.teams.cards.inputs import INPUTS, input_faults
from sandbox.teams.cards.rules import Kind, kind_of, property_faults, text, twice, words

VERSION = "1.5"
# In UTF-8; what Microsoft's pages have long said a card may weigh.
MOST_BYTES = 28_000
# People for whom a card is made anew when they see it.
MOST_REFRESHED = 60
_CARD = Kind(
    needs={"version": text},
    may_have={"$schema": text, "fallbackText": words, "speak": words, "lang": words, "msteams": lambda _: iter(())},
    nested=frozenset({"body", "actions", "refresh"}),
)
_REFRESH = Kind(nested=frozenset({"action", "userIds"}))


@dataclass(frozen=True, slots=True)
class _Look:
    """One look at one card; ids are gathered on the way."""

    in_dialog: bool
    ids: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)

    def card(self, card: Any, at: str) -> Iterator[str]:
        if not isinstance(card, dict) or card.get("type") != "AdaptiveCard":
            yield f"{at}: is no AdaptiveCard"
            return
        yield from property_faults(card, _CARD, at=at)
        if card.get("version") != VERSION:
            yield f"{at}: version is not {VERSION}"
        body, actions = card.get("body", []), card.get("actions", [])
        if not body and not actions:
            yield f"{at}: is empty"
        yield from self.elements(body, f"{at}.body")
        yield from self.actions(actions, f"{at}.actions")
        if "refresh" in card:
            yield from self.refresh(card["refresh"], f"{at}.refresh")

    def elements(self, elements: Any, at: str) -> Iterator[str]:
        if not isinstance(elements, list):
            yield f"{at}: is no list"
            return
        for number, element in enumerate(elements):
            yield from self.element(element, f"{at}[{number}]")

    def element(self, element: Any, at: str) -> Iterator[str]:
        kind = kind_of(element, {**ELEMENTS, **INPUTS, **CHARTS})
        if kind is None:
            yield f"{at}: is no known element"
            return
        self.remember(element)
        yield from property_faults(element, kind, at=at, common=COMMON)
        if isinstance(element.get("fallback"), dict):
            yield from self.element(element["fallback"], f"{at}.fallback")
        elif element.get("fallback", "drop") != "drop":
            yield f"{at}: fallback is no element"
        yield from self.within(element, at)

    def within(self, element: dict[str, Any], at: str) -> Iterator[str]:
        name = element["type"]
        if name in INPUTS:
            yield from input_faults(element, at)
        if name in CHARTS:
            yield from chart_faults(element, at)
        if name == "TextBlock" and element.get("wrap") is not True:
            yield f"{at}: does not wrap"
        if name == "RichTextBlock":
            yield from self.inlines(element.get("inlines"), at)
        if name == "Container":
            yield from self.filled(element, "items", at)
        if name == "ColumnSet":
            yield from self.columns(element.get("columns"), at)
        if name == "ActionSet":
            yield from self.filled(element, "actions", at)
        if name == "FactSet":
            yield from self.facts(element.get("facts"), at)
        yield from self.selecting(element, at)

    def filled(self, element: dict[str, Any], name: str, at: str) -> Iterator[str]:
        if not element.get(name):
            yield f"{at}: {name} are missing"
        elif name == "actions":
            yield from self.actions(element[name], f"{at}.{name}")
        else:
            yield from self.elements(element[name], f"{at}.{name}")

    def facts(self, facts: Any, at: str) -> Iterator[str]:
        if not isinstance(facts, list) or not facts:
            yield f"{at}: facts are missing"
            return
        for number, fact in enumerate(facts):
            yield from property_faults(fact, FACT, at=f"{at}.facts[{number}]")

    def inlines(self, inlines: Any, at: str) -> Iterator[str]:
        if not isinstance(inlines, list) or not inlines:
            yield f"{at}: inlines are missing"
            return
        for number, run in enumerate(inlines):
            place = f"{at}.inlines[{number}]"
            if isinstance(run, dict) and run.get("type") == "TextRun":
                yield from property_faults(run, TEXT_RUN, at=place)
                yield from self.selecting(run, place)
            else:
                yield f"{place}: is no TextRun"

    def columns(self, columns: Any, at: str) -> Iterator[str]:
        if not isinstance(columns, list) or not columns:
            yield f"{at}: columns are missing"
            return
        for number, column in enumerate(columns):
            place = f"{at}.columns[{number}]"
            if not isinstance(column, dict) or column.get("type", "Column") != "Column":
                yield f"{place}: is no Column"
                continue
            self.remember(column)
            yield from property_faults(column, COLUMN, at=place, common=COMMON)
            yield from self.filled(column, "items", place)
            yield from self.selecting(column, place)

    def selecting(self, node: dict[str, Any], at: str) -> Iterator[str]:
        for name in ("selectAction", "inlineAction"):
            if name in node:
                yield from self.action(node[name], f"{at}.{name}", titled=name == "inlineAction")

    def actions(self, actions: Any, at: str) -> Iterator[str]:
        if not isinstance(actions, list):
            yield f"{at}: is no list"
            return
        if len(actions) > MOST_ACTIONS:
            yield f"{at}: more than {MOST_ACTIONS} actions"
        for number, action in enumerate(actions):
            yield from self.action(action, f"{at}[{number}]", titled=True)

    def action(self, action: Any, at: str, *, titled: bool) -> Iterator[str]:
        yield from action_faults(action, at, in_dialog=self.in_dialog, titled=titled)
        if isinstance(action, dict):
            self.targets.extend(targets(action))
            if action.get("type") == "Action.ShowCard":
                shown = action.get("card")
                yield from self.card({"version": VERSION, **shown} if isinstance(shown, dict) else shown, f"{at}.card")

    def refresh(self, refresh: Any, at: str) -> Iterator[str]:
        if not isinstance(refresh, dict):
            yield f"{at}: is no object"
            return
        yield from property_faults(refresh, _REFRESH, at=at)
        action, people = refresh.get("action"), refresh.get("userIds")
        if not isinstance(action, dict) or action.get("type") != "Action.Execute":
            yield f"{at}: action is no Action.Execute"
        else:
            yield from self.action(action, f"{at}.action", titled=False)
        if not isinstance(people, list) or not people or not all(isinstance(one, str) and one for one in people):
            # Without, everybody in a small channel is asked for.
            yield f"{at}: userIds are missing"
        elif len(people) > MOST_REFRESHED:
            yield f"{at}: more than {MOST_REFRESHED} userIds"
        if self.in_dialog:
            yield f"{at}: a dialog is never made anew"

    def remember(self, element: dict[str, Any]) -> None:
        if "id" in element:
            self.ids.append(str(element["id"]))


def faults(card: Any, *, in_dialog: bool = False) -> list[str]:
    """Everything that is wrong with `card`, each with the path to it; [] when Teams would take it."""
    look = _Look(in_dialog)
    found = list(look.card(card, "card"))
    found += [f"card: the id {name!r} comes twice" for name in twice(look.ids)]
    found += [f"card: there is nothing called {name!r} to show" for name in look.targets if name not in look.ids]
    try:
        weight = len(json.dumps(card, ensure_ascii=False, separators=(",", ":")).encode())
    except (TypeError, ValueError):
        return [*found, "card: can't be sent as JSON"]
    return [*found, *([f"card: weighs {weight} bytes"] if weight > MOST_BYTES else [])]
