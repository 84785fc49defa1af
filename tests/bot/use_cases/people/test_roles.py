"""Handing over, leaving, and taking over a team that nobody coordinates."""

from datetime import timedelta

import pytest

from bot.lookups import NotFound, Problem, Profile, WantedPerson, WhyLeftOut
from bot.sections.forms import Values
from bot.sections.roster import NO, STAYS, WHO, YES
from bot.use_cases.people.hand_over import hand_over, open_hand_over
from bot.use_cases.people.leave_team import leave_team, open_leave
from bot.use_cases.people.take_over_team import take_over_team
from bot.use_cases.results import Fetch, FormErrors, Notice
from bot.use_cases.who import Refused
from jobs.announcements import ChangeNote
from rubric.audit import What
from rubric.people import Role
from rubric.refusals import (
    AdminsOnly,
    ChangedMeanwhile,
    CoordinatorsOnly,
    HasCoordinators,
    LastCoordinator,
    NoTeamHere,
    NotOnTheTeam,
    Refusal,
)
from storage.store import Store
from tests.bot.use_cases.people.roster import (
    A_MINUTE,
    coordinators,
    counted,
    form,
    log,
    make_unreachable,
    offered,
    roster,
    several,
)
from tests.cabinet import CHANNEL, MONDAY, NAMES, Cabinet, address, local, people, speaker


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    """At the first check-in; Ana coordinates and Olga observes."""
    cabinet = Cabinet(any_store, names=(*NAMES, "Olga"))
    cabinet.set_up()
    cabinet.travel(local(MONDAY) + A_MINUTE)
    return cabinet


def about_handing_over(cabinet: Cabinet, by: str) -> str:
    return form(open_hand_over(cabinet.deps, speaker(by), CHANNEL)).about


def hands_over(cabinet: Cabinet, by: str, *to: str, stays: bool) -> Notice | FormErrors:
    known = roster(cabinet)
    values: Values = {WHO: tuple(known[name].id for name in to), STAYS: YES if stays else NO}
    return hand_over(cabinet.deps, speaker(by), about_handing_over(cabinet, by), values)


def leaves(cabinet: Cabinet, name: str) -> Notice:
    about = form(open_leave(cabinet.deps, speaker(name), CHANNEL)).about
    return leave_team(cabinet.deps, speaker(name), about, {})


def takes_over(cabinet: Cabinet, name: str, *, is_admin: bool = True, left_out: WhyLeftOut | None = None) -> Notice:
    fetch = take_over_team(cabinet.deps, speaker(name), CHANNEL)
    assert isinstance(fetch, Fetch)
    assert fetch.wanted == WantedPerson(address(name))
    answer = fetch.then(Profile(people(name)[0], is_admin=is_admin, left_out=left_out))
    assert isinstance(answer, Notice)
    return answer


def refusal_of(caught: pytest.ExceptionInfo[Refused]) -> Refusal:
    return caught.value.refusal


@pytest.mark.parametrize("stays", [True, False], ids=["besides", "instead"])
def test_somebody_else_coordinates_instead_or_besides_and_the_channel_is_told(cabinet: Cabinet, stays: bool) -> None:
    notice = hands_over(cabinet, "Ana", "Dev", stays=stays)
    assert isinstance(notice, Notice)
    expected = ["Ana", "Dev"] if stays else ["Dev"]
    assert coordinators(cabinet) == expected
    [entry] = log(cabinet)
    assert (entry.what, entry.before, entry.after) == (
        What.MEMBER,
        {"coordinators": ["Ana"]},
        {"coordinators": expected},
    )
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    assert len(cabinet.messenger.said(ChangeNote, to=CHANNEL)) == 1


def test_an_observer_may_coordinate_without_rating(cabinet: Cabinet) -> None:
    hands_over(cabinet, "Ana", "Olga", stays=False)
    assert coordinators(cabinet) == ["Olga"]
    assert not roster(cabinet)["Olga"].rates
    assert roster(cabinet)["Ana"].rates


