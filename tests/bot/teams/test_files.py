"""The audit log as a file in Teams: offered, agreed to, made as it is by then, put where Teams says; or explained."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.demo.cast import CAST, ZONE
from bot.demo.speaking import IN_TEAMS
from bot.files import MadeFile
from bot.files.audit_table import audit_csv
from bot.lookups import Contents, WantedFile
from bot.teams.files import (
    CONSENT,
    INFO,
    NotTaken,
    consented,
    info_card,
    is_kept_safely,
    key_of,
    upload,
)
from bot.teams.lookups import TeamsLookups
from bot.teams.messenger import TeamsMessenger
from jobs.announcements import AuditFile
from jobs.ports import Destination, Outcome, PlaceClosed, Posted, Rejected, TooLate, TryLater, Uncertain
from rubric.audit import Entry, What
from rubric.people import MemberId, TeamId
from rubric.refusals import FormDoesNotMatch, Refusal
from sandbox.teams.files import Stored
from storage import audit, deliveries, teams
from storage.deliveries import Kind, Order
from storage.store import Store
from tests.bot.teams.town import ANA, CHANNEL, NOW, Town, a_connected_town
from tests.builders import a_member, a_team
from tests.fakes import always

HER = Destination(ANA)
KEY = "audit_file:team:ana:1"
ENTRY = Entry(1, TeamId("team"), NOW, What.PAUSED, "Ana", None, {}, {}, "Snow")
FILE = AuditFile("Cabinet <b>", ZONE, (ENTRY,))
OTHERS = IN_TEAMS.speaker(CAST[1])
HERS = IN_TEAMS.speaker(CAST[0])
A_FILE = MadeFile("homeroom-changes", "csv", b"when,what\r\n")


@pytest.fixture
def town(any_store: Store) -> Iterator[Town]:
    with a_connected_town(any_store) as connected:
        yield connected


@pytest.fixture
def messenger(town: Town) -> TeamsMessenger:
    return town.messenger


def send(messenger: TeamsMessenger, to: Destination = HER) -> Outcome:
    return messenger.post(FILE, to=to, key=KEY, still=always)


def in_chat(town: Town) -> list[dict[str, Any]]:
    return [one.activity for one in town.tenant.messages.at_top(town.tenant.places.chat_with(ANA).id)]


def wants(town: Town) -> str:
    """Ana asked for the file; the delivery's key."""
    team = a_team(workspace_id=town.workspace, channel_id=CHANNEL)
    with town.store.begin() as transaction:
        teams.add(transaction, team, now=NOW)
        teams.add_member(transaction, team.id, a_member("Ana", coordinates=True), address=ANA, now=NOW)
        (ana,) = teams.roster(transaction, team.id)
        order = Order.to_member(team, ana, Kind.AUDIT_FILE, about=team.id, once=1, run_at=NOW)
        deliveries.enqueue(transaction, order)
        return order.key


def a_place(town: Town, name: str = "homeroom-changes.csv") -> tuple[Stored, dict[str, Any]]:
    """Where Teams lets a file be put once its person agreed."""
    stored = town.tenant.files.keep(name)
    address = town.tenant.files.address(stored)
    place = {"uploadUrl": address, "contentUrl": f"{address}/seen", "name": name, "uniqueId": stored.id}
    return stored, {**place, "fileType": stored.kind}


def host(town: Town) -> str:
    return town.tenant.origin.partition("//")[2]


def test_a_file_is_offered_with_its_name_and_size_and_carries_no_more_than_which_delivery_it_is(
    messenger: TeamsMessenger, town: Town
) -> None:
    assert isinstance(send(messenger), Posted)
    (offered,) = in_chat(town)
    (attachment,) = offered["attachments"]
    assert offered["summary"] == attachment["content"]["description"]
    assert (attachment["contentType"], attachment["name"]) == (CONSENT, "homeroom-changes.csv")
    content = attachment["content"]
    assert content["sizeInBytes"] == len(audit_csv(FILE.entries, ZONE))
    assert content["acceptContext"] == content["declineContext"] == {"delivery": KEY}
    assert "Cabinet" in content["description"]
    assert "Snow" not in str(offered)


