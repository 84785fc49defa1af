"""A team's history from the command line: whole files or none, filters, and an answer to whatever is wrong."""

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from bot.commands import export_history
from bot.files.export_file import write_export
from rubric.export import ExportFormat, Scope, Table
from storage import teams
from storage.exporting import held, history_of
from storage.schema import migrate
from storage.store import Store
from tests.bot.terminal import Done, Homeroom, environment, homeroom
from tests.cabinet import Cabinet
from tests.fakes import HandClock
from tests.lived import RATERS, Lived, lived

__all__ = ["homeroom"]

Export = Callable[..., Done]
TOKENS = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}


@pytest.fixture
def past(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lived:
    """A cabinet with a past, and on C2 a team of the same name with none."""
    store = Store.connect(f"sqlite:///{tmp_path / 'homeroom.sqlite3'}")
    migrate(store)
    past = lived(store)
    Cabinet(store, clock=HandClock(past.now)).set_up(channel="C2")
    monkeypatch.setattr(export_history, "SystemClock", lambda **_: HandClock(past.now))
    return past


@pytest.fixture
def export(homeroom: Homeroom, past: Lived) -> Export:
    del past

    def typed(*words: str, team: str = "C1") -> Done:
        return homeroom("export", "--team", team, *words, **TOKENS)

    return typed


def notes(text: str) -> list[str]:
    return [row["note"] for row in csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""))]


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("homeroom.sqlite3"))


