"""Setting a team up from its channel, through the real Bolt app over both transports: every step, back and forth."""

import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from bot.demo.cast import CAST
from bot.demo.host import demo
from bot.demo.town import seed
from bot.sections.set_up import PEOPLE_FORM, RHYTHM_FORM
from bot.sections.set_up_preview import PREVIEW_FORM
from bot.slack import ids
from bot.slack.routed_ids import field_block
from rubric.audit import What
from rubric.people import Role
from sandbox.people import Person
from sandbox.reply import Reply
from storage import audit
from tests.stories.in_slack import A_MINUTE, InSlack, on_every_pair, slack, words
from tests.stories.setting_up import (
    HOMEROOM,
    chooses,
    drafts_kept,
    fills_in,
    goes_back,
    held,
    is_at,
    next_step,
    team_in,
    types_setup,
)
from tests.stories.test_commands import GENERAL
from tests.stories.test_never_happens import settings_of_all_teams
from tests.waiting import eventually

__all__ = ["slack"]


def test_a_team_is_set_up_with_a_command_and_three_clicks_and_says_hello(slack: InSlack) -> None:
    slack.running.workspace.join(HOMEROOM, GENERAL)
    ruth = slack.person("ruth")
    acts: list[Callable[[], Reply]] = [partial(ruth.command, ids.COMMAND, "setup", GENERAL), *[ruth.submit] * 3]
    replies = [act() for act in acts]
    assert [(reply.error, reply.errors) for reply in replies] == [(None, {})] * len(acts)
    assert len(acts) == 4
    assert "Your team is set up" in words(ruth.view)
    slack.pass_by(A_MINUTE)
    hello = ruth.messages(GENERAL)[-1]["text"]
    assert hello.startswith("Hello, General\nThe first check-in opens Mon, Sep 7, 9:00 AM (Eastern time)")
    assert "Ruth Goldberg" in hello
    assert "Homeroom," not in hello
    _, roster = team_in(slack)
    assert roster["Ruth Goldberg"].member.departments == ("health",)
    assert [name for name, one in roster.items() if one.member.coordinates] == ["Ruth Goldberg"]
    assert drafts_kept(slack) == 0


@on_every_pair
def test_every_step_goes_back_and_forth_and_loses_nothing(slack: InSlack) -> None:
    ruth = slack.person("ruth")
    types_setup(ruth)
    assert held(ruth, "team") == [person.address for person in CAST]
    assert held(ruth, "coordinators") == ["U0RUTH"]
    assert held(ruth, "departments-U0MIA") == ["communications"]
    people: dict[str, str | list[str]] = {
        "team": ["U0RUTH", "U0MIA", "U0DANA"],
        "observers": ["U0DANA"],
        "departments-U0MIA": ["communications", "operations"],
    }
    fills_in(ruth, people)
    next_step(ruth, RHYTHM_FORM)
    assert (held(ruth, "name"), held(ruth, "zone")) == ("General", "America/New_York")
    rhythm: dict[str, str | list[str]] = {"every_weeks": "4", "zone": "America/Chicago", "reminder_days": []}
    fills_in(ruth, rhythm)
    ruth.type(field_block("name"), "Two words of hope")
    goes_back(ruth, PEOPLE_FORM)
    assert {field: held(ruth, field) for field in people} == people
    next_step(ruth, RHYTHM_FORM)
    assert {field: held(ruth, field) for field in rhythm} == rhythm
    next_step(ruth, PREVIEW_FORM)
    goes_back(ruth, RHYTHM_FORM)
    assert held(ruth, "name") == "Two words of hope"
    # Right or wrong: going back asks nothing of anybody.
    fills_in(ruth, {"start_on": None})
    goes_back(ruth, PEOPLE_FORM)
    next_step(ruth, RHYTHM_FORM)
    assert held(ruth, "start_on") is None


