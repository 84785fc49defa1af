"""What happens to teams, channels and the app in the local Teams, and what the bot is told of it."""

from collections.abc import Callable

import pytest

from sandbox.json_types import Json
from sandbox.teams.administration import Administration
from sandbox.teams.connector import members, open_chat, post
from sandbox.teams.courier import Carried
from sandbox.teams.refusing import Refused
from sandbox.teams.seed import SeedRoom, SeedTeam
from sandbox.teams.tenant import Tenant
from tests.sandbox.teams.bots import ToyBot
from tests.sandbox.teams.tenants import ADA, BEN, BOT, CAM, ROOM, TEAM, TENANT


@pytest.fixture
def owner(tenant: Tenant) -> Administration:
    return Administration(tenant, tenant.places.person(ADA))


def said(tenant: Tenant, conversation: str = ROOM) -> Json:
    return post(tenant, conversation, {"type": "message", "text": "x"})


def refusal(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


EVENTS: dict[str, tuple[Callable[[Administration], list[Carried]], list[str]]] = {
    "renaming a team": (lambda owner: owner.rename_team(TEAM, "New"), ["teamRenamed"]),
    "archiving a team": (lambda owner: owner.archive_team(TEAM), ["teamArchived"]),
    "deleting a team": (lambda owner: owner.delete_team(TEAM), ["teamDeleted"]),
    "making a channel": (lambda owner: owner.create_channel(TEAM, "19:new@thread.tacv2", "new"), ["channelCreated"]),
    "renaming a channel": (lambda owner: owner.rename_channel(ROOM, "New"), ["channelRenamed"]),
    "deleting a channel": (lambda owner: owner.delete_channel(ROOM), ["channelDeleted"]),
    "adding somebody": (lambda owner: owner.add_member(TEAM, CAM), ["teamMemberAdded"]),
    "removing somebody": (lambda owner: owner.remove_member(TEAM, BEN), ["teamMemberRemoved"]),
    "upgrading the app": (lambda owner: owner.upgrade(TEAM), ["remove-upgrade", "add-upgrade"]),
    "uninstalling the app": (lambda owner: owner.uninstall(TEAM), ["remove", "teamMemberRemoved"]),
    "installing the app": (lambda owner: owner.install(TEAM, room_id=ROOM), ["add", "teamMemberAdded"]),
    "installing it for oneself": (lambda owner: owner.install_for(CAM), ["add", "conversationUpdate"]),
    "removing it for oneself": (lambda owner: owner.uninstall_for(BEN), ["remove"]),
}


@pytest.mark.parametrize("act", EVENTS, ids=str)
def test_the_bot_is_told_what_happened_and_where(bot: ToyBot, owner: Administration, act: str) -> None:
    does, told = EVENTS[act]
    assert len(does(owner)) == len(bot.heard) == len(told)
    kinds = [one.get("action") or one["channelData"].get("eventType") or one["type"] for one in bot.heard]
    assert kinds == told
    assert {one["channelData"]["tenant"]["id"] for one in bot.heard} <= {TENANT}


def test_an_event_names_the_team_and_who_came(bot: ToyBot, owner: Administration) -> None:
    owner.add_member(TEAM, CAM)
    [heard] = bot.heard
    assert heard["channelData"]["team"] == {"id": TEAM, "name": "Example team", "aadGroupId": "team-object"}
    assert heard["membersAdded"] == [{"id": CAM, "name": "Cam Example", "aadObjectId": "cam-object"}]
    assert heard["conversation"]["id"] == TEAM


def test_an_installation_names_the_channel_it_was_made_from(bot: ToyBot, owner: Administration) -> None:
    owner.install(TEAM, room_id=ROOM)
    assert bot.heard[0]["channelData"]["settings"] == {"selectedChannel": {"id": ROOM}}
    assert bot.heard[1]["membersAdded"] == [{"id": BOT.id}]


def test_a_team_without_the_bot_lets_it_do_nothing(tenant: Tenant, owner: Administration) -> None:
    owner.uninstall(TEAM)
    assert refusal(lambda: said(tenant)) == "BotNotInConversationRoster"
    assert refusal(lambda: members(tenant, ROOM, {})) == "BotNotInConversationRoster"
    owner.install(TEAM)
    assert said(tenant)["id"]


def test_a_deleted_channel_is_not_found_until_it_is_restored(tenant: Tenant, owner: Administration) -> None:
    owner.delete_channel(ROOM)
    assert refusal(lambda: said(tenant)) == "ConversationNotFound"
    owner.restore_channel(ROOM)
    assert said(tenant)["id"]


@pytest.mark.parametrize(
    ("act", "code"),
    [
        pytest.param(Administration.block, "ConversationBlockedByUser", id="blocked"),
        pytest.param(Administration.uninstall_for, "MessageWritesBlocked", id="uninstalled"),
    ],
)
def test_whoever_blocks_or_removes_the_bot_gets_nothing_more_of_it(
    tenant: Tenant, owner: Administration, act: Callable[[Administration, str], object], code: str
) -> None:
    chat = open_chat(tenant, {"members": [{"id": BEN}], "tenantId": TENANT})["id"]
    act(owner, BEN)
    assert refusal(lambda: said(tenant, chat)) == code
    owner.install_for(BEN)
    assert said(tenant, chat)["id"]


def test_a_new_team_is_known_to_the_bot_once_it_is_installed_there(tenant: Tenant, owner: Administration) -> None:
    owner.create_team(SeedTeam("19:t2@thread.tacv2", "Two", "two", (SeedRoom("19:t2@thread.tacv2"),), (ADA,), False))
    assert refusal(lambda: said(tenant, "19:t2@thread.tacv2")) == "BotNotInConversationRoster"


def test_the_bot_is_not_told_who_blocks_it(bot: ToyBot, owner: Administration) -> None:
    owner.block(BEN)
    assert bot.heard == []


def test_the_same_activity_can_arrive_twice(tenant: Tenant, bot: ToyBot, owner: Administration) -> None:
    [carried] = owner.add_member(TEAM, CAM)
    tenant.courier.carry_again(carried)
    assert bot.heard[0] == bot.heard[1]
