"""Events about people come late, twice and in another order: coordinators are asked once, and only what still is so."""

from collections.abc import Sequence

import pytest

from bot.lookups import Profile
from bot.use_cases.people.change_member import open_member, take_off_member
from bot.use_cases.people.leave_team import leave_team, open_leave
from bot.use_cases.people.notice_move import notice_join
from jobs.announcements import RosterSettled
from storage.proposals import Settled
from storage.store import Store
from tests.bot.use_cases.people.moving import answer, at, joins, later, leaves, open_ones, two_coordinators
from tests.bot.use_cases.people.roster import asked, form, listed, roster
from tests.cabinet import CHANNEL, Cabinet, people, speaker


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    return two_coordinators(any_store)


@pytest.mark.parametrize(
    "told",
    [["join", "join"], ["join", "leave"], ["leave", "join"], ["join", "join", "leave"], ["leave", "join", "join"]],
    ids=" ".join,
)
def test_whoever_comes_and_goes_again_is_not_asked_about_in_whatever_order_that_is_told(
    cabinet: Cabinet, told: Sequence[str]
) -> None:
    """They joined at second 1 and, where it is told of, left at second 2."""
    for event in told:
        (joins if event == "join" else leaves)(cabinet, "Ruth", at(cabinet, 1 if event == "join" else 2))
    later(cabinet)
    assert asked(cabinet, of="Ana") == ([] if "leave" in told else ["Ruth"])


@pytest.mark.parametrize("told", [["leave", "join"], ["join", "leave"], ["leave", "leave", "join"]], ids=" ".join)
def test_a_member_who_is_back_at_once_is_not_asked_about(cabinet: Cabinet, told: Sequence[str]) -> None:
    """They left at second 1 and joined at second 2."""
    for event in told:
        (joins if event == "join" else leaves)(cabinet, "Dana", at(cabinet, 2 if event == "join" else 1))
    later(cabinet)
    assert asked(cabinet) == []


@pytest.mark.parametrize("told", [[1, 3, 2], [3, 1, 2], [1, 2, 3]], ids=str)
def test_a_member_who_left_again_is_asked_about_in_whatever_order_that_is_told(
    cabinet: Cabinet, told: Sequence[int]
) -> None:
    """They left at second 1, joined at second 2 and left at second 3."""
    for second in told:
        (joins if second == 2 else leaves)(cabinet, "Dana", at(cabinet, second))
    later(cabinet)
    assert asked(cabinet, of="Ana") == ["Dana"]
    assert len(open_ones(cabinet)) == 1


def test_a_member_who_is_back_later_is_no_question_any_more(cabinet: Cabinet) -> None:
    leaves(cabinet, "Dana")
    later(cabinet)
    joins(cabinet, "Dana")
    later(cabinet)
    assert asked(cabinet) == []
    [shown, _] = cabinet.messenger.said(RosterSettled)
    assert isinstance(shown.announcement, RosterSettled)
    assert shown.announcement.proposal.settled_as is Settled.OVERTAKEN


def test_the_same_event_again_after_it_was_answered_asks_nothing(cabinet: Cabinet) -> None:
    moment = cabinet.clock.now()
    joins(cabinet, "Ruth", moment)
    answer(cabinet, "Ana", Settled.LEFT_OUT)
    joins(cabinet, "Ruth", moment)
    later(cabinet)
    assert (asked(cabinet), open_ones(cabinet)) == ([], [])


def test_who_joins_once_more_is_asked_about_once_more(cabinet: Cabinet) -> None:
    joins(cabinet, "Ruth")
    answer(cabinet, "Ana", Settled.LEFT_OUT)
    later(cabinet)
    leaves(cabinet, "Ruth")
    later(cabinet)
    joins(cabinet, "Ruth")
    later(cabinet)
    assert asked(cabinet, of="Ana") == ["Ruth"]


def test_who_is_gone_before_they_were_looked_up_is_not_asked_about(cabinet: Cabinet) -> None:
    wish = notice_join(cabinet.deps, speaker("Ruth"), CHANNEL, happened_at=at(cabinet, 1))
    leaves(cabinet, "Ruth", at(cabinet, 2))
    assert wish is not None
    wish.then(Profile(people("Ruth")[0], is_admin=False))
    assert open_ones(cabinet) == []


def test_a_join_whose_leave_nobody_heard_of_is_the_same_question(cabinet: Cabinet) -> None:
    joins(cabinet, "Ruth")
    later(cabinet)
    joins(cabinet, "Ruth")
    later(cabinet)
    assert asked(cabinet, of="Ana") == ["Ruth"]
    assert cabinet.messenger.said(RosterSettled) == []


def test_who_was_taken_off_by_hand_is_no_question_any_more(cabinet: Cabinet) -> None:
    leaves(cabinet, "Dana")
    leaves(cabinet, "Lee")
    dana = roster(cabinet)["Dana"].id
    about = form(open_member(cabinet.deps, speaker("Ana"), listed(cabinet, "Ana").about, dana)).about
    take_off_member(cabinet.deps, speaker("Ana"), about)
    own = form(open_leave(cabinet.deps, speaker("Lee"), CHANNEL)).about
    leave_team(cabinet.deps, speaker("Lee"), own, {})
    assert open_ones(cabinet) == []


def test_two_who_look_the_same_person_up_at_once_ask_once(cabinet: Cabinet) -> None:
    moment = cabinet.clock.now()
    wishes = [notice_join(cabinet.deps, speaker("Ruth"), CHANNEL, happened_at=moment) for _ in range(2)]
    for wish in wishes:
        assert wish is not None
        wish.then(Profile(people("Ruth")[0], is_admin=False))
    later(cabinet)
    assert asked(cabinet, of="Ana") == ["Ruth"]
