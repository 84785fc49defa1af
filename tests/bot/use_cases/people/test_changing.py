"""The list of people, changing somebody on it, adding and taking off."""

import pytest

from bot.sections.forms import Form, Values, Write
from bot.sections.parts import Button, Menu
from bot.sections.roster import COORDINATES, DEPARTMENTS, NO, OTHERS, ROLE, WHO, YES
from bot.use_cases.digests.own_digest import switch_own_digest
from bot.use_cases.people.add_members import add_members, open_add
from bot.use_cases.people.away import go_away
from bot.use_cases.people.change_member import change_member, open_member, take_off_member
from bot.use_cases.people.show_people import show_people, show_people_of
from bot.use_cases.results import FormErrors, OpenForm
from bot.use_cases.who import Refused
from rubric.audit import What
from rubric.people import Role
from rubric.refusals import (
    ChangedMeanwhile,
    CoordinatorsOnly,
    FormDoesNotMatch,
    LastCoordinator,
    NoLongerOnTheTeam,
    NotOnTheTeam,
)
from storage import ratings
from storage.store import Store
from tests.bot.use_cases.people.roster import (
    A_MINUTE,
    coordinators,
    counted,
    field,
    form,
    lines,
    listed,
    log,
    make_unreachable,
    offered,
    roster,
    several,
    to_add,
)
from tests.cabinet import CHANNEL, MONDAY, NAMES, Cabinet, address, local, speaker

AS_IT_IS: Values = {ROLE: "member", COORDINATES: NO, DEPARTMENTS: (), OTHERS: None}


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    """At the first check-in; Ana coordinates and Olga observes."""
    cabinet = Cabinet(any_store, names=(*NAMES, "Olga"))
    cabinet.set_up()
    cabinet.travel(local(MONDAY) + A_MINUTE)
    return cabinet


def opened(cabinet: Cabinet, name: str, *, by: str = "Ana") -> Form:
    about = listed(cabinet, by).about
    return form(open_member(cabinet.deps, speaker(by), about, roster(cabinet)[name].id))


def changed(cabinet: Cabinet, name: str, *, by: str = "Ana", **values: str | tuple[str, ...] | None) -> object:
    about = opened(cabinet, name, by=by).about
    return change_member(cabinet.deps, speaker(by), about, {**AS_IT_IS, **values})


def test_a_coordinator_sees_who_is_on_the_team_and_what_to_do_about_it(cabinet: Cabinet) -> None:
    go_away(cabinet.deps, speaker("Dev"), "", {"until": "2026-11-09"})
    shown = listed(cabinet, "Ana")
    assert lines(shown) == [
        "Ana. Member and coordinator.",
        "Dana. Member.",
        "Dev. Member. / Away until Nov 9, 2026.",
        "Lee. Member.",
        "Olga. Observer.",
    ]
    [menu] = [part for part in shown.parts if isinstance(part, Menu)]
    assert [item.text for item in menu.items] == ["Ana", "Dana", "Dev", "Lee", "Olga"]
    assert [part.label for part in shown.parts if isinstance(part, Button)] == ["Add somebody"]


@pytest.mark.parametrize("name", ["Dana", "Olga"])
def test_everybody_on_the_team_may_look_and_no_more(cabinet: Cabinet, name: str) -> None:
    cabinet.rate("Dana", "S S S")
    go_away(cabinet.deps, speaker("Dev"), "", {"until": "2026-11-09"})
    shown = listed(cabinet, name)
    assert lines(shown)[2] == "Dev. Member."
    assert not any(isinstance(part, Button | Menu) for part in shown.parts)
    assert "rated" not in str(shown.parts)


def test_outsiders_see_no_list(cabinet: Cabinet) -> None:
    with pytest.raises(NotOnTheTeam):
        show_people(cabinet.deps, speaker("Mallory"), CHANNEL)
    with pytest.raises(NotOnTheTeam):
        show_people_of(cabinet.deps, speaker("Mallory"), cabinet.team().id)
    assert lines(form(show_people_of(cabinet.deps, speaker("Dana"), cabinet.team().id))) != []


