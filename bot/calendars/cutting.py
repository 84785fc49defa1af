"""Cuts the text of a calendar into its components, so that one that is broken spoils no other; and tells their lines.

What stands in a component is left to others; of its lines only those are kept that say when it is and what it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# Everything else, descriptions above all, is long and often broken, and says nothing about days.
KEPT_OF_EVENTS = frozenset(
    {"UID", "SEQUENCE", "STATUS", "SUMMARY", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE"}
    | {"RECURRENCE-ID"}
)
_NAME = re.compile(r"[A-Za-z0-9-]+(?=[;:])")
_MARK = re.compile(r"(BEGIN|END)\s*:\s*([A-Za-z0-9-]+)\s*", re.IGNORECASE)


@dataclass(slots=True)
class Piece:
    """One component directly within a calendar: its kind, the line where it begins, and its own text."""

    kind: str
    line: int
    lines: list[str] = field(default_factory=list)
    finished: bool = False

    @property
    def text(self) -> str:
        """On its own, for a parser."""
        whole = ["BEGIN:VEVENT", *self.lines, "END:VEVENT"] if self.kind == "VEVENT" else self.lines
        return "".join(f"{line}\r\n" for line in whole)


@dataclass(slots=True)
class Pieces:
    """A calendar in pieces; `about` are its own properties, by name. `broken` are lines that say nothing."""

    has_calendar: bool = False
    about: dict[str, str] = field(default_factory=dict)
    components: list[Piece] = field(default_factory=list)
    broken: list[tuple[int, str]] = field(default_factory=list)


def decoded(data: bytes) -> str:
    """The text of a file in whatever encoding it is; what can't be known for certain is guessed."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Windows programs write that know nothing of Unicode.
        return data.decode("cp1252", errors="replace")


def cut(text: str) -> Pieces:
    """Never raises, whatever the text is."""
    found = Pieces()
    inside: list[str] = []
    for number, line in _unfolded(text):
        mark = _MARK.fullmatch(line)
        if mark is not None:
            _mark(found, inside, is_begin=mark[1].upper() == "BEGIN", kind=mark[2].upper(), number=number, line=line)
        elif inside and not _NAME.match(line):
            found.broken.append((number, line))
        elif inside == ["VCALENDAR"]:
            name, _, value = line.partition(":")
            found.about.setdefault(name.partition(";")[0].upper(), value.strip())
        elif inside and found.components:
            _keep(found.components[-1], inside, line)
    return found


def _mark(found: Pieces, inside: list[str], *, is_begin: bool, kind: str, number: int, line: str) -> None:
    """A line that begins or ends a component; `inside` are those that it stands in, the outermost first."""
    if kind == "VCALENDAR":
        # Several calendars may follow each other in a file; they are read as one.
        inside[:] = [kind] if is_begin else []
        found.has_calendar = True
    elif is_begin and inside:
        # An event can't stand in an event: the one before was never finished.
        if kind == "VEVENT" and "VEVENT" in inside:
            inside[:] = ["VCALENDAR"]
        if len(inside) == 1:
            found.components.append(Piece(kind, number))
        inside.append(kind)
        _keep(found.components[-1], inside, line)
    elif kind in inside:
        _keep(found.components[-1], inside, line)
        del inside[inside.index(kind) :]
        found.components[-1].finished = len(inside) == 1


def _keep(piece: Piece, inside: list[str], line: str) -> None:
    if piece.kind != "VEVENT":
        piece.lines.append(line)
        return
    # An alarm within an event has a time of its own, which is nobody's break.
    name = _NAME.match(line)
    if inside[-1] == "VEVENT" and name is not None and name[0].upper() in KEPT_OF_EVENTS:
        piece.lines.append(line)


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Each line with the number of the line in the file on which it begins; empty ones are left out."""
    begun, parts = 0, [""]
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        if begun and line[:1] in (" ", "\t"):
            parts.append(line[1:])
            continue
        if (whole := "".join(parts)).strip():
            yield begun, whole
        begun, parts = number, [line]
    if (whole := "".join(parts)).strip():
        yield begun, whole
