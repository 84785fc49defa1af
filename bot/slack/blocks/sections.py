"""Sections become blocks: neighboring text joins into one block, everything else has one of its own."""

from collections.abc import Sequence
from typing import Any, assert_never

from bot.sections.parts import Button, Chart, Divider, Heading, Section, Small
from bot.slack import ids
from bot.slack.blocks.charts import chart
from bot.slack.blocks.rich_text import Rich, rich_text
from bot.slack.blocks.text import LONGEST_BUTTON, LONGEST_HEADER, LONGEST_TEXT, plain

Apart = Heading | Small | Divider | Button | Chart


def blocks(sections: Sequence[Section]) -> list[dict[str, Any]]:
    """Blocks in the order of `sections`; whether they all fit is fitting.py's part."""
    found: list[dict[str, Any]] = []
    together: list[Rich] = []
    for section in sections:
        if isinstance(section, Rich):
            together.append(section)
            continue
        found += _joined(together)
        together = []
        found += _apart(section)
    return found + _joined(together)


def _joined(sections: Sequence[Rich]) -> list[dict[str, Any]]:
    return [rich_text(sections)] if sections else []


def _apart(section: Apart) -> list[dict[str, Any]]:
    match section:
        case Heading(text=text):
            return [{"type": "header", "text": plain(text, LONGEST_HEADER)}]
        case Small(text=text):
            return [{"type": "context", "elements": [plain(text, LONGEST_TEXT)]}]
        case Divider():
            return [{"type": "divider"}]
        case Button():
            return [{"type": "actions", "elements": [_button(section)]}]
        case Chart():
            return chart(section)
        case _:
            assert_never(section)


def _button(button: Button) -> dict[str, Any]:
    return {
        "type": "button",
        "text": plain(button.label, LONGEST_BUTTON),
        "action_id": ids.action_id(button.act),
        "value": button.check_in_id,
        "style": "primary",
    }
