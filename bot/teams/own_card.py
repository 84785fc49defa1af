"""The card of a check-in in the place of itself, with what only the person who looks at it sees."""

from bot.teams.answering import Json
from bot.teams.blocks.message import message, own_view
from bot.use_cases.show_own_card import OwnCard


def own_card(seen: OwnCard) -> Json:
    """Who doesn't rate sees what everybody sees."""
    if seen.rated is None:
        return message(seen.card, viewers=seen.team).cards[0]
    return own_view(seen.card, rated=seen.rated, of=len(seen.card.check_in.asked), viewers=seen.team)
