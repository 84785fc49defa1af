"""A person's home page, as a card in the chat with them."""

from bot.sections import home_sections
from bot.teams.blocks.fitting import Card, card, fit
from bot.teams.blocks.sections import body
from bot.use_cases.home.facts import Home
from bot.wording.homes import EMPTY_TITLE, HOME_TITLE


def home_card(home: Home) -> Card:
    """Its buttons open dialogs."""
    title = EMPTY_TITLE if home.page is None else HOME_TITLE
    return card(fit(body(home_sections(home).sections)), fallbackText=title, msteams={"width": "Full"})