def test_the_form_offers_everybody_else_and_has_those_chosen_who_coordinate(cabinet: Cabinet) -> None:
    hands_over(cabinet, "Ana", "Dev", stays=True)
    shown = form(open_hand_over(cabinet.deps, speaker("Ana"), CHANNEL))
    known = roster(cabinet)
    assert offered(shown, WHO) == [known[name].id for name in ("Dana", "Dev", "Lee", "Olga")]
    assert several(shown, WHO).chosen == (known["Dev"].id,)


@pytest.mark.parametrize("chosen", [(), ("Dev",)], ids=["nobody", "somebody out of reach"])
def test_a_team_is_never_handed_over_to_nobody(cabinet: Cabinet, chosen: tuple[str, ...]) -> None:
    make_unreachable(cabinet, "Dev")
    errors = hands_over(cabinet, "Ana", *chosen, stays=False)
    assert isinstance(errors, FormErrors)
    assert list(errors.errors) == [WHO]
    assert coordinators(cabinet) == ["Ana"]
    assert isinstance(hands_over(cabinet, "Ana", *chosen, stays=True), Notice)


def test_two_who_hand_over_at_once_do_not_undo_each_other(cabinet: Cabinet) -> None:
    hands_over(cabinet, "Ana", "Dev", stays=True)
    about, known = about_handing_over(cabinet, "Dev"), roster(cabinet)
    hands_over(cabinet, "Ana", "Dev", "Lee", stays=True)
    with pytest.raises(Refused) as caught:
        hand_over(cabinet.deps, speaker("Dev"), about, {WHO: (known["Dana"].id,), STAYS: NO})
    assert isinstance(refusal_of(caught), ChangedMeanwhile)
    assert coordinators(cabinet) == ["Ana", "Dev", "Lee"]


def test_only_a_coordinator_hands_over(cabinet: Cabinet) -> None:
    about = about_handing_over(cabinet, "Ana")
    for name in ("Dana", "Olga"):
        with pytest.raises(CoordinatorsOnly):
            open_hand_over(cabinet.deps, speaker(name), CHANNEL)
        with pytest.raises(CoordinatorsOnly):
            hand_over(cabinet.deps, speaker(name), about, {WHO: (), STAYS: YES})


def test_alone_on_a_team_there_is_nobody_to_hand_over_to(store: Store) -> None:
    cabinet = Cabinet(store, names=("Ana",))
    cabinet.set_up()
    assert isinstance(open_hand_over(cabinet.deps, speaker("Ana"), CHANNEL), Notice)


def test_a_member_leaves_and_is_not_counted_any_more(cabinet: Cabinet) -> None:
    assert "Cabinet" in leaves(cabinet, "Dana").paragraphs[0]
    assert "Dana" not in roster(cabinet)
    assert counted(cabinet)[1] == 3
    [entry] = log(cabinet)
    assert (entry.what, entry.actor, entry.before["name"]) == (What.LEFT, "Dana", "Dana")
    with pytest.raises(NotOnTheTeam):
        leaves(cabinet, "Dana")


def test_the_last_coordinator_hands_over_first(cabinet: Cabinet) -> None:
    with pytest.raises(Refused) as caught:
        leaves(cabinet, "Ana")
    assert isinstance(refusal_of(caught), LastCoordinator)
    about = form(open_leave(cabinet.deps, speaker("Dana"), CHANNEL)).about
    with pytest.raises(Refused):
        leave_team(cabinet.deps, speaker("Ana"), about, {})
    hands_over(cabinet, "Ana", "Dev", stays=True)
    leaves(cabinet, "Ana")
    assert coordinators(cabinet) == ["Dev"]


