"""Everybody's own home page, in the real app: who sees what, and whose page is made anew when somebody acts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.sections.home_acts import HomeAct
from bot.sections.people import PeopleAct
from bot.sections.steering import SteerAct
from bot.slack import ids
from bot.use_cases.home.paging import Place
from jobs.tick import set_alarm
from rubric.people import Member, Role, TeamId
from rubric.team import Team
from sandbox.people import Person
from storage import teams
from storage.store import Transaction, new_id
from tests.stories.in_slack import InSlack, slack, words
from tests.waiting import eventually

__all__ = ["slack"]

A_MINUTE = timedelta(minutes=1)
ALL_STRENGTH = ["strength"] * 7
STEERS = "For coordinators"


def at_home(slack: InSlack, name: str) -> Person:
    person = slack.person(name)
    assert person.open_home().ok
    return person


def published_for(slack: InSlack) -> list[str]:
    return [str(call.args["user_id"]) for call in slack.running.workspace.calls if call.method == "views.publish"]


def in_store(slack: InSlack, act: Callable[[Transaction, Team], object]) -> None:
    story = slack.running.story
    with story.deps.store.begin() as transaction:
        act(transaction, story.team(transaction))


def changes(slack: InSlack, name: str, role: Role) -> None:
    def change(transaction: Transaction, team: Team) -> None:
        member = teams.member_at(transaction, team.id, f"U0{name.upper()}")
        assert member is not None
        teams.change_member(transaction, replace(member, role=role))

    in_store(slack, change)


def joins_another_team(slack: InSlack, name: str, *, called: str) -> None:
    """A team like the first, in a channel of its own, with that person alone."""

    def add(transaction: Transaction, team: Team) -> None:
        now = slack.running.clock.now()
        other = replace(team, id=TeamId(new_id()), channel_id=f"C0{called.upper()}", name=called)
        known = teams.member_at(transaction, team.id, f"U0{name.upper()}")
        assert known is not None
        teams.add(transaction, other, now=now)
        alone = Member(id=type(known.id)(new_id()), name=known.name, zone=known.zone)
        teams.add_member(transaction, other.id, alone, address=f"U0{name.upper()}", now=now)
        set_alarm(transaction, other, now=now)

    in_store(slack, add)


def choices(person: Person) -> dict[str, str]:
    """The teams in the menu of somebody's home page, by name."""
    elements = [element for block in (person.home or {})["blocks"] for element in block.get("elements", ())]
    menu = next(element for element in elements if element["type"] == "static_select")
    return {option["text"]["text"]: option["value"] for option in menu["options"]}


def press(person: Person, act: str, value: str | None = None) -> None:
    reply = person.click_in_view(f"do/{act}", value=value)
    assert reply.error is None


def test_a_member_finds_what_waits_and_what_comes_and_no_button_to_steer(slack: InSlack) -> None:
    said = words(at_home(slack, "dana").home)
    assert "7 indicators are waiting for you." in said
    assert "The next check-in opens Mon, Sep 14, 9:00 AM (Eastern time)." in said
    assert "Ana Morales coordinates this team." in said
    assert STEERS not in said


def test_a_coordinator_finds_who_has_rated_until_it_closes(slack: InSlack) -> None:
    slack.rates("dana", ALL_STRENGTH)
    said = words(at_home(slack, "ana").home)
    assert STEERS in said
    assert "1 of 8 have rated." in said
    assert "Done: Dana Whitfield." in said
    slack.until(slack.check_in.closes_at + A_MINUTE)
    said = words(at_home(slack, "ana").home)
    assert "1 of 8 in Check-in 1" in said
    assert "Dana Whitfield" not in said


def test_an_observer_finds_what_everybody_may_read(slack: InSlack) -> None:
    changes(slack, "lee", Role.OBSERVER)
    lee = at_home(slack, "lee")
    assert "You follow this team as an observer" in words(lee.home)
    assert ids.RATE_FROM_HOME not in words(lee.home)
    press(lee, HomeAct.ASKED_WHEN)
    assert "Check-in 1, opened Aug 31, 2026" in words(lee.view)


def test_somebody_on_no_team_learns_how_to_begin(slack: InSlack) -> None:
    said = words(at_home(slack, "mallory").home)
    assert "/homeroom setup" in said
    assert "Check-in 1" not in said


