"""What a team's digest comes to for one of its people: their open ratings, their next steps, what changed.

It holds no count of anybody's ratings, so whoever has still to rate learns nothing from it. Words are left to others.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from rubric.check_in import CheckIn
from rubric.digest.compile import Digest
from rubric.digest.period import Period
from rubric.model import IndicatorId
from rubric.next_step import NextStep
from rubric.people import CheckInId, Member, NextStepId
from rubric.rating import Rating, waiting


@dataclass(frozen=True, slots=True)
class OpenRatings:
    """`waiting` indicators of the open check-in `number` have no level of this member's yet."""

    check_in_id: CheckInId
    number: int
    waiting: int
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class OwnStep:
    """An open next step that this member owns."""

    step_id: NextStepId
    label: str
    sentence: str
    due_on: date
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class Agreement:
    """A team rating that was recorded in the period; `before` is the level that stood until then, if one did."""

    label: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class PersonalDigest:
    """`moved` are the labels of indicators that the same people see differently now. Steps are by due date."""

    team_name: str
    zone: str
    period: Period
    open_ratings: OpenRatings | None
    steps: tuple[OwnStep, ...]
    agreed: tuple[Agreement, ...]
    moved: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnMaterial:
    """What it is compiled from beside the team's digest: `rated` are the member's ratings in `open_check_in`."""

    member: Member
    open_check_in: CheckIn | None
    rated: Mapping[IndicatorId, Rating]
    open_steps: tuple[NextStep, ...]


def personal_digest(digest: Digest, own: OwnMaterial, *, now: datetime) -> PersonalDigest | None:
    """None when there is nothing to tell this member."""
    today = now.astimezone(ZoneInfo(digest.zone)).date()
    found = PersonalDigest(
        team_name=digest.team_name,
        zone=digest.zone,
        period=digest.period,
        open_ratings=_open_ratings(own, now),
        steps=tuple(_own_step(one, today) for one in own.open_steps if one.owner_id == own.member.id),
        agreed=_agreed(digest),
        moved=tuple(one.label for one in digest.moved),
    )
    return found if found.open_ratings or found.steps or found.agreed or found.moved else None


def _open_ratings(own: OwnMaterial, now: datetime) -> OpenRatings | None:
    check_in = own.open_check_in
    if check_in is None or not own.member.rates or not check_in.is_open(now):
        return None
    left = waiting(check_in, own.rated)
    return OpenRatings(check_in.id, check_in.number, left, check_in.closes_at) if left else None


def _own_step(step: NextStep, today: date) -> OwnStep:
    return OwnStep(step.id, step.label, step.sentence, step.due_on, is_overdue=step.is_overdue(today))


def _agreed(digest: Digest) -> tuple[Agreement, ...]:
    scale = digest.scale
    return tuple(
        Agreement(
            label=one.label,
            before=None if one.before is None else scale.level(one.before).name,
            after=scale.level(one.level).name,
        )
        for one in digest.team_ratings
    )