def test_the_preview_shows_what_will_be_and_the_team_is_that(slack: InSlack) -> None:
    ruth = slack.person("ruth")
    types_setup(ruth)
    team = ["U0RUTH", "U0MIA", "U0OMAR", "U0LEE", "U0DANA"]
    fills_in(ruth, {"team": team, "coordinators": ["U0RUTH", "U0DANA"], "observers": ["U0DANA"]})
    next_step(ruth, RHYTHM_FORM)
    fills_in(ruth, {"every_weeks": "4", "zone": "America/Chicago", "weekday": "2", "reminder_days": []})
    next_step(ruth, PREVIEW_FORM)
    shown = words(ruth.view)
    for sentence in (
        "4 people rate, 1 observes. Dana Whitfield and Ruth Goldberg coordinate.",
        "Every 4 weeks on Wednesday at 9:00 AM (Central time), 7 indicators each.",
        "Each stays open for 7 days. Nobody is reminded.",
        "Nobody on the team stands for student support, data, and operations. Capacity building 2 will ask about that.",
        "Nothing is posted until you press Set up.",
    ):
        assert sentence in shown
    assert len(settings_of_all_teams(slack)) == 1
    assert ruth.submit().error is None
    made, roster = team_in(slack)
    assert (made.rhythm.cadence.every_weeks, made.rhythm.reminder_days) == (4, ())
    assert {name: (one.member.role, one.member.coordinates) for name, one in roster.items()} == {
        "Dana Whitfield": (Role.OBSERVER, True),
        "Lee Nakamura": (Role.MEMBER, False),
        "Mia Thompson": (Role.MEMBER, False),
        "Omar Haddad": (Role.MEMBER, False),
        "Ruth Goldberg": (Role.MEMBER, True),
    }
    with slack.running.story.deps.store.read() as transaction:
        (entry,) = audit.latest(transaction, made.id, most=9)
    own = roster["Ruth Goldberg"].member
    assert (entry.what, entry.actor, entry.actor_id) == (What.SET_UP, own.name, own.id)


def test_a_form_that_was_closed_is_taken_up_where_it_stopped_and_is_nobody_elses(slack: InSlack) -> None:
    ruth, omar = slack.person("ruth"), slack.person("omar")
    types_setup(ruth)
    chooses(ruth, "observers", ["U0SAM"])
    next_step(ruth, RHYTHM_FORM)
    ruth.type(field_block("name"), "Kept for later")
    next_step(ruth, PREVIEW_FORM)
    ruth.close_view()
    types_setup(ruth)
    assert is_at(ruth, PREVIEW_FORM)
    assert "Kept for later" in words(ruth.view)
    types_setup(omar)
    assert is_at(omar, PEOPLE_FORM)
    assert (held(omar, "observers"), held(omar, "coordinators")) == ([], ["U0OMAR"])


def test_people_who_left_the_channel_meanwhile_are_not_on_the_team_that_is_taken_up(slack: InSlack) -> None:
    ruth = slack.person("ruth")
    types_setup(ruth)
    chooses(ruth, "coordinators", ["U0SAM"])
    next_step(ruth, RHYTHM_FORM)
    next_step(ruth, PREVIEW_FORM)
    ruth.close_view()
    slack.running.workspace.leave("U0SAM", GENERAL)
    types_setup(ruth)
    assert is_at(ruth, PEOPLE_FORM)
    assert "U0SAM" not in words(ruth.view)
    assert list(ruth.submit().errors) == [field_block("coordinators")]


def test_a_team_set_up_before_homeroom_was_invited_starts_once_it_is(slack: InSlack) -> None:
    ruth = slack.person("ruth")
    types_setup(ruth)
    for _ in range(3):
        assert ruth.submit().ok
    slack.pass_by(A_MINUTE)
    assert not any("Hello" in message["text"] for message in ruth.messages(GENERAL))
    slack.running.workspace.join(HOMEROOM, GENERAL)
    assert slack.running.workspace.courier.everything_told()
    slack.pass_by(A_MINUTE)
    assert any("Hello" in message["text"] for message in ruth.messages(GENERAL))


@pytest.mark.parametrize("transport", ["socket", "http"])
def test_looking_takes_longer_than_slack_waits_and_the_form_comes_by_itself(transport: str) -> None:
    town = seed()
    general = replace(town.channels[1], members=(*town.channels[1].members, HOMEROOM))
    with demo(transport=transport, town=replace(town, channels=(town.channels[0], general))) as running:
        looked, look_on = threading.Event(), threading.Event()

        def hold(method: str, *_: object) -> None:
            if method == "conversations.members":
                looked.set()
                assert look_on.wait(10)

        running.workspace.faults.on_landed = hold
        ruth = Person(running.server, "U0RUTH")
        assert ruth.command(ids.COMMAND, "setup", GENERAL).error is None
        assert looked.wait(10)
        assert "Homeroom is looking who is in this channel." in words(ruth.view)
        look_on.set()
        assert eventually(lambda: is_at(ruth, PEOPLE_FORM))
