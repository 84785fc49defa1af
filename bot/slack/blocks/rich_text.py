"""Paragraphs, bars and quotes as one rich_text block: Slack shows what it holds letter by letter."""

from collections.abc import Iterator, Sequence
from typing import Any, assert_never

from bot.sections.parts import Bar, Bars, Bullet, ChannelLink, Paragraph, Quotes, Span, WebLink, Words
from bot.slack.blocks.text import said
from bot.wording.counting import BETWEEN_GROUPS
from bot.wording.reveals import more_notes

# Wider bars wrap on a phone.
WIDEST_BAR = 12
FULL, EMPTY = "■", "□"
# A space where no line may break.
TOGETHER = "\N{NO-BREAK SPACE}"

Rich = Paragraph | Bullet | Bars | Quotes
Element = dict[str, Any]


def rich_text(sections: Sequence[Rich]) -> dict[str, Any]:
    """One block; each paragraph or row is a line, each quote and each list stands apart."""
    groups: list[Element] = []
    for section in sections:
        match section:
            case Paragraph(spans=spans):
                _add_line(groups, _spans(spans))
            case Bullet(lines=lines):
                _add_item(groups, _joined([_spans(line) for line in lines], "\n"))
            case Bars(brief=True):
                _add_line(groups, _joined([_count(row) for row in _rows(section)], BETWEEN_GROUPS))
            case Bars():
                for row in _rows(section):
                    _add_line(groups, _count(row, bar=_bar(row, section.out_of)))
            case Quotes(texts=texts, hidden=hidden):
                groups += [_quote(text) for text in texts]
                if hidden:
                    _add_line(groups, _spans([Span(more_notes(hidden), italic=True)]))
            case _:
                assert_never(section)
    return {"type": "rich_text", "elements": groups}


def _add_line(groups: list[Element], line: list[Element]) -> None:
    if groups and groups[-1]["type"] == "rich_text_section":
        groups[-1]["elements"] += [*_spans([Span("\n")]), *line]
    else:
        groups.append({"type": "rich_text_section", "elements": line})


def _add_item(groups: list[Element], item: list[Element]) -> None:
    if not groups or groups[-1]["type"] != "rich_text_list":
        groups.append({"type": "rich_text_list", "style": "bullet", "elements": []})
    groups[-1]["elements"].append({"type": "rich_text_section", "elements": item})


def _joined(parts: Sequence[list[Element]], between: str) -> list[Element]:
    joined = list(parts[0])
    for part in parts[1:]:
        joined += [*_spans([Span(between)]), *part]
    return joined


def _spans(spans: Sequence[Words]) -> list[Element]:
    # Slack refuses empty text.
    return [_words(span) for span in spans if span.text]


def _words(span: Words) -> Element:
    if isinstance(span, ChannelLink):
        # Slack puts the channel's name there, whatever it is called by then.
        return {"type": "channel", "channel_id": span.channel_id}
    if isinstance(span, WebLink):
        return {"type": "link", "url": span.text}
    style = {name: True for name, on in (("bold", span.bold), ("italic", span.italic)) if on}
    return {"type": "text", "text": said(span.text), **({"style": style} if style else {})}


def _quote(text: str) -> Element:
    return {"type": "rich_text_quote", "elements": _spans([Span(f"“{text}”")])}


def _rows(bars: Bars) -> Iterator[Bar]:
    yield from bars.rows
    yield bars.apart


def _count(row: Bar, *, bar: str = "") -> list[Element]:
    before = f"{TOGETHER}{bar} " if bar else TOGETHER
    return [
        {"type": "emoji", "name": row.emoji.strip(":")},
        *_spans([Span(before), Span(str(row.count), bold=True), Span(f"{TOGETHER}{row.name}")]),
    ]


def _bar(row: Bar, out_of: int) -> str:
    width = min(max(out_of, 1), WIDEST_BAR)
    full = row.count if out_of <= WIDEST_BAR else round(row.count * width / out_of)
    # One person is never rounded away.
    full = min(max(full, min(row.count, 1)), width)
    return FULL * full + EMPTY * (width - full)
