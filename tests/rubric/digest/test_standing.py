"""How much is in hand, what isn't known, what too few answered, and why nothing closed."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from rubric.digest.burn_down import BlindSpots, burn_down, open_spots
from rubric.digest.coming_next import coming_next
from rubric.digest.compile import compile_digest
from rubric.digest.in_hand import InHand, in_hand
from rubric.digest.material import Material
from rubric.digest.quiet import Quiet, WhyQuiet, quiet
from rubric.model import IndicatorId
from rubric.next_step import StepKind, StepState
from rubric.preferences import Preferences, Reasoned
from rubric.school_calendar import Break
from tests.builders import a_check_in, a_closed, openings
from tests.rubric.digest.decided import BEFORE, a_step, a_team_rating
from tests.rubric.digest.test_decisions import END, material

FIRST = a_closed("Ann: S ?\nBo: ? ?\nCy: ? O", "b.2", "b.1", number=1)


def standing_in_hand(found: Material) -> InHand:
    return in_hand(found, open_spots(found))


def spots_of(found: Material) -> BlindSpots:
    return burn_down(found, open_spots(found))


def test_what_is_in_hand_is_counted_by_domain() -> None:
    found = standing_in_hand(
        material(
            a_team_rating("a.1", "urgent-gap", id=1),
            a_team_rating("b.1", "strength", id=2),
            a_team_rating("b.2", "dont-know", id=3),
        )
    )
    first, second = found.domains
    # Of the first domain one is below, and one is a blind spot without a team rating.
    assert (first.title, first.levels, first.unknown, first.not_agreed) == ("Domain A", (0, 0, 0, 1), 1, 0)
    assert (second.levels, second.unknown, second.not_agreed) == ((1, 0, 0, 0), 1, 0)
    assert (found.in_hand, found.total, found.agreed, found.unknown, found.not_agreed) == (1, 4, 2, 2, 0)


def test_a_standing_level_stands_though_too_many_do_not_know_by_now() -> None:
    (first, _) = standing_in_hand(material(a_team_rating("a.2", "strength", number=1, recorded_at=BEFORE))).domains
    assert (first.in_hand, first.unknown) == (1, 0)


def test_the_middle_of_an_odd_number_of_levels_is_not_in_hand() -> None:
    (domain, *_) = standing_in_hand(material()).domains
    assert replace(domain, levels=(1, 2, 4, 8, 16)).in_hand == 3


def test_what_is_left_out_is_not_counted() -> None:
    excluded = Preferences(excluded=tuple(Reasoned(IndicatorId(one), "not ours") for one in ("a.1", "b.1", "b.2")))
    found = standing_in_hand(replace(material(), preferences=excluded))
    assert [(one.title, one.total) for one in found.domains] == [("Domain A", 1)]


def with_earlier() -> Material:
    return replace(material(a_team_rating("b.2")), earlier=(FIRST,))


def test_blind_spots_come_and_go() -> None:
    # b.1 was unknown and is known by now, b.2 was and is agreed on; a.2 is new.
    found = spots_of(with_earlier())
    assert [one.label for one in found.open] == ["A 2"]
    assert (found.looked_into, found.settled, found.new) == (0, 2, 1)


def test_a_blind_spot_that_somebody_looks_into_is_counted_as_such() -> None:
    step = a_step("Dana", kind=StepKind.FIND_OUT, indicator="a.2")
    found = spots_of(replace(with_earlier(), open_steps=(step,)))
    assert (found.looked_into, found.open[0].finder) == (1, "Dana")


def test_a_blind_spot_that_somebody_found_out_about_is_looked_into_too() -> None:
    made = with_earlier()
    closed_at = made.closed[-1].check_in.closed_at
    assert closed_at is not None
    end = closed_at + timedelta(days=3)
    made = replace(made, period=replace(made.period, end=end))
    step = a_step("Dana", kind=StepKind.FIND_OUT, indicator="a.2", state=StepState.DONE)
    found, later = (spots_of(replace(made, settled_steps=(replace(step, settled_at=at),))) for at in (closed_at, end))
    assert (found.looked_into, found.open[0].finder, found.open[0].found_by) == (1, "", "Dana")
    assert (later.looked_into, later.open[0].found_by) == (0, "")


def test_what_too_few_answered_is_told_by_number_alone() -> None:
    few = a_closed("Ann: S . .\nBo: U . O\nCy: . . .", "a.1", "a.2", "b.1", number=2)
    digest = compile_digest(replace(material(), closed=(few,)))
    assert [(one.label, one.answers) for one in digest.too_few] == [("A 1", 2), ("B 1", 1)]
    assert digest.participation[0].answers == 2


WINTER = Break(date(2026, 9, 21), date(2026, 10, 2), "Winter break")
UNNAMED = Break(date(2026, 9, 21), date(2026, 10, 2))
QUIET = {
    "no reason": ({}, Quiet(WhyQuiet.NOTHING)),
    "one is open": ({"open_check_in": a_check_in(number=3)}, Quiet(WhyQuiet.NOT_YET)),
    "a break": ({"breaks": (WINTER, WINTER)}, Quiet(WhyQuiet.BREAK, ("Winter break",))),
    "a break without a name": ({"breaks": (UNNAMED,)}, Quiet(WhyQuiet.BREAK)),
    "a pause and a break": ({"was_paused": True, "breaks": (WINTER,)}, Quiet(WhyQuiet.PAUSED)),
}


@pytest.mark.parametrize(("facts", "said"), QUIET.values(), ids=QUIET.keys())
def test_why_nothing_closed_is_known_as_far_as_it_can_be(facts: dict[str, Any], said: Quiet) -> None:
    assert quiet(replace(material(), closed=(), **facts)) == said


def test_where_something_closed_there_is_no_quiet() -> None:
    assert quiet(replace(material(), was_paused=True, breaks=(WINTER,))) is None


def test_a_check_in_that_opens_with_the_digest_is_told_apart_from_one_that_opens_later() -> None:
    opening_now = replace(material(), upcoming=openings(END))
    assert coming_next(opening_now).opens_now
    assert not coming_next(replace(opening_now, now=END - timedelta(minutes=1))).opens_now
    assert not coming_next(replace(opening_now, now=None)).opens_now
