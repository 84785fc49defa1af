"""Somebody comes into the channel or leaves it, and coordinators are asked."""

from datetime import timedelta

from bot.sections.people import PeopleAct
from rubric.people import Role
from tests.contracts.people_acting import hands_over
from tests.contracts.stage import Said, Scene, words

A_FEW_SECONDS = timedelta(seconds=5)


def comes_in(scene: Scene, name: str) -> None:
    scene.stage.comes_in(name)
    scene.everything_happens()


def question(scene: Scene, name: str) -> Said:
    [message] = scene.told(name, about="Should they")
    return message


def answers(scene: Scene, name: str, asked: Said, act: PeopleAct) -> str:
    """What somebody is shown who presses a button of the question."""
    person = scene.person(name)
    person.presses_in(asked, act)
    said = words(person)
    person.closes()
    return said


def test_who_joins_is_proposed_added_and_told_of_the_open_check_in(scene: Scene) -> None:
    comes_in(scene, "mallory")
    assert "mallory" not in scene.roster()
    asked = question(scene, "ana")
    assert "Mallory Quinn joined" in asked.text
    assert "On the team" in answers(scene, "ana", asked, PeopleAct.ADD_AS_MEMBER)
    assert scene.roster()["mallory"].role is Role.MEMBER
    scene.everything_happens()
    assert "0 of 9 have rated." in scene.card().text
    [invitation] = scene.told("mallory", about="waiting for you")
    assert "now. 7 indicators of Check-in 1" in invitation.text
    assert scene.told("ana", about="Should they") == []
    assert "Ana Morales added Mallory Quinn to the team as a member." in scene.told("ana", about="Mallory")[0].text
    scene.rates("mallory", ["strength"] * 7)


def test_who_leaves_stays_until_a_coordinator_says_otherwise(scene: Scene) -> None:
    scene.rates("dana", ["strength"] * 7)
    scene.stage.goes_out("dana")
    scene.everything_happens()
    assert "dana" in scene.roster()
    assert "Off the team" in answers(scene, "ana", question(scene, "ana"), PeopleAct.TAKE_OFF_PROPOSED)
    assert "dana" not in scene.roster()


def test_the_first_of_two_coordinators_decides_and_the_other_sees_it(scene: Scene) -> None:
    hands_over(scene, "ana", "dev", stays=True)
    comes_in(scene, "mallory")
    first, second = question(scene, "ana"), question(scene, "dev")
    answers(scene, "ana", first, PeopleAct.ADD_AS_OBSERVER)
    late = answers(scene, "dev", second, PeopleAct.LEAVE_OUT)
    assert "Settled already" in late
    assert "Ana Morales added Mallory Quinn to the team as an observer." in late
    scene.everything_happens()
    for name in ("ana", "dev"):
        [message] = scene.told(name, about="Mallory")
        assert "as an observer" in message.text
        assert message.acts == ()
    assert scene.roster()["mallory"].role is Role.OBSERVER


def test_a_question_answered_on_a_device_that_was_slow_changes_nothing_any_more(scene: Scene) -> None:
    comes_in(scene, "mallory")
    asked = question(scene, "ana")
    answers(scene, "ana", asked, PeopleAct.LEAVE_OUT)
    scene.everything_happens()
    assert "Settled already" in answers(scene, "ana", asked, PeopleAct.ADD_AS_MEMBER)
    assert "mallory" not in scene.roster()


def test_who_is_back_before_anybody_was_asked_is_no_question(scene: Scene) -> None:
    scene.stage.goes_out("dana")
    scene.pass_by(A_FEW_SECONDS)
    comes_in(scene, "dana")
    assert scene.told("ana", about="Dana") == []


def test_a_guest_is_not_proposed(scene: Scene) -> None:
    scene.stage.becomes_a_guest("mallory")
    comes_in(scene, "mallory")
    assert scene.told("ana", about="Mallory") == []


def test_who_does_not_coordinate_decides_nothing(scene: Scene) -> None:
    comes_in(scene, "mallory")
    asked = question(scene, "ana")
    hands_over(scene, "ana", "dev", stays=False)
    assert "Dev Patel coordinates this team" in answers(scene, "ana", asked, PeopleAct.ADD_AS_MEMBER)
    assert "mallory" not in scene.roster()
