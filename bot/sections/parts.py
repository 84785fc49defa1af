"""What a message is made of, before any platform has a say: headings, paragraphs, bars, quotes, buttons.

Text is held in spans, so that what a person typed is never taken for markup.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from bot.wording.counting import BETWEEN_GROUPS
from bot.wording.reveals import more_notes


@dataclass(frozen=True, slots=True)
class Span:
    """Some words, shown as they are."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class ChannelLink:
    """A channel by its name, which only the platform knows; `text` is what it is called where nothing can be linked."""

    channel_id: str
    text: str


@dataclass(frozen=True, slots=True)
class WebLink:
    """A web page by its whole address, which is what is shown too: nobody is led elsewhere than they read."""

    text: str


Words = Span | ChannelLink | WebLink


@dataclass(frozen=True, slots=True)
class Heading:
    """What the whole message is about."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; those that follow each other belong together."""

    spans: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Bullet:
    """One item of a list, on a line or more."""

    lines: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """How many chose something. `emoji` is a short name between colons, and only ever beside the name."""

    name: str
    emoji: str
    count: int


@dataclass(frozen=True, slots=True)
class Bars:
    """Counts drawn as bars, in order; `apart` stands outside the order. A full bar would be `out_of`.

    `brief` ones take a line in all, for what needs no looking at.
    """

    rows: tuple[Bar, ...]
    apart: Bar
    out_of: int
    brief: bool = False


@dataclass(frozen=True, slots=True)
class Quotes:
    """What people typed, unattributed; `hidden` more are left out."""

    texts: tuple[str, ...]
    hidden: int = 0


class Act(StrEnum):
    """What a button does. The first three open the same form; platforms tell them apart by where they stand."""

    RATE_FROM_CARD = "rate_from_card"
    RATE_FROM_REMINDER = "rate_from_reminder"
    RATE_FROM_HOME = "rate_from_home"
    IT_LANDED = "it_landed"
    POST_AGAIN = "post_again"


@dataclass(frozen=True, slots=True)
class Button:
    """One button; those that follow each other stand in a row. `value` is the opaque id of what it is about.

    `act` is one of Act, or one that `bot.routes` knows. `primary` is for the one thing that everybody is asked to do;
    what can't be taken back is asked about once more, with `confirm`.
    """

    label: str
    act: str
    value: str = ""
    primary: bool = False
    confirm: str = ""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of a menu; `value` is opaque."""

    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Menu:
    """A drop-down whose choice acts at once, in a row with the buttons beside it; at most 100 items."""

    label: str
    act: str
    items: tuple[MenuItem, ...]
    chosen: str | None = None


@dataclass(frozen=True, slots=True)
class Small:
    """Something to be shown in small print."""

    text: str


@dataclass(frozen=True, slots=True)
class Divider:
    """A line across."""


@dataclass(frozen=True, slots=True)
class Series:
    """One value for each category of a chart."""

    name: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart; its numbers are always in the words beside it too.

    Where the first series stand for `levels`, best first, all series together are the whole of each category.
    """

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    levels: int = 0


Section = Heading | Paragraph | Bullet | Bars | Quotes | Button | Menu | Small | Divider | Chart


@dataclass(frozen=True, slots=True)
class Message:
    """`fallback` is the whole message as plain text, made to be read aloud."""

    fallback: str
    sections: tuple[Section, ...]


def message(sections: Sequence[Section]) -> Message:
    """The message of these sections, with its fallback."""
    return Message(fallback=plain_text(sections), sections=tuple(sections))


def plain_text(sections: Sequence[Section]) -> str:
    """What `sections` say, one a line; buttons and charts say nothing that the words don't."""
    lines: list[str] = []
    for section in sections:
        lines += _lines(section)
    return "\n".join(lines).strip()


def paragraph(*parts: str | Words) -> Paragraph:
    """A paragraph of plain words, spans and links."""
    return Paragraph(line(*parts))


def line(*parts: str | Words) -> tuple[Words, ...]:
    """Plain words, spans and links in a row."""
    return tuple(Span(part) if isinstance(part, str) else part for part in parts)


def bold(text: str) -> Span:
    return Span(text, bold=True)


def italic(text: str) -> Span:
    return Span(text, italic=True)


def _lines(section: Section) -> list[str]:
    match section:
        case Heading(text=text) | Small(text=text):
            return [_aloud(text)]
        case Paragraph(spans=spans):
            return [_aloud("".join(span.text for span in spans))]
        case Bullet(lines=lines):
            return [_aloud("".join(span.text for span in line)) for line in lines]
        case Bars(rows=rows, apart=apart):
            return [f"{', '.join(f'{row.count} {row.name}' for row in rows)}; {apart.count} {apart.name}."]
        case Quotes(texts=texts, hidden=hidden):
            return [*(f"“{text}”" for text in texts), *([more_notes(hidden)] if hidden else [])]
        case Divider():
            # An empty line, so that whoever reads it aloud takes a breath.
            return [""]
        case Button() | Menu() | Chart():
            return []
        case _:
            assert_never(section)


def _aloud(text: str) -> str:
    return text.replace(BETWEEN_GROUPS, "; ")
