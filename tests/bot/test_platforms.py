"""Several platforms in one process: which of them are connected, and to which a delivery goes."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from bot.by_address import NOT_SET_UP_SECONDS, ByAddress, platform_at
from bot.demo.cast import CAST
from bot.demo.speaking import IN_SLACK, IN_TEAMS, Setting
from bot.platforms import NotInstalled, connect
from bot.settings import Settings
from bot.use_cases.who import Deps
from jobs.announcements import PlaceLost, WhyClosed
from jobs.ports import Destination, HoldOff, MessageReference, NotThere, PlaceClosed, Posted, Uncertain
from storage.store import Store
from tests.bot.terminal import ROOT, Homeroom, homeroom
from tests.fakes import FakeMessenger, HandClock, always

__all__ = ["homeroom"]

NOW = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
SLACKS = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
TEAMS = {
    "TEAMS_CLIENT_ID": "0f6d2c1a-93b4-4e0d-8a57-6c1f2e3d4b5a",
    "TEAMS_CLIENT_SECRET": "s",
    "TEAMS_TENANT_ID": IN_TEAMS.workspace,
}
SAID = PlaceLost("Cabinet attendance", IN_SLACK.channel_id, WhyClosed.ARCHIVED)
BOTH = pytest.mark.parametrize("setting", [IN_SLACK, IN_TEAMS], ids=["slack", "teams"])


def addresses_in(setting: Setting) -> tuple[str, ...]:
    return setting.channel_id, *(setting.address(person) for person in CAST)


@BOTH
def test_an_address_tells_whose_it_is(setting: Setting) -> None:
    assert {platform_at(address) for address in addresses_in(setting)} == {setting.platform}


@BOTH
def test_whatever_is_to_be_done_is_done_on_the_platform_of_the_address(setting: Setting) -> None:
    both = {"slack": FakeMessenger(), "teams": FakeMessenger()}
    here, other = both.pop(setting.platform), *both.values()
    messenger = ByAddress({setting.platform: here, **both})
    to = Destination(setting.channel_id)
    posted = messenger.post(SAID, to=to, key="k", still=always)
    assert isinstance(posted, Posted)
    assert messenger.replace(posted.reference, SAID, still=always) == posted
    assert messenger.find("k", to=to, since=NOW) == posted.reference
    assert messenger.find("k", to=to, since=NOW, besides=posted.reference.message_id) == NotThere()
    assert messenger.take_back(posted.reference) == posted
    here.closed[setting.channel_id] = PlaceClosed(WhyClosed.REMOVED, "gone")
    assert messenger.can_post_to(setting.channel_id) == here.closed[setting.channel_id]
    assert (here.posted, len(here.ever_posted)) == ({}, 1)
    assert (other.attempts, other.ever_posted) == (0, [])


@BOTH
def test_what_is_for_a_platform_that_was_taken_out_of_the_settings_waits_and_is_told_of_once(
    setting: Setting, caplog: pytest.LogCaptureFixture
) -> None:
    left = FakeMessenger()
    messenger = ByAddress({"teams" if setting is IN_SLACK else "slack": left})
    to, reference = Destination(setting.channel_id), MessageReference(setting.channel_id, "1")
    waits = HoldOff(NOT_SET_UP_SECONDS, everywhere=True)
    assert messenger.post(SAID, to=to, key="k", still=always) == waits
    assert messenger.replace(reference, SAID, still=always) == waits
    assert messenger.take_back(reference) == waits
    assert messenger.can_post_to(setting.channel_id) == waits
    # Not that it can't be told, which would be asked about in the channel.
    assert isinstance(messenger.find("k", to=to, since=NOW), Uncertain)
    assert left.attempts == 0
    (told,) = caplog.records
    assert setting.platform in told.getMessage()


@pytest.mark.parametrize(
    ("given", "names"),
    [(SLACKS, ["Slack"]), (TEAMS, ["Microsoft Teams"]), (SLACKS | TEAMS, ["Slack", "Microsoft Teams"])],
    ids=["slack", "teams", "both"],
)
def test_what_is_set_up_is_connected_and_nothing_else(store: Store, given: dict[str, str], names: list[str]) -> None:
    platforms = connect(Settings.from_environ(given), Deps(store, HandClock(NOW)))
    assert [platform.name for platform in platforms] == names


@pytest.mark.parametrize(("mode", "keeps_a_line"), [("socket", True), ("http", False)])
def test_slack_has_a_line_to_keep_only_by_socket_mode(store: Store, mode: str, keeps_a_line: bool) -> None:
    settings = Settings.from_environ({**SLACKS, "SLACK_MODE": mode, "SLACK_SIGNING_SECRET": "s"})
    (slack,) = connect(settings, Deps(store, HandClock(NOW)))
    assert (slack.line is not None) is keeps_a_line


@pytest.mark.parametrize(
    ("given", "others"),
    [(SLACKS, ("bot.teams", "microsoft_teams", "httpx", "msal")), (TEAMS, ("bot.slack", "slack_bolt", "slack_sdk"))],
    ids=["slack", "teams"],
)
def test_a_platform_that_is_not_used_is_not_even_imported(given: dict[str, str], others: tuple[str, ...]) -> None:
    program = f"""
import sys
from bot.clock import SystemClock
from bot.commands import processes
from bot.platforms import connect
from bot.settings import Settings
from bot.use_cases.who import Deps
from storage.store import Store
connect(Settings.from_environ({given!r}), Deps(Store.connect("sqlite://"), SystemClock()))
print([name for name in sys.modules if name.startswith({others!r})])
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")


@pytest.mark.parametrize("missing", ["microsoft_teams", "httpx"])
def test_without_its_library_teams_is_refused_with_the_command_that_installs_it(
    store: Store, homeroom: Homeroom, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setattr("bot.platforms.find_spec", lambda name: None if name == missing else object())
    with pytest.raises(NotInstalled, match=r"pip install '\.\[teams\]'"):
        connect(Settings.from_environ(SLACKS | TEAMS), Deps(store, HandClock(NOW)))
    done = homeroom("run", **TEAMS)
    assert done.returncode == 2
    assert "pip install '.[teams]'" in done.stderr
    assert "Traceback" not in done.stderr
    assert "FIX  Teams library: is not installed" in homeroom("doctor", **TEAMS).stdout
