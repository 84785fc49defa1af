"""What comes in is answered, whatever it is: let in or not, known or not, whole or not, once or twice."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.teams import ids
from bot.teams.authority import NotTeams, OtherTenant
from bot.teams.connector import Json
from bot.teams.identity import TeamsUnreachable
from storage import references, workspaces
from storage.references import Reference
from storage.store import Store
from storage.tables import conversation_references
from tests.bot.teams.desk import CHANNEL, GROUP, OTHER_CHANNEL, SERVICE, Desk, a_desk, words
from tests.cabinet import MONDAY, WORKSPACE, address, local


@pytest.fixture
def desk(store: Store) -> Desk:
    return a_desk(store)


class Refuses:
    """An authority that has its reason."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def check(self, headers: Mapping[str, str], activity: Mapping[str, object]) -> None:
        raise self._error


@pytest.mark.parametrize(
    ("error", "status"),
    [(NotTeams("no token"), 401), (OtherTenant(), 403), (TeamsUnreachable("keys"), 503)],
)
def test_who_is_not_let_in_hears_no_reason_and_nothing_is_done(desk: Desk, error: Exception, status: int) -> None:
    object.__setattr__(desk.app, "authority", Refuses(error))
    answer = desk.writes("Ana", "pause")
    assert (answer.status, answer.body) == (status, "")
    assert desk.sent.sent == []
    assert _reference(desk, address("Ana")) is None


@pytest.mark.parametrize("body", ["", "x", "[]", "null", "1", '"text"', "{", '{"a": 1} 2', "[" * 100_000])
def test_what_is_no_object_is_a_bad_request(desk: Desk, body: str) -> None:
    assert desk.receive(body).status == 400


@pytest.mark.parametrize(
    "more",
    [
        {"type": "typing"},
        {"type": "messageReaction", "reactionsAdded": [{"type": "like"}]},
        {"type": "messageUpdate", "text": "pause"},
        {"type": "somethingNew"},
        {"type": "conversationUpdate"},
        {"type": "conversationUpdate", "channelData": {"tenant": {"id": WORKSPACE}, "eventType": "somethingNew"}},
        {"type": "installationUpdate", "action": "something-new"},
        {"type": "installationUpdate"},
        {"type": "event", "name": "application/vnd.microsoft.meetingStart"},
        {"type": 5},
        {"type": None},
    ],
    ids=repr,
)
def test_what_nobody_listens_to_is_taken_and_comes_to_nothing(desk: Desk, more: Json) -> None:
    answer = desk.receive(desk.activity("Ana", **more))
    assert (answer.status, answer.body) == (200, "")
    assert desk.sent.sent == []


def test_an_invoke_that_nobody_knows_is_answered_in_words(desk: Desk) -> None:
    unknown: Json = {"type": "invoke", "name": "composeExtension/query", "value": {}}
    answer = desk.receive(desk.activity("Ana", **unknown))
    assert answer.status == 200
    assert "doesn't know" in json.loads(answer.body)["value"]


def test_the_answer_says_that_it_is_json(desk: Desk) -> None:
    answer = desk.receive(desk.invoked("Ana", "task/fetch", ids.opening("nothing")))
    assert answer.headers["content-type"].startswith("application/json")


def _reference(desk: Desk, where: str) -> Reference | None:
    with desk.cabinet.store.read() as transaction:
        workspace = workspaces.find(transaction, platform="teams", external_id=WORKSPACE)
        assert workspace is not None
        return references.find(transaction, workspace, where)


def test_whatever_comes_tells_how_to_reach_the_channel_and_the_person(desk: Desk) -> None:
    desk.writes("Ana", "status")
    assert _reference(desk, CHANNEL) == Reference(CHANNEL, SERVICE, CHANNEL, grouped_under=GROUP)
    # The answer opened a chat with her.
    expected = Reference(address("Ana"), SERVICE, f"chat:{address('Ana')}", name="Ana", zone="America/New_York")
    assert _reference(desk, address("Ana")) == expected


def test_a_teams_first_channel_is_called_as_the_team_is(desk: Desk) -> None:
    data = {"eventType": "teamRenamed", "tenant": {"id": WORKSPACE}, "team": {"id": GROUP, "name": "Maple Cabinet"}}
    conversation = {"conversationType": "channel", "id": GROUP, "tenantId": WORKSPACE}
    told: Json = {"type": "conversationUpdate", "channelData": data, "conversation": conversation}
    desk.receive(desk.activity("Ana", **told))
    found = _reference(desk, GROUP)
    assert found is not None
    assert found.name == "Maple Cabinet"


