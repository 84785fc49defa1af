"""Something said to one person: as a form that only closes, or as the answer to a slash command."""

from typing import Any

from bot.sections.notes import clip, longest_that_fit
from bot.sections.parts import Quotes, Section, bold, paragraph
from bot.slack.blocks.fitting import MOST_BLOCKS_IN_A_VIEW
from bot.slack.blocks.sections import blocks
from bot.slack.blocks.text import LONGEST_TITLE, inert, plain
from bot.use_cases.results import Notice
from bot.wording.answers import kept_intro
from bot.wording.check_ins import CLOSE

# A view may weigh 250 KB, and one character up to twelve bytes of JSON.
MOST_KEPT_CHARACTERS = 18_000


def notice_view(notice: Notice) -> dict[str, Any]:
    """A modal without fields; what somebody typed is given back to be copied."""
    sections: list[Section] = [paragraph(text) for text in notice.paragraphs]
    made = [block for section in sections for block in blocks([section])]
    if notice.kept:
        made += [{"type": "divider"}, *blocks([paragraph(kept_intro())])]
    longest = longest_that_fit([len(text) for _, text in notice.kept], MOST_KEPT_CHARACTERS)
    for label, text in notice.kept:
        made += blocks([paragraph(bold(label)), Quotes((clip(text, longest),))])
    return {
        "type": "modal",
        "title": plain(notice.title, LONGEST_TITLE),
        "close": plain(CLOSE, LONGEST_TITLE),
        "blocks": made[:MOST_BLOCKS_IN_A_VIEW],
    }


def notice_text(notice: Notice) -> str:
    """The same for Slack to show as the answer to a command, with nothing in it that it would take for markup."""
    kept = [line for label, text in notice.kept for line in (f"{inert(label)}:", inert(text))]
    return "\n".join([f"*{inert(notice.title)}*", *map(inert, notice.paragraphs), *kept])
