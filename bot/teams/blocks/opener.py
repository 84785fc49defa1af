"""A way into what a card can't show at once: a button in a thread that opens a dialog, and one back to a form."""

from bot.sections.parts import Button, Section, paragraph
from bot.teams.blocks.fitting import Card, card
from bot.teams.blocks.sections import Place, body
from bot.teams.blocks.text import said
from bot.teams.ids import Own, Surface
from bot.wording.in_forms import BACK_TO_FORM, OPEN, opens_for_one


def opener_card(title: str, words: str) -> Card:
    """Seen by all of a channel; whoever presses sees what the command in `words` shows to them."""
    sections: list[Section] = [paragraph(opens_for_one(title)), Button(OPEN, Own.COMMAND, words, primary=True)]
    return card(body(sections), fallbackText=said(title))


def sentences_card(*sentences: str) -> Card:
    """A few words, seen by all of a channel."""
    return card(body([paragraph(sentence) for sentence in sentences]), fallbackText=said(sentences[0]))


def with_way_back(shown: Card, token: str, *, surface: Surface) -> Card:
    """The same card with a way back to the kept form that it took the place of."""
    return {**shown, "body": [*shown["body"], *body([Button(BACK_TO_FORM, Own.BACK)], Place(surface, token))]}
