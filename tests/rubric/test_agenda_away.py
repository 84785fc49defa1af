"""Who is away is left alone, and told once of the open check-in on coming back."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from rubric.agenda import Action, CatchUp, CloseCheckIn, Moment, MomentKind, RemindMembers, Standing, agenda, upcoming
from rubric.people import CheckInId, MemberId, Role
from rubric.team import TeamState
from tests.builders import OPENING, a_check_in, a_member, a_standing, a_team, members

A_MOMENT = timedelta(microseconds=1)
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
# The opening is a Monday at nine; reminders come on Thursday and Friday at nine.
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (OPENING + at * DAY for at in range(1, 5))
ANN, BO = MemberId("ann"), MemberId("bo")
CHECK_IN = CheckInId("check-in-1")
TEAM = a_team(next_check_in_at=OPENING + 2 * WEEK)


def away(until: datetime, *, zone: str = "America/New_York", closes_at: datetime = OPENING + WEEK) -> Standing:
    """Ann is away; Bo is not."""
    return a_standing(
        TEAM,
        members=(a_member("Ann", away_until=until, zone=zone), a_member("Bo")),
        open_check_in=a_check_in(closes_at=closes_at),
    )


def of_kind(standing: Standing, now: datetime, kind: type[Action]) -> list[Action]:
    return [action for action in agenda(standing, now) if isinstance(action, kind)]


def moments(standing: Standing, now: datetime, kind: MomentKind) -> list[datetime]:
    return [moment.at for moment in upcoming(standing, now) if moment.kind is kind]


def test_who_is_away_is_not_reminded() -> None:
    assert of_kind(away(FRIDAY + WEEK), THURSDAY, RemindMembers) == [RemindMembers(CHECK_IN, 0, (BO,))]
    alone = replace(away(FRIDAY + WEEK), finished=frozenset({BO}))
    assert moments(alone, OPENING, MomentKind.REMIND) == []


def test_who_comes_back_is_told_once_in_their_own_working_hours() -> None:
    noon = WEDNESDAY + 3 * HOUR
    assert of_kind(away(noon), noon - A_MOMENT, CatchUp) == []
    assert of_kind(away(noon), noon, CatchUp) == [CatchUp(CHECK_IN, (ANN,))]
    told = replace(away(noon), caught_up=frozenset({(ANN, WEDNESDAY.date())}))
    assert of_kind(told, noon, CatchUp) == []
    assert moments(told, noon, MomentKind.CATCH_UP) == []


@pytest.mark.parametrize(
    ("until", "zone", "told_at"),
    [
        (WEDNESDAY - 9 * HOUR, "America/New_York", WEDNESDAY - HOUR),
        (WEDNESDAY, "America/Los_Angeles", WEDNESDAY + 2 * HOUR),
        (OPENING + 5 * DAY, "America/New_York", None),
        (WEDNESDAY + 12 * HOUR, "Mars/Olympus", THURSDAY - HOUR),
    ],
    ids=["at midnight", "in another zone", "at the weekend, an hour before the close", "in no known zone"],
)
def test_it_waits_for_their_working_day(until: datetime, zone: str, told_at: datetime | None) -> None:
    found = away(until, zone=zone)
    assert moments(found, OPENING, MomentKind.CATCH_UP) == ([] if told_at is None else [told_at])
    if told_at is not None:
        assert of_kind(found, told_at - A_MOMENT, CatchUp) == []
        assert of_kind(found, told_at, CatchUp) == [CatchUp(CHECK_IN, (ANN,))]


def test_one_that_was_missed_does_not_come_in_the_night() -> None:
    night = WEDNESDAY + 14 * HOUR
    assert of_kind(away(WEDNESDAY + 3 * HOUR), night, CatchUp) == []
    assert moments(away(WEDNESDAY + 3 * HOUR), night, MomentKind.CATCH_UP) == [THURSDAY - HOUR]


def test_in_the_last_hour_nobody_is_told() -> None:
    closes_at = FRIDAY + 5 * HOUR
    assert of_kind(away(FRIDAY, closes_at=closes_at), closes_at - HOUR - A_MOMENT, CatchUp) == [
        CatchUp(CHECK_IN, (ANN,))
    ]
    assert of_kind(away(FRIDAY, closes_at=closes_at), closes_at - HOUR, CatchUp) == []
    assert moments(away(closes_at - HOUR, closes_at=closes_at), OPENING, MomentKind.CATCH_UP) == []


STILL = away(WEDNESDAY)


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(away(OPENING), id="came back before it opened"),
        pytest.param(replace(STILL, finished=frozenset({ANN})), id="finished"),
        pytest.param(
            replace(STILL, members=(a_member("Ann", role=Role.OBSERVER, away_until=WEDNESDAY),)), id="only reads"
        ),
        pytest.param(replace(STILL, members=members("Ann")), id="was never away"),
        pytest.param(replace(STILL, open_check_in=None), id="nothing is open"),
        pytest.param(replace(STILL, team=replace(TEAM, state=TeamState.PAUSED)), id="the team is paused"),
        pytest.param(replace(STILL, team=replace(TEAM, reachable=False)), id="its channel is lost"),
    ],
)
def test_some_are_not_told(found: Standing) -> None:
    assert of_kind(found, WEDNESDAY + HOUR, CatchUp) == []
    assert moments(found, OPENING, MomentKind.CATCH_UP) == []


def test_nobody_is_told_together_with_the_close() -> None:
    assert agenda(away(WEDNESDAY), OPENING + WEEK) == (CloseCheckIn(CHECK_IN, closed_at=OPENING + WEEK),)


def test_a_second_absence_is_a_second_return() -> None:
    again = replace(away(FRIDAY), caught_up=frozenset({(ANN, TUESDAY.date())}))
    assert of_kind(again, FRIDAY, CatchUp) == [CatchUp(CHECK_IN, (ANN,))]


def test_a_reminder_planned_before_the_return_is_not_sent_late() -> None:
    noon = THURSDAY + 3 * HOUR
    alone = replace(away(noon), finished=frozenset({BO}))
    for now in (noon, noon + HOUR, noon + 5 * HOUR):
        assert of_kind(alone, now, RemindMembers) == []
    assert of_kind(alone, FRIDAY, RemindMembers) == [RemindMembers(CHECK_IN, 1, (ANN,))]


def test_a_reminder_does_not_follow_close_on_the_return() -> None:
    alone = replace(away(THURSDAY - 9 * HOUR), finished=frozenset({BO}))
    assert moments(alone, OPENING, MomentKind.CATCH_UP) == [THURSDAY - HOUR]
    assert moments(alone, OPENING, MomentKind.REMIND) == [FRIDAY]
    assert of_kind(alone, THURSDAY, RemindMembers) == []


def test_an_absence_before_the_opening_changes_no_reminder() -> None:
    assert moments(away(OPENING), OPENING, MomentKind.REMIND) == [THURSDAY, FRIDAY]


def test_the_return_is_told_among_what_is_coming() -> None:
    assert upcoming(away(WEDNESDAY), OPENING)[0] == Moment(MomentKind.CATCH_UP, WEDNESDAY)
