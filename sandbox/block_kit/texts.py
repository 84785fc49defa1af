"""Slack's text objects, options and confirmation dialogs: the small objects that blocks are made of."""

from sandbox.block_kit.rules import Rule, Spot, boolean, by_type, listing, one_of, shape, string

# No text object is longer than this, wherever it stands.
LONGEST_TEXT = 3000
LONGEST_URL = 3000
LONGEST_ID = 255


def plain(most: int) -> Rule:
    """A plain_text object of so many characters."""
    return by_type({"plain_text": _plain(most)})


def words(most: int = LONGEST_TEXT) -> Rule:
    """A plain_text or mrkdwn object of so many characters."""
    return by_type({"plain_text": _plain(most), "mrkdwn": _mrkdwn(most)})


def _plain(most: int) -> Rule:
    return shape({"type": one_of("plain_text"), "text": string(most)}, {"emoji": boolean})


def _mrkdwn(most: int) -> Rule:
    return shape({"type": one_of("mrkdwn"), "text": string(most)}, {"verbatim": boolean})


def option(*, rich: bool = False, url: bool = False) -> Rule:
    """One option. Radio buttons and checkboxes may format it (`rich`), overflow menus may link it."""
    text = words(75) if rich else plain(75)
    linked = {"url": string(LONGEST_URL)} if url else {}
    return shape({"text": text, "value": string(150)}, {"description": text, **linked})


def options(most: int, *, least: int = 1, rich: bool = False, url: bool = False) -> Rule:
    """So many options."""
    return listing(option(rich=rich, url=url), most=most, least=least)


option_groups = listing(shape({"label": plain(75), "options": options(100)}), most=100)

confirmation = shape(
    {"title": plain(100), "text": words(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)

slack_file = shape({}, {"id": string(LONGEST_ID), "url": string(LONGEST_URL)})


def exactly_one_way_to_a_file(spot: Spot) -> None:
    """A picture comes from an address or from Slack, and a Slack file is named one way."""
    file = spot.value.get("slack_file")
    if (spot.value.get("image_url") is None) is (file is None):
        spot.refuse("must have exactly one of: image_url, slack_file")
    elif file is not None and ("id" in file) is ("url" in file):
        spot.at("slack_file").refuse("must have exactly one of: id, url")
