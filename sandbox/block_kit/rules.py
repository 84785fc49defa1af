"""Small rules about JSON values, and how to make big ones of them; knows no particular block."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sandbox.block_kit.fault import Fault

Surface = Literal["message", "modal", "home"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A value inside a payload: where it is, where its faults go, and where the payload will be shown."""

    value: Any
    pointer: str
    found: list[Fault]
    surface: Surface

    def refuse(self, sentence: str) -> None:
        """Slack would refuse this, saying so."""
        self.found.append(Fault(self.pointer, sentence))

    def at(self, key: str | int) -> "Spot":
        """The value under a key or index."""
        return Spot(self.value[key], f"{self.pointer}/{key}", self.found, self.surface)

    def items(self) -> "list[Spot]":
        """The values of a list."""
        return [self.at(index) for index in range(len(self.value))]

    def kind(self) -> str | None:
        """The `type` of an object, if it is one and has one."""
        kind = self.value.get("type") if isinstance(self.value, dict) else None
        return kind if isinstance(kind, str) else None


Rule = Callable[[Spot], None]


def anything(_spot: Spot) -> None:
    """Slack takes whatever it is."""


def string(most: int, least: int = 1) -> Rule:
    """Text of so many characters."""

    def rule(spot: Spot) -> None:
        if not isinstance(spot.value, str):
            spot.refuse("must be a string")
        elif len(spot.value) > most:
            spot.refuse(f"must be less than {most + 1} characters")
        elif len(spot.value) < least:
            spot.refuse(f"must be more than {least - 1} characters")

    return rule


def matching(pattern: str, sentence: str) -> Rule:
    """Text of a form."""

    def rule(spot: Spot) -> None:
        if not isinstance(spot.value, str) or not re.fullmatch(pattern, spot.value):
            spot.refuse(sentence)

    return rule


def boolean(spot: Spot) -> None:
    """True or false."""
    if not isinstance(spot.value, bool):
        spot.refuse("must be a boolean")


def is_number(value: object) -> bool:
    """A finite number; JSON has no other, but Python's parser lets NaN through."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < float("inf")


def whole_number(least: int, most: int) -> Rule:
    """An integer in a range."""

    def rule(spot: Spot) -> None:
        if not isinstance(spot.value, int) or isinstance(spot.value, bool):
            spot.refuse("must be an integer")
        elif not least <= spot.value <= most:
            spot.refuse(f"must be between {least} and {most}")

    return rule


def one_of(*allowed: object) -> Rule:
    """One of a few values."""

    def rule(spot: Spot) -> None:
        if spot.value not in allowed:
            spot.refuse(f"must be a valid enum value: {', '.join(str(one) for one in allowed)}")

    return rule


def listing(each: Rule, *, most: int, least: int = 1) -> Rule:
    """A list of so many things, each by a rule."""

    def rule(spot: Spot) -> None:
        if not isinstance(spot.value, list):
            spot.refuse("must be an array")
            return
        if len(spot.value) > most:
            spot.refuse(f"no more than {most} items allowed")
        if len(spot.value) < least:
            spot.refuse(f"no less than {least} items allowed")
        for item in spot.items():
            each(item)

    return rule


def shape(required: Mapping[str, Rule], optional: Mapping[str, Rule] | None = None, *also: Rule) -> Rule:
    """An object with these keys and no others. `also` rules run only where every key is in order."""
    known = {**required, **(optional or {})}

    def rule(spot: Spot) -> None:
        if not isinstance(spot.value, dict):
            spot.refuse("must be an object")
            return
        before = len(spot.found)
        for key in required:
            if spot.value.get(key) is None:
                spot.refuse(f"missing required field: {key}")
        for key, value in spot.value.items():
            if key not in known:
                spot.refuse(f"invalid additional property: {key}")
            elif value is not None:
                known[key](spot.at(key))
        if len(spot.found) == before:
            for further in also:
                further(spot)

    return rule


def by_type(rules: Mapping[str, Rule]) -> Rule:
    """One of several kinds of object, told apart by `type`."""

    def rule(spot: Spot) -> None:
        found = rules.get(spot.kind() or "")
        if found is None:
            spot.refuse(f"unsupported type: {spot.kind()}")
        else:
            found(spot)

    return rule


def only(rules: Mapping[str, Rule], *kinds: str) -> Rule:
    """Those of several kinds that are allowed here."""
    return by_type({kind: rules[kind] for kind in kinds})


def exactly_one(*keys: str) -> Rule:
    """Of some optional keys just one must be there."""

    def rule(spot: Spot) -> None:
        there = [key for key in keys if spot.value.get(key) is not None]
        if len(there) != 1:
            spot.refuse(f"must have exactly one of: {', '.join(keys)}")

    return rule


def at_least_one(*keys: str) -> Rule:
    """Of some optional keys one must be there and not empty."""

    def rule(spot: Spot) -> None:
        if not any(spot.value.get(key) for key in keys):
            spot.refuse(f"must have at least one of: {', '.join(keys)}")

    return rule
