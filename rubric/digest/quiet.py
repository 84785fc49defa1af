"""Why no check-in closed in a digest's period, as far as it can be told."""

from dataclasses import dataclass
from enum import StrEnum

from rubric.digest.material import Material


class WhyQuiet(StrEnum):
    """NOT_YET: one is open. NOTHING: no reason is known, perhaps a date was skipped."""

    PAUSED = "paused"
    BREAK = "break"
    NOT_YET = "not_yet"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Quiet:
    """`breaks` are the names of those that reach into the period, as far as they have one."""

    why: WhyQuiet
    breaks: tuple[str, ...] = ()


def quiet(material: Material) -> Quiet | None:
    """None when a check-in closed."""
    if material.closed:
        return None
    if material.was_paused:
        return Quiet(WhyQuiet.PAUSED)
    if material.breaks:
        return Quiet(WhyQuiet.BREAK, tuple(dict.fromkeys(one.name for one in material.breaks if one.name)))
    return Quiet(WhyQuiet.NOTHING if material.open_check_in is None else WhyQuiet.NOT_YET)
