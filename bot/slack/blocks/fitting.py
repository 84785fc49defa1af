"""Makes blocks fit where Slack would refuse them: a long message comes shorter, never not at all."""

from typing import Any

from bot.sections.notes import clip_within
from bot.slack.blocks.text import LONGEST_TEXT, plain
from bot.wording.reveals import left_out

Blocks = list[dict[str, Any]]

MOST_BLOCKS_IN_A_MESSAGE = 50
MOST_BLOCKS_IN_A_VIEW = 100
# Slack documents no number; several apps were refused from 13,172 characters on.
MOST_CHARACTERS = 13_000
# Each is tried in turn on every single text until all fit.
_SHORTER = (2_000, 1_000, 500, 250, 120, 60)
_NOT_COUNTED = ("data_visualization",)


def fit(
    blocks: Blocks, *, most_blocks: int = MOST_BLOCKS_IN_A_MESSAGE, most_characters: int = MOST_CHARACTERS
) -> Blocks:
    """`blocks` within the limits: dividers go first, then texts are shortened, then the end is left out."""
    fitted = blocks
    if len(fitted) > most_blocks:
        fitted = [block for block in fitted if block["type"] != "divider"]
    for longest in _SHORTER:
        if characters(fitted) <= most_characters:
            break
        fitted = [clip_within(block, "text", longest) for block in fitted]
    kept = len(fitted)
    while kept and (len(_cut(fitted, kept)) > most_blocks or characters(_cut(fitted, kept)) > most_characters):
        kept -= 1
    return _cut(fitted, kept)


def characters(node: object) -> int:
    """How much text there is, as Slack counts it; charts have limits of their own."""
    if isinstance(node, dict):
        if node.get("type") in _NOT_COUNTED:
            return 0
        own = node.get("text")
        return (len(own) if isinstance(own, str) else 0) + sum(characters(value) for value in node.values())
    return sum(characters(item) for item in node) if isinstance(node, list) else 0


def _cut(blocks: Blocks, kept: int) -> Blocks:
    if kept == len(blocks):
        return blocks
    said = plain(left_out(len(blocks) - kept), LONGEST_TEXT)
    return [*blocks[:kept], {"type": "context", "elements": [said]}]
