"""Makes cards fit: what can go on in a second card is divided, what can't comes shorter, never not at all."""

import json
from typing import Any

from bot.sections.notes import clip_within
from bot.sections.parts import Small
from bot.teams.blocks.rich_text import Element
from bot.teams.blocks.sections import body
from bot.wording.reveals import left_out

Card = dict[str, Any]
Elements = list[Element]

# In UTF-8; Teams is said to take 28 KB, and what is sent around a card counts too.
MOST_BYTES = 25_000
# What is around a body: kinds, and a line of text.
MOST_IN_BODY = MOST_BYTES - 1_200
# Each is tried in turn on every single text until all fit: what is only read, then labels and choices.
_SHORTER = (
    *(("text", longest) for longest in (2_000, 1_000, 500, 250, 120, 60)),
    *((name, longest) for longest in (120, 60, 40, 25, 15) for name in ("label", "title")),
)
_SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"


def card(elements: Elements, **more: Any) -> Card:
    """The card with this body."""
    return {"type": "AdaptiveCard", "$schema": _SCHEMA, "version": "1.5", "body": elements, **more}


def weight(node: object) -> int:
    """In bytes of UTF-8, as it is sent."""
    return len(json.dumps(node, ensure_ascii=False, separators=(",", ":")).encode())


def fit(elements: Elements, most: int = MOST_IN_BODY) -> Elements:
    """`elements` within the limit: texts are shortened, then the end is left out and said to be."""
    fitted = shortened(elements, most)
    if weight(fitted) <= most:
        return fitted
    kept, room = 0, most - weight(_said_left_out(len(fitted)))
    while (room := room - weight(fitted[kept]) - len(",")) >= 0:
        kept += 1
    return [*fitted[:kept], *_said_left_out(len(fitted) - kept)]


def shortened(elements: Elements, most: int = MOST_IN_BODY) -> Elements:
    """The same with shorter texts, then with shorter choices, as far as it takes; nothing is left out."""
    fitted = elements
    for name, longest in _SHORTER:
        if weight(fitted) <= most:
            break
        fitted = [clip_within(element, name, longest) for element in fitted]
    return fitted


def divided(elements: Elements, most: int = MOST_IN_BODY) -> list[Elements]:
    """The same in parts that fit into a card each, divided where it hurts least."""
    parts: list[Elements] = []
    rest = elements
    while rest:
        taken, number = 0, 0
        while number < len(rest) and taken + (size := weight(rest[number]) + len(",")) <= most:
            taken, number = taken + size, number + 1
        at = number or 1
        if at < len(rest):
            at = _best_end(rest, at)
        # Only one that is too large by itself is shortened.
        parts.append(rest[:at] if number else shortened(rest[:at], most))
        rest = rest[at:]
    return parts or [[]]


def _best_end(elements: Elements, most: int) -> int:
    """How many of the first `most` to take: up to a new topic if there is one late enough, never before buttons."""
    ends = range(most, 0, -1)
    topics = [end for end in ends if end > most // 2 and _starts_a_topic(elements[end])]
    between = [end for end in ends if not _has_actions(elements[end]) and not _leads(elements[end - 1])]
    return next(iter([*topics, *between, most]))


def _starts_a_topic(element: Element) -> bool:
    return bool(element.get("separator")) or element.get("style") == "heading"


def _leads(element: Element) -> bool:
    """Whether it says nothing without what comes after: a heading, a line in bold."""
    runs = element.get("inlines", ())
    return element.get("style") == "heading" or (bool(runs) and all("weight" in run for run in runs))


def _has_actions(element: Element) -> bool:
    items = [element, *element.get("items", ())]
    return any(item["type"] in ("ActionSet", "ColumnSet") for item in items)


def _said_left_out(parts: int) -> Elements:
    return body([Small(left_out(parts))])
