"""A team's history: looked at page by page, taken along as a file, and nobody's rating under their name."""

import csv
import io
from zipfile import ZipFile

import openpyxl
import pytest

from bot.demo.cast import CAST
from bot.sections.exporting import FORMAT, SINCE, UNTIL, WHAT, ExportAct
from bot.sections.history import HistoryAct
from bot.use_cases.home.paging import Place
from tests.contracts.stage import A_MINUTE, Scene, words

LEVELS = ("strength", "ok-for-now", "could-be-better", "urgent-gap")
NOTE = '=HYPERLINK("https://evil.example")'


def rated_and_closed(scene: Scene) -> None:
    asked = len(scene.check_in.asked)
    for at, name in enumerate(("dana", "lee", "sam", "ruth")):
        scene.rates(name, [LEVELS[at]] * asked, evidence=NOTE if at == 0 else "")
    scene.closes()


def test_a_member_reads_the_history_and_takes_it_along(scene: Scene) -> None:
    team_id, asked = scene.check_in.team_id, scene.check_in.asked[0]
    rated_and_closed(scene)
    lee = scene.person("lee")
    assert lee.types("history") == ""
    assert "counts, never names" in words(lee)
    lee.picks(HistoryAct.HISTORY, str(Place(team_id, within=asked.domain_id)))
    lee.picks(HistoryAct.HISTORY, str(Place(team_id, within=asked.id)))
    assert "1 Strength, 1 OK for now, 1 Could be better, 1 Urgent gap." in words(lee)
    lee.presses(ExportAct.EXPORT)
    lee.fills_in({WHAT: f"indicator:{asked.id}", FORMAT: "csv"})
    assert lee.submits() == {}
    assert "on its way" in words(lee)
    scene.pass_by(A_MINUTE)
    name, data = lee.receives_file()
    assert name.endswith(".zip")
    with ZipFile(io.BytesIO(data)) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("tallies.csv").decode("utf-8-sig"), newline="")))
        (note,) = csv.DictReader(io.StringIO(archive.read("notes.csv").decode("utf-8-sig"), newline=""))
        everything = b"".join(archive.read(entry) for entry in archive.namelist())
    assert [row["ratings"] for row in rows] == ["1", "1", "1", "1", "0"]
    assert note["note"] == f"'{NOTE}"
    people = [text for person in CAST for text in (person.name, scene.stage.address(person.handle))]
    assert [text for text in people if text.encode() in everything] == []


def test_a_workbook_comes_to_whoever_asked_alone(scene: Scene) -> None:
    rated_and_closed(scene)
    dana, lee = scene.person("dana"), scene.person("lee")
    before = len(lee.told())
    assert dana.types("export") == ""
    assert dana.submits() == {}
    scene.pass_by(A_MINUTE)
    name, data = dana.receives_file()
    assert name.endswith(".xlsx")
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert [cell.data_type for cell in book["notes"]["G"][1:]] == ["s"]
    assert len(lee.told()) == before


def test_what_does_not_fit_is_said_beside_its_field_and_what_was_typed_stays(scene: Scene) -> None:
    omar = scene.person("omar")
    assert omar.types("export") == ""
    omar.fills_in({SINCE: "2026-11-13", UNTIL: "2026-11-12"})
    assert "before the first day" in omar.submits()[UNTIL]
    omar.fills_in({UNTIL: "2026-11-14"})
    assert "no check-in of" in omar.submits()[WHAT]
    rated_and_closed(scene)
    omar.fills_in({SINCE: "2020-11-13", UNTIL: "2020-11-14"})
    assert "There is nothing from Nov 13, 2020 to Nov 14, 2020." in omar.submits()[UNTIL]
    omar.fills_in({UNTIL: "2030-11-14"})
    assert omar.submits() == {}


@pytest.mark.parametrize("typed", ["history", "export"])
def test_outsiders_get_neither(scene: Scene, typed: str) -> None:
    scene.stage.comes_in("mallory")
    mallory = scene.person("mallory")
    assert "not on its list" in mallory.types(typed)
    assert mallory.shown is None
