"""Setting a team up from its channel: every step, back and forth."""

from bot.demo.cast import CAST
from bot.sections.set_up import PEOPLE_FORM, RHYTHM_FORM, SetUpAct
from bot.sections.set_up_preview import PREVIEW_FORM
from rubric.audit import What
from rubric.people import Role
from storage import audit
from tests.contracts.kept import settings_of_all_teams
from tests.contracts.setting_up import (
    DEPARTMENTS,
    addresses,
    departments_of,
    drafts_kept,
    held,
    is_at,
    next_step,
    team_in_other_channel,
    types_setup,
)
from tests.contracts.stage import A_MINUTE, Actor, Held, Scene, words
from tests.contracts.stages import on_every_pair


def goes_back(person: Actor, to: str) -> None:
    person.presses(SetUpAct.BACK)
    assert is_at(person, to), words(person)


def test_a_team_is_set_up_with_a_command_and_three_clicks_and_says_hello(scene: Scene) -> None:
    ruth = types_setup(scene, "ruth")
    assert [ruth.submits() for _ in range(3)] == [{}, {}, {}]
    assert "Your team is set up" in words(ruth)
    scene.pass_by(A_MINUTE)
    hello = ruth.channel(scene.stage.other_channel)[-1].text
    assert hello.startswith("Hello, General\nThe first check-in opens Mon, Sep 7, 9:00 AM (Eastern time)")
    assert "Ruth Goldberg" in hello
    assert "Homeroom," not in hello
    _, roster = team_in_other_channel(scene)
    assert roster["Ruth Goldberg"].member.departments == (("health",) if scene.stage.knows_titles else ())
    assert [name for name, one in roster.items() if one.member.coordinates] == ["Ruth Goldberg"]
    assert drafts_kept(scene) == 0


@on_every_pair
def test_every_step_goes_back_and_forth_and_loses_nothing(scene: Scene) -> None:
    ruth, setting = types_setup(scene, "ruth"), scene.stage.setting
    assert held(ruth, "team") == [setting.address(person) for person in CAST]
    assert held(ruth, "coordinators") == addresses(scene, "ruth")
    of_mia = departments_of(scene, "mia")
    assert held(ruth, of_mia) == (["communications"] if scene.stage.knows_titles else [])
    people: dict[str, Held] = {
        "team": addresses(scene, "dana", "ruth", "mia"),
        "observers": addresses(scene, "dana"),
        of_mia: ["communications", "operations"],
    }
    ruth.fills_in(people)
    next_step(ruth, RHYTHM_FORM)
    assert (held(ruth, "name"), held(ruth, "zone")) == ("General", "America/New_York")
    rhythm: dict[str, Held] = {"every_weeks": "4", "zone": "America/Chicago", "reminder_days": []}
    ruth.fills_in({**rhythm, "name": "Two words of hope"})
    goes_back(ruth, PEOPLE_FORM)
    assert {field: held(ruth, field) for field in people} == people
    next_step(ruth, RHYTHM_FORM)
    assert {field: held(ruth, field) for field in rhythm} == rhythm
    next_step(ruth, PREVIEW_FORM)
    goes_back(ruth, RHYTHM_FORM)
    assert held(ruth, "name") == "Two words of hope"
    # Right or wrong: going back asks nothing of anybody.
    ruth.fills_in({"start_on": None})
    goes_back(ruth, PEOPLE_FORM)
    next_step(ruth, RHYTHM_FORM)
    assert held(ruth, "start_on") is None


def test_the_preview_shows_what_will_be_and_the_team_is_that(scene: Scene) -> None:
    ruth = types_setup(scene, "ruth")
    names = ("ruth", "mia", "omar", "lee", "dana")
    ruth.fills_in(
        {
            "team": addresses(scene, *names),
            "coordinators": addresses(scene, "ruth", "dana"),
            "observers": addresses(scene, "dana"),
            **{departments_of(scene, name): [DEPARTMENTS[name]] for name in names},
        }
    )
    next_step(ruth, RHYTHM_FORM)
    ruth.fills_in({"every_weeks": "4", "zone": "America/Chicago", "weekday": "2", "reminder_days": []})
    next_step(ruth, PREVIEW_FORM)
    for sentence in (
        "4 people rate, 1 observes. Dana Whitfield and Ruth Goldberg coordinate.",
        "Every 4 weeks on Wednesday at 9:00 AM (Central time), 7 indicators each.",
        "Each stays open for 7 days. Nobody is reminded.",
        "Nobody on the team stands for student support, data, and operations. Capacity building 2 will ask about that.",
        "Nothing is posted until you press Set up.",
    ):
        assert sentence in words(ruth)
    assert len(settings_of_all_teams(scene)) == 1
    assert ruth.submits() == {}
    made, roster = team_in_other_channel(scene)
    assert (made.rhythm.cadence.every_weeks, made.rhythm.reminder_days) == (4, ())
    assert {name: (one.member.role, one.member.coordinates) for name, one in roster.items()} == {
        "Dana Whitfield": (Role.OBSERVER, True),
        "Lee Nakamura": (Role.MEMBER, False),
        "Mia Thompson": (Role.MEMBER, False),
        "Omar Haddad": (Role.MEMBER, False),
        "Ruth Goldberg": (Role.MEMBER, True),
    }
    with scene.stage.story.deps.store.read() as transaction:
        (entry,) = audit.latest(transaction, made.id, most=9)
    own = roster["Ruth Goldberg"].member
    assert (entry.what, entry.actor, entry.actor_id) == (What.SET_UP, own.name, own.id)


def test_a_form_that_was_closed_is_taken_up_where_it_stopped_and_is_nobody_elses(scene: Scene) -> None:
    ruth = types_setup(scene, "ruth")
    ruth.fills_in({"observers": addresses(scene, "sam")})
    next_step(ruth, RHYTHM_FORM)
    ruth.fills_in({"name": "Kept for later"})
    next_step(ruth, PREVIEW_FORM)
    ruth.closes()
    types_setup(scene, "ruth")
    assert is_at(ruth, PREVIEW_FORM)
    assert "Kept for later" in words(ruth)
    omar = types_setup(scene, "omar")
    assert is_at(omar, PEOPLE_FORM)
    assert (held(omar, "observers"), held(omar, "coordinators")) == ([], addresses(scene, "omar"))


def test_people_who_left_the_channel_meanwhile_are_not_on_the_team_that_is_taken_up(scene: Scene) -> None:
    ruth = types_setup(scene, "ruth")
    ruth.fills_in({"coordinators": addresses(scene, "sam")})
    next_step(ruth, RHYTHM_FORM)
    next_step(ruth, PREVIEW_FORM)
    ruth.closes()
    scene.stage.goes_out("sam", channel=scene.stage.other_channel)
    types_setup(scene, "ruth")
    assert is_at(ruth, PEOPLE_FORM)
    assert "Sam Okafor" not in words(ruth)
    assert list(ruth.submits()) == ["coordinators"]
