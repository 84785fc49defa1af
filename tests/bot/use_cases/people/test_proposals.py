"""People come into the channel and leave it: coordinators are asked once, and nothing changes before they answer."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.lookups import NotFound, Problem, WhyLeftOut
from bot.sections.roster import ROLE, WHO
from bot.use_cases.people.add_members import add_members
from bot.use_cases.who import Refused
from jobs.announcements import Invitation, RosterQuestion, RosterSettled
from rubric.audit import What
from rubric.people import Role
from rubric.refusals import CoordinatorsOnly, FormDoesNotMatch, LastCoordinator, NotOnTheTeam, TeamFull
from storage import teams
from storage.proposals import Settled
from storage.store import Store
from tests.bot.use_cases.people.moving import answer, at, joins, later, leaves, open_ones, two_coordinators
from tests.bot.use_cases.people.roster import asked, counted, listed, log, roster, to_add
from tests.cabinet import NAMES, Cabinet, address, speaker


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    return two_coordinators(any_store)


def test_a_join_asks_every_coordinator_and_changes_nothing(cabinet: Cabinet) -> None:
    joins(cabinet, "Ruth")
    later(cabinet)
    assert asked(cabinet, of="Ana") == asked(cabinet, of="Dev") == ["Ruth"]
    assert asked(cabinet) == ["Ruth", "Ruth"]
    assert sorted(roster(cabinet)) == sorted(NAMES)
    assert log(cabinet) == []


def test_a_leave_asks_and_changes_nothing(cabinet: Cabinet) -> None:
    leaves(cabinet, "Dana")
    later(cabinet)
    assert asked(cabinet, of="Ana") == ["Dana"]
    assert "Dana" in roster(cabinet)


@pytest.mark.parametrize("why", list(WhyLeftOut))
def test_who_can_not_be_on_a_team_is_not_proposed(cabinet: Cabinet, why: WhyLeftOut) -> None:
    joins(cabinet, "Ruth", left_out=why)
    later(cabinet)
    assert asked(cabinet) == []


@pytest.mark.parametrize("problem", [Problem.GONE, Problem.NO_ANSWER])
def test_who_can_not_be_looked_up_is_not_proposed(cabinet: Cabinet, problem: Problem) -> None:
    joins(cabinet, "Ruth", found=NotFound(problem))
    assert open_ones(cabinet) == []


def test_other_channels_are_none_of_our_business(cabinet: Cabinet) -> None:
    joins(cabinet, "Ruth", channel="C-nobody")
    later(cabinet)
    assert asked(cabinet) == []


def test_a_member_who_joins_and_a_stranger_who_leaves_are_no_news(cabinet: Cabinet) -> None:
    joins(cabinet, "Dana")
    leaves(cabinet, "Ruth")
    later(cabinet)
    assert asked(cabinet) == []


def test_a_coordinator_who_leaves_is_asked_about_by_the_others(cabinet: Cabinet) -> None:
    leaves(cabinet, "Ana")
    later(cabinet)
    assert (asked(cabinet, of="Dev"), asked(cabinet, of="Ana")) == (["Ana"], [])


@pytest.mark.parametrize(
    ("how", "role"), [(Settled.MEMBER, Role.MEMBER), (Settled.OBSERVER, Role.OBSERVER)], ids=["member", "observer"]
)
def test_a_coordinator_adds_who_joined(cabinet: Cabinet, how: Settled, role: Role) -> None:
    joins(cabinet, "Ruth")
    later(cabinet)
    assert answer(cabinet, "Dev", how).title == "On the team"
    assert roster(cabinet)["Ruth"].role is role
    assert counted(cabinet)[1] == (5 if role is Role.MEMBER else 4)
    assert len(cabinet.messenger.said(Invitation, to=address("Ruth"))) == (1 if role is Role.MEMBER else 0)
    [entry] = log(cabinet)
    assert (entry.what, entry.actor, entry.after) == (What.JOINED, "Dev", {"name": "Ruth", "role": role.value})


def test_who_is_not_on_the_team_stays_off_it(cabinet: Cabinet) -> None:
    joins(cabinet, "Ruth")
    later(cabinet)
    answer(cabinet, "Ana", Settled.LEFT_OUT)
    assert "Ruth" not in roster(cabinet)
    assert [(entry.what, entry.after) for entry in log(cabinet)] == [(What.LEFT_OUT, {"name": "Ruth"})]
    assert open_ones(cabinet) == []


@pytest.mark.parametrize(
    ("how", "stays"), [(Settled.TAKEN_OFF, False), (Settled.KEPT, True)], ids=["taken off", "kept"]
)
def test_a_coordinator_decides_about_who_left(cabinet: Cabinet, how: Settled, stays: bool) -> None:
    leaves(cabinet, "Dana")
    later(cabinet)
    answer(cabinet, "Ana", how)
    assert ("Dana" in roster(cabinet)) is stays
    assert [entry.what for entry in log(cabinet)] == ([] if stays else [What.LEFT])


def test_nobody_is_asked_before_a_minute_has_passed(cabinet: Cabinet) -> None:
    leaves(cabinet, "Dana")
    later(cabinet, timedelta(seconds=50))
    assert asked(cabinet) == []
    later(cabinet, timedelta(seconds=20))
    assert asked(cabinet, of="Ana") == ["Dana"]


def test_who_comes_again_stands_for_what_they_stood_for(cabinet: Cabinet) -> None:
    with cabinet.store.begin() as transaction:
        teams.change_member(transaction, replace(roster(cabinet)["Dana"], departments=("data",)))
    leaves(cabinet, "Dana")
    answer(cabinet, "Ana", Settled.TAKEN_OFF)
    joins(cabinet, "Dana", at(cabinet, 1))
    answer(cabinet, "Ana", Settled.MEMBER)
    assert roster(cabinet)["Dana"].departments == ("data",)


def test_the_first_answer_counts_and_everybody_sees_whose_it_was(cabinet: Cabinet) -> None:
    joins(cabinet, "Ruth")
    later(cabinet)
    [proposal] = open_ones(cabinet)
    answer(cabinet, "Ana", Settled.OBSERVER)
    second = answer(cabinet, "Dev", Settled.LEFT_OUT, proposal)
    assert second.title == "Settled already"
    assert "Ana added Ruth to the team as an observer." in second.paragraphs
    assert roster(cabinet)["Ruth"].role is Role.OBSERVER
    later(cabinet)
    assert asked(cabinet) == []
    shown = cabinet.messenger.said(RosterSettled)
    assert sorted(sent.address for sent in shown) == [address("Ana"), address("Dev")]
    assert all(sent.changed == 1 for sent in shown)


def test_a_question_that_is_settled_before_it_was_asked_never_is(cabinet: Cabinet) -> None:
    joins(cabinet, "Ruth")
    answer(cabinet, "Ana", Settled.LEFT_OUT)
    later(cabinet)
    assert cabinet.messenger.said(RosterQuestion) == cabinet.messenger.said(RosterSettled) == []


def test_who_was_put_on_the_team_by_hand_is_no_question_any_more(cabinet: Cabinet) -> None:
    joins(cabinet, "Ruth")
    later(cabinet)
    assert "To be decided" in str(listed(cabinet, "Ana").parts)
    assert "To be decided" not in str(listed(cabinet, "Dana").parts)
    shown = to_add(cabinet, "Ruth")
    add_members(cabinet.deps, speaker("Ana"), shown.about, {WHO: (address("Ruth"),), ROLE: "member"})
    assert open_ones(cabinet) == []
    assert "To be decided" not in str(listed(cabinet, "Ana").parts)


def test_what_can_not_be_done_stays_open(cabinet: Cabinet) -> None:
    crowd = [f"P{number:02}" for number in range(26)]
    shown = to_add(cabinet, *crowd)
    add_members(cabinet.deps, speaker("Ana"), shown.about, {WHO: tuple(map(address, crowd)), ROLE: "observer"})
    joins(cabinet, "Ruth")
    leaves(cabinet, "Dev", at(cabinet, 1))
    full, last = open_ones(cabinet)
    with pytest.raises(Refused) as caught:
        answer(cabinet, "Ana", Settled.MEMBER, full)
    assert isinstance(caught.value.refusal, TeamFull)
    leaves(cabinet, "Ana", at(cabinet, 2))
    answer(cabinet, "Ana", Settled.TAKEN_OFF, last)
    [_, own] = open_ones(cabinet)
    with pytest.raises(Refused) as caught:
        answer(cabinet, "Ana", Settled.TAKEN_OFF, own)
    assert isinstance(caught.value.refusal, LastCoordinator)
    assert open_ones(cabinet) == [full, own]


def test_only_coordinators_answer_and_only_what_was_asked(cabinet: Cabinet) -> None:
    joins(cabinet, "Ruth")
    with pytest.raises(CoordinatorsOnly):
        answer(cabinet, "Dana", Settled.MEMBER)
    with pytest.raises(NotOnTheTeam):
        answer(cabinet, "Ruth", Settled.MEMBER)
    for wrong in (Settled.KEPT, Settled.TAKEN_OFF, Settled.OVERTAKEN):
        with pytest.raises(FormDoesNotMatch):
            answer(cabinet, "Ana", wrong)
    with pytest.raises(FormDoesNotMatch):
        answer(cabinet, "Ana", Settled.MEMBER, "f" * 32)
    assert len(open_ones(cabinet)) == 1


def test_who_coordinates_no_more_when_the_question_goes_out_is_not_asked(cabinet: Cabinet) -> None:
    joins(cabinet, "Ruth")
    with cabinet.store.begin() as transaction:
        teams.change_member(transaction, replace(roster(cabinet)["Dev"], coordinates=False))
    later(cabinet)
    assert asked(cabinet, of="Ana") == ["Ruth"]
    assert asked(cabinet, of="Dev") == []
