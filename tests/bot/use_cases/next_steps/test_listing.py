"""What is open, as each may see it: in the list, on the home page, and when somebody leaves."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from bot.sections.forms import Form
from bot.sections.next_steps import StepAct
from bot.sections.parts import Button
from bot.sections.step_forms import OWN, listed_at
from bot.use_cases.home.paging import Place
from bot.use_cases.next_steps.close_step import close_step
from bot.use_cases.next_steps.show_steps import STEPS_ON_A_PAGE, page_steps, show_own_steps, show_steps
from bot.use_cases.people.change_member import take_off_member
from bot.use_cases.people.leave_team import leave_team
from bot.use_cases.show_home import show_home
from bot.use_cases.steer import About
from rubric.refusals import NotOnTheTeam
from storage.store import Store
from tests.bot.use_cases.next_steps.making import made, steps
from tests.bot.use_cases.steering.ground import leaves, said, text_of, the_form, the_member
from tests.cabinet import CHANNEL, NAMES, Cabinet, local, speaker


@pytest.fixture
def cabinet(store: Store) -> Cabinet:
    cabinet = Cabinet(store, names=(*NAMES, "Olga"))
    cabinet.set_up(every_weeks=8)
    return cabinet


def listed(cabinet: Cabinet, name: str) -> Form:
    return the_form(show_steps(cabinet.deps, speaker(name), CHANNEL))


def acts(form: Form, *wanted: StepAct) -> Sequence[tuple[str, str]]:
    buttons = (part for part in form.parts if isinstance(part, Button))
    return [(button.act, button.value) for button in buttons if button.act in wanted]


SETTLING = (StepAct.DONE, StepAct.MOVE, StepAct.DROP)


def test_anybody_on_the_team_sees_what_it_has_to_do_the_soonest_first(cabinet: Cabinet) -> None:
    made(cabinet, sentence="Later", due="2026-12-01")
    made(cabinet, sentence="Sooner", due="2026-11-10", owner="Dev")
    for name in (*NAMES, "Olga"):
        lines = text_of(listed(cabinet, name)).splitlines()
        assert [line for line in lines if line in ("Later.", "Sooner.")] == ["Sooner.", "Later."]
        assert "Cabinet has 2 open next steps." in lines
    with pytest.raises(NotOnTheTeam):
        listed(cabinet, "Mallory")


def test_each_may_settle_their_own_and_coordinators_all(cabinet: Cabinet) -> None:
    lees, devs = made(cabinet), made(cabinet, owner="Dev", due="2026-12-01")
    assert acts(listed(cabinet, "Lee"), *SETTLING) == [(act, lees.id) for act in SETTLING]
    assert acts(listed(cabinet, "Dana"), *SETTLING) == []
    assert acts(listed(cabinet, "Ana"), *SETTLING) == [(act, step.id) for step in (lees, devs) for act in SETTLING]
    assert [bool(acts(listed(cabinet, name), StepAct.ADD)) for name in ("Ana", "Lee", "Olga")] == [True, False, False]


def test_mine_are_my_own_and_a_coordinators_are_all(cabinet: Cabinet) -> None:
    made(cabinet, sentence="Of Lee")
    made(cabinet, sentence="Of Dev", owner="Dev")
    team = cabinet.team().id
    own = the_form(show_own_steps(cabinet.deps, speaker("Lee"), team))
    assert "Of Lee." in text_of(own)
    assert "Of Dev." not in text_of(own)
    assert acts(own, StepAct.LIST) == [(StepAct.LIST, str(Place(team)))]
    assert "Of Dev." in text_of(the_form(page_steps(cabinet.deps, speaker("Lee"), Place(team))))
    everything = text_of(the_form(show_own_steps(cabinet.deps, speaker("Ana"), team)))
    assert "Of Lee." in everything
    assert "Of Dev." in everything
    none = the_form(show_own_steps(cabinet.deps, speaker("Dana"), team))
    assert text_of(none) == "You have no open next step."


def test_overdue_is_said_in_words(cabinet: Cabinet) -> None:
    made(cabinet, due="2026-11-06")
    assert "Lee has it, due Fri, Nov 6." in text_of(listed(cabinet, "Dana"))
    cabinet.clock.at = local(date(2026, 11, 7))
    assert "Lee has it. Overdue: it was due Fri, Nov 6." in text_of(listed(cabinet, "Dana"))


def test_an_owner_who_left_is_named_as_such(cabinet: Cabinet) -> None:
    made(cabinet)
    leaves(cabinet, "Lee")
    assert "Lee (left the team) has it" in text_of(listed(cabinet, "Ana"))


def test_closing_one_in_the_list_shows_the_list_without_it(cabinet: Cabinet) -> None:
    one = made(cabinet, sentence="One")
    made(cabinet, sentence="Two")
    at = listed_at(listed(cabinet, "Lee").about)
    again = the_form(close_step(cabinet.deps, speaker("Lee"), one.id, listed_at=at))
    lines = text_of(again).splitlines()
    assert lines[0] == "Done: One."
    assert "One." not in lines
    assert "Two." in lines
    assert listed_at("T@5@") is None


def test_a_long_list_comes_in_pages(cabinet: Cabinet) -> None:
    for each in range(STEPS_ON_A_PAGE + 1):
        made(cabinet, sentence=f"Step {each}", due=(date(2026, 11, 10) + timedelta(days=each)).isoformat())
    team = cabinet.team().id
    first = listed(cabinet, "Lee")
    assert len(acts(first, StepAct.DONE)) == STEPS_ON_A_PAGE
    assert acts(first, StepAct.LIST) == [(StepAct.LIST, str(Place(team, 1)))]
    second = the_form(page_steps(cabinet.deps, speaker("Lee"), Place(team, 1)))
    assert acts(second, StepAct.LIST) == [(StepAct.LIST, str(Place(team)))]
    last = steps(cabinet)[-1]
    assert acts(second, StepAct.DONE) == [(StepAct.DONE, last.id)]
    closed = the_form(close_step(cabinet.deps, speaker("Lee"), last.id, listed_at=Place(team, 1, OWN)))
    assert len(acts(closed, StepAct.DONE)) == STEPS_ON_A_PAGE


def test_a_home_has_the_persons_own_and_the_coordinators_the_teams_counts(cabinet: Cabinet) -> None:
    made(cabinet, sentence="Late", due="2026-11-03")
    made(cabinet, sentence="In time", due="2026-12-03")
    made(cabinet, owner="Dev", due="2026-11-03")
    cabinet.clock.at = local(date(2026, 11, 4))
    own = show_home(cabinet.deps, speaker("Lee")).steps
    assert [(line.step.sentence, line.is_overdue, line.team_name) for line in own] == [
        ("Late", True, "Cabinet"),
        ("In time", False, "Cabinet"),
    ]
    assert show_home(cabinet.deps, speaker("Dana")).steps == ()
    page = show_home(cabinet.deps, speaker("Ana")).page
    assert page is not None
    assert page.coordinating is not None
    assert (page.coordinating.steps.open, page.coordinating.steps.overdue) == (3, 2)


def test_whoever_takes_somebody_off_learns_what_they_leave_behind(cabinet: Cabinet) -> None:
    made(cabinet)
    made(cabinet)
    for name, left in (("Lee", "2 next steps of Lee's stay open."), ("Dev", "")):
        about = str(About(cabinet.team().id, more=the_member(cabinet, name).id))
        shown = text_of(the_form(take_off_member(cabinet.deps, speaker("Ana"), about)))
        assert ("next step" in shown) is bool(left)
        assert left in shown


def test_whoever_leaves_learns_what_stays_open(cabinet: Cabinet) -> None:
    made(cabinet, owner="Dana")
    left = said(leave_team(cabinet.deps, speaker("Dana"), str(About(cabinet.team().id)), {}))
    assert "1 next step of yours stays open; a coordinator gives it to somebody else." in left
    assert "next step" not in said(leave_team(cabinet.deps, speaker("Lee"), str(About(cabinet.team().id)), {}))
