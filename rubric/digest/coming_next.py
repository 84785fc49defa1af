"""What the team can expect: the check-in that is open now, and what the next one asks."""

from dataclasses import dataclass
from datetime import datetime

from rubric.digest.material import Material
from rubric.rotation import next_indicators
from rubric.timetable import Occurrence


@dataclass(frozen=True, slots=True)
class ComingNext:
    """`labels` are what opens at `opens_at`, as things stand; both empty when nothing is planned.

    `after_break` is the name, which may be empty, of the break that moved it there; None when none did. The one after
    it is told of only when a break moves that: it opens at `then_opens_at`, `then_after_break`. `opens_now`: its card
    follows the digest at once.
    """

    opens_at: datetime | None
    labels: tuple[str, ...]
    open_number: int | None
    open_closes_at: datetime | None
    after_break: str | None = None
    then_opens_at: datetime | None = None
    then_after_break: str | None = None
    opens_now: bool = False


def coming_next(material: Material) -> ComingNext:
    chosen = next_indicators(
        material.rubric,
        material.history,
        material.indicators_per_check_in,
        preferences=material.preferences,
        sooner=material.sooner,
    )
    # What asks nothing doesn't open.
    opening, then = (*material.upcoming[:2], None, None)[:2] if chosen else (None, None)
    then = None if then is None or then.after_break is None else then
    is_open = material.open_check_in
    return ComingNext(
        opens_at=None if opening is None else opening.at,
        labels=() if opening is None else tuple(material.rubric.label(each) for each in chosen),
        open_number=None if is_open is None else is_open.number,
        open_closes_at=None if is_open is None else is_open.closes_at,
        after_break=_break_name(opening),
        then_opens_at=None if then is None else then.at,
        then_after_break=_break_name(then),
        opens_now=opening is not None and material.now is not None and opening.at <= material.now,
    )


def _break_name(opening: Occurrence | None) -> str | None:
    return None if opening is None or opening.after_break is None else opening.after_break.name
