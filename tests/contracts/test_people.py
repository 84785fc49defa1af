"""The roster from chat: who is on it, who changes it, who coordinates."""

from bot.sections.people import PeopleAct
from bot.sections.roster import ADD_FORM, COORDINATES, MEMBER_FORM, OTHERS, ROLE, WHO
from rubric.people import Role
from storage import teams
from tests.contracts.people_acting import coordinators, hands_over, submits
from tests.contracts.stage import A_MINUTE, Actor, Scene, words


def opens_list(scene: Scene, name: str = "ana") -> Actor:
    person = scene.person(name)
    person.types("people")
    return person


def chooses(scene: Scene, person: Actor, whom: str) -> None:
    person.picks(PeopleAct.CHOOSE, scene.roster()[whom].id)
    assert person.shown is not None
    assert person.shown.form == MEMBER_FORM, words(person)


def test_a_coordinator_makes_somebody_an_observer(scene: Scene) -> None:
    ana = opens_list(scene)
    assert "Dana Whitfield" in words(ana)
    chooses(scene, ana, "dana")
    ana.fills_in({ROLE: "observer", OTHERS: "Bus routes"})
    assert "The change to Dana Whitfield is saved." in submits(ana)
    dana = scene.roster()["dana"]
    assert dana.role is Role.OBSERVER
    assert "Bus routes" in dana.departments
    scene.pass_by(A_MINUTE)
    assert "0 of 7 have rated." in scene.card().text
    assert "Observers don't rate" in words(scene.opens("dana"))


def test_a_member_looks_and_changes_nothing(scene: Scene) -> None:
    dana = opens_list(scene, "dana")
    assert "Sam Okafor" in words(dana)
    assert dana.shown is not None
    assert (dana.shown.fields, dana.shown.acts) == ({}, ())


def test_somebody_is_taken_off_and_put_back_on(scene: Scene) -> None:
    scene.rates("dana", ["strength"] * 7)
    ana = opens_list(scene)
    chooses(scene, ana, "dana")
    ana.presses(PeopleAct.TAKE_OFF)
    assert "Dana Whitfield is off the team" in words(ana)
    assert "Not on this team" in words(scene.opens("dana"))
    ana.presses(PeopleAct.ADD)
    assert ana.shown is not None
    assert ana.shown.form == ADD_FORM
    ana.fills_in({WHO: [scene.address("dana")]})
    assert "Added: Dana Whitfield." in submits(ana)
    assert "dana" in scene.roster()
    scene.pass_by(A_MINUTE)
    assert "1 of 8 have rated." in scene.card().text


def test_with_everybody_on_the_team_there_is_nobody_to_add(scene: Scene) -> None:
    ana = opens_list(scene)
    ana.presses(PeopleAct.ADD)
    assert "is on it already" in words(ana)


def test_the_last_coordinator_hands_over_before_leaving(scene: Scene) -> None:
    ana = scene.person("ana")
    assert "Hand over first" in ana.types("leave")
    chooses(scene, opens_list(scene), "ana")
    ana.fills_in({COORDINATES: "no"})
    assert "Hand over first" in submits(ana)
    ana.closes()
    assert "Dev Patel coordinates the team now" in hands_over(scene, "ana", "dev", stays=False)
    assert ana.types("leave") == ""
    assert "You have left the team" in submits(ana)
    assert coordinators(scene) == ["dev"]
    assert "ana" not in scene.roster()
    scene.pass_by(A_MINUTE)
    assert any("from Ana Morales to Dev Patel" in said.text for said in scene.channel())


def test_who_does_not_coordinate_hands_nothing_over(scene: Scene) -> None:
    assert "Ana Morales coordinates this team" in scene.person("dana").types("hand over")


def test_two_coordinators_at_once_the_second_sees_what_changed(scene: Scene) -> None:
    hands_over(scene, "ana", "dev", stays=True)
    ana, dev = opens_list(scene), opens_list(scene, "dev")
    for one in (ana, dev):
        chooses(scene, one, "dana")
    ana.fills_in({ROLE: "observer"})
    submits(ana)
    dev.fills_in({OTHERS: "Typed by Dev"})
    said = submits(dev)
    assert "Changed meanwhile" in said
    assert "Ana Morales changed Dana Whitfield: role from member to observer." in said
    assert "Typed by Dev" in said
    assert "Typed by Dev" not in scene.roster()["dana"].departments


def test_an_administrator_takes_over_when_nobody_else_can(scene: Scene) -> None:
    ana = scene.person("ana")
    assert "You are one of its coordinators already" in ana.types("take over")
    hands_over(scene, "ana", "dev", stays=False)
    assert "Dev Patel coordinates this team" in ana.types("take over")
    # As when nothing that is written to him arrives any more.
    with scene.stage.story.deps.store.begin() as transaction:
        teams.lose_member(transaction, scene.roster()["dev"].id, now=scene.stage.story.clock.now())
    assert "You are not one, so nothing was changed." in scene.person("dana").types("take over")
    assert coordinators(scene) == ["dev"]
    assert "You coordinate this team" in ana.types("take over")
    assert coordinators(scene) == ["ana", "dev"]
    scene.pass_by(A_MINUTE)
    assert any("took over coordinating the team" in said.text for said in scene.channel())


def test_homeroom_removed_from_the_channel_says_so_at_once_and_goes_on_when_it_is_back(scene: Scene) -> None:
    scene.stage.shuts_out()
    scene.everything_happens()
    assert len(scene.told("ana", about="isn't in")) == 1
    scene.stage.lets_in()
    scene.everything_happens()
    story = scene.stage.story
    with story.deps.store.read() as transaction:
        assert story.team(transaction).reachable
