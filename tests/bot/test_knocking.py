"""Doors that let Homeroom in, refuse it, or don't answer: with one platform, and with two of which one does not."""

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from bot import service
from bot.demo.speaking import IN_SLACK, IN_TEAMS
from bot.doors import Door, NoWayIn
from bot.knocking import knocking
from bot.platforms import Line, Platform
from bot.settings import Settings
from bot.use_cases.who import Deps
from bot.ways_in import NotLetIn, NotReached
from bot.web.application import Answer
from storage import workspaces
from storage.store import DatabaseError, Store
from storage.trouble import Kind
from tests.fakes import FakeMessenger, HandClock
from tests.waiting import eventually

NOW = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
REFUSED = NotLetIn("invalid_auth", "SLACK_BOT_TOKEN")
EXPIRED = NotLetIn("invalid_client", "TEAMS_CLIENT_SECRET")
SILENT = NotReached("timed out")


@dataclass(frozen=True)
class Named:
    workspace_name: str


@dataclass
class FakeLine:
    is_connected: bool = True


@dataclass
class FakeConnection:
    """Answers introductions with `answers` in their order, and then lets us in; so do its lines with `lines`."""

    name: str
    answers: deque[Exception] = field(default_factory=deque)
    lines: deque[Exception] = field(default_factory=deque)
    messenger: FakeMessenger = field(default_factory=FakeMessenger)
    knocks: int = 0
    open_lines: list[FakeLine] = field(default_factory=list)

    def introduce(self) -> Named:
        self.knocks += 1
        if self.answers:
            raise self.answers.popleft()
        return Named(self.name)

    def receive(self, body: str, headers: Mapping[str, str]) -> Answer:
        del headers
        return Answer(200, f"{self.name} took {body}")

    @contextmanager
    def line(self) -> Iterator[Line]:
        if self.lines:
            raise self.lines.popleft()
        line = FakeLine()
        self.open_lines.append(line)
        yield line
        self.open_lines.remove(line)


@dataclass
class Both:
    """Two platforms: one that we keep a line to, and one that calls us."""

    slack: FakeConnection = field(default_factory=lambda: FakeConnection("Maple Valley"))
    teams: FakeConnection = field(default_factory=lambda: FakeConnection("5a3c"))
    said: list[str] = field(default_factory=list)

    def platforms(self) -> tuple[Platform, ...]:
        return (
            Platform("slack", "Slack", "{}", self.slack, "https://slack.example/", "status.example", self.slack.line),
            Platform("teams", "Microsoft Teams", "Teams ({})", self.teams, "the sign-in", "the admin center"),
        )


@contextmanager
def running(
    store: Store, platforms: tuple[Platform, ...], said: list[str], sides: frozenset[service.Side] = service.BOTH
) -> Iterator[Callable[[], BaseException | None]]:
    """A process of Homeroom's in a thread; asks whether it has ended with something."""
    settings = Settings.from_environ({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "PORT": "0"})
    stop, ended = threading.Event(), list[BaseException]()

    def run() -> None:
        try:
            service.run(
                settings,
                store=store,
                stop=stop,
                say=said.append,
                sides=sides,
                connecting=lambda _settings, _deps: platforms,
            )
        except NoWayIn as error:
            ended.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    yield lambda: ended[0] if ended else None
    stop.set()
    thread.join(timeout=20)
    assert not thread.is_alive()


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.knocking.SECONDS_BETWEEN_TRIES", 0.02)
    monkeypatch.setattr("bot.knocking.LOOK_FOR_A_WAY_IN_EVERY_SECONDS", 0.02)


def test_two_platforms_that_let_us_in_are_both_named_with_where_each_reaches_us(file_store: Store) -> None:
    both = Both()
    with running(file_store, both.platforms(), both.said):
        assert eventually(lambda: bool(both.said))
        assert len(both.slack.open_lines) == 1
    (said,) = both.said
    assert said.startswith("Homeroom is ready in Maple Valley and Teams (5a3c), listening over Socket Mode and http://")
    assert said.endswith("/api/messages.")
    assert both.slack.open_lines == []


