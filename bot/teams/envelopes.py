"""The shapes in which Teams takes an answer: a dialog, a card in the place of another, a message."""

from typing import Any

Json = dict[str, Any]

CARD_TYPE = "application/vnd.microsoft.card.adaptive"
MESSAGE_TYPE = "application/vnd.microsoft.activity.message"
# What needs no scrolling in a small dialog.
FEW_ELEMENTS = 5
ERROR_TYPE = "application/vnd.microsoft.error"


def card_attachment(card: Json) -> Json:
    return {"contentType": CARD_TYPE, "content": card}


def attached(attachment: Json) -> Json:
    """A message that is nothing but what is attached to it."""
    return {"type": "message", "attachments": [attachment]}


def card_message(card: Json) -> Json:
    """Notifications and the list of chats show its summary; without one they only say that a card came."""
    return {**attached(card_attachment(card)), "summary": card["fallbackText"]}


def dialog(title: str, card: Json) -> Json:
    """A dialog with a card in it; in the place of the one that was handed in, if one was."""
    height = "large" if len(card["body"]) > FEW_ELEMENTS else "small"
    shown = {"title": title, "height": height, "width": "medium", "card": card_attachment(card)}
    return {"task": {"type": "continue", "value": shown}}


def closing() -> Json:
    """The dialog that was handed in closes."""
    return {}


def saying(text: str) -> Json:
    """A line in the place of a dialog that was to open; there nothing at all would be shown as a fault."""
    return {"task": {"type": "message", "value": text}}


def in_place(card: Json) -> Json:
    """Another card in the place of the one that was pressed, for whoever pressed."""
    return {"statusCode": 200, "type": CARD_TYPE, "value": card}


def said(text: str) -> Json:
    """A line beside the card that was pressed, which stays."""
    return {"statusCode": 200, "type": MESSAGE_TYPE, "value": text}


def unchanged() -> Json:
    """Nothing to show to somebody who pressed nothing: the card stays as everybody sees it."""
    return {"statusCode": 503, "type": ERROR_TYPE, "value": {"code": "NotNow", "message": "Not now"}}
