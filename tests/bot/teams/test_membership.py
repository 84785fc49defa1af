"""Homeroom is let in and shut out, channels and people come and go: what Teams tells comes to what it should."""

from collections.abc import Sequence

import pytest

from bot.lookups import ChannelPeople, NotFound, Problem, Profile, WantedPeople, WantedPerson, WhyLeftOut
from bot.teams.connector import Json, TeamsSaysNo
from jobs.announcements import WhyClosed
from jobs.ports import Person
from rubric.team import Team
from storage import deliveries, proposals, teams
from storage.proposals import Proposal, ProposalKind
from storage.store import Store
from tests.bot.teams.desk import BOT, CHANNEL, GROUP, OTHER_CHANNEL, Desk, a_desk, words
from tests.cabinet import WORKSPACE, ZONE, address, people

NEW = {"id": "U-Nell", "aadObjectId": "o-Nell"}
US = {"id": BOT}


@pytest.fixture
def desk(store: Store) -> Desk:
    """A second team works in another channel of the same team of Teams; both channels are known."""
    made = a_desk(store)
    made.cabinet.set_up(channel=OTHER_CHANNEL)
    for channel in (CHANNEL, OTHER_CHANNEL):
        made.writes("Ana", "help", channel=channel)
    made.sent.sent.clear()
    return made


def event(desk: Desk, kind: str, *, channel: str = "", **more: object) -> None:
    """Of a whole team, unless it names a channel."""
    data: Json = {"tenant": {"id": WORKSPACE}, "team": {"id": GROUP}, "eventType": kind}
    if channel:
        data |= {"channel": {"id": channel}}
    conversation = {"conversationType": "channel", "id": channel or GROUP, "tenantId": WORKSPACE}
    details: Json = {"type": "conversationUpdate", **more}
    answer = desk.receive(desk.activity("Ana", channelData=data, conversation=conversation, **details))
    assert (answer.status, answer.body) == (200, "")


def teams_now(desk: Desk) -> Sequence[Team]:
    with desk.cabinet.store.read() as transaction:
        return teams.everyone(transaction)


def asked_channels(desk: Desk) -> set[str]:
    """Where it is to be found out whether the channel takes posts."""
    found = set()
    with desk.cabinet.store.read() as transaction:
        for team in teams.everyone(transaction):
            if deliveries.by_key(transaction, f"probe:{team.id}") is not None:
                found.add(team.channel_id)
    return found


def shut(desk: Desk) -> None:
    with desk.cabinet.store.begin() as transaction:
        for team in teams.everyone(transaction):
            teams.lose_channel(transaction, team.id, because=WhyClosed.REMOVED.value, now=desk.cabinet.clock.now())


def lost(desk: Desk) -> set[str]:
    with desk.cabinet.store.read() as transaction:
        return {team.channel_id for team in teams.everyone(transaction) if teams.lost_because(transaction, team.id)}


BOTH = {CHANNEL, OTHER_CHANNEL}


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("", {"type": "installationUpdate", "action": "remove"}),
        ("", {"type": "installationUpdate", "action": "remove-upgrade"}),
        ("teamMemberRemoved", {"membersRemoved": [US]}),
        ("teamDeleted", {}),
        ("teamHardDeleted", {}),
        ("teamArchived", {}),
    ],
)
def test_what_shuts_a_team_lets_all_its_channels_be_asked(desk: Desk, kind: str, more: Json) -> None:
    event(desk, kind, **more)
    assert asked_channels(desk) == BOTH


def in_a_chosen_channel(action: str) -> Json:
    """Where whoever installed Homeroom chose one, Teams names it of the installation into the whole team."""
    data: Json = {"tenant": {"id": WORKSPACE}, "team": {"id": GROUP}, "channel": {"id": CHANNEL}}
    data["settings"] = {"selectedChannel": {"id": CHANNEL}}
    return {"type": "installationUpdate", "action": action, "channelData": data}


@pytest.mark.parametrize("action", ["remove", "remove-upgrade"])
def test_taken_out_of_a_team_it_is_out_of_more_than_the_channel_that_was_chosen(desk: Desk, action: str) -> None:
    desk.receive(desk.activity("Ana", **in_a_chosen_channel(action)))
    assert asked_channels(desk) == BOTH


