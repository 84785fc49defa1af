"""Sections become blocks: neighboring text joins into one block, buttons into a row; the rest has blocks of its own."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, assert_never

from bot.sections.parts import Button, Chart, Divider, Heading, Section, Small
from bot.slack import ids
from bot.slack.blocks.charts import chart
from bot.slack.blocks.rich_text import Rich, rich_text
from bot.slack.blocks.text import LONGEST_BUTTON, LONGEST_HEADER, LONGEST_TEXT, plain

Apart = Heading | Small | Divider | Chart


def blocks(sections: Sequence[Section]) -> list[dict[str, Any]]:
    """Blocks in the order of `sections`; whether they all fit is fitting.py's part."""
    found: list[dict[str, Any]] = []
    for _, neighbors in groupby(sections, key=_shares):
        together = list(neighbors)
        text = [section for section in together if isinstance(section, Rich)]
        row = [_button(section) for section in together if isinstance(section, Button)]
        if text:
            found.append(rich_text(text))
        if row:
            found.append({"type": "actions", "elements": row})
        for section in together:
            if not isinstance(section, Rich | Button):
                found += _apart(section)
    return found


def _shares(section: Section) -> str:
    """Neighbors with the same answer share one block, if they are of a kind that can."""
    if isinstance(section, Rich):
        return "text"
    return "buttons" if isinstance(section, Button) else "nothing"


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


def _button(button: Button) -> dict[str, Any]:
    return {
        "type": "button",
        "text": plain(button.label, LONGEST_BUTTON),
        "action_id": ids.action_id(button.act),
        "value": button.value,
        **({"style": "primary"} if button.primary else {}),
    }
