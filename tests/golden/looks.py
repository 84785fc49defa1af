"""Blocks as somebody sees them who looks at the screen, in plain text."""

from collections.abc import Iterable, Iterator
from typing import Any

from tests.bot.slack.reading import texts

Node = dict[str, Any]


def looks(blocks: Iterable[Node]) -> Iterator[str]:
    """Lines; what this doesn't know is named by its type."""
    for block in blocks:
        match block["type"]:
            case "header":
                yield f"# {block['text']['text']}"
            case "divider":
                yield "-" * 40
            case "rich_text":
                for part in block["elements"]:
                    yield from _rich(part)
            case "context":
                yield from (f"(small) {text}" for text in texts(block))
            case "actions":
                yield " ".join(map(_pressable, block["elements"]))
            case "data_visualization":
                yield from _chart(block)
            case other:
                yield f"[{other}] {' / '.join(texts(block))}"


def _rich(part: Node) -> Iterator[str]:
    match part["type"]:
        case "rich_text_list":
            for item in part["elements"]:
                first, *rest = _inline(item).splitlines() or [""]
                yield f"• {first}"
                yield from (f"  {line}" for line in rest)
        case "rich_text_quote":
            yield from (f"> {line}" for line in _inline(part).splitlines())
        case _:
            yield from _inline(part).splitlines()


def _inline(node: Node) -> str:
    return "".join(_word(element) for element in node.get("elements", ()))


def _word(element: Node) -> str:
    match element["type"]:
        case "text":
            text, style = element["text"].replace("\N{NO-BREAK SPACE}", " "), element.get("style", {})
            mark = "**" if style.get("bold") else "_" if style.get("italic") else ""
            return f"{mark}{text}{mark}"
        case "emoji":
            return f":{element['name']}:"
        case "channel":
            return f"#{element['channel_id']}"
        case "link":
            return f"{element.get('text', '')}<{element['url']}>"
        case _:
            return _inline(element)


def _pressable(element: Node) -> str:
    label = (element.get("text") or element["placeholder"])["text"]
    return f"[{label}]" if element["type"] == "button" else f"[{label} v]"


def _chart(block: Node) -> Iterator[str]:
    chart = block["chart"]
    yield f"[chart] {block['title']}"
    for series in chart.get("series", ()):
        values = ", ".join(f"{one['label']} {one['value']}" for one in series["data"])
        yield f"  {series['name']}: {values}"