@pytest.mark.parametrize("code", ["BadSyntax", "BadArgument", "MessageSizeTooBig"])
def test_where_teams_takes_no_files_the_person_is_told_so_in_its_place(
    messenger: TeamsMessenger, town: Town, code: str
) -> None:
    town.tenant.faults.answer_next(code, methods=["post"])
    assert isinstance(send(messenger), Posted)
    (told,) = in_chat(town)
    assert "homeroom" in str(told["attachments"][0]["content"]).lower()
    assert code in str(told)


def test_what_is_refused_for_another_reason_is_as_with_any_message(messenger: TeamsMessenger, town: Town) -> None:
    town.tenant.faults.answer_next("ForbiddenOperationException", methods=["open_chat"])
    assert isinstance(send(messenger), PlaceClosed)
    town.tenant.faults.answer_next("BadGateway", methods=["post"])
    assert isinstance(send(messenger), TryLater)
    town.tenant.faults.plan(drop_after_next=1, methods=["post"])
    assert isinstance(send(messenger), Uncertain)
    assert messenger.post(FILE, to=HER, key=KEY, still=lambda: False) == TooLate()
    assert len(in_chat(town)) == 1


def test_an_offer_can_be_taken_back(messenger: TeamsMessenger, town: Town) -> None:
    outcome = send(messenger)
    assert isinstance(outcome, Posted)
    assert messenger.take_back(outcome.reference) == outcome
    assert in_chat(town) == []


def test_the_file_is_made_when_it_is_agreed_to_as_it_is_by_then(town: Town) -> None:
    key = wants(town)
    before = consented(town.deps, HERS, key)
    with town.store.begin() as transaction:
        audit.write(transaction, TeamId("team"), What.PAUSED, actor="Ana", actor_id=None, now=NOW, reason="Snow")
    after = consented(town.deps, HERS, key)
    assert before is not None
    assert after is not None
    assert b"Snow" not in before.data
    assert b"Snow" in after.data
    assert (after.stem, after.ending) == ("homeroom-changes", "csv")


@pytest.mark.parametrize("key", ["", "audit_file:nothing", "card:1"])
def test_a_key_that_is_no_deliverys_is_refused(town: Town, key: str) -> None:
    wants(town)
    with pytest.raises(FormDoesNotMatch):
        consented(town.deps, HERS, key)


def test_nobody_gets_a_file_that_was_offered_to_somebody_else(town: Town) -> None:
    key = wants(town)
    for who in (OTHERS, replace(HERS, workspace="another")):
        with pytest.raises(Refusal):
            consented(town.deps, who, key)


def test_what_was_offered_and_is_no_file_is_not_given_out_as_one(town: Town) -> None:
    wants(town)
    with town.store.begin() as transaction:
        team = teams.get(transaction, TeamId("team"))
        (ana,) = teams.roster(transaction, team.id)
        order = Order.to_member(team, ana, Kind.TEST, about=team.id, once=1, run_at=NOW)
        deliveries.enqueue(transaction, order)
    assert consented(town.deps, HERS, order.key) is None


def test_whoever_left_the_team_meanwhile_gets_nothing(town: Town) -> None:
    key = wants(town)
    with town.store.begin() as transaction:
        teams.take_off(transaction, MemberId("ana"), now=NOW + timedelta(days=1))
    assert consented(town.deps, HERS, key) is None


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"context": None},
        {"context": "x"},
        {"context": {}},
        {"context": {"delivery": 7}},
        {"context": {"delivery": ""}},
    ],
    ids=str,
)
def test_an_answer_that_says_of_no_delivery_is_refused(value: dict[str, Any]) -> None:
    with pytest.raises(FormDoesNotMatch):
        key_of(value)


def test_an_answer_says_of_which_delivery_it_is() -> None:
    assert key_of({"action": "accept", "context": {"delivery": KEY}}) == KEY


