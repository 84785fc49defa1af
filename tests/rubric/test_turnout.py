"""A check-in waits for those who are there, and counts whoever finished all the same."""

from datetime import timedelta

from rubric.people import MemberId, Role
from rubric.turnout import Turnout, turnout
from tests.builders import OPENING, a_member

ANN, BO, OLGA = MemberId("ann"), MemberId("bo"), MemberId("olga")
TOMORROW = OPENING + timedelta(days=1)
TEAM = (a_member("Ann"), a_member("Bo", away_until=TOMORROW), a_member("Cy"), a_member("Olga", role=Role.OBSERVER))


def test_those_away_are_not_waited_for() -> None:
    assert turnout(TEAM, frozenset({ANN}), now=OPENING) == Turnout(finished=1, of=2, away=1)


def test_those_away_who_finished_all_the_same_count() -> None:
    assert turnout(TEAM, frozenset({ANN, BO}), now=OPENING) == Turnout(finished=2, of=3, away=0)


def test_those_who_are_back_are_waited_for() -> None:
    assert turnout(TEAM, frozenset(), now=TOMORROW) == Turnout(finished=0, of=3, away=0)


def test_those_who_finished_and_left_or_only_read_now_count() -> None:
    assert turnout(TEAM, frozenset({OLGA, MemberId("gone")}), now=OPENING) == Turnout(finished=2, of=4, away=1)
