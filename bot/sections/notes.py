"""Fits what people typed into the room there is: short notes whole, the longest shortened first, the rest counted."""

from collections.abc import Iterable, Sequence
from typing import Any

from bot.sections.parts import Quotes

# Shorter than this and a note says nothing any more; then fewer notes are shown instead.
SHORTEST_NOTE = 160


def clip_notes(groups: Sequence[Sequence[str]], room: int) -> list[Quotes]:
    """Quotes for each group, of `room` characters in all; a shortened note ends in an ellipsis."""
    shown = _spread(groups, room)
    kept = [group[:number] for group, number in zip(groups, shown, strict=True)]
    longest = longest_that_fit([len(text) for group in kept for text in group], room)
    return [
        Quotes(tuple(clip(text, longest) for text in some), hidden=len(group) - len(some))
        for group, some in zip(groups, kept, strict=True)
    ]


def clip(text: str, longest: int) -> str:
    """`text` in at most `longest` characters."""
    if len(text) <= longest:
        return text
    cut = text[: max(longest - 1, 0)]
    # Between words, unless that would lose much of it.
    at_word = cut.rpartition(" ")[0]
    return f"{(at_word if len(at_word) > 0.7 * len(cut) else cut).rstrip()}…"


def clip_within(node: Any, name: str, longest: int) -> Any:
    """What is sent to a platform, with every text under `name`, however deep, in at most `longest` characters."""
    if isinstance(node, dict):
        return {
            key: clip(value, longest) if key == name and isinstance(value, str) else clip_within(value, name, longest)
            for key, value in node.items()
        }
    return [clip_within(item, name, longest) for item in node] if isinstance(node, list) else node


def short_names(names: Iterable[str], longest: int) -> list[str]:
    """The same in at most `longest` characters each, and still different: a chart's values find their place by them."""
    short: list[str] = []
    for number, name in enumerate(names, start=1):
        label = clip(name, longest)
        short.append(label if label not in short else f"{number} {clip(name, longest - 3)}")
    return short


def longest_that_fit(lengths: Sequence[int], room: int) -> int:
    """The length to which the long ones must be cut so that all fit in `room`; 0 for none."""
    left, waiting = room, sorted(lengths)
    while waiting:
        share = left // len(waiting)
        if waiting[0] > share:
            return share
        left -= waiting.pop(0)
    return max(lengths, default=0)


def _spread(groups: Sequence[Sequence[str]], room: int) -> list[int]:
    """How many of each group have room, taken in turn so that none goes empty while another has plenty."""
    taken, left = [0] * len(groups), room
    for turn in range(max(map(len, groups), default=0)):
        for index, group in enumerate(groups):
            needed = min(len(group[turn]), SHORTEST_NOTE) if turn < len(group) else 0
            if taken[index] == turn < len(group) and needed <= left:
                taken[index] += 1
                left -= needed
    return taken
