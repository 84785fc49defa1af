"""A whole pass through the rubric: every indicator by domain, what was agreed, what moved since the pass before.

Everything here comes from tallies, from what the team agreed on and from what it undertook; working it out is
compile_pass.py's part.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from rubric.model import DomainId, IndicatorId, Level, LevelId, Scale
from rubric.next_step import NextStep
from rubric.people import CheckInId
from rubric.statistics.change import Change
from rubric.statistics.flags import Flag
from rubric.statistics.tally import Tally
from rubric.team_rating import TeamRating


class Outcome(StrEnum):
    """Where an indicator stands, by team rating: each has one. EXCLUDED ones are not asked, and count nowhere else.

    UNKNOWN is agreed to be so, or has no level agreed and too many who don't know.
    """

    IN_HAND = "in_hand"
    TO_WORK_ON = "to_work_on"
    UNKNOWN = "unknown"
    NOT_AGREED = "not_agreed"
    NOT_ASKED = "not_asked"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class Agreed:
    """A team rating with its level; `position` counts the better levels, and is None for Don't know."""

    rating: TeamRating
    level: Level
    position: int | None
    is_in_hand: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What the team's ratings of an indicator came to in check-in `number`; a tally of too few is withheld.

    `second` has a tally for each batch of second ratings that a digest counted, in that order.
    """

    check_in_id: CheckInId
    number: int
    closed_at: datetime
    scale: Scale
    answers: int
    tally: Tally | None
    median: tuple[LevelId, ...]
    agreement: float | None
    flags: frozenset[Flag]
    second: tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class Movement:
    """From the pass before to this one; only what both have, on the same scale.

    `steps` counts the levels that the team rating went up by, below 0 where it went down. `change` is there only when
    the same people answered both times; otherwise `only_before` and `only_after` tell how many did so once.
    """

    agreed_before: Agreed | None
    agreed_after: Agreed | None
    steps: int
    scale: Scale
    median_before: tuple[LevelId, ...]
    median_after: tuple[LevelId, ...]
    change: Change | None
    only_before: int
    only_after: int


@dataclass(frozen=True, slots=True)
class PassIndicator:
    """One indicator, worded as it was asked, or as the rubric has it where it was not.

    `agreed` is the team rating that stands at the end of the pass, `earlier` others of this pass, the oldest first.
    `is_open`: it is being asked, so nothing can be said yet. `why_excluded` is None unless it is excluded now, which
    doesn't take back what was found before.
    """

    id: IndicatorId
    domain_id: DomainId
    label: str
    text: str
    outcome: Outcome
    why_excluded: str | None
    is_open: bool
    found: Found | None
    agreed: Agreed | None
    earlier: tuple[Agreed, ...]
    movement: Movement | None
    steps: tuple[NextStep, ...]
    evidence: int


@dataclass(frozen=True, slots=True)
class Standings:
    """How many indicators came to what."""

    counts: Counter[Outcome]

    @property
    def total(self) -> int:
        """All that are not excluded."""
        return sum(self.counts.values()) - self.counts[Outcome.EXCLUDED]

    def __getitem__(self, outcome: Outcome) -> int:
        return self.counts[outcome]


@dataclass(frozen=True, slots=True)
class PassDomain:
    """A domain with its indicators in the rubric's order."""

    id: DomainId
    title: str
    label: str
    indicators: tuple[PassIndicator, ...]

    @property
    def standings(self) -> Standings:
        return standings(self.indicators)


@dataclass(frozen=True, slots=True)
class FullPass:
    """Pass `pass_number` of a team, counted from 1, as it was known at `made_at`.

    `check_ins` are the numbers of its closed check-ins, which closed from `first_closed_at` to `last_closed_at`.
    `in_hand_levels` are what counts as well in hand, by today's scale. `today` is the team's.
    """

    team_name: str
    zone: str
    pass_number: int
    rubric_title: str
    source: str
    rights: str
    scale: Scale
    in_hand_levels: tuple[Level, ...]
    domains: tuple[PassDomain, ...]
    check_ins: tuple[int, ...]
    first_closed_at: datetime
    last_closed_at: datetime
    made_at: datetime
    today: date

    @property
    def indicators(self) -> tuple[PassIndicator, ...]:
        return tuple(one for domain in self.domains for one in domain.indicators)

    @property
    def standings(self) -> Standings:
        return standings(self.indicators)

    @property
    def moved(self) -> tuple[PassIndicator, ...]:
        """Those whose team rating is another than a pass ago: what went down first, then what went up most."""
        found = [one for one in self.indicators if one.movement is not None and one.movement.steps]
        return tuple(sorted(found, key=lambda one: _turn(one.movement)))


def standings(indicators: tuple[PassIndicator, ...]) -> Standings:
    return Standings(Counter(one.outcome for one in indicators))


def _turn(movement: Movement | None) -> tuple[bool, int]:
    steps = 0 if movement is None else movement.steps
    return steps > 0, -abs(steps)