def test_let_into_a_team_it_is_in_more_than_the_channel_that_was_chosen(desk: Desk) -> None:
    shut(desk)
    desk.receive(desk.activity("Ana", **in_a_chosen_channel("add")))
    assert lost(desk) == set()


def test_a_deleted_channel_is_asked_alone(desk: Desk) -> None:
    event(desk, "channelDeleted", channel=OTHER_CHANNEL)
    assert asked_channels(desk) == {OTHER_CHANNEL}


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("", {"type": "installationUpdate", "action": "add"}),
        ("", {"type": "installationUpdate", "action": "add-upgrade"}),
        ("teamMemberAdded", {"membersAdded": [US]}),
        ("teamUnarchived", {}),
        ("teamRestored", {}),
    ],
)
def test_what_opens_a_team_takes_all_its_channels_up_again(desk: Desk, kind: str, more: Json) -> None:
    shut(desk)
    assert lost(desk) == BOTH
    event(desk, kind, **more)
    assert lost(desk) == set()


def test_a_restored_channel_is_taken_up_alone(desk: Desk) -> None:
    shut(desk)
    event(desk, "channelRestored", channel=CHANNEL)
    assert lost(desk) == {OTHER_CHANNEL}


@pytest.mark.parametrize("kind", ["teamRenamed", "channelRenamed", "channelCreated", "channelShared"])
def test_what_changes_nothing_for_homeroom_is_taken(desk: Desk, kind: str) -> None:
    before = teams_now(desk)
    event(desk, kind, channel=CHANNEL)
    assert teams_now(desk) == before
    assert asked_channels(desk) == lost(desk) == set()


def test_the_team_of_another_group_is_left_alone(desk: Desk) -> None:
    other = "19:another@thread.tacv2"
    data = {"tenant": {"id": WORKSPACE}, "team": {"id": other}}
    conversation = {"conversationType": "channel", "id": other, "tenantId": WORKSPACE}
    told: Json = {"type": "installationUpdate", "action": "remove", "channelData": data, "conversation": conversation}
    desk.receive(desk.activity("Ana", **told))
    assert asked_channels(desk) == set()


def proposed(desk: Desk, about: str) -> dict[str, Proposal]:
    """What coordinators are asked about somebody, by channel."""
    found = {}
    with desk.cabinet.store.read() as transaction:
        for team in teams.everyone(transaction):
            latest = proposals.latest_about(transaction, team.id, about)
            if latest is not None and not latest.settled:
                found[team.channel_id] = latest
    return found


def knows(desk: Desk, *, there: tuple[str, ...]) -> None:
    """What can be looked up of both channels and of Nell, in this order."""
    for channel in (CHANNEL, OTHER_CHANNEL):
        present = people("Ana", "Nell") if channel in there else people("Ana")
        desk.lookups.found.append(ChannelPeople(channel, is_shared=False, people=present, left_out=()))
        if channel in there:
            desk.lookups.found.append(Profile(Person("U-Nell", "Nell Byrne", ZONE), is_admin=False))
    # For whoever would ask once more.
    desk.lookups.found.append(Profile(Person("U-Nell", "Nell Byrne", ZONE), is_admin=False))


def test_somebody_who_comes_into_a_team_is_proposed_in_its_channels(desk: Desk) -> None:
    knows(desk, there=(CHANNEL, OTHER_CHANNEL))
    event(desk, "teamMemberAdded", membersAdded=[NEW])
    found = proposed(desk, "U-Nell")
    assert {channel: (one.kind, one.name) for channel, one in found.items()} == dict.fromkeys(
        BOTH, (ProposalKind.JOIN, "Nell Byrne")
    )


def test_into_a_private_channel_nobody_comes_by_coming_into_its_team(desk: Desk) -> None:
    knows(desk, there=(CHANNEL,))
    event(desk, "teamMemberAdded", membersAdded=[NEW])
    assert set(proposed(desk, "U-Nell")) == {CHANNEL}


def test_somebody_who_comes_into_one_channel_is_proposed_there(desk: Desk) -> None:
    knows(desk, there=(CHANNEL,))
    event(desk, "channelMemberAdded", channel=CHANNEL, membersAdded=[NEW])
    assert set(proposed(desk, "U-Nell")) == {CHANNEL}
    assert desk.lookups.wanted == [WantedPeople(CHANNEL), WantedPerson("U-Nell")]


