"""What the team can't judge: how it becomes a blind spot, what settles it, and how a period changed the list."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from rubric.blind_spots import BurnDown, blind_spots, burn_down, telling_findings
from rubric.next_step import NextStep, StepKind, StepState
from rubric.people import NextStepId
from rubric.results import Closed
from rubric.team_rating import TeamRating, standing
from tests import steps
from tests.builders import OPENING, a_closed, column
from tests.team_ratings import a_team_rating

A_WEEK = timedelta(weeks=1)
# Of check-ins two weeks apart, those of number 1 and 2 close before it and number 3 after.
SINCE = OPENING + 4 * A_WEEK


def asked(letters: str, number: int, indicator: str = "a.1") -> Closed:
    return a_closed(column(letters), indicator, number=number)


def agreed(level: str, number: int, *, indicator: str = "a.1", at: datetime = SINCE + A_WEEK) -> TeamRating:
    return a_team_rating(indicator, level, id=number, number=number, agreed_on=at.date(), recorded_at=at)


def a_step(indicator: str = "a.1", *, kind: StepKind = StepKind.FIND_OUT) -> NextStep:
    return steps.a_step(kind=kind, indicator=indicator)


def spots(*closed: Closed, ratings: tuple[TeamRating, ...] = (), steps: tuple[NextStep, ...] = ()) -> list[str]:
    found = blind_spots(telling_findings(closed), agreed=standing(ratings), open_steps=steps)
    return [spot.indicator_id for spot in found]


def test_a_blind_spot_tells_how_many_did_not_know_since_when_and_who_finds_out() -> None:
    closed = asked("??S", 2)
    (spot,) = blind_spots(telling_findings([closed]), agreed={}, open_steps=[a_step()])
    assert (spot.label, spot.dont_know, spot.answers, spot.number) == ("A 1", 2, 3, 2)
    assert spot.since == closed.check_in.closed_at
    assert spot.finding_out is not None
    assert spot.finding_out.owner == "Lee"


def test_a_step_of_another_kind_finds_nothing_out() -> None:
    (spot,) = blind_spots(telling_findings([asked("??S", 1)]), agreed={}, open_steps=[a_step(kind=StepKind.STEP)])
    assert spot.finding_out is None


@pytest.mark.parametrize(
    ("closed", "ratings", "open_ones"),
    [
        pytest.param([asked("??S", 1)], (), ["a.1"], id="too many don't know"),
        pytest.param([asked("SSO", 1)], (), [], id="known"),
        pytest.param([asked("??S", 1), asked("SSO", 2)], (), [], id="asked again and known"),
        pytest.param([asked("SSO", 1), asked("??S", 2)], (), ["a.1"], id="known once and not any more"),
        pytest.param([asked("??S", 1), asked("S?", 2)], (), ["a.1"], id="asked again and too few answered"),
        pytest.param([asked("??S", 1)], (agreed("strength", 1),), [], id="agreed"),
        pytest.param([asked("??S", 1)], (agreed("dont-know", 1),), ["a.1"], id="agreed that nobody knows"),
        pytest.param([asked("??S", 2)], (agreed("strength", 1),), ["a.1"], id="agreed before it was asked again"),
        pytest.param(
            [asked("??S", 2, "b.1"), asked("??S", 1)], (), ["a.1", "b.1"], id="two, the longest unknown first"
        ),
    ],
)
def test_what_is_open(closed: list[Closed], ratings: tuple[TeamRating, ...], open_ones: list[str]) -> None:
    assert spots(*closed, ratings=ratings) == open_ones


@pytest.mark.parametrize(
    ("earlier", "closed", "ratings", "expected"),
    [
        pytest.param([], [], (), BurnDown(0, 0, 0, 0), id="nothing asked yet"),
        pytest.param([], [asked("??S", 3)], (), BurnDown(1, 0, 0, 1), id="new"),
        pytest.param([asked("??S", 1)], [], (), BurnDown(1, 0, 0, 0), id="still open"),
        pytest.param([asked("??S", 1)], [asked("SSO", 3)], (), BurnDown(0, 0, 1, 0), id="asked again and known"),
        pytest.param([asked("??S", 1)], [asked("??S", 3)], (), BurnDown(1, 0, 0, 0), id="asked again and not known"),
        pytest.param([asked("??S", 1)], [asked("S?", 3)], (), BurnDown(1, 0, 0, 0), id="asked again by too few"),
        pytest.param([asked("??S", 1)], [], (agreed("strength", 1),), BurnDown(0, 0, 1, 0), id="agreed in the period"),
        pytest.param(
            [asked("??S", 1)],
            [],
            (agreed("strength", 1, at=SINCE - A_WEEK),),
            BurnDown(0, 0, 0, 0),
            id="agreed before the period",
        ),
        pytest.param(
            [asked("??S", 1)],
            [asked("??S", 3, "b.1")],
            (agreed("strength", 1),),
            BurnDown(1, 0, 1, 1),
            id="one settled and one new",
        ),
        pytest.param([], [asked("??S", 3), asked("SSO", 4)], (), BurnDown(0, 0, 0, 0), id="came and went"),
    ],
)
def test_how_a_period_changed_the_list(
    earlier: list[Closed], closed: list[Closed], ratings: tuple[TeamRating, ...], expected: BurnDown
) -> None:
    open_now = blind_spots(telling_findings((*earlier, *closed)), agreed=standing(ratings), open_steps=())
    assert burn_down(earlier, open_now, agreed=ratings, since=SINCE) == expected


def test_those_that_somebody_looks_into_are_counted_apart() -> None:
    closed = [asked("??S", 1), asked("??S", 2, "b.1")]
    steps = [a_step(), replace(a_step("c.1"), id=NextStepId("other"))]
    open_now = blind_spots(telling_findings(closed), agreed={}, open_steps=steps)
    found = burn_down(closed, open_now, agreed=(), since=SINCE)
    assert found == BurnDown(open=2, looked_into=1, settled=0, new=0)


def test_a_blind_spot_that_somebody_found_out_about_says_so_until_it_is_asked_again() -> None:
    closed = asked("??S", 2)
    assert closed.check_in.closed_at is not None
    later, before = closed.check_in.closed_at + A_WEEK, closed.check_in.closed_at - A_WEEK
    done = a_step().settled(StepState.DONE, at=later)
    others = (
        a_step().settled(StepState.DROPPED, at=later),
        a_step().settled(StepState.DONE, at=before),
        a_step(kind=StepKind.STEP).settled(StepState.DONE, at=later),
        a_step("b.1").settled(StepState.DONE, at=later),
    )
    (found,), (nothing,) = (
        blind_spots(telling_findings([closed]), agreed={}, open_steps=(), settled_steps=steps)
        for steps in ((*others, done), others)
    )
    assert (found.found_out, found.is_looked_into) == (done, True)
    assert (nothing.found_out, nothing.is_looked_into) == (None, False)
