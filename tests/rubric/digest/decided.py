"""What a team decided and undertook, for tests of the digest: name what matters, and leave the rest to defaults."""

from datetime import UTC, date, datetime, timedelta

from rubric.model import DomainId, IndicatorId, LevelId
from rubric.next_step import NextStep, StepKind, StepState
from rubric.people import CheckInId, DigestId, MemberId, NextStepId, TeamId
from rubric.second_rating import SecondRating
from rubric.team_rating import TeamRating
from tests.builders import OPENING

# Within the fortnight that begins with OPENING, and before it.
IN_PERIOD = OPENING + timedelta(days=8)
BEFORE = OPENING - timedelta(days=8)
DUE_ON = date(2026, 10, 1)


def a_team_rating(
    indicator: str = "a.1",
    level: str = "ok-for-now",
    *,
    id: int = 1,
    number: int = 2,
    recorded_at: datetime = IN_PERIOD,
    dissent: str = "",
) -> TeamRating:
    return TeamRating(
        id=id,
        check_in_id=CheckInId(f"check-in-{number}"),
        number=number,
        indicator_id=IndicatorId(indicator),
        domain_id=DomainId(indicator[0]),
        label=indicator.replace(".", " ").capitalize(),
        level_id=LevelId(level),
        rationale="The dashboard is in use.",
        dissent=dissent,
        agreed_on=recorded_at.date(),
        recorded_at=recorded_at,
        recorded_by="Ana",
    )


def a_step(
    owner: str = "Lee",
    *,
    due_on: date = DUE_ON,
    state: StepState = StepState.OPEN,
    settled_at: datetime | None = None,
    kind: StepKind = StepKind.STEP,
    indicator: str = "a.1",
    sentence: str = "Map community resources",
) -> NextStep:
    return NextStep(
        id=NextStepId(f"{owner}-{due_on}-{state}"),
        team_id=TeamId("team"),
        kind=kind,
        indicator_id=IndicatorId(indicator),
        domain_id=DomainId(indicator[0]),
        label=indicator.replace(".", " ").capitalize(),
        sentence=sentence,
        owner_id=MemberId(owner.lower()),
        owner=owner,
        due_on=due_on,
        state=state,
        made_at=datetime(2026, 9, 1, tzinfo=UTC),
        made_by="Ana",
        settled_at=settled_at,
    )


def looked_again(
    letters: str, indicator: str = "a.1", *, number: int = 2, counted_in: str | None = None
) -> tuple[SecondRating, ...]:
    """One member for each letter, called A, B and so on: S, O, C or U, and "?" for Don't know."""
    levels = {"S": "strength", "O": "ok-for-now", "C": "could-be-better", "U": "urgent-gap", "?": "dont-know"}
    return tuple(
        SecondRating(
            check_in_id=CheckInId(f"check-in-{number}"),
            indicator_id=IndicatorId(indicator),
            member_id=MemberId(chr(ord("a") + at)),
            level_id=LevelId(levels[letter]),
            rated_at=IN_PERIOD,
            released_in=None if counted_in is None else DigestId(counted_in),
        )
        for at, letter in enumerate(letters)
    )