def test_where_nobody_can_look_the_person_is_proposed_all_the_same(desk: Desk) -> None:
    desk.lookups.found += [NotFound(Problem.BUSY, "5"), Profile(Person("U-Nell", "Nell Byrne", ZONE), is_admin=False)]
    event(desk, "channelMemberAdded", channel=CHANNEL, membersAdded=[NEW])
    assert set(proposed(desk, "U-Nell")) == {CHANNEL}


def test_a_guest_is_not_proposed(desk: Desk) -> None:
    desk.lookups.found += [
        NotFound(Problem.BUSY),
        Profile(Person("U-Nell", "Nell Byrne", ZONE), is_admin=False, left_out=WhyLeftOut.GUEST),
    ]
    event(desk, "channelMemberAdded", channel=CHANNEL, membersAdded=[NEW])
    assert proposed(desk, "U-Nell") == {}


def test_a_member_who_leaves_the_team_is_asked_about_in_each_of_its_channels(desk: Desk) -> None:
    event(desk, "teamMemberRemoved", membersRemoved=[{"id": address("Lee")}])
    assert {one.kind for one in proposed(desk, address("Lee")).values()} == {ProposalKind.LEAVE}
    assert set(proposed(desk, address("Lee"))) == BOTH
    assert proposed(desk, address("Ana")) == {}


def test_several_come_with_homeroom_itself(desk: Desk) -> None:
    shut(desk)
    knows(desk, there=(CHANNEL, OTHER_CHANNEL))
    event(desk, "teamMemberAdded", membersAdded=[US, NEW])
    assert lost(desk) == set()
    assert set(proposed(desk, "U-Nell")) == BOTH


@pytest.mark.parametrize("members", [[], [None], ["x"], [{}], [{"id": None}], "x", {"id": "y"}], ids=repr)
@pytest.mark.parametrize("kind", ["membersAdded", "membersRemoved"])
def test_what_is_odd_about_people_is_passed_over(desk: Desk, kind: str, members: object) -> None:
    told: Json = {kind: members}
    event(desk, "teamMemberAdded", **told)
    assert desk.lookups.wanted == []


def alone(desk: Desk, action: str) -> None:
    assert desk.receive(desk.activity("Dana", alone=True, type="installationUpdate", action=action)).status == 200


def test_whoever_adds_homeroom_for_themselves_is_greeted_with_their_home_page(desk: Desk) -> None:
    alone(desk, "add")
    (home,) = desk.told("Dana")
    assert "Cabinet" in words(home)


def test_an_upgrade_greets_nobody(desk: Desk) -> None:
    alone(desk, "add-upgrade")
    alone(desk, "remove-upgrade")
    assert desk.sent.sent == []


def test_whoever_adds_homeroom_again_can_be_written_to_again(desk: Desk) -> None:
    with desk.cabinet.store.begin() as transaction:
        member = teams.member_at(transaction, desk.team.id, address("Dana"))
        assert member is not None
        teams.lose_member(transaction, member.id, now=desk.cabinet.clock.now())
    assert not is_reachable(desk, "Dana")
    desk.lookups.found.append(Profile(Person(address("Dana"), "Dana", ZONE), is_admin=False))
    alone(desk, "add")
    assert is_reachable(desk, "Dana")


def is_reachable(desk: Desk, name: str) -> bool:
    with desk.cabinet.store.read() as transaction:
        roster = teams.roster(transaction, desk.team.id)
    return next(one.is_reachable for one in roster if one.address == address(name))


def test_whoever_removes_it_has_no_chat_until_one_is_opened_anew(desk: Desk) -> None:
    alone(desk, "add")
    alone(desk, "remove")
    desk.sent.sent.clear()
    desk.writes("Dana", "status")
    assert [one.what for one in desk.sent.sent if one.what != "change"] == ["open", "post"]


def test_whoever_adds_homeroom_again_can_be_written_to_even_if_no_page_can_be_shown_to_them(desk: Desk) -> None:
    with desk.cabinet.store.begin() as transaction:
        member = teams.member_at(transaction, desk.team.id, address("Dana"))
        assert member is not None
        teams.lose_member(transaction, member.id, now=desk.cabinet.clock.now())
    desk.lookups.found.append(Profile(Person(address("Dana"), "Dana", ZONE), is_admin=False))
    desk.sent.down = TeamsSaysNo(429, "Throttled")
    alone(desk, "add")
    assert is_reachable(desk, "Dana")
