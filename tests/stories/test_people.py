"""The roster from chat: who is on it, who changes it, who coordinates, over both transports."""

from bot.demo.cast import CHANNEL_ID
from bot.demo.town import BOT_USER
from bot.sections.people import PeopleAct
from bot.sections.roster import COORDINATES, OTHERS, ROLE, WHO
from bot.slack import ids
from bot.slack.routed_ids import field_block, form_callback
from rubric.people import Role
from sandbox.people import Person
from tests.stories.in_slack import A_MINUTE, InSlack, slack, words
from tests.stories.people_acting import (
    coordinators,
    everything_happens,
    fills_in,
    hands_over,
    roster,
    submits,
    told,
    types,
    whispered,
)

__all__ = ["slack"]


def opens_list(slack: InSlack, name: str = "ana") -> Person:
    person = slack.person(name)
    types(person, "people")
    return person


def chooses(slack: InSlack, person: Person, whom: str) -> None:
    assert person.click_in_view(ids.action_id(PeopleAct.CHOOSE), value=roster(slack)[whom].id).error is None
    assert (person.view or {})["callback_id"] == form_callback("roster_member"), words(person.view)


def test_a_coordinator_makes_somebody_an_observer(slack: InSlack) -> None:
    ana = opens_list(slack)
    assert "Dana Whitfield" in words(ana.view)
    chooses(slack, ana, "dana")
    fills_in(ana, {ROLE: "observer"})
    ana.type(field_block(OTHERS), "Bus routes")
    assert "The change to Dana Whitfield is saved." in submits(ana)
    assert roster(slack)["dana"].role is Role.OBSERVER
    assert "Bus routes" in roster(slack)["dana"].departments
    slack.pass_by(A_MINUTE)
    assert "0 of 7 have rated." in slack.card()["text"]
    dana = slack.opens_form("dana")
    assert "Observers don't rate" in words(dana.view)


def test_a_member_looks_and_changes_nothing(slack: InSlack) -> None:
    dana = opens_list(slack, "dana")
    assert "Sam Okafor" in words(dana.view)
    assert "actions" not in [block["type"] for block in (dana.view or {})["blocks"]]


def test_somebody_is_taken_off_and_put_back_on(slack: InSlack) -> None:
    slack.rates("dana", ["strength"] * 7)
    ana = opens_list(slack)
    chooses(slack, ana, "dana")
    assert ana.click_in_view(ids.action_id(PeopleAct.TAKE_OFF)).error is None
    assert "Dana Whitfield is off the team" in words(ana.view)
    assert "on the team" in words(slack.opens_form("dana").view)
    assert ana.click_in_view(ids.action_id(PeopleAct.ADD)).error is None
    assert (ana.view or {})["callback_id"] == form_callback("roster_add")
    fills_in(ana, {WHO: ["U0DANA"]})
    assert "Added: Dana Whitfield." in submits(ana)
    assert "dana" in roster(slack)
    slack.pass_by(A_MINUTE)
    assert "1 of 8 have rated." in slack.card()["text"]


def test_with_everybody_on_the_team_there_is_nobody_to_add(slack: InSlack) -> None:
    ana = opens_list(slack)
    assert ana.click_in_view(ids.action_id(PeopleAct.ADD)).error is None
    assert "is on it already" in words(ana.view)


def test_the_last_coordinator_hands_over_before_leaving(slack: InSlack) -> None:
    ana = slack.person("ana")
    types(ana, "leave")
    assert "Hand over first" in whispered(ana)
    chooses(slack, opens_list(slack), "ana")
    fills_in(ana, {COORDINATES: "no"})
    assert "Hand over first" in submits(ana)
    ana.close_view()
    assert "Dev Patel coordinates the team now" in hands_over(slack, "ana", "dev", stays=False)
    ana.close_view()
    types(ana, "leave")
    assert "You have left the team" in submits(ana)
    assert coordinators(slack) == ["dev"]
    assert "ana" not in roster(slack)
    slack.pass_by(A_MINUTE)
    assert any("from Ana Morales to Dev Patel" in message["text"] for message in slack.channel())


