"""Commands: privately answered in a channel, at once in a person's own chat, about the team that is meant."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.lookups import ChannelPeople, WantedPeople
from bot.routes import ROUTES, command_named
from bot.sections.home_acts import HomeAct
from bot.teams import ids
from bot.use_cases.home.choose_team import choose_team
from rubric.team import Team
from storage import teams
from storage.store import Store
from tests.bot.teams.desk import (
    BOT,
    CHANNEL,
    OTHER_CHANNEL,
    Desk,
    a_desk,
    actions,
    card_of,
    data_of,
    words,
)
from tests.cabinet import MONDAY, address, local, people, speaker


@pytest.fixture
def desk(store: Store) -> Desk:
    return a_desk(store)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", ""),
        ("  ", ""),
        ("Ask  NOW", "ask now"),
        ("digest now", "digest now"),
        ("report 2", "report"),
        ("away until Monday", "away"),
        ("dance", None),
        ("please ask now", None),
    ],
)
def test_the_longest_words_that_are_known_name_a_command(text: str, named: str | None) -> None:
    assert command_named(text) == named
    assert named is None or named in ROUTES.commands


def test_an_answer_to_one_person_is_never_said_in_the_channel(desk: Desk) -> None:
    desk.writes("Dana", "status")
    assert "next check-in" in words(desk.told("Dana"))
    assert desk.thread() == []


@pytest.mark.parametrize(
    ("words_typed", "summary"), [("status", "Cabinet"), ("home", "Your home page"), ("settings", "For coordinators")]
)
def test_notifications_say_what_an_answer_is_about(desk: Desk, words_typed: str, summary: str) -> None:
    desk.writes("Dana", words_typed, alone=True)
    assert desk.sent.sent[-1].message["summary"] == summary


def test_the_home_page_of_somebody_on_no_team_is_announced_as_a_welcome(desk: Desk) -> None:
    desk.writes("Mallory", "home", alone=True)
    assert desk.sent.sent[-1].message["summary"] == "Welcome to Homeroom"


def test_a_refusal_is_told_to_one_person_alone_too(desk: Desk) -> None:
    desk.writes("Dana", "pause")
    assert "Only coordinators" in words(desk.told("Dana"))
    assert desk.thread() == []


def test_where_their_chat_is_shut_the_thread_says_how_to_open_it_and_not_the_answer(desk: Desk) -> None:
    desk.sent.shut.add(address("Dana"))
    desk.writes("Dana", "status")
    (said,) = desk.thread()
    assert "Add the Homeroom app" in words(said)
    assert "work without it" in words(said)
    assert "next check-in" not in words(said)


def test_a_chat_that_was_closed_is_opened_anew(desk: Desk) -> None:
    desk.writes("Dana", "status")
    opened = [one for one in desk.sent.sent if one.what == "open"]
    desk.writes("Dana", "status")
    assert [one for one in desk.sent.sent if one.what == "open"] == opened
    desk.sent.shut.add(address("Dana"))
    desk.writes("Dana", "status")
    desk.sent.shut.clear()
    desk.writes("Dana", "status")
    assert len(desk.told("Dana")) == 3


def test_a_chat_from_before_they_added_homeroom_again_is_not_the_last_word(desk: Desk) -> None:
    before = desk.activity("Dana", alone=True, type="typing")
    desk.receive(before | {"conversation": before["conversation"] | {"id": "from before"}})
    desk.sent.shut.add("from before")
    desk.writes("Dana", "status")
    assert "next check-in" in words(desk.told("Dana"))
    assert desk.thread() == []


def test_only_what_mentions_homeroom_is_for_homeroom(desk: Desk) -> None:
    other = {"type": "mention", "mentioned": {"id": "29:somebody"}}
    for entities in ([], [other], None, "x", [None]):
        desk.receive(desk.activity("Ana", type="message", text="<at>Ana</at> pause", entities=entities))
    assert desk.sent.sent == []


@pytest.mark.parametrize(
    "text",
    [
        "<at>Homeroom</at> status",
        '<at id="0">Homeroom</at>&nbsp;status\n',
        "status <at>Homeroom</at>",
        "STATUS<at>H</at>",
    ],
)
def test_the_mention_is_no_part_of_the_command(desk: Desk, text: str) -> None:
    mention = {"type": "mention", "mentioned": {"id": BOT}}
    desk.receive(desk.activity("Ana", type="message", text=text, entities=[mention]))
    assert "next check-in" in words(desk.told("Ana"))


def test_a_form_is_opened_by_a_button_in_the_thread_for_whoever_may(desk: Desk) -> None:
    desk.writes("Ana", "skip")
    (said,) = desk.thread()
    assert "Skip a check-in" in words(said)
    assert desk.told("Ana") == []
    (button,) = actions(said)
    assert button["data"]["msteams"] == {"type": "task/fetch"}
    opened = desk.opens("Ana", button["data"])
    assert opened["task"]["value"]["title"] == "Skip a check-in"
    data_of(card_of(opened), "submit")
    refused = desk.opens("Dana", button["data"])
    assert "Only coordinators" in words(refused)


def test_the_button_is_about_the_channel_it_stands_in(desk: Desk) -> None:
    data = ids.opening("command", value="skip")
    elsewhere = desk.invoked("Ana", "task/fetch", data)
    elsewhere["channelData"]["channel"]["id"] = OTHER_CHANNEL
    assert "No team is set up in this channel" in desk.receive(elsewhere).body
    assert "doesn't match" in words(desk.opens("Ana", data, alone=True))


def test_what_has_to_be_looked_up_is_looked_up_by_whoever_presses(desk: Desk) -> None:
    desk.lookups.found.append(ChannelPeople("other", is_shared=False, people=people("Ana", "Dev"), left_out=()))
    desk.writes("Ana", "setup", channel=OTHER_CHANNEL)
    (said,) = desk.thread(OTHER_CHANNEL)
    assert "@Homeroom setup" in words(said)
    assert desk.lookups.wanted == []
    pressed = desk.invoked("Ana", "task/fetch", data_of(said, "command"))
    pressed["channelData"]["channel"]["id"] = OTHER_CHANNEL
    assert "task" in desk.receive(pressed).body
    assert desk.lookups.wanted == [WantedPeople(OTHER_CHANNEL)]


def test_in_their_own_chat_a_form_comes_at_once(desk: Desk) -> None:
    desk.writes("Ana", "skip", alone=True)
    (form,) = desk.told("Ana")
    submit = next(action for action in actions(form) if action["data"]["homeroom"]["act"] == "submit")
    assert submit["type"] == "Action.Execute"
    assert submit["verb"] == "homeroom"


@pytest.mark.parametrize("typed", ["status", "STATUS ", ""])
def test_in_their_own_chat_the_only_team_is_meant(desk: Desk, typed: str) -> None:
    desk.writes("Ana", typed, alone=True)
    assert "next check-in" in words(desk.told("Ana"))


def test_somebody_on_several_teams_chooses_one_first(desk: Desk) -> None:
    other = _another_team(desk)
    desk.writes("Ana", "status", alone=True)
    assert "several teams" in words(desk.told("Ana")[-1])
    choose_team(desk.cabinet.deps, speaker("Ana", platform="teams"), other.id)
    desk.writes("Ana", "status", alone=True)
    assert "Second cabinet" in words(desk.told("Ana")[-1])


@pytest.mark.parametrize("command", ["help", "away", "back", "dance"])
def test_what_is_about_no_team_needs_no_choice(desk: Desk, command: str) -> None:
    _another_team(desk)
    desk.writes("Ana", command, alone=True)
    assert "several teams" not in words(desk.told("Ana"))


def _another_team(desk: Desk) -> Team:
    renamed = replace(desk.cabinet.set_up(channel=OTHER_CHANNEL), name="Second cabinet")
    with desk.cabinet.store.begin() as transaction:
        teams.save(transaction, renamed)
    return renamed


def test_a_team_is_set_up_in_its_channel_and_nowhere_else(desk: Desk) -> None:
    desk.writes("Mallory", "setup", alone=True)
    assert "@Homeroom setup" in words(desk.told("Mallory"))


@pytest.mark.parametrize("command", ["", "status", "rate", "digest off"])
def test_somebody_on_no_team_hears_so_and_nothing_of_a_channel_that_they_are_not_in(desk: Desk, command: str) -> None:
    desk.writes("Mallory", command, alone=True)
    said = words(desk.told("Mallory"))
    assert "You are not on a team" in said
    assert "this channel" not in said


@pytest.mark.parametrize("alone", [True, False], ids=["alone", "in the channel"])
def test_home_comes_to_their_own_chat(desk: Desk, alone: bool) -> None:
    desk.writes("Ana", "Home", alone=alone)
    assert "Cabinet" in words(desk.told("Ana"))
    assert desk.thread() == []


def test_whoever_greets_homeroom_is_shown_around(desk: Desk) -> None:
    desk.writes("Ana", "Hi!", alone=True)
    assert "Cabinet" in words(desk.told("Ana"))
    desk.writes("Ana", "Hi there is something wrong", alone=True)
    assert "doesn't know" in words(desk.told("Ana")[-1])


def test_the_newest_home_page_follows_what_its_person_does(desk: Desk) -> None:
    desk.cabinet.travel(local(MONDAY) + timedelta(minutes=5))
    desk.writes("Ana", "home", alone=True)
    desk.writes("Ana", "home", alone=True)
    newest = [one for one in desk.sent.sent if one.what == "post"][-1]
    desk.writes("Ana", "pause")
    (changed,) = [one for one in desk.sent.sent if one.what == "change"]
    assert changed.message_id == newest.message_id
    assert "paused" in words(changed.card)


def test_choosing_a_team_at_home_changes_the_very_card_it_was_chosen_on(desk: Desk) -> None:
    other = _another_team(desk)
    desk.writes("Ana", "home", alone=True)
    card = desk.told("Ana")[-1]
    data = {**data_of(card, HomeAct.CHOOSE_TEAM), ids.menu_id(HomeAct.CHOOSE_TEAM): other.id}
    answer = desk.opens("Ana", data, alone=True)
    assert answer == {"task": {"type": "message", "value": "Done"}}
    (changed,) = [one for one in desk.sent.sent if one.what == "change"]
    assert changed.message_id == "pressed"
    assert changed.conversation == f"chat:{address('Ana')}"
    assert CHANNEL not in words(answer)
