"""A person's home page in Slack."""

from typing import Any

from bot.sections import home_sections
from bot.slack.blocks.fitting import MOST_BLOCKS_IN_A_VIEW, fit
from bot.slack.blocks.sections import blocks
from bot.use_cases.home.facts import Home


def home_view(home: Home) -> dict[str, Any]:
    return {"type": "home", "blocks": fit(blocks(home_sections(home).sections), most_blocks=MOST_BLOCKS_IN_A_VIEW)}
