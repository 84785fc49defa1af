"""Paragraphs, bars and quotes as RichTextBlocks: Teams shows what they hold letter by letter, never as Markdown.

Clients disagree on line breaks within a block, so each line is a block of its own, close to the one above.
"""

from collections.abc import Iterator, Sequence
from typing import Any, assert_never
from urllib.parse import urlsplit

from bot.sections.parts import Bar, Bars, Bullet, ChannelLink, Paragraph, Quotes, Span, WebLink, Words
from bot.teams.blocks.text import picture, said
from bot.wording.counting import BETWEEN_GROUPS
from bot.wording.reveals import more_notes

# Wider bars wrap on a phone.
WIDEST_BAR = 12
FULL, EMPTY = "■", "□"
# A space where no line may break.
TOGETHER = "\N{NO-BREAK SPACE}"
BULLET, BELOW_BULLET = f"•{TOGETHER}", TOGETHER * 3
# So that a card can be divided between blocks, however long a text is: at worst six bytes a character.
MOST_IN_A_BLOCK = 2_000

Rich = Paragraph | Bullet | Bars | Quotes
Element = dict[str, Any]


def rich_text(section: Rich) -> list[Element]:
    """A block for each line."""
    match section:
        case Paragraph(spans=spans):
            return blocks(lines(spans))
        case Bullet(lines=items):
            marked = [(Span(BELOW_BULLET if at else BULLET), *line) for at, line in enumerate(items)]
            return blocks([part for line in marked for part in lines(line)], spacing="Small")
        case Bars(brief=True):
            row: list[Words] = []
            for bar in _rows(section):
                row += [*([Span(BETWEEN_GROUPS)] if row else []), *_count(bar)]
            return blocks([row], spacing="Small")
        case Bars():
            return blocks([_count(row, bar=_bar(row, section.out_of)) for row in _rows(section)], spacing="Small")
        case Quotes(texts=texts, hidden=hidden):
            more = blocks([[Span(more_notes(hidden), italic=True)]], spacing="Small") if hidden else []
            return [*_quotes(texts), *more]
        case _:
            assert_never(section)


def blocks(
    rows: Sequence[Sequence[Words]], *, spacing: str = "Default", look: dict[str, Any] | None = None
) -> list[Element]:
    """One block or more for each row; `spacing` is above the first. `look` is every run's."""
    made: list[Element] = []
    for row in rows:
        for part in _pieces(row):
            above = spacing if not made else "None"
            runs = [_run(words) | (look or {}) for words in part]
            made.append(
                {"type": "RichTextBlock", "inlines": runs, **({} if above == "Default" else {"spacing": above})}
            )
    return made


def lines(spans: Sequence[Words]) -> list[list[Words]]:
    """The same, with a row for each line that somebody typed; empty lines are left out."""
    rows: list[list[Words]] = [[]]
    for span in spans:
        if not isinstance(span, Span):
            rows[-1].append(span)
            continue
        first, *more = said(span.text).split("\n")
        rows[-1].append(Span(first, span.bold, span.italic))
        rows += [[Span(text, span.bold, span.italic)] for text in more]
    return [kept for row in rows if any(kept := [words for words in row if words.text])]


def _pieces(row: Sequence[Words]) -> Iterator[list[Words]]:
    """The row in parts that fit into one block each."""
    part: list[Words] = []
    room = MOST_IN_A_BLOCK
    for words in row:
        text = words.text
        while text:
            piece = text if len(text) <= room else _cut(text, room)
            part.append(_as(words, piece))
            text, room = text[len(piece) :], room - len(piece)
            if text:
                yield part
                part, room = [], MOST_IN_A_BLOCK
    if part:
        yield part


def _cut(text: str, room: int) -> str:
    """The first part of it, between words if there are any."""
    at = text.rfind(" ", 0, room) + 1
    return text[: at if at > room // 2 else max(room, 1)]


def _as(words: Words, text: str) -> Words:
    return Span(text, words.bold, words.italic) if isinstance(words, Span) else words


def _run(words: Words) -> Element:
    run: Element = {"type": "TextRun", "text": said(words.text)}
    match words:
        case ChannelLink():
            # Cards have no link to a channel.
            return run
        case WebLink(text=address):
            return {**run, "selectAction": {"type": "Action.OpenUrl", "url": address}} if _is_web(address) else run
        case Span(bold=bold, italic=italic):
            return {**run, **({"weight": "Bolder"} if bold else {}), **({"italic": True} if italic else {})}
        case _:
            assert_never(words)


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _quotes(texts: Sequence[str]) -> list[Element]:
    """Set off from the rest; long ones each by itself, so that a card can be divided between them."""
    found: list[Element] = []
    room = 0
    for text in texts:
        quote = blocks(lines([Span(f"“{text}”")]), spacing="Small")
        if not found or len(text) > room:
            found.append({"type": "Container", "style": "emphasis", "spacing": "Small", "items": []})
            room = MOST_IN_A_BLOCK
        found[-1]["items"] += quote
        room -= len(text)
    return found


def _rows(bars: Bars) -> Iterator[Bar]:
    yield from bars.rows
    yield bars.apart


def _count(row: Bar, *, bar: str = "") -> list[Words]:
    before = "".join(f"{part}{TOGETHER}" for part in (picture(row.emoji), bar) if part)
    start = [Span(before)] if before else []
    return [*start, Span(str(row.count), bold=True), Span(f"{TOGETHER}{row.name}")]


def _bar(row: Bar, out_of: int) -> str:
    width = min(max(out_of, 1), WIDEST_BAR)
    full = row.count if out_of <= WIDEST_BAR else round(row.count * width / out_of)
    # One person is never rounded away.
    full = min(max(full, min(row.count, 1)), width)
    return FULL * full + EMPTY * (width - full)
