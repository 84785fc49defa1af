"""Slack and Microsoft Teams served by the same processes: people of each are answered, and what is due goes to each."""

import threading
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import service
from bot.demo import teams_town, town
from bot.demo.cast import CAST, CHANNEL_ID
from bot.demo.filling_in import fill_in_set_up
from bot.demo.speaking import IN_TEAMS
from bot.platforms import Platform, on_slack, on_teams
from bot.service import BOTH, Side
from bot.settings import Settings
from bot.slack.connection import Slack
from bot.teams.connection import Teams
from bot.use_cases.who import Deps
from sandbox.people import Person as SlackPerson
from sandbox.server import SandboxServer
from sandbox.teams.administration import Administration
from sandbox.teams.people import Person
from sandbox.teams.reading import lines
from sandbox.teams.server import TeamsServer
from sandbox.teams.tenant import Tenant
from sandbox.workspace import Workspace
from storage.schema import migrate
from storage.store import Store
from tests.bot.test_processes import at_the_preview
from tests.fakes import HandClock
from tests.waiting import eventually

ANA = IN_TEAMS.address(CAST[0])


@dataclass
class District:
    """A workspace and a tenant on this machine, and one database."""

    slack: SandboxServer
    teams: Tenant
    settings: Settings
    store: Store

    @property
    def administration(self) -> Administration:
        return Administration(self.teams, self.teams.seed.people[0])

    def connect(self, settings: Settings, deps: Deps) -> tuple[Platform, ...]:
        """As in earnest, but for where Microsoft is."""
        slack = Slack.connect(settings, deps)
        teams = Teams.connect(settings, deps, tokens=lambda: teams_town.BOT.token, openid_url=self.teams.openid_url)
        return on_slack(settings, slack, slack.socket), on_teams(teams)

    def set_up_in_teams(self) -> None:
        """The team of the cabinet's channel, as its coordinator does it; the worker welcomes it."""
        who, channel = IN_TEAMS.speaker(CAST[0]), IN_TEAMS.channel_id
        deps = Deps(self.store, HandClock(datetime.now(UTC)))
        fill_in_set_up(deps, who, channel, town.people_found(IN_TEAMS))


@contextmanager
def district(tmp_path: Path, mode: str = "socket") -> Iterator[District]:
    tenant = Tenant(teams_town.tenant_seed())
    with SandboxServer(Workspace(town.seed())) as slack, TeamsServer(tenant):
        settings = Settings.from_environ(
            {
                "SLACK_BOT_TOKEN": town.BOT_TOKEN,
                "SLACK_APP_TOKEN": town.APP_TOKEN,
                "SLACK_SIGNING_SECRET": town.SIGNING_SECRET,
                "SLACK_API_URL": slack.api_url,
                "SLACK_MODE": mode,
                "TEAMS_CLIENT_ID": teams_town.BOT.app_id,
                "TEAMS_CLIENT_SECRET": "s",
                "TEAMS_TENANT_ID": IN_TEAMS.workspace,
                "DATABASE_URL": f"sqlite:///{tmp_path}/homeroom.sqlite3",
                "PORT": "0",
            }
        )
        store = Store.connect(settings.DATABASE_URL)
        migrate(store)
        yield District(slack, tenant, settings, store)
        store.close()


@contextmanager
def process(there: District, sides: frozenset[Side] = BOTH) -> Iterator[list[str]]:
    """A process of Homeroom's, in a thread; what it said by the time that it was ready."""
    stop, said = threading.Event(), list[str]()
    store = Store.connect(there.settings.DATABASE_URL)

    def run() -> None:
        service.run(there.settings, store=store, stop=stop, say=said.append, sides=sides, connecting=there.connect)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        assert eventually(lambda: any("is ready" in one for one in said))
        yield said
    finally:
        stop.set()
        thread.join(timeout=20)
        store.close()
    assert not thread.is_alive()


def addresses(said: str) -> dict[str, str]:
    """By path, the addresses that a process says it listens at."""
    return {url.rsplit("/", 2)[1]: url for word in said.split() if (url := word.rstrip(".")).startswith("http://")}


def reached(there: District, said: str) -> None:
    """Tell each platform where Homeroom is, and add the app to the team."""
    at = addresses(said)
    if "slack" in at:
        there.slack.deliver_over_http(at["slack"])
    there.teams.courier.bot_url = at["api"]
    carried = there.administration.install(teams_town.CABINET, room_id=IN_TEAMS.channel_id)
    assert all(one.taken for one in carried), carried


def welcomes_in_slack(there: District) -> int:
    ana = SlackPerson(there.slack, "U0ANA")
    return sum("Hello" in message["text"] for message in ana.messages(CHANNEL_ID))


def welcomes_in_teams(there: District) -> int:
    cards = (seen.card or {} for seen in Person(there.teams, ANA).messages(IN_TEAMS.channel_id))
    return sum(any("Hello" in line for line in lines(card)) for card in cards)


def both_are_welcomed(there: District) -> bool:
    return (welcomes_in_slack(there), welcomes_in_teams(there)) == (1, 1)


@pytest.mark.parametrize("mode", ["socket", "http"])
def test_one_process_serves_both_and_posts_to_both(tmp_path: Path, mode: str) -> None:
    with district(tmp_path, mode) as there, process(there) as (said,):
        organization = f"Microsoft Teams (organization {IN_TEAMS.workspace})"
        assert said.startswith(f"Homeroom is ready in Maple Valley Schools and {organization}, listening over ")
        assert ("Socket Mode" in said) is (mode == "socket")
        reached(there, said)
        assert at_the_preview(there.slack).submit().ok
        there.set_up_in_teams()
        assert eventually(lambda: both_are_welcomed(there))
        dana = Person(there.teams, ANA)
        before = len(dana.chat())
        dana.say(None, "help")
        assert eventually(lambda: len(dana.chat()) > before)
        assert dana.troubles == []


def test_a_web_process_and_a_worker_serve_both_over_one_database(tmp_path: Path) -> None:
    with district(tmp_path) as there, process(there, frozenset({Side.WEB})) as (said,):
        reached(there, said)
        assert at_the_preview(there.slack).submit().ok
        there.set_up_in_teams()
        assert (welcomes_in_slack(there), welcomes_in_teams(there)) == (0, 0)
        with process(there, frozenset({Side.WORKER})), process(there, frozenset({Side.WORKER})) as (other,):
            assert other.endswith(", delivering.")
            assert eventually(lambda: both_are_welcomed(there))


def test_while_slack_is_gone_teams_is_served_and_slack_is_taken_up_when_it_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.knocking.SECONDS_BETWEEN_TRIES", 0.05)
    with district(tmp_path) as there:
        port = int(there.slack.url.rsplit(":", 1)[1])
        there.slack.stop()
        with ExitStack() as back, process(there) as (trouble, said):
            assert trouble.startswith(f"No answer from {there.settings.SLACK_API_URL}")
            assert said.startswith("Homeroom is ready in Microsoft Teams")
            reached(there, said)
            there.set_up_in_teams()
            assert eventually(lambda: welcomes_in_teams(there) == 1)
            health = addresses(said)["api"].replace("/api/messages", "/health/ready")
            with urllib.request.urlopen(health, timeout=10) as answer:
                assert b'"limited":{"slack":"There is no connection' in answer.read()
            back.enter_context(SandboxServer(there.slack.workspace, port=port))
            assert eventually(lambda: there.slack.workspace.courier.connected)
