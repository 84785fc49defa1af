"""What the team can expect: the check-in that is open now, and what the next one asks."""

from dataclasses import dataclass
from datetime import datetime

from rubric.digest.material import Material
from rubric.rotation import next_indicators


@dataclass(frozen=True, slots=True)
class ComingNext:
    """`labels` are what opens at `opens_at`, as things stand; both empty when nothing is planned."""

    opens_at: datetime | None
    labels: tuple[str, ...]
    open_number: int | None
    open_closes_at: datetime | None


def coming_next(material: Material) -> ComingNext:
    opens_at = next(iter(material.upcoming), None)
    chosen = next_indicators(
        material.rubric, material.history.asked, material.indicators_per_check_in, sooner=material.sooner
    )
    is_open = material.open_check_in
    return ComingNext(
        opens_at=opens_at,
        labels=() if opens_at is None else tuple(material.rubric.label(each) for each in chosen),
        open_number=None if is_open is None else is_open.number,
        open_closes_at=None if is_open is None else is_open.closes_at,
    )
