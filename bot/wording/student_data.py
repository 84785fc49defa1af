"""What is said when a text looks as if it held a record about one student."""

from collections.abc import Sequence
from typing import assert_never

from bot.wording.counting import listed
from rubric.student_data import SuspectedKind, Suspicion

# Enough to find it again.
LONGEST_PIECE = 40


def questioned(found: Sequence[Suspicion]) -> str:
    """What it looks like, why that matters, and what to do; the first piece of each kind is shown."""
    first = {one.kind: one.text for one in reversed(found)}
    looks = listed([f"{_kind(kind)} (“{_piece(first[kind])}”)" for kind in SuspectedKind if kind in first])
    return (
        f"This looks like {looks}. Records about students don't belong in chat. Take it out; if it isn't about a "
        "student, press the button below again."
    )


def _kind(kind: SuspectedKind) -> str:
    match kind:
        case SuspectedKind.ID:
            return "a student's ID"
        case SuspectedKind.BIRTHDAY:
            return "a student's birthday"
        case SuspectedKind.NAME:
            return "a student's name"
        case _:
            assert_never(kind)


def _piece(text: str) -> str:
    piece = " ".join(text.split())
    return piece if len(piece) <= LONGEST_PIECE else f"{piece[: LONGEST_PIECE - 1]}…"