def test_in_another_channel_the_only_team_of_somebody_is_meant(cabinet: Cabinet) -> None:
    assert form(show_people(cabinet.deps, speaker("Dana"), "D-dana")).about == listed(cabinet, "Dana").about


def test_a_member_becomes_an_observer_and_is_not_waited_for(cabinet: Cabinet) -> None:
    result = changed(cabinet, "Dana", role="observer")
    assert isinstance(result, OpenForm)
    assert "The change to Dana is saved." in str(form(result).parts)
    assert roster(cabinet)["Dana"].role is Role.OBSERVER
    assert counted(cabinet)[1] == 3
    [entry] = log(cabinet)
    assert (entry.what, entry.actor) == (What.MEMBER, "Ana")
    assert (entry.before, entry.after) == (
        {"name": "Dana", "role": "member"},
        {"name": "Dana", "role": "observer"},
    )


def test_what_somebody_stands_for_is_chosen_from_the_cabinets_functions_and_written(cabinet: Cabinet) -> None:
    functions = offered(opened(cabinet, "Dana"), DEPARTMENTS)
    assert len(functions) == 8
    others = "  Bus   routes \n\nbus routes\nDATA"
    changed(cabinet, "Dana", departments=("health", "data"), other_departments=others)
    assert roster(cabinet)["Dana"].departments == ("health", "data", "Bus routes")
    again = opened(cabinet, "Dana")
    assert several(again, DEPARTMENTS).chosen == ("health", "data")
    written = field(again, OTHERS)
    assert isinstance(written, Write)
    assert written.text == "Bus routes"


@pytest.mark.parametrize("written", ["x" * 76, "\n".join(map(str, range(11)))], ids=["long", "many"])
def test_too_much_written_keeps_the_form(cabinet: Cabinet, written: str) -> None:
    errors = changed(cabinet, "Dana", other_departments=written)
    assert isinstance(errors, FormErrors)
    assert list(errors.errors) == [OTHERS]
    assert log(cabinet) == []


def test_nothing_different_is_no_change(cabinet: Cabinet) -> None:
    assert isinstance(changed(cabinet, "Dana"), OpenForm)
    assert log(cabinet) == []


def test_an_absence_outlasts_a_change_of_role(cabinet: Cabinet) -> None:
    go_away(cabinet.deps, speaker("Dana"), "", {"until": "2026-11-09"})
    changed(cabinet, "Dana", role="observer")
    assert roster(cabinet)["Dana"].is_away(cabinet.clock.now())


def test_who_wants_no_digest_of_their_own_gets_none_in_another_role(cabinet: Cabinet) -> None:
    switch_own_digest(cabinet.deps, speaker("Dana"), cabinet.team().id, on=False)
    changed(cabinet, "Dana", role="observer")
    assert not roster(cabinet)["Dana"].wants_digest


def test_only_coordinators_change_people(cabinet: Cabinet) -> None:
    about = opened(cabinet, "Lee").about
    for name in ("Dana", "Olga"):
        with pytest.raises(CoordinatorsOnly):
            change_member(cabinet.deps, speaker(name), about, AS_IT_IS)
        with pytest.raises(CoordinatorsOnly):
            take_off_member(cabinet.deps, speaker(name), about)
        with pytest.raises(CoordinatorsOnly):
            open_add(cabinet.deps, speaker(name), about)
        with pytest.raises(CoordinatorsOnly):
            open_member(cabinet.deps, speaker(name), about, roster(cabinet)["Lee"].id)


