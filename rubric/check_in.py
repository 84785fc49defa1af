"""One asking of some indicators to one team: due, open, closed. It keeps the wording it asked.

Choosing the indicators is left to rotation.py, deciding when to agenda.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rubric.cadence import days_later
from rubric.model import DomainId, IndicatorId, Rubric, Scale
from rubric.people import CheckInId, TeamId
from rubric.team import Rhythm


@dataclass(frozen=True, slots=True)
class AskedIndicator:
    """An indicator as it was asked, so that a later version of the rubric changes nothing that was rated."""

    id: IndicatorId
    domain_id: DomainId
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class CheckIn:
    """`closed_at` is None until it was closed; `number` counts a team's check-ins from 1. All moments are aware."""

    id: CheckInId
    team_id: TeamId
    number: int
    due_at: datetime
    opened_at: datetime
    closes_at: datetime
    closed_at: datetime | None
    scale: Scale
    evidence_prompt: str
    asked: tuple[AskedIndicator, ...]

    def is_open(self, now: datetime) -> bool:
        """Whether ratings are taken. Time alone ends it, even before anybody has marked it closed."""
        return self.closed_at is None and now < self.closes_at

    def is_over(self, now: datetime) -> bool:
        return not self.is_open(now)

    def asks(self, indicator_id: IndicatorId) -> bool:
        return any(asked.id == indicator_id for asked in self.asked)


def ask(rubric: Rubric, indicator_ids: Iterable[IndicatorId]) -> tuple[AskedIndicator, ...]:
    """The wording of `indicator_ids` as the rubric has it now, in the rubric's order. Raises UnknownIndicator."""
    wanted = {rubric.indicator(indicator_id).id for indicator_id in indicator_ids}
    return tuple(
        AskedIndicator(id=indicator.id, domain_id=domain.id, label=rubric.label(indicator.id), text=indicator.text)
        for domain in rubric.domains
        for indicator in domain.indicators
        if indicator.id in wanted
    )


def closing_time(*, opens_at: datetime, rhythm: Rhythm) -> datetime:
    """The same wall time so many days later, or the next opening when that comes first."""
    cadence = rhythm.cadence
    return min(days_later(opens_at, rhythm.days_open, cadence.zone), rhythm.check_ins.next_after(opens_at))