def test_the_only_platform_that_refuses_ends_it_in_a_sentence(file_store: Store) -> None:
    both = Both(slack=FakeConnection("x", answers=deque([REFUSED])))
    with running(file_store, both.platforms()[:1], both.said) as ended:
        assert eventually(lambda: ended() is not None)
        assert str(ended()) == ("Slack refused SLACK_BOT_TOKEN (invalid_auth). Run homeroom doctor to see what to do.")
    assert both.said == []


def test_two_platforms_that_both_refuse_end_it_and_each_is_said(file_store: Store) -> None:
    both = Both(FakeConnection("x", deque([REFUSED])), FakeConnection("y", deque([EXPIRED])))
    with running(file_store, both.platforms(), both.said) as ended:
        assert eventually(lambda: ended() is not None)
        assert "SLACK_BOT_TOKEN" in str(ended())
    (said,) = both.said
    assert said.startswith("Microsoft Teams refused TEAMS_CLIENT_SECRET (invalid_client).")


def test_one_that_refuses_does_not_keep_us_from_the_other_and_is_taken_up_when_it_lets_us_in(file_store: Store) -> None:
    both = Both(slack=FakeConnection("Maple Valley", answers=deque([REFUSED])))
    with running(file_store, both.platforms(), both.said):
        assert eventually(lambda: len(both.said) == 2)
        assert both.said[0].startswith("Slack refused SLACK_BOT_TOKEN (invalid_auth).")
        assert both.said[0].endswith("Meanwhile Homeroom works in Microsoft Teams.")
        assert "ready in Teams (5a3c), listening over" in both.said[1]
        assert eventually(lambda: len(both.slack.open_lines) == 1)
    assert both.slack.open_lines == []


def test_one_whose_line_is_refused_does_not_keep_us_from_the_other_either(file_store: Store) -> None:
    both = Both(FakeConnection("Maple Valley", lines=deque([NotLetIn("invalid_auth", "SLACK_APP_TOKEN")])))
    with running(file_store, both.platforms(), both.said):
        assert eventually(lambda: len(both.said) == 2)
        assert both.said[0].startswith("Slack refused SLACK_APP_TOKEN")
        assert eventually(lambda: len(both.slack.open_lines) == 1)


def test_the_only_line_that_is_refused_ends_it(file_store: Store) -> None:
    both = Both(FakeConnection("Maple Valley", lines=deque([NotLetIn("invalid_auth", "SLACK_APP_TOKEN")])))
    with running(file_store, both.platforms()[:1], both.said) as ended:
        assert eventually(lambda: ended() is not None)
        assert "SLACK_APP_TOKEN" in str(ended())


def test_one_that_does_not_answer_is_asked_again_while_we_work_in_the_other(file_store: Store) -> None:
    both = Both(teams=FakeConnection("5a3c", answers=deque([SILENT] * 3)))
    with running(file_store, both.platforms(), both.said, frozenset({service.Side.WORKER})):
        assert eventually(lambda: len(both.said) == 2)
        assert both.said[0].startswith("No answer from the sign-in (timed out)")
        assert both.said[1] == "Homeroom is ready in Maple Valley, delivering."
        assert eventually(lambda: both.teams.knocks == 4)


def test_while_none_answers_that_is_said_once_and_waited_for(file_store: Store) -> None:
    both = Both(
        FakeConnection("Maple Valley", deque([SILENT] * 3)), FakeConnection("5a3c", deque([EXPIRED, EXPIRED, SILENT]))
    )
    with running(file_store, both.platforms(), both.said, frozenset({service.Side.WORKER})):
        assert eventually(lambda: any("is ready" in said for said in both.said))
    assert both.said == [
        "No answer from https://slack.example/ (timed out); trying again until there is one.",
        "Microsoft Teams refused TEAMS_CLIENT_SECRET (invalid_client). Run homeroom doctor to see what to do.",
        "Homeroom is ready in Maple Valley and Teams (5a3c), delivering.",
    ]