def test_the_last_coordinator_stays_one(cabinet: Cabinet) -> None:
    about = opened(cabinet, "Ana").about
    with pytest.raises(Refused) as stopping:
        changed(cabinet, "Ana", coordinates=NO)
    with pytest.raises(Refused) as going:
        take_off_member(cabinet.deps, speaker("Ana"), about)
    for caught in (stopping, going):
        assert isinstance(caught.value.refusal, LastCoordinator)
        assert caught.value.refusal.is_self
    assert coordinators(cabinet) == ["Ana"]
    assert log(cabinet) == []


def test_one_who_can_not_be_reached_is_no_second_coordinator(cabinet: Cabinet) -> None:
    changed(cabinet, "Dev", coordinates=YES)
    make_unreachable(cabinet, "Dev")
    with pytest.raises(Refused):
        changed(cabinet, "Ana", coordinates=NO)
    changed(cabinet, "Dev", coordinates=NO)
    assert coordinators(cabinet) == ["Ana"]


def test_of_two_coordinators_the_second_sees_what_the_first_changed(cabinet: Cabinet) -> None:
    changed(cabinet, "Dev", coordinates=YES)
    theirs, others = opened(cabinet, "Dana", by="Dev").about, opened(cabinet, "Lee", by="Dev").about
    changed(cabinet, "Dana", role="observer")
    with pytest.raises(Refused) as caught:
        change_member(cabinet.deps, speaker("Dev"), theirs, {**AS_IT_IS, OTHERS: "Data"})
    refusal = caught.value.refusal
    assert isinstance(refusal, ChangedMeanwhile)
    assert [entry.after["role"] for entry in refusal.entries] == ["observer"]
    assert roster(cabinet)["Dana"].departments == ()
    change_member(cabinet.deps, speaker("Dev"), others, {**AS_IT_IS, OTHERS: "Data"})
    assert roster(cabinet)["Lee"].departments == ("Data",)


def test_ones_own_change_on_another_device_is_no_surprise(cabinet: Cabinet) -> None:
    about = opened(cabinet, "Dana").about
    changed(cabinet, "Dana", role="observer")
    assert isinstance(change_member(cabinet.deps, speaker("Ana"), about, {**AS_IT_IS, OTHERS: "Data"}), OpenForm)
    assert (roster(cabinet)["Dana"].role, roster(cabinet)["Dana"].departments) == (Role.MEMBER, ("Data",))


def test_who_is_taken_off_keeps_what_they_rated_and_their_place_when_they_come_again(cabinet: Cabinet) -> None:
    cabinet.rate("Dana", "S S S")
    dana, check_in = roster(cabinet)["Dana"], cabinet.open_check_in()
    changed(cabinet, "Dana", other_departments="Data")
    result = take_off_member(cabinet.deps, speaker("Ana"), opened(cabinet, "Dana").about)
    assert "Dana is off the team" in str(form(result).parts)
    assert "Dana" not in roster(cabinet)
    # What she rated counts as before.
    assert counted(cabinet) == (1, 4)
    assert (log(cabinet)[0].what, log(cabinet)[0].before["name"]) == (What.LEFT, "Dana")
    with cabinet.store.read() as transaction:
        assert len(ratings.of_member(transaction, check_in.id, dana.id)) == 3
    shown = to_add(cabinet, *NAMES)
    add_members(cabinet.deps, speaker("Ana"), shown.about, {WHO: (address("Dana"),), ROLE: "member"})
    assert roster(cabinet)["Dana"].id == dana.id
    assert counted(cabinet) == (1, 4)


def test_a_form_about_somebody_who_has_left_says_so(cabinet: Cabinet) -> None:
    about = opened(cabinet, "Dana").about
    take_off_member(cabinet.deps, speaker("Ana"), about)
    with pytest.raises(Refused) as caught:
        change_member(cabinet.deps, speaker("Ana"), about, AS_IT_IS)
    assert caught.value.refusal.__dict__ == NoLongerOnTheTeam("Dana").__dict__
    with pytest.raises(FormDoesNotMatch):
        open_member(cabinet.deps, speaker("Ana"), about, "f" * 32)