def test_a_file_is_put_whole_where_teams_says_and_then_shown(town: Town) -> None:
    stored, place = a_place(town)
    upload(A_FILE, place, hosts=(host(town),))
    assert stored.data == A_FILE.data
    assert info_card(place) == {
        "contentType": INFO,
        "contentUrl": place["contentUrl"],
        "name": "homeroom-changes.csv",
        "content": {"uniqueId": stored.id, "fileType": "csv"},
    }


def test_a_file_is_put_nowhere_but_where_people_keep_theirs(town: Town) -> None:
    stored, place = a_place(town)
    with pytest.raises(NotTaken, match="address"):
        upload(A_FILE, place)
    with pytest.raises(NotTaken, match="address"):
        upload(A_FILE, {}, hosts=(host(town),))
    assert stored.data is None


def test_what_teams_does_not_take_is_named_by_its_status(town: Town) -> None:
    _, place = a_place(town)
    upload(A_FILE, place, hosts=(host(town),))
    with pytest.raises(NotTaken, match="http_404"):
        upload(A_FILE, place, hosts=(host(town),))
    with pytest.raises(NotTaken, match="ConnectError"):
        upload(A_FILE, {"uploadUrl": "http://127.0.0.1:9/x"}, hosts=("127.0.0.1:9",))


@pytest.mark.parametrize(
    "url",
    [
        "https://maplevalley-my.sharepoint.com/personal/ana/_api/upload?guid=1",
        "https://maplevalley-my.sharepoint.com:443/x",
        "https://MAPLEVALLEY.SHAREPOINT.COM/x",
        "https://agency-my.sharepoint.us/x",
        "https://agency.dps.sharepoint-mil.us/x",
    ],
)
def test_where_microsoft_keeps_peoples_files_is_safe(url: str) -> None:
    assert is_kept_safely(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x",
        "http://maplevalley.sharepoint.com/x",
        "https://sharepoint.com/x",
        "https://evilsharepoint.com/x",
        "https://sharepoint.com.evil.example/x",
        "https://evil.example/sharepoint.com",
        "https://evil.example#.sharepoint.com",
        "https://evil.example?.sharepoint.com",
        "https://evil.example\\.sharepoint.com/x",
        "https://a.sharepoint.com@evil.example/x",
        "https://ana:secret@a.sharepoint.com/x",
        "https://a.sharepoint.com:8443/x",
        "https://a.sharepoint.com:x/y",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://[::1/x",
        "file:///etc/passwd",
        "ftp://a.sharepoint.com/x",
        "//a.sharepoint.com/x",
        "https://a.sharepoint.com.\n/x",
    ],
)
def test_anywhere_else_is_not(url: str) -> None:
    assert not is_kept_safely(url)
    assert not is_kept_safely(url, hosts=("127.0.0.1:4000",))


def test_a_host_that_is_let_in_besides_is_let_in_with_its_port_alone() -> None:
    assert is_kept_safely("http://127.0.0.1:4000/x", hosts=("127.0.0.1:4000",))
    for url in ("http://127.0.0.1:4001/x", "http://127.0.0.1/x", "ftp://127.0.0.1:4000/x", "http://a@127.0.0.1:4000/"):
        assert not is_kept_safely(url, hosts=("127.0.0.1:4000",))


def test_a_file_for_a_channel_would_be_refused_and_said_so(messenger: TeamsMessenger, town: Town) -> None:
    """Nothing offers one there; were it so, Teams has no consent to ask of a whole channel."""
    town.tenant.faults.answer_next("BadSyntax", times=2, methods=["post"])
    assert send(messenger, Destination(CHANNEL)) == Rejected("BadSyntax")


def test_where_a_file_goes_and_comes_from_is_logged_nowhere(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    """Whoever knows the address may read and write there."""
    caplog.set_level(logging.DEBUG)
    stored, place = a_place(town)
    upload(A_FILE, place, hosts=(host(town),))
    lookups = TeamsLookups(town.places, hosts=(host(town),))
    assert isinstance(lookups.look_up(WantedFile(town.tenant.files.address(stored))), Contents)
    assert stored.id not in caplog.text
