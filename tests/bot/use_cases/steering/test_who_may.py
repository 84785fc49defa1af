"""Who may steer: every verb on no team, by the wrong person, by somebody who left; the plan and the log are for all."""

import pytest

from bot.routes import ROUTES, Pressed
from bot.sections.steering import SteerAct
from bot.use_cases.results import OpenForm
from rubric.people import TeamId
from rubric.refusals import CoordinatorsOnly, FormDoesNotMatch, NoTeamHere, NotOnTheTeam
from storage.store import Store
from tests.bot.use_cases.steering.ground import A_MINUTE, OPENS, leaves, log
from tests.cabinet import CHANNEL, NAMES, Cabinet, speaker

FOR_ALL = (SteerAct.PLAN, SteerAct.AUDIT)
FOR_COORDINATORS = tuple(act for act in SteerAct if act not in FOR_ALL)
every_act = pytest.mark.parametrize("act", SteerAct)


@pytest.fixture
def cabinet(store: Store) -> Cabinet:
    cabinet = Cabinet(store, names=(*NAMES, "Olga"))
    cabinet.set_up()
    cabinet.travel(OPENS + A_MINUTE)
    return cabinet


def press(cabinet: Cabinet, act: SteerAct, name: str, *, team_id: str = "", workspace: str = "T1") -> object:
    who = speaker(name, workspace=workspace)
    return ROUTES.presses[act](cabinet.deps, who, Pressed(team_id or cabinet.team().id))


def command(cabinet: Cabinet, act: SteerAct, name: str, channel: str = CHANNEL) -> object:
    return ROUTES.commands[act.replace("_", " ")](cabinet.deps, speaker(name), channel, "")


@pytest.mark.parametrize("act", FOR_COORDINATORS)
@pytest.mark.parametrize("name", ["Dana", "Olga"])
def test_members_and_observers_are_told_who_coordinates(cabinet: Cabinet, act: SteerAct, name: str) -> None:
    for attempt in (press, command):
        with pytest.raises(CoordinatorsOnly) as caught:
            attempt(cabinet, act, name)
        assert caught.value.coordinators == ("Ana",)
    assert log(cabinet) == ()


@pytest.mark.parametrize("act", FOR_ALL)
@pytest.mark.parametrize("name", ["Ana", "Dana", "Olga"])
def test_the_plan_and_the_log_are_for_everybody_on_the_team(cabinet: Cabinet, act: SteerAct, name: str) -> None:
    for attempt in (press, command):
        assert isinstance(attempt(cabinet, act, name), OpenForm)


@every_act
def test_outsiders_and_those_who_left_are_refused(cabinet: Cabinet, act: SteerAct) -> None:
    leaves(cabinet, "Ana")
    for name in ("Mallory", "Ana"):
        for attempt in (press, command):
            with pytest.raises(NotOnTheTeam):
                attempt(cabinet, act, name)


@every_act
def test_a_team_of_another_workspace_is_out_of_reach(cabinet: Cabinet, act: SteerAct) -> None:
    with pytest.raises(NotOnTheTeam):
        press(cabinet, act, "Ana", workspace="T-other")


@every_act
def test_there_is_nothing_to_steer_where_no_team_is(cabinet: Cabinet, act: SteerAct) -> None:
    with pytest.raises(NoTeamHere):
        command(cabinet, act, "Ana", channel="C-nobody")
    with pytest.raises(FormDoesNotMatch):
        press(cabinet, act, "Ana", team_id=TeamId("no-such-team"))


@every_act
def test_a_command_with_more_words_is_not_that_command(cabinet: Cabinet, act: SteerAct) -> None:
    words = act.replace("_", " ")
    answer = ROUTES.commands[words](cabinet.deps, speaker("Ana"), CHANNEL, "everything")
    assert "everything" in str(answer)
    assert log(cabinet) == ()


FORMS = ("skip", "shift", "extend", "settings_preview", "pin", "exclude", "focus")
WITHIN = ("put_back", "unpin", "include", "back_to_settings", "use_plan")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("about", ["", "team", "@@", "team@x@", "no-such-team@0@"])
def test_a_form_that_was_tampered_with_changes_nothing(cabinet: Cabinet, form: str, about: str) -> None:
    with pytest.raises(FormDoesNotMatch):
        ROUTES.submissions[form](cabinet.deps, speaker("Ana"), about, {})


@pytest.mark.parametrize("form", FORMS)
def test_roles_are_checked_again_when_a_form_comes_back(cabinet: Cabinet, form: str) -> None:
    about = f"{cabinet.team().id}@0@"
    with pytest.raises(CoordinatorsOnly):
        ROUTES.submissions[form](cabinet.deps, speaker("Dana"), about, {})
    with pytest.raises(NotOnTheTeam):
        ROUTES.submissions[form](cabinet.deps, speaker("Mallory"), about, {})
    assert log(cabinet) == ()


@pytest.mark.parametrize("act", WITHIN)
def test_roles_are_checked_again_when_a_button_in_a_form_is_pressed(cabinet: Cabinet, act: str) -> None:
    pressed = Pressed("capacity-building.1", about=f"{cabinet.team().id}@0@7.2")
    with pytest.raises(CoordinatorsOnly):
        ROUTES.presses[act](cabinet.deps, speaker("Dana"), pressed)
    assert log(cabinet) == ()
