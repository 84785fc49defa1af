"""A team's history in Slack: looked at page by page, taken along as a file, and nobody's rating under their name."""

import csv
import io
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from bot.demo.cast import CAST, CHANNEL_ID
from bot.sections.exporting import FORMAT, SINCE, UNTIL, WHAT, ExportAct
from bot.sections.history import HistoryAct
from bot.use_cases.home.paging import Place
from sandbox.people import Person
from tests.stories.in_slack import A_MINUTE, InSlack, slack
from tests.stories.steering import choose, errors, pick, press, shown, submit, type_command, whispers

__all__ = ["slack"]

LEVELS = ("strength", "ok-for-now", "could-be-better", "urgent-gap")
NOTE = '=HYPERLINK("https://evil.example")'


def rated_and_closed(slack: InSlack) -> None:
    asked = len(slack.check_in.asked)
    for at, name in enumerate(("dana", "lee", "sam", "ruth")):
        slack.rates(name, [LEVELS[at]] * asked, evidence=NOTE if at == 0 else "")
    slack.until(slack.check_in.closes_at + A_MINUTE)


def file_of(slack: InSlack, person: Person) -> tuple[str, bytes]:
    """The newest file that came to them: its name and its bytes."""
    slack.pass_by(A_MINUTE)
    message = person.direct_messages()[-1]
    (file,) = message["files"]
    return file["name"], slack.running.workspace.files.find(file["id"]).content or b""


def test_a_member_reads_the_history_and_takes_it_along(slack: InSlack) -> None:
    team_id = slack.check_in.team_id
    asked = slack.check_in.asked[0]
    rated_and_closed(slack)
    lee = slack.person("lee")
    type_command(lee, "history")
    assert "counts, never names" in shown(lee)
    pick(lee, HistoryAct.HISTORY, str(Place(team_id, within=asked.domain_id)))
    pick(lee, HistoryAct.HISTORY, str(Place(team_id, within=asked.id)))
    assert "1 Strength, 1 OK for now, 1 Could be better, 1 Urgent gap." in shown(lee)
    press(lee, ExportAct.EXPORT)
    choose(lee, WHAT, f"indicator:{asked.id}")
    choose(lee, FORMAT, "csv")
    assert submit(lee).ok
    assert "on its way" in str(lee.view)
    name, data = file_of(slack, lee)
    assert name.endswith(".zip")
    with ZipFile(io.BytesIO(data)) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("tallies.csv").decode("utf-8-sig"), newline="")))
        (note,) = csv.DictReader(io.StringIO(archive.read("notes.csv").decode("utf-8-sig"), newline=""))
        everything = b"".join(archive.read(entry) for entry in archive.namelist())
    assert [row["ratings"] for row in rows] == ["1", "1", "1", "1", "0"]
    assert note["note"] == f"'{NOTE}"
    people: list[Any] = [text for person in CAST for text in (person.name, person.address)]
    assert [text for text in people if text.encode() in everything] == []


def test_a_workbook_comes_to_whoever_asked_alone(slack: InSlack) -> None:
    rated_and_closed(slack)
    dana, lee = slack.person("dana"), slack.person("lee")
    before = len(lee.direct_messages())
    type_command(dana, "export")
    submit(dana)
    name, data = file_of(slack, dana)
    assert name.endswith(".xlsx")
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert [cell.data_type for cell in book["notes"]["G"][1:]] == ["s"]
    assert len(lee.direct_messages()) == before


def test_what_does_not_fit_is_said_beside_its_field_and_what_was_typed_stays(slack: InSlack) -> None:
    omar = slack.person("omar")
    type_command(omar, "export")
    choose(omar, SINCE, "2026-11-13")
    choose(omar, UNTIL, "2026-11-12")
    assert "before the first day" in errors(submit(omar))[UNTIL]
    choose(omar, UNTIL, "2026-11-14")
    assert "no check-in of" in errors(submit(omar))[WHAT]
    rated_and_closed(slack)
    choose(omar, SINCE, "2020-11-13")
    choose(omar, UNTIL, "2020-11-14")
    assert "There is nothing from Nov 13, 2020 to Nov 14, 2020." in errors(submit(omar))[UNTIL]
    choose(omar, UNTIL, "2030-11-14")
    assert submit(omar).ok


def test_where_no_files_are_taken_the_command_for_it_comes_instead(slack: InSlack) -> None:
    rated_and_closed(slack)
    dana = slack.person("dana")
    slack.running.workspace.faults.answer_next("file_uploads_disabled", methods=["files.getUploadURLExternal"])
    type_command(dana, "export")
    submit(dana)
    slack.pass_by(A_MINUTE)
    assert "homeroom export --team" in dana.direct_messages()[-1]["text"]


@pytest.mark.parametrize("typed", ["history", "export"])
def test_outsiders_get_neither(slack: InSlack, typed: str) -> None:
    slack.running.workspace.join("U0MALLORY", CHANNEL_ID)
    mallory = slack.person("mallory")
    assert "not on its list" in type_command(mallory, typed)
    assert mallory.view is None
    assert len(whispers(mallory)) == 1