@pytest.mark.parametrize("name", ["Mallory", "Dana"], ids=["from outside", "a member"])
def test_an_administrator_takes_over_a_team_that_nobody_coordinates(cabinet: Cabinet, name: str) -> None:
    make_unreachable(cabinet, "Ana", "Dana")
    assert takes_over(cabinet, name).title == "You coordinate this team"
    assert name in coordinators(cabinet)
    assert roster(cabinet)[name].role is (Role.OBSERVER if name == "Mallory" else Role.MEMBER)
    [entry] = log(cabinet)
    assert (entry.what, entry.actor, entry.actor_id) == (What.TAKEN_OVER, name, roster(cabinet)[name].id)
    assert (entry.before, entry.after) == ({"coordinators": ["Ana"]}, {"coordinators": [name]})
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    assert len(cabinet.messenger.said(ChangeNote, to=CHANNEL)) == 1
    assert isinstance(take_over_team(cabinet.deps, speaker(name), CHANNEL), Notice)


def test_who_has_left_before_takes_over_without_being_asked_to_rate(cabinet: Cabinet) -> None:
    before = roster(cabinet)["Dana"]
    leaves(cabinet, "Dana")
    make_unreachable(cabinet, "Ana")
    takes_over(cabinet, "Dana")
    assert roster(cabinet)["Dana"].id == before.id
    assert not roster(cabinet)["Dana"].rates


@pytest.mark.parametrize("name", ["Mallory", "Dana"])
def test_nobody_takes_over_while_a_coordinator_can_be_reached(cabinet: Cabinet, name: str) -> None:
    with pytest.raises(Refused) as caught:
        take_over_team(cabinet.deps, speaker(name), CHANNEL)
    refusal = refusal_of(caught)
    assert isinstance(refusal, HasCoordinators)
    assert refusal.coordinators == ("Ana",)


def test_a_coordinator_who_turned_up_meanwhile_keeps_the_team(cabinet: Cabinet) -> None:
    make_unreachable(cabinet, "Ana")
    fetch = take_over_team(cabinet.deps, speaker("Mallory"), CHANNEL)
    assert isinstance(fetch, Fetch)
    cabinet.rate("Ana", "S S S")
    with pytest.raises(Refused):
        fetch.then(Profile(people("Mallory")[0], is_admin=True))
    assert "Mallory" not in roster(cabinet)


@pytest.mark.parametrize(
    ("is_admin", "left_out"), [(False, None), (True, WhyLeftOut.STRANGER)], ids=["no administrator", "a stranger"]
)
def test_only_an_administrator_of_the_workspace_takes_over(
    cabinet: Cabinet, is_admin: bool, left_out: WhyLeftOut | None
) -> None:
    make_unreachable(cabinet, "Ana")
    with pytest.raises(AdminsOnly):
        takes_over(cabinet, "Dana", is_admin=is_admin, left_out=left_out)
    assert coordinators(cabinet) == ["Ana"]
    assert log(cabinet) == []


def test_who_can_not_be_looked_up_takes_nothing_over(cabinet: Cabinet) -> None:
    make_unreachable(cabinet, "Ana")
    fetch = take_over_team(cabinet.deps, speaker("Dana"), CHANNEL)
    assert isinstance(fetch, Fetch)
    assert isinstance(fetch.then(NotFound(Problem.NO_ANSWER)), Notice)
    assert coordinators(cabinet) == ["Ana"]


def test_a_channel_without_a_team_has_nothing_to_take_over(cabinet: Cabinet) -> None:
    with pytest.raises(NoTeamHere):
        take_over_team(cabinet.deps, speaker("Ana"), "C-nobody")


def test_the_new_coordinator_decides_what_nobody_could_decide_before(cabinet: Cabinet) -> None:
    make_unreachable(cabinet, "Ana")
    takes_over(cabinet, "Mallory")
    hands_over(cabinet, "Mallory", "Dana", stays=False)
    assert coordinators(cabinet) == ["Dana"]
    cabinet.travel(cabinet.clock.now() + timedelta(days=1))
