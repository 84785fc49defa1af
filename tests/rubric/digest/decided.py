"""What a team decided and undertook, for tests of the digest: name what matters, and leave the rest to defaults."""

from datetime import UTC, date, datetime, timedelta

from rubric.model import IndicatorId, LevelId
from rubric.next_step import NextStep, StepKind, StepState
from rubric.people import CheckInId, DigestId, MemberId
from rubric.second_rating import SecondRating
from rubric.team_rating import TeamRating
from tests import steps, team_ratings
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
    return team_ratings.a_team_rating(
        indicator,
        level,
        id=id,
        number=number,
        rationale="The dashboard is in use.",
        dissent=dissent,
        agreed_on=recorded_at.date(),
        recorded_at=recorded_at,
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
    return steps.a_step(
        f"{owner}-{due_on}-{state}",
        owner=owner,
        due_on=due_on,
        indicator=indicator,
        kind=kind,
        sentence=sentence,
        state=state,
        made_at=datetime(2026, 9, 1, tzinfo=UTC),
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
