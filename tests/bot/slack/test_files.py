"""The audit log as a file in a direct message: in Slack's three steps, found again, taken back, or explained."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.demo.cast import ZONE
from bot.demo.town import BOT_TOKEN, seed
from bot.files.audit_table import audit_csv
from bot.slack.messenger import SlackMessenger, posting_client
from jobs.announcements import AuditFile
from jobs.ports import (
    Destination,
    HoldOff,
    MessageReference,
    NotThere,
    Outcome,
    Posted,
    Rejected,
    TooLate,
    TryLater,
    Uncertain,
)
from rubric.audit import Entry, What
from rubric.people import TeamId
from sandbox.clock import ManualClock
from sandbox.people import Person
from sandbox.server import SandboxServer
from sandbox.workspace import Workspace
from tests.fakes import always

NOW = datetime(2026, 11, 2, 14, tzinfo=UTC)
SINCE = NOW - timedelta(minutes=1)
TO = Destination("U0DANA")
KEY = "audit_file:team:dana:1"
FILE = AuditFile("Cabinet <!channel>", ZONE, (Entry(1, TeamId("team"), NOW, What.PAUSED, "Ana", None, {}, {}, "Snow"),))
STEPS = ("files.getUploadURLExternal", "files.completeUploadExternal")


def town(*without: str) -> SandboxServer:
    found = seed()
    scopes = tuple(scope for scope in found.app.scopes if scope not in without)
    return SandboxServer(Workspace(replace(found, app=replace(found.app, scopes=scopes)), clock=ManualClock(NOW)))


@pytest.fixture
def server() -> Iterator[SandboxServer]:
    with town() as running:
        yield running


@pytest.fixture
def messenger(server: SandboxServer) -> SlackMessenger:
    return SlackMessenger(posting_client(BOT_TOKEN, server.api_url))


def send(messenger: SlackMessenger, key: str = KEY) -> Outcome:
    return messenger.post(FILE, to=TO, key=key, still=always)


def seen(server: SandboxServer, who: str = "U0DANA") -> list[dict[str, object]]:
    return list(Person(server, who).direct_messages())


def test_the_file_arrives_whole_beside_a_sentence(server: SandboxServer, messenger: SlackMessenger) -> None:
    outcome = send(messenger)
    assert isinstance(outcome, Posted)
    (message,) = seen(server)
    assert "1 entry" in str(message["text"])
    assert "<!channel>" not in str(message["text"])
    stored = server.workspace.files.find(outcome.reference.message_id)
    assert stored.content == audit_csv(FILE.entries, ZONE)
    assert stored.filetype == "csv"


def test_it_is_found_again_by_its_key_and_by_no_other(messenger: SlackMessenger) -> None:
    outcome = send(messenger)
    assert isinstance(outcome, Posted)
    assert messenger.find(KEY, to=TO, since=SINCE) == outcome.reference
    assert messenger.find(KEY, to=TO, since=SINCE, besides=outcome.reference.message_id) == NotThere()
    assert messenger.find("audit_file:team:dana:2", to=TO, since=SINCE) == NotThere()


@pytest.mark.parametrize("step", STEPS)
def test_a_refusal_of_either_step_is_judged_like_any_other(
    server: SandboxServer, messenger: SlackMessenger, step: str
) -> None:
    server.workspace.faults.plan(rate_limit_next=1, methods=[step])
    assert isinstance(send(messenger), HoldOff)
    assert seen(server) == []


def test_what_breaks_before_it_is_shared_has_certainly_not_landed(
    server: SandboxServer, messenger: SlackMessenger
) -> None:
    server.workspace.faults.plan(drop_after_next=1, methods=[STEPS[0]])
    assert isinstance(send(messenger), TryLater)
    assert seen(server) == []


def test_what_breaks_while_it_is_shared_may_have_landed_and_is_found(
    server: SandboxServer, messenger: SlackMessenger
) -> None:
    server.workspace.faults.plan(drop_after_next=1, methods=[STEPS[1]])
    assert isinstance(send(messenger), Uncertain)
    assert isinstance(messenger.find(KEY, to=TO, since=SINCE), MessageReference)


def test_it_can_be_taken_back_twice(server: SandboxServer, messenger: SlackMessenger) -> None:
    outcome = send(messenger)
    assert isinstance(outcome, Posted)
    for _ in range(2):
        assert messenger.take_back(outcome.reference) == outcome
    assert seen(server) == []


def test_without_the_permission_the_person_is_told_what_to_do() -> None:
    with town("files:write") as server:
        messenger = SlackMessenger(posting_client(BOT_TOKEN, server.api_url))
        outcome = send(messenger)
        assert isinstance(outcome, Posted)
        (message,) = seen(server)
        assert "files:write" in str(message["text"])
        assert "homeroom audit --team" in str(message["text"])
        assert messenger.find(KEY, to=TO, since=SINCE) == outcome.reference


def test_where_files_are_turned_off_the_person_hears_it(server: SandboxServer, messenger: SlackMessenger) -> None:
    server.workspace.faults.answer_next("file_type_not_allowed", methods=[STEPS[1]])
    assert isinstance(send(messenger), Posted)
    (message,) = seen(server)
    assert "file_type_not_allowed" in str(message["text"])


def test_nothing_is_sent_once_the_right_to_send_has_run_out(server: SandboxServer, messenger: SlackMessenger) -> None:
    assert messenger.post(FILE, to=TO, key=KEY, still=lambda: False) == TooLate()
    answers = iter((True, False))
    assert messenger.post(FILE, to=TO, key=KEY, still=lambda: next(answers)) == TooLate()
    assert seen(server) == []


def test_somebody_who_is_gone_is_judged_by_the_address(messenger: SlackMessenger) -> None:
    outcome = messenger.post(FILE, to=Destination("U0NOBODY"), key=KEY, still=always)
    assert not isinstance(outcome, Posted | Rejected)
