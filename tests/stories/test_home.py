"""Whose home page is published anew in Slack when somebody acts, and when."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.sections.home_acts import HomeAct
from bot.sections.steering import SteerAct
from bot.slack import ids
from jobs.tick import set_alarm
from rubric.people import Member, TeamId
from rubric.team import Team
from sandbox.people import Person
from storage import teams
from storage.store import Transaction, new_id
from tests.stories.in_slack import InSlack, slack, words
from tests.waiting import eventually

__all__ = ["slack"]

A_MINUTE = timedelta(minutes=1)
ALL_STRENGTH = ["strength"] * 7


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