def test_a_persons_own_chat_is_remembered_and_a_group_of_people_is_not(desk: Desk) -> None:
    desk.writes("Dev", "help", alone=True)
    dev = _reference(desk, address("Dev"))
    assert dev is not None
    assert dev.conversation == f"chat:{address('Dev')}"
    group = {"conversationType": "groupChat", "id": "19:some@thread.v2", "tenantId": WORKSPACE}
    desk.receive(desk.activity("Dana", type="typing", conversation=group, channelData={}))
    assert _reference(desk, "19:some@thread.v2") is None
    dana = _reference(desk, address("Dana"))
    assert dana is not None
    assert dana.conversation == ""


def test_what_is_known_is_not_written_again(desk: Desk) -> None:
    before = desk.activity("Ana", type="typing")
    desk.receive(before)
    seen = _updated(desk)
    desk.cabinet.clock.pass_by(timedelta(hours=1))
    desk.receive(before)
    assert _updated(desk) == seen
    desk.receive({**before, "localTimezone": "America/Chicago"})
    assert _updated(desk) != seen


@pytest.mark.parametrize("alone", [True, False], ids=["in a chat", "in a channel"])
def test_an_organization_that_has_moved_takes_its_channels_along_also_where_nobody_acts(
    desk: Desk, alone: bool
) -> None:
    desk.receive(desk.activity("Ana", type="typing"))
    desk.receive(desk.activity("Dev", type="typing", channel=OTHER_CHANNEL))
    moved = "https://smba.example/emea/"
    desk.receive(desk.activity("Ana", type="typing", alone=alone, serviceUrl=moved))
    for where in (CHANNEL, OTHER_CHANNEL, address("Ana"), address("Dev")):
        reference = _reference(desk, where)
        assert reference is not None
        assert reference.service_url == moved


def _updated(desk: Desk) -> datetime:
    """When anything of hers was written last."""
    with desk.cabinet.store.read() as transaction:
        found = select(conversation_references.c.updated_at).where(conversation_references.c.address == address("Ana"))
        written: datetime = transaction.execute(found).scalar_one()
    return written


@pytest.mark.parametrize(
    ("more", "zone"),
    [
        ({"localTimezone": "America/Denver"}, "America/Denver"),
        (
            {"localTimezone": None, "entities": [{"type": "clientInfo", "timezone": "Pacific/Guam"}]},
            "Pacific/Guam",
        ),
        ({"localTimezone": "Mars/Olympus"}, ""),
        ({"localTimezone": "../../etc/passwd"}, ""),
        ({"localTimezone": 5, "entities": "x"}, ""),
    ],
)
def test_a_persons_zone_is_the_one_of_their_device(desk: Desk, more: Json, zone: str) -> None:
    desk.receive(desk.activity("Ana", type="typing", **more))
    found = _reference(desk, address("Ana"))
    assert found is not None
    assert found.zone == zone


def test_a_message_that_comes_twice_is_answered_once(desk: Desk) -> None:
    mention = {"type": "mention", "mentioned": {"id": "28:homeroom"}}
    message = desk.activity("Ana", type="message", text="<at>Homeroom</at> status", entities=[mention])
    for _ in range(2):
        assert desk.receive(message).status == 200
    assert len(desk.told("Ana")) == 1


def test_an_invoke_that_comes_twice_is_answered_twice_the_same(desk: Desk) -> None:
    desk.cabinet.travel(local(MONDAY) + timedelta(minutes=5))
    check_in = desk.cabinet.open_check_in()
    asked = desk.invoked("Dana", "task/fetch", ids.opening("rate_from_card", value=check_in.id))
    first, second = (json.loads(desk.receive(asked).body) for _ in range(2))
    assert first["task"]["value"]["title"] == second["task"]["value"]["title"] == "Check-in 1"


def test_what_no_database_takes_is_taken_out_of_what_was_typed(desk: Desk) -> None:
    answer = desk.receive(desk.activity("Ana", alone=True, type="message", text="dan\0ce \ud800 \U0001f600"))
    assert answer.status == 200
    (told,) = desk.told("Ana")
    assert "dance \ufffd \U0001f600" in words(told)