def test_who_does_not_coordinate_hands_nothing_over(slack: InSlack) -> None:
    dana = slack.person("dana")
    types(dana, "hand over")
    assert "Ana Morales coordinates this team" in whispered(dana)


def test_two_coordinators_at_once_the_second_sees_what_changed(slack: InSlack) -> None:
    hands_over(slack, "ana", "dev", stays=True)
    slack.person("ana").close_view()
    ana, dev = opens_list(slack), opens_list(slack, "dev")
    for one in (ana, dev):
        chooses(slack, one, "dana")
    fills_in(ana, {ROLE: "observer"})
    submits(ana)
    dev.type(field_block(OTHERS), "Typed by Dev")
    said = submits(dev)
    assert "Changed meanwhile" in said
    assert "Ana Morales changed Dana Whitfield: role from member to observer." in said
    assert "Typed by Dev" in said
    assert "Typed by Dev" not in roster(slack)["dana"].departments


def test_an_administrator_takes_over_when_nobody_else_can(slack: InSlack) -> None:
    ana, dana = slack.person("ana"), slack.person("dana")
    types(ana, "take over")
    assert "You are one of its coordinators already" in whispered(ana)
    hands_over(slack, "ana", "dev", stays=False)
    ana.close_view()
    types(ana, "take over")
    assert "Dev Patel coordinates this team" in whispered(ana)
    slack.running.workspace.deactivate("U0DEV")
    everything_happens(slack)
    types(dana, "take over")
    assert "only an administrator" in words(dana.view)
    assert coordinators(slack) == ["dev"]
    types(ana, "take over")
    assert "You coordinate this team" in words(ana.view)
    assert coordinators(slack) == ["ana", "dev"]
    slack.pass_by(A_MINUTE)
    assert any("took over coordinating the team" in message["text"] for message in slack.channel())


def test_what_slack_knows_anew_of_somebody_is_renewed(slack: InSlack) -> None:
    workspace = slack.running.workspace
    workspace.rename("U0DANA", "Dana Okonkwo")
    workspace.change_zone("U0DANA", "America/Denver")
    everything_happens(slack)
    assert (roster(slack)["dana"].name, roster(slack)["dana"].zone) == ("Dana Okonkwo", "America/Denver")


def test_a_closed_account_is_asked_about_once(slack: InSlack) -> None:
    workspace = slack.running.workspace
    workspace.deactivate("U0DANA")
    everything_happens(slack)
    workspace.rename("U0DANA", "Dana Closed")
    everything_happens(slack)
    [question] = told(slack, "ana", about="account of Dana Whitfield was closed")
    assert "dana" in roster(slack)
    ana = slack.person("ana")
    assert ana.click(ana.direct_channel or "", question["ts"], ids.action_id(PeopleAct.TAKE_OFF_PROPOSED)).error is None
    assert "dana" not in roster(slack)


def test_a_channel_that_is_gone_is_told_of_before_anything_is_posted(slack: InSlack) -> None:
    slack.running.workspace.archive(CHANNEL_ID)
    everything_happens(slack)
    [lost] = told(slack, "ana", about="is archived")
    assert lost
    slack.running.workspace.delete_channel(CHANNEL_ID)
    everything_happens(slack)
    assert len(slack.person("ana").direct_messages()) == 1


def test_homeroom_removed_from_the_channel_says_so_at_once_and_goes_on_when_it_is_back(slack: InSlack) -> None:
    slack.running.workspace.leave(BOT_USER, CHANNEL_ID)
    everything_happens(slack)
    [lost] = told(slack, "ana", about="isn't in")
    assert lost
    slack.running.workspace.join(BOT_USER, CHANNEL_ID)
    everything_happens(slack)
    story = slack.running.story
    with story.deps.store.read() as transaction:
        assert story.team(transaction).reachable
