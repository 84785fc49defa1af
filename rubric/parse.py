"""TOML text to a rubric, or every fault of the text at once, each with its line."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from rubric.consistency import Path, rubric_inconsistencies
from rubric.model import INCONSISTENT, Rubric
from rubric.toml_lines import line_of, lines_of

# Lists in one line; all others are tables.
_LISTS_OF_TEXTS = ("functions",)


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """`line` is counted from 1."""

    line: int
    message: str


class RubricFaults(ValueError):
    """A rubric's text has faults; its own text lists all of them."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(f"line {fault.line}: {fault.message}" for fault in faults))
        self.faults = faults


def parse_rubric(text: str) -> Rubric:
    """Raises RubricFaults."""
    text = _readable(text)
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RubricFaults((_syntax_fault(text, error),)) from None
    except RecursionError:
        raise RubricFaults((Fault(1, "lists or tables are nested too deeply"),)) from None
    try:
        return Rubric.model_validate(raw)
    except ValidationError as error:
        lines = lines_of(text)
        found = {Fault(line_of(path, lines), message) for path, message in _problems(error, raw)}
        raise RubricFaults(tuple(sorted(found))) from None


def faults(text: str) -> tuple[Fault, ...]:
    """Every fault of a rubric's text, in the order of its lines; none when it is fit to use."""
    try:
        parse_rubric(text)
    except RubricFaults as error:
        return error.faults
    return ()


def _readable(text: str) -> str:
    # Some editors put a byte order mark first, which TOML does not allow.
    return text.removeprefix("\ufeff")


def _syntax_fault(text: str, error: tomllib.TOMLDecodeError) -> Fault:
    message, _, where = str(error).rpartition(" (at ")
    line = re.match(r"line (\d+)", where)
    return Fault(int(line[1]) if line else text.count("\n") + 1, f"this is not TOML: {message}")


def _problems(error: ValidationError, raw: Mapping[str, object]) -> Iterator[tuple[Path, str]]:
    for inconsistency in rubric_inconsistencies(raw):
        yield inconsistency.path, inconsistency.message
    details = error.errors()
    for detail in details:
        kind, path = detail["type"], detail["loc"]
        # A list is also called too short when every part of it has a fault of its own.
        has_faulty_parts = any(other["loc"][:-1][: len(path)] == path for other in details)
        # A model's own doubts about how its parts fit together are the inconsistencies above, without their places.
        if kind != INCONSISTENT and not (kind == "too_short" and has_faulty_parts):
            yield path, _sentence(kind, path, detail["msg"])


def _sentence(kind: str, path: Path, message: str) -> str:
    name = path[-1] if isinstance(path[-1], str) else f"{path[-2]} {int(path[-1]) + 1}"
    match kind:
        case "missing":
            return f"{name} is missing"
        case "extra_forbidden":
            return f"{name} is not a key that a rubric has here"
        case "string_type":
            return f"{name} must be text in quotes"
        case "tuple_type" | "too_short" if path[-1] in _LISTS_OF_TEXTS:
            return f'{name} must be written as {name} = ["first", "second"]'
        case "model_type" if isinstance(path[-1], str):
            return f"{name} must be written as [{'.'.join(part for part in path if isinstance(part, str))}]"
        case "tuple_type" | "model_type" | "too_short":
            return f"{name} must be written as [[{'.'.join(part for part in path if isinstance(part, str))}]]"
        case _:
            return f"{name} {message}"
