"""Small valid pieces of Block Kit, to be stretched past one limit at a time."""

from sandbox.json_types import Json


def plain(text: str = "words") -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "words") -> Json:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "words", **more: object) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def option(value: str = "1", text: str = "One", **more: object) -> Json:
    return {"text": plain(text), "value": value, **more}


def options(count: int) -> list[Json]:
    return [option(str(number), f"Option {number}") for number in range(count)]


def button(text: str = "Go", action_id: str = "go", **more: object) -> Json:
    return {"type": "button", "text": plain(text), "action_id": action_id, **more}


def actions(*elements: Json, **more: object) -> Json:
    return {"type": "actions", "elements": list(elements), **more}


def radio(count: int = 3, action_id: str = "pick", **more: object) -> Json:
    return {"type": "radio_buttons", "action_id": action_id, "options": options(count), **more}


def select(action_id: str = "pick", count: int = 3, **more: object) -> Json:
    return {"type": "static_select", "action_id": action_id, "options": options(count), **more}


def text_input(action_id: str = "words", **more: object) -> Json:
    return {"type": "plain_text_input", "action_id": action_id, **more}


def asks(element: Json, block_id: str = "asked", **more: object) -> Json:
    return {"type": "input", "block_id": block_id, "label": plain("Say"), "element": element, **more}


def modal(*blocks: Json, **more: object) -> Json:
    view: Json = {"type": "modal", "title": plain("A form"), "submit": plain("Send"), "blocks": list(blocks)}
    return {**view, "callback_id": "form", **more}


def home(*blocks: Json, **more: object) -> Json:
    return {"type": "home", "blocks": list(blocks), **more}


def image(**more: object) -> Json:
    return {"type": "image", "alt_text": "a picture", "image_url": "https://example.com/a.png", **more}


def chart(series: int = 2, points: int = 3, kind: str = "line", **more: object) -> Json:
    labels = [f"c{number}" for number in range(points)]
    drawn = [
        {"name": f"s{number}", "data": [{"label": label, "value": number} for label in labels]}
        for number in range(series)
    ]
    body = {"type": kind, "series": drawn, "axis_config": {"categories": labels}}
    return {"type": "data_visualization", "title": "A chart", "chart": body, **more}


def pie(segments: int = 3, value: float = 1) -> Json:
    drawn = [{"label": f"s{number}", "value": value} for number in range(segments)]
    return {"type": "data_visualization", "title": "A pie", "chart": {"type": "pie", "segments": drawn}}


def cells(rows: int, columns: int, text: str = "x") -> list[list[Json]]:
    return [[{"type": "raw_text", "text": text} for _ in range(columns)] for _ in range(rows)]


def table(rows: int = 2, columns: int = 2, text: str = "x") -> Json:
    return {"type": "table", "rows": cells(rows, columns, text)}


def data_table(rows: int = 2, columns: int = 2, text: str = "x", **more: object) -> Json:
    return {"type": "data_table", "caption": "A table", "rows": cells(rows, columns, text), **more}


def card(**more: object) -> Json:
    return {"type": "card", "title": mrkdwn("A card"), **more}


def container(*children: Json, **more: object) -> Json:
    return {"type": "container", "title": plain("A container"), "child_blocks": list(children), **more}


def feedback(**more: object) -> Json:
    yes, no = {"text": plain("Good"), "value": "+"}, {"text": plain("Bad"), "value": "-"}
    return {
        "type": "feedback_buttons",
        "action_id": "judge",
        "positive_button": yes,
        "negative_button": no,
        **more,
    }


def icon(**more: object) -> Json:
    return {"type": "icon_button", "action_id": "bin", "icon": "trash", "text": plain("Bin"), **more}


def rich(*parts: Json) -> Json:
    return {"type": "rich_text", "elements": list(parts)}


def rich_line(text: str = "words") -> Json:
    return {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}


def task(number: int = 1, **more: object) -> Json:
    return {"type": "task_card", "task_id": str(number), "title": "Do", "status": "pending", **more}


def video(**more: object) -> Json:
    addresses = {"thumbnail_url": "https://example.com/t.png", "video_url": "https://example.com/v"}
    return {"type": "video", "alt_text": "a film", "title": plain("Film"), **addresses, **more}


def signs_in(**more: object) -> Json:
    return {"type": "auth_provider", "value": "v", "name": "n", "is_connected": False, **more}


def text(length: int) -> str:
    return "x" * length
