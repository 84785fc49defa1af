"""On which line of a TOML text a value stands, which Python's own reader does not tell.

Made for texts that Python's reader accepts, in the shapes that rubrics have: tables, lists of tables, and inline tables
one to a line. Of anything else it names the nearest thing around it.
"""

import re
from collections.abc import Iterator, Mapping

from rubric.consistency import Path

_TABLE = re.compile(r"\s*(\[\[?)([^\[\]]+)\]\]?")
_KEY = re.compile(r"""\s*([\w-]+|"[^"]*"|'[^']*')\s*=(.*)""")
_INLINE_TABLE = re.compile(r"\s*\{")
_QUOTES = ('"' * 3, "'" * 3)


def lines_of(text: str) -> Mapping[Path, int]:
    """The line, counted from 1, of each table and key; a path has keys, and positions counted from 0."""
    lines: dict[Path, int] = {(): 1}
    entries: dict[Path, int] = {}
    table: Path = ()
    value: Path = ()
    for number, line in _outside_long_texts(text):
        if header := _TABLE.match(line):
            table = _resolve(header[2], entries, is_listed=header[1] == "[[")
            value = table
        elif key := _KEY.match(line):
            value = (*table, key[1].strip("\"'"))
        elif _INLINE_TABLE.match(line):
            entries[value] = entries.get(value, -1) + 1
            lines[(*value, entries[value])] = number
        for depth in range(1, len(value) + 1):
            lines.setdefault(value[:depth], number)
    return lines


def line_of(path: Path, lines: Mapping[Path, int]) -> int:
    """The line of the value at `path`, or of the nearest thing around it."""
    while path not in lines:
        path = path[:-1]
    return lines[path]


def _resolve(header: str, entries: dict[Path, int], *, is_listed: bool) -> Path:
    """The path of a table; each list of tables on the way means its latest entry."""
    names = [name.strip().strip("\"'") for name in header.split(".")]
    path: Path = ()
    for depth, name in enumerate(names, start=1):
        path = (*path, name)
        if is_listed and depth == len(names):
            entries[path] = entries.get(path, -1) + 1
        if path in entries:
            path = (*path, entries[path])
    return path


def _outside_long_texts(text: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers, without those that lie in a text of several lines."""
    inside: str | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        if inside is None:
            yield number, line
            inside = next((quotes for quotes in _QUOTES if line.count(quotes) % 2), None)
        elif inside in line:
            inside = None
