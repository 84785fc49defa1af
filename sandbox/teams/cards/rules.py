"""What one property of a card may hold; each rule yields what is wrong with a value, in words without the place."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any
from urllib.parse import urlsplit

Rule = Callable[[Any], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Kind:
    """What an element, an action or a part of one has. `nested` names what holds further nodes, looked at by itself."""

    needs: Mapping[str, Rule] = field(default_factory=dict)
    may_have: Mapping[str, Rule] = field(default_factory=dict)
    nested: frozenset[str] = frozenset()


_NOTHING: Mapping[str, Rule] = {}


def text(value: Any) -> Iterator[str]:
    """Any text, the empty one too."""
    if not isinstance(value, str):
        yield "is no text"
    elif any(0xD800 <= ord(letter) <= 0xDFFF for letter in value):
        yield "has half a letter in it"


def words(value: Any) -> Iterator[str]:
    """Text with something to see in it."""
    yield from text(value)
    if isinstance(value, str) and not value.strip():
        yield "is empty"


def letters(value: Any) -> Iterator[str]:
    """Text with at least a space in it."""
    yield from text(value)
    if value == "":
        yield "is empty"


def flag(value: Any) -> Iterator[str]:
    if not isinstance(value, bool):
        yield "is neither true nor false"


def number(value: Any) -> Iterator[str]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield "is no number"


def positive(value: Any) -> Iterator[str]:
    yield from number(value)
    if isinstance(value, int | float) and value <= 0:
        yield "is not above nought"


def one_of(*names: str) -> Rule:
    """Exactly as they are written: clients differ in how much they forgive."""

    def rule(value: Any) -> Iterator[str]:
        if value not in names:
            yield f"is {value!r}, not one of {', '.join(names)}"

    return rule


def url(value: Any) -> Iterator[str]:
    """A page or a picture from the web."""
    yield from words(value)
    if isinstance(value, str):
        parts = _split(value)
        if parts is None or parts[0] not in ("http", "https") or not parts[1]:
            yield "is no address on the web"


def picture(value: Any) -> Iterator[str]:
    """From the web, or within the card."""
    if not (isinstance(value, str) and value.startswith("data:image/")):
        yield from url(value)


def day(value: Any) -> Iterator[str]:
    yield from _read(value, date.fromisoformat, "is no day such as 2026-11-26")


def hour(value: Any) -> Iterator[str]:
    yield from _read(value, time.fromisoformat, "is no time such as 16:30")
    if isinstance(value, str) and len(value) != len("16:30"):
        yield "is no time such as 16:30"


def data(value: Any) -> Iterator[str]:
    """What an action brings along: an object, for only then the inputs come with it."""
    if not isinstance(value, dict):
        yield "is no object"


def width(value: Any) -> Iterator[str]:
    """A column's."""
    known = isinstance(value, str) and (value in ("auto", "stretch") or value.removesuffix("px").isdigit())
    if not known and (isinstance(value, bool) or not isinstance(value, int | float)):
        yield "is neither auto, stretch, pixels nor a weight"


def property_faults(node: Any, kind: Kind, *, at: str, common: Mapping[str, Rule] = _NOTHING) -> Iterator[str]:
    """What is missing, what is wrong, and what is not known at all."""
    if not isinstance(node, dict):
        yield f"{at}: is no object"
        return
    for name in kind.needs:
        if name not in node:
            yield f"{at}: {name} is missing"
    rules: dict[str, Rule] = {**common, **kind.may_have, **kind.needs}
    for name, value in node.items():
        if name in rules:
            yield from (f"{at}: {name} {wrong}" for wrong in rules[name](value))
        elif name not in kind.nested and name != "type":
            yield f"{at}: {name} is not known"


def kind_of(node: Any, kinds: Mapping[str, Kind]) -> Kind | None:
    """What it is, by its type; with a fallback, which anything may have."""
    name = node.get("type") if isinstance(node, dict) else None
    kind = kinds.get(name) if isinstance(name, str) else None
    return None if kind is None else Kind(kind.needs, kind.may_have, kind.nested | {"fallback"})


def twice(names: Iterable[str]) -> list[str]:
    """Those that come more than once."""
    seen: set[str] = set()
    found: list[str] = []
    for name in names:
        if name in seen and name not in found:
            found.append(name)
        seen.add(name)
    return found


def _read(value: Any, reader: Callable[[str], object], wrong: str) -> Iterator[str]:
    try:
        reader(value)
    except (TypeError, ValueError):
        yield wrong


def _split(value: str) -> tuple[str, str] | None:
    try:
        found = urlsplit(value)
    except ValueError:
        return None
    return found.scheme, found.netloc
