"""What a form is made of, before any platform has a say: fields to fill in, between the same parts as in a message.

A field's `name` is how its value and its errors come back; names are unique within a form.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time

from bot.sections.parts import Section

# What a platform brings back of a field: a text or one choice, several choices or files, or nothing.
Value = str | tuple[str, ...] | None
Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose; `value` is opaque, at most 150 characters; `text` and `about` at most 75."""

    value: str
    text: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class ChooseOne:
    """One of at most 100 options. `as_list` shows them all at once, if there are no more than ten."""

    name: str
    label: str
    options: tuple[Option, ...]
    chosen: str | None = None
    hint: str = ""
    optional: bool = False
    as_list: bool = False


@dataclass(frozen=True, slots=True)
class ChooseSeveral:
    """Any of at most 100 options, no more than `most`. `as_list` shows them all at once, if there are at most ten."""

    name: str
    label: str
    options: tuple[Option, ...]
    chosen: tuple[str, ...] = ()
    hint: str = ""
    optional: bool = False
    most: int | None = None
    as_list: bool = False


@dataclass(frozen=True, slots=True)
class PickDay:
    """Comes back as an ISO date."""

    name: str
    label: str
    chosen: date | None = None
    hint: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class PickTime:
    """A wall time; comes back as HH:MM."""

    name: str
    label: str
    chosen: time | None = None
    hint: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Write:
    """Text of at most `longest` characters, itself at most 3,000."""

    name: str
    label: str
    text: str = ""
    hint: str = ""
    placeholder: str = ""
    optional: bool = False
    several_lines: bool = False
    longest: int = 3000


@dataclass(frozen=True, slots=True)
class Attach:
    """At most one file, of a type in `types` (endings without the dot); comes back as the platform's ids of files."""

    name: str
    label: str
    types: tuple[str, ...]
    hint: str = ""
    optional: bool = False


Field = ChooseOne | ChooseSeveral | PickDay | PickTime | Write | Attach
FormPart = Field | Section


@dataclass(frozen=True, slots=True)
class Form:
    """`id` is what is submitted, `about` an opaque string of at most 3,000 characters that comes back with it.

    Without `submit` it can only be closed. Titles and buttons have at most 24 characters.
    """

    id: str
    title: str
    parts: tuple[FormPart, ...]
    submit: str | None = None
    about: str = ""

    def fields(self) -> Iterator[Field]:
        return (part for part in self.parts if isinstance(part, Field))
