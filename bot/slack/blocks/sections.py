"""Sections become blocks: neighboring text joins into one block, buttons into a row; the rest has blocks of its own."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, assert_never

from bot.sections.parts import Button, Chart, Divider, Heading, Menu, Section, Small
from bot.slack import ids
from bot.slack.blocks.charts import chart
from bot.slack.blocks.rich_text import Rich, rich_text
from bot.slack.blocks.text import (
    LONGEST_BUTTON,
    LONGEST_HEADER,
    LONGEST_OPTION,
    LONGEST_PLACEHOLDER,
    LONGEST_TEXT,
    plain,
)
from bot.wording.set_up import CANCEL

LONGEST_CONFIRM_TITLE = 100
LONGEST_CONFIRM_TEXT = 300
LONGEST_CONFIRM_ANSWER = 30

Apart = Heading | Small | Divider | Chart


def blocks(sections: Sequence[Section]) -> list[dict[str, Any]]:
    """Blocks in the order of `sections`; whether they all fit is fitting.py's part."""
    found: list[dict[str, Any]] = []
    for _, neighbors in groupby(sections, key=_shares):
        together = list(neighbors)
        text = [section for section in together if isinstance(section, Rich)]
        pressed = [section for section in together if isinstance(section, Button | Menu)]
        row = [_pressable(section, _number(pressed, at)) for at, section in enumerate(pressed)]
        if text:
            found.append(rich_text(text))
        if row:
            found.append({"type": "actions", "elements": row})
        for section in together:
            if not isinstance(section, Rich | Button | Menu):
                found += _apart(section)
    return found


def _shares(section: Section) -> str:
    """Neighbors with the same answer share one block, if they are of a kind that can."""
    if isinstance(section, Rich):
        return "text"
    return "buttons" if isinstance(section, Button | Menu) else "nothing"


def _apart(section: Apart) -> list[dict[str, Any]]:
    match section:
        case Heading(text=text):
            return [{"type": "header", "text": plain(text, LONGEST_HEADER)}]
        case Small(text=text):
            return [{"type": "context", "elements": [plain(text, LONGEST_TEXT)]}]
        case Divider():
            return [{"type": "divider"}]
        case Chart():
            return chart(section)
        case _:
            assert_never(section)


def _number(pressed: Sequence[Button | Menu], at: int) -> int:
    """How many before it in the row do the same: Slack wants each action id once in a block."""
    return sum(one.act == pressed[at].act for one in pressed[:at])


def _pressable(section: Button | Menu, number: int) -> dict[str, Any]:
    return _menu(section, number) if isinstance(section, Menu) else _button(section, number)


def _button(button: Button, number: int) -> dict[str, Any]:
    return {
        "type": "button",
        "text": plain(button.label, LONGEST_BUTTON),
        "action_id": ids.action_id(button.act, number),
        **({"value": button.value} if button.value else {}),
        **({"style": "primary"} if button.primary else {}),
        **({"confirm": _confirm(button)} if button.confirm else {}),
    }


def _confirm(button: Button) -> dict[str, Any]:
    return {
        "title": plain(button.label, LONGEST_CONFIRM_TITLE),
        "text": plain(button.confirm, LONGEST_CONFIRM_TEXT),
        "confirm": plain(button.label, LONGEST_CONFIRM_ANSWER),
        "deny": plain(CANCEL, LONGEST_CONFIRM_ANSWER),
    }


def _menu(menu: Menu, number: int) -> dict[str, Any]:
    options = {item.value: {"text": plain(item.text, LONGEST_OPTION), "value": item.value} for item in menu.items}
    return {
        "type": "static_select",
        "placeholder": plain(menu.label, LONGEST_PLACEHOLDER),
        "action_id": ids.action_id(menu.act, number),
        "options": list(options.values()),
        **({"initial_option": options[menu.chosen]} if menu.chosen in options else {}),
    }