def test_a_database_in_trouble_that_passes_is_waited_for(file_store: Store) -> None:
    both = Both(FakeConnection("Maple Valley", deque([DatabaseError(Kind.BUSY, "x")])))
    with running(file_store, both.platforms()[:1], both.said, frozenset({service.Side.WORKER})):
        assert eventually(lambda: both.said == ["Homeroom is ready in Maple Valley, delivering."])


def uninstalled(store: Store, platform: str) -> None:
    workspace = {"slack": IN_SLACK, "teams": IN_TEAMS}[platform].workspace
    with store.begin() as transaction:
        workspace_id = workspaces.remember(transaction, platform=platform, external_id=workspace, name="x")
        workspaces.leave(transaction, workspace_id, now=NOW)


@pytest.mark.parametrize(("removed", "asked"), [("slack", "Slack"), ("teams", "Microsoft Teams")])
def test_only_the_platform_that_removed_us_is_asked_again(
    file_store: Store, caplog: pytest.LogCaptureFixture, removed: str, asked: str
) -> None:
    caplog.set_level(logging.INFO, "bot.knocking")
    uninstalled(file_store, removed)
    both = Both()
    doors = [Door(platform) for platform in both.platforms()]
    assert [door.knock() for door in doors] == [True, True]
    with knocking(Deps(file_store, HandClock(NOW)), doors, threading.Event()):
        assert eventually(lambda: both.slack.knocks + both.teams.knocks > 4)
    kept = both.teams if removed == "slack" else both.slack
    assert kept.knocks == 1
    assert {record.getMessage() for record in caplog.records} == {f"{asked} lets Homeroom in again"}


def test_a_removed_app_does_not_close_a_door_that_was_open() -> None:
    slack = FakeConnection("Maple Valley")
    door = Door(Both(slack).platforms()[0])
    assert door.knock()
    slack.answers.append(REFUSED)
    assert not door.knock()
    assert door.is_open
    assert door.what_is_wrong() == ""


def test_what_is_wrong_with_one_of_two_limits_us_and_what_is_wrong_with_all_is_not_ready(file_store: Store) -> None:
    both = Both(FakeConnection("x", deque([REFUSED])), FakeConnection("y", deque([SILENT])))
    slack, teams = doors = [Door(platform) for platform in both.platforms()]
    for door in doors:
        door.knock()
    assert list(service.wrong_with(file_store, doors)) == ["slack", "teams"]
    assert service.limited_by(doors) == {}
    teams.knock()
    assert service.wrong_with(file_store, doors) == {}
    said = service.limited_by(doors)
    assert list(said) == ["slack"]
    assert said["slack"].startswith("Slack refused SLACK_BOT_TOKEN (invalid_auth). Run homeroom doctor")
    slack.knock()
    assert (service.wrong_with(file_store, doors), service.limited_by(doors)) == ({}, {})


def test_a_line_that_is_lost_is_told_of_and_one_that_is_back_is_not(file_store: Store) -> None:
    both = Both()
    door = Door(both.platforms()[0])
    door.knock()
    with door.listening():
        assert service.wrong_with(file_store, [door]) == {}
        both.slack.open_lines[0].is_connected = False
        assert "Look at status.example" in service.wrong_with(file_store, [door])["slack"]
        both.slack.open_lines[0].is_connected = True
        assert service.wrong_with(file_store, [door]) == {}


def test_somebody_who_knocks_again_keeps_the_line_that_there_is() -> None:
    slack = FakeConnection("Maple Valley")
    door = Door(Both(slack).platforms()[0])
    with door.listening():
        assert slack.open_lines == []
        assert [door.knock(), door.knock()] == [True, True]
        assert len(slack.open_lines) == 1
    assert slack.open_lines == []
