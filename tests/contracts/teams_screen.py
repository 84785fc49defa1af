"""Reads cards in Teams as somebody does who looks: their words, what stands in fields, what their buttons do."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from bot.teams import ids
from bot.teams.ids import Own
from bot.wording.counting import BETWEEN_GROUPS
from bot.wording.dialogs import look_again
from sandbox.teams.reading import actions, elements, everything, inputs
from tests.contracts.stage import Shown
from tests.contracts.teams_fields import FieldsInCard

Json = dict[str, Any]
_OWN = "homeroom"
# A level's count in a card: a sign, perhaps a bar, a number, its name.
_COUNT = re.compile(r"[^\w\s]+ ?(?:[■□]+ )?(\d+) (\w.*)")
_BETWEEN_COUNTS = " · "
# Beside what is wrong with an answer.
_WRONG = "Attention"


@dataclass(frozen=True)
class Press:
    """`puts` is a menu's choice that goes along, as (input, value); `first` what has to be pressed before it shows."""

    action: Json
    puts: tuple[str, str] | None = None
    first: Json | None = None


def aloud(lines: Iterable[str]) -> str:
    """As somebody reads it to others: counts as a list, without the signs and bars beside them."""
    told: list[str] = []
    for is_counts, together in groupby(lines, key=lambda line: bool(_counts(line))):
        if is_counts:
            # One line holds them all, or each has its own.
            *first, last = (count for line in together for count in _counts(line))
            told.append(f"{', '.join(first)}; {last}." if first else last)
        else:
            told += [line.replace("\u00a0", " ").replace(BETWEEN_GROUPS, "; ").removeprefix("• ") for line in together]
    return "\n".join(told)


def _counts(line: str) -> list[str]:
    found = [_COUNT.fullmatch(part) for part in line.replace("\u00a0", " ").split(_BETWEEN_COUNTS)]
    return [f"{count[1]} {count[2]}" for count in found if count] if all(found) else []


def shown_in(title: str, fields: FieldsInCard, standing: Mapping[str, str], form: str) -> Shown:
    """`standing` is what the inputs hold, `form` the form's id."""
    typed = [value for value in standing.values() if value]
    return Shown(
        words=aloud([title, *everything(fields.card), *typed]),
        form=form,
        fields=fields.held(standing),
        acts=acts_in(fields.card),
        chosen=fields.chosen(standing),
    )


def token_in(card: Json) -> str:
    """Under which what is shown is kept; "" for what is neither a form nor a page of one."""
    carried = (_own(action) for action in actions(card, hidden=True))
    return next((str(own["form"]) for own in carried if "form" in own and own["act"] != Own.BACK), "")


def acts_in(card: Json | None) -> tuple[str, ...]:
    """What its buttons and menus do, but for what every form has."""
    found = (str(_own(action).get("act", "")) for action in actions(card, hidden=True))
    return tuple(act for act in found if act and act not in list(Own))


def pressable(card: Json | None, act: str, value: str | None = None) -> Press:
    """The first button that does `act`, or the one or the menu that has `value`."""
    offered = [action for action in actions(card, hidden=True) if _own(action).get("act") == act]
    for action in offered:
        if value in (None, _own(action).get("value", "")):
            return Press(action, first=_shows(card, action))
        name = ids.menu_id(act, _own(action).get("menu", 0))
        if value in [choice["value"] for one in inputs(card) if one["id"] == name for choice in one["choices"]]:
            return Press(action, puts=(name, str(value)), first=_shows(card, action))
    raise AssertionError(f"no {act} with {value!r} there; there is {acts_in(card)}")


def errors_in(fields: FieldsInCard) -> Mapping[str, str]:
    """What is wrong, by the field that it stands below; at the first one for what stands above all of them."""
    found: dict[str, str] = {}
    card = fields.card
    names = [one["id"] for one in inputs(card)]
    at = ""
    for element in elements(card):
        at = element["id"] if element["type"].startswith("Input.") else at
        for sentence in _wrong(element):
            name = at or next(iter(names), "")
            found[name] = f"{found[name]} {sentence}" if name in found else sentence
    counted = {look_again(number) for number in range(1, len(names) + 2)}
    return {fields.name_of(name): sentence for name, sentence in found.items() if sentence not in counted}


def _wrong(element: Json) -> Iterator[str]:
    runs = [run for run in element.get("inlines", []) if run.get("color") == _WRONG]
    if element["type"] == "RichTextBlock" and runs:
        yield "".join(str(run["text"]) for run in runs)
    if element["type"] == "TextBlock" and element.get("color") == _WRONG:
        yield str(element["text"])


def _own(action: Json) -> Json:
    data = action.get("data")
    own = data.get(_OWN) if isinstance(data, dict) else None
    return own if isinstance(own, dict) else {}


def _shows(card: Json | None, action: Json) -> Json | None:
    """The button that shows a hidden one."""
    if action in actions(card):
        return None
    around = {one["id"] for one in elements(card, hidden=True) if "id" in one and action in actions(one, hidden=True)}
    for one in actions(card):
        if around & {target["elementId"] for target in one.get("targetElements", ())}:
            return one
    raise AssertionError(f"nothing shows {action.get('title')!r}")
