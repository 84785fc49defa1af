"""The rules of rich_text blocks: sections, lists, quotes and preformatted text."""

from sandbox.block_kit.rules import Rule, Spot, anything, boolean, by_type, listing, one_of, shape, string
from sandbox.block_kit.texts import LONGEST_ID, LONGEST_URL

# Slack documents no limit for rich text; this is that of a whole message.
_LONGEST_RUN = 12_000
_MOST = 1_000
_style = shape(
    {},
    dict.fromkeys(
        ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"), boolean
    ),
)


def _run(kind: str, required: dict[str, Rule], optional: dict[str, Rule] | None = None) -> dict[str, Rule]:
    return {kind: shape({"type": one_of(kind), **required}, {"style": _style, **(optional or {})})}


_inline = by_type(
    {
        **_run("text", {"text": string(_LONGEST_RUN)}),
        **_run("emoji", {"name": string(LONGEST_ID)}, {"unicode": string(100), "skin_tone": anything}),
        **_run(
            "link",
            {"url": string(LONGEST_URL)},
            {"text": string(_LONGEST_RUN), "unsafe": boolean},
        ),
        **_run("user", {"user_id": string(LONGEST_ID)}),
        **_run("channel", {"channel_id": string(LONGEST_ID)}),
        **_run("usergroup", {"usergroup_id": string(LONGEST_ID)}),
        **_run("team", {"team_id": string(LONGEST_ID)}),
        **_run("broadcast", {"range": one_of("here", "channel", "everyone")}),
        **_run(
            "date",
            {"timestamp": anything, "format": string(LONGEST_ID)},
            {"url": string(LONGEST_URL), "fallback": string(_LONGEST_RUN)},
        ),
        **_run("color", {"value": string(LONGEST_ID)}),
    }
)
_runs = listing(_inline, most=_MOST, least=0)
_section = shape({"type": one_of("rich_text_section"), "elements": _runs})
_list = shape(
    {
        "type": one_of("rich_text_list"),
        "elements": listing(_section, most=_MOST),
        "style": one_of("bullet", "ordered"),
    },
    {"indent": anything, "offset": anything, "border": anything},
)
_part = by_type(
    {
        "rich_text_section": _section,
        "rich_text_list": _list,
        "rich_text_quote": shape({"type": one_of("rich_text_quote"), "elements": _runs}, {"border": anything}),
        "rich_text_preformatted": shape(
            {"type": one_of("rich_text_preformatted"), "elements": _runs},
            {"border": anything, "language": string(LONGEST_ID)},
        ),
    }
)


def rich_text(spot: Spot) -> None:
    """A rich_text block, or one used as a table cell or a title."""
    _rich_text(spot)


_rich_text = shape(
    {"type": one_of("rich_text"), "elements": listing(_part, most=_MOST)}, {"block_id": string(LONGEST_ID)}
)