def test_a_zip_has_the_codebook_and_every_table(export: Export, tmp_path: Path) -> None:
    done = export("--out", str(tmp_path / "cabinet.zip"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{tmp_path}/cabinet.zip is written: 2 closed check-ins of Cabinet.\n"
    with ZipFile(tmp_path / "cabinet.zip") as archive:
        assert archive.namelist() == ["codebook.csv", *(f"{table}.csv" for table in Table)]
    assert left_in(tmp_path) == ["cabinet.zip"]


def test_json_is_printed_and_a_workbook_is_written(export: Export, tmp_path: Path) -> None:
    assert set(json.loads(export("--format", "json").stdout)["tables"]) == set(Table)
    assert export("--format", "XLSX", "--out", str(tmp_path / "c.xlsx")).returncode == 0
    assert openpyxl.load_workbook(tmp_path / "c.xlsx").sheetnames == ["codebook", *Table]


def test_one_table_is_one_plain_file(export: Export, past: Lived) -> None:
    done = export("--table", "notes")
    assert len(notes(done.stdout)) == 12
    assert done.stderr == ""
    assert "part,table,name" in export("--table", "codebook").stdout
    asked = past.first.asked[1]
    for words in (("--indicator", asked.id), ("--indicator", asked.label.upper()), ("--domain", asked.domain_id)):
        assert len(notes(export("--table", "notes", *words).stdout)) == 4
    assert len(notes(export("--table", "notes", "--since", "2026-11-09", "--until", "2026-11-09").stdout)) == 12


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(("--format", "pdf"), 'no format "pdf". There are: csv, json, xlsx', id="format"),
        pytest.param(("--table", "x"), 'no table "x". There are: codebook, check_ins', id="table"),
        pytest.param(("--table", "notes", "--format", "json"), "leave out --table", id="table and format"),
        pytest.param(("--domain", "x"), "  actionable-data  Actionable data\n", id="domain"),
        pytest.param(("--indicator", "x"), "  actionable-data.2  Actionable data 2\n", id="indicator"),
        pytest.param(
            ("--indicator", "actionable-data.1", "--domain", "capacity-building"),
            'no indicator "actionable-data.1" in the domain capacity-building',
            id="indicator of another domain",
        ),
        pytest.param(("--since", "13.11.2026"), '--since "13.11.2026" is not a day', id="no day"),
        pytest.param(("--since", "2026-11-10", "--until", "2026-11-09"), "is before --since", id="days swapped"),
        pytest.param(("--since", "2030-01-01"), "There is nothing from Jan 1, 2030 on.", id="nothing in those days"),
        pytest.param(("--indicator", "capacity-building.8"), "nothing about it yet", id="never asked"),
        pytest.param(("--table", "next_steps", "--until", "2026-11-10"), "next_steps has no rows", id="an empty table"),
    ],
)
def test_what_does_not_fit_is_answered_with_what_there_is(
    export: Export, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    done = export(*words, "--out", str(tmp_path / "out"))
    assert done.returncode == 2
    assert said in done.stderr + "\n"
    assert (done.stdout, left_in(tmp_path)) == ("", [])


def test_before_anything_has_closed_there_is_nothing_to_export(export: Export, tmp_path: Path) -> None:
    done = export("--out", str(tmp_path / "out"), team="C2")
    assert (done.returncode, left_in(tmp_path)) == (2, [])
    assert "no check-in of Cabinet has closed" in done.stderr
    assert "channel C2" in export(team="Cabinet").stderr


def test_a_file_that_is_there_is_replaced_by_a_whole_one_only(
    export: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "cabinet.zip"
    out.write_text("before")
    out.chmod(0o600)

    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as context:
        context.setattr(export_history, "write_export", no_room)
        done = export("--out", str(out))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{out} can't be written: No space left on device. Nothing was left there.\n"
    assert (out.read_text(), left_in(tmp_path)) == ("before", ["cabinet.zip"])
    assert export("--out", str(out)).returncode == 0
    assert out.read_bytes().startswith(b"PK")
    assert out.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("out", [".", "no/such/folder.zip", "/dev/full"])
def test_a_place_that_takes_nothing_is_named(export: Export, tmp_path: Path, out: str) -> None:
    done = export("--out", out)
    assert done.returncode == 2
    assert done.stderr.startswith(f"{out} can't be written: ")
    assert left_in(tmp_path) == []


def test_a_device_stays_what_it_is(export: Export) -> None:
    assert export("--out", "/dev/null").returncode == 0
    assert Path("/dev/null").is_char_device()


def test_told_to_stop_it_leaves_nothing(export: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped:
        def is_set(self) -> bool:
            return True

    monkeypatch.setattr(export_history, "stopped", Stopped)
    done = export("--out", str(tmp_path / "out"))
    assert (done.returncode, left_in(tmp_path)) == (1, [])
    assert "Stopped before everything was written" in done.stderr


def test_somebody_who_stops_reading_is_answered_in_words(tmp_path: Path) -> None:
    program = (
        "import typer\n"
        "from bot.commands.output import written\n"
        "def write() -> None:\n"
        "    with written(None) as out:\n"
        "        for _ in range(10_000):\n"
        "            out.write(bytes(1_000))\n"
        "typer.run(write)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=environment(tmp_path, {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read().decode()
        assert process.wait(timeout=60) == 1
    assert said == "Whoever was reading stopped before everything was written.\n"


def test_the_bar_is_drawn_only_where_somebody_looks(export: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    advanced: list[int] = []
    with export_history._progress(2) as advance:
        advance()
        advanced.append(1)
    assert advanced
    assert "Reading" not in export("--table", "check_ins").stderr


@pytest.mark.parametrize("format", ["csv", "json", "xlsx"])
def test_no_byte_of_an_export_names_who_rated(export: Export, past: Lived, tmp_path: Path, format: str) -> None:
    out = tmp_path / "out"
    assert export("--format", format, "--out", str(out)).returncode == 0
    data = out.read_bytes()
    if format != "json":
        with ZipFile(io.BytesIO(data)) as archive:
            data = b"\n".join(archive.read(name) for name in archive.namelist())
    with past.cabinet.store.read() as transaction:
        roster = teams.roster(transaction, past.team.id)
    silent = [one for one in roster if one.member.name != "Ana"]
    assert {one.member.name for one in silent} == {*RATERS, "Olga"}
    secrets = [secret for one in silent for secret in (one.member.id, one.member.name, one.address)]
    assert [secret for secret in secrets if secret.encode() in data] == []
    # Nor when: days, and no time of day. A workbook says in its own properties when it was made.
    assert re.search(rb"\d\d:\d\d:\d\d", data) is None or format == "xlsx"
    assert b"Publish the outreach protocol" in data


def test_what_is_streamed_is_what_is_held(past: Lived) -> None:
    with past.cabinet.store.read() as transaction:
        stored = history_of(transaction, past.team, Scope(), now=datetime(2026, 12, 1, 14, tzinfo=UTC))
        whole, streamed = io.BytesIO(), io.BytesIO()
        write_export(held(stored), ExportFormat.JSON, whole)
        write_export(stored, ExportFormat.JSON, streamed)
    assert whole.getvalue() == streamed.getvalue()