def test_somebody_on_three_teams_goes_from_one_to_the_other_and_stays_there(slack: InSlack) -> None:
    for called in ("North", "South"):
        joins_another_team(slack, "dana", called=called)
    before = words(at_home(slack, "lee").home)
    dana = at_home(slack, "dana")
    assert "C0NORTH" not in words(dana.home)
    press(dana, HomeAct.CHOOSE_TEAM, choices(dana)["North"])
    assert eventually(lambda: "C0NORTH" in words(dana.home))
    assert "C0NORTH" in words(at_home(slack, "dana").home)
    assert words(slack.person("lee").home) == before


def test_their_own_ratings_are_theirs_alone(slack: InSlack) -> None:
    slack.rates("dana", ALL_STRENGTH, evidence="Two MOUs in August")
    slack.rates("lee", ["urgent-gap"] * 7, evidence="None that I have seen")
    dana = at_home(slack, "dana")
    press(dana, HomeAct.OWN_RATINGS)
    assert "Two MOUs in August" in words(dana.view)
    assert "None that I have seen" not in words(dana.view)
    press(dana, HomeAct.OWN_RATINGS, value=str(Place(TeamId(slack.check_in.team_id), within="actionable-data")))
    assert "Actionable data" in words(dana.view)
    assert "Positive engagement 1" not in words(dana.view)


def test_only_the_home_of_whoever_acted_is_made_anew(slack: InSlack) -> None:
    joins_another_team(slack, "dana", called="North")
    for name in ("ana", "dana", "lee"):
        at_home(slack, name)
    made = len(published_for(slack))
    dana = slack.person("dana")
    press(dana, HomeAct.CHOOSE_TEAM, slack.check_in.team_id)
    assert eventually(lambda: len(published_for(slack)) > made)
    assert published_for(slack)[made:] == ["U0DANA"]


def test_a_home_shows_at_once_what_was_rated_from_it(slack: InSlack) -> None:
    for name in ("dana", "lee"):
        at_home(slack, name)
    made = len(published_for(slack))
    slack.rates("lee", ALL_STRENGTH)
    dana = slack.person("dana")
    dana.click_in_view(ids.RATE_FROM_HOME)
    for asked in slack.check_in.asked:
        dana.choose(slack.level_block(asked.id), "strength")
    assert dana.submit().ok
    assert eventually(lambda: "You have rated everything." in words(dana.home))
    assert published_for(slack)[made:] == ["U0DANA"]


def test_a_home_shows_at_once_what_was_steered_from_it(slack: InSlack) -> None:
    for name in ("ana", "lee"):
        at_home(slack, name)
    made = len(published_for(slack))
    ana = slack.person("ana")
    press(ana, SteerAct.PAUSE)
    assert eventually(lambda: "The team is paused" in words(ana.home))
    assert f"do/{SteerAct.RESUME}" in words(ana.home)
    assert "Ana Morales paused the team" in words(ana.home)
    assert published_for(slack)[made:] == ["U0ANA"]
    assert "The team is paused" in words(at_home(slack, "lee").home)


def test_somebody_goes_away_from_their_home_and_comes_back(slack: InSlack) -> None:
    dana = at_home(slack, "dana")
    press(dana, PeopleAct.AWAY_FROM_HOME)
    dana.choose("field/until", "2026-09-10")
    assert dana.submit().errors == {}
    dana.close_view()
    assert eventually(lambda: "You are away until Thu, Sep 10" in words(dana.home))
    assert "You have nothing to rate now." in words(dana.home)
    assert "7 indicators are waiting" not in words(dana.home)
    assert "Away, and not counted: Dana Whitfield." in words(at_home(slack, "ana").home)
    press(dana, PeopleAct.BACK)
    dana.close_view()
    assert eventually(lambda: "7 indicators are waiting for you." in words(dana.home))


def test_somebody_taken_off_the_team_can_open_none_of_its_pages_any_more(slack: InSlack) -> None:
    slack.rates("dana", ALL_STRENGTH)
    dana = at_home(slack, "dana")

    def take_off(transaction: Transaction, team: Team) -> None:
        member = teams.member_at(transaction, team.id, dana.id)
        assert member is not None
        teams.take_off(transaction, member.id, now=slack.running.clock.now())

    in_store(slack, take_off)
    for act in (HomeAct.OWN_RATINGS, HomeAct.ASKED_WHEN):
        press(dana, act)
        assert "Not on this team" in words(dana.view)
        dana.close_view()
