"""The report from the command line: the same page as in chat, or a sentence that says why there is none."""

from pathlib import Path

import pytest

from storage.schema import migrate
from storage.store import Store
from tests.bot.files.page import read
from tests.bot.terminal import Homeroom, homeroom
from tests.bot.use_cases.steering.ground import A_MINUTE, CLOSES, OPENS
from tests.cabinet import NAMES, Cabinet

__all__ = ["homeroom"]


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    """A database with a team whose first check-in has closed, and with one that has had none."""
    url = f"sqlite:///{tmp_path / 'homeroom.sqlite3'}"
    store = Store.connect(url)
    migrate(store)
    cabinet = Cabinet(store)
    cabinet.set_up(channel="C1")
    cabinet.travel(OPENS + A_MINUTE)
    for name in NAMES:
        cabinet.rate(name, "S U ?")
    cabinet.travel(CLOSES + A_MINUTE)
    Cabinet(store, clock=cabinet.clock).set_up(channel="C2")
    store.close()
    return {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "DATABASE_URL": url}


def test_the_page_is_written_and_the_headline_said(
    tmp_path: Path, homeroom: Homeroom, settings: dict[str, str]
) -> None:
    out = tmp_path / "report.html"
    done = homeroom("report", "--team", "c1", "--out", str(out), **settings)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{out}: Cabinet, pass 1. 0 of 45 indicators are well in hand.\n"
    said = read(out.read_bytes()).words
    assert "Cabinet: report of pass 1" in said
    assert "4 Strength." in said
    assert "alpha" not in said


def test_what_is_for_coordinators_has_to_be_asked_for(
    tmp_path: Path, homeroom: Homeroom, settings: dict[str, str]
) -> None:
    out = tmp_path / "report.html"
    done = homeroom("report", "--team", "C1", "--pass", "1", "--for-coordinators", "--out", str(out), **settings)
    assert done.returncode == 0
    assert "Krippendorff's alpha" in read(out.read_bytes()).words or "It can't be worked out" in out.read_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(("--team", "C2"), "nothing to report yet", id="nothing closed"),
        pytest.param(("--team", "C1", "--pass", "3"), "pass 3 has closed. These passes can be reported: 1", id="none"),
        pytest.param(("--team", "Nobody"), "No team has the name", id="no such team"),
        pytest.param(("--team", "Cabinet"), "More than one team", id="two of a name"),
    ],
)
def test_where_there_is_no_report_it_says_why(
    tmp_path: Path, homeroom: Homeroom, settings: dict[str, str], words: tuple[str, ...], said: str
) -> None:
    out = tmp_path / "report.html"
    done = homeroom("report", *words, "--out", str(out), **settings)
    assert done.returncode == 2
    assert said in done.stderr
    assert not out.exists()


def test_a_file_that_can_not_be_written_is_named(tmp_path: Path, homeroom: Homeroom, settings: dict[str, str]) -> None:
    done = homeroom("report", "--team", "C1", "--out", str(tmp_path), **settings)
    assert done.returncode == 2
    assert str(tmp_path) in done.stderr
    assert "Traceback" not in done.stderr
