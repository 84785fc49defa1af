"""The people who rate together in one channel, and the rhythm they chose."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Self

from rubric.cadence import Cadence
from rubric.model import RubricId
from rubric.people import TeamId, WorkspaceId
from rubric.refusals import BadSetting

# A Slack modal holds 100 blocks, and each indicator takes three of them.
MOST_INDICATORS = 30
MOST_DAYS_OPEN = 28
# Reminding a third time is nagging.
MOST_REMINDERS = 2
WEEKS_BETWEEN_DIGESTS = 2


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How a team's check-ins and digests recur. `reminder_days` are counted from the opening. Raises BadSetting."""

    cadence: Cadence
    digest: Cadence
    indicators_per_check_in: int = 7
    days_open: int = 7
    reminder_days: tuple[int, ...] = (3, 5)

    def __post_init__(self) -> None:
        if not 1 <= self.indicators_per_check_in <= MOST_INDICATORS:
            raise BadSetting("indicators_per_check_in", f"Choose between 1 and {MOST_INDICATORS} indicators.")
        if not 1 <= self.days_open <= MOST_DAYS_OPEN:
            raise BadSetting("days_open", f"Choose between 1 and {MOST_DAYS_OPEN} days.")
        if len(self.reminder_days) > MOST_REMINDERS:
            raise BadSetting("reminder_days", f"Choose at most {MOST_REMINDERS} reminders.")
        if any(earlier >= later for earlier, later in pairwise(self.reminder_days)):
            raise BadSetting("reminder_days", "Put the earlier reminder first, on a day of its own.")
        if any(not 1 <= day < self.days_open for day in self.reminder_days):
            raise BadSetting("reminder_days", "Choose reminder days between the opening and the closing day.")

    @classmethod
    def starting(
        cls,
        anchor: date,
        every_weeks: int,
        at: time,
        zone: str,
        *,
        indicators_per_check_in: int = 7,
        days_open: int = 7,
        reminder_days: tuple[int, ...] = (3, 5),
    ) -> Self:
        """Check-ins from `anchor` on, and a digest every two weeks, the first one two weeks after the first check-in.

        Raises BadCadence and BadSetting.
        """
        first_digest = anchor + timedelta(weeks=WEEKS_BETWEEN_DIGESTS)
        return cls(
            cadence=Cadence(anchor=anchor, every_weeks=every_weeks, at=at, zone=zone),
            digest=Cadence(anchor=first_digest, every_weeks=WEEKS_BETWEEN_DIGESTS, at=at, zone=zone),
            indicators_per_check_in=indicators_per_check_in,
            days_open=days_open,
            reminder_days=reminder_days,
        )


class TeamState(StrEnum):
    """A paused team opens nothing, is reminded of nothing and gets no digest; what is open still closes."""

    ACTIVE = "active"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Team:
    """`channel_id` is the platform's. `digested_until` is where the next digest's period begins. Moments are aware.

    While its channel takes no posts it is not `reachable`, and then nothing opens and nobody is reminded.
    """

    id: TeamId
    workspace_id: WorkspaceId
    channel_id: str
    name: str
    rubric_id: RubricId
    rhythm: Rhythm
    state: TeamState
    next_check_in_at: datetime
    next_digest_at: datetime
    digested_until: datetime
    reachable: bool = True
