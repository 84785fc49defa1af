"""Taking a team's history along in chat: chosen in a form, sent to whoever asked and to nobody else."""

from datetime import date, timedelta

import pytest

from bot.files import made_file
from bot.sections.exporting import FORMAT, SINCE, UNTIL, WHAT, export_form
from bot.sections.files import beside, no_file
from bot.sections.forms import ChooseOne, Form
from bot.use_cases.exporting.export_history import KEPT, export_history, open_export
from jobs.announcements import ExportFile
from rubric.export import ExportFormat, Scope, Table
from rubric.people import TeamId
from rubric.refusals import FormDoesNotMatch, NotOnTheTeam
from storage import drafts
from storage.store import Store
from tests.bot.use_cases.steering.ground import A_DAY, A_MINUTE, errors, field, filled_in, leaves, said, the_form
from tests.builders import a_rubric
from tests.cabinet import Cabinet, address, speaker
from tests.dialects import in_slack
from tests.lived import Lived, lived


@pytest.fixture
def past(store: Store) -> Lived:
    return lived(store)


def form(past: Lived, name: str = "Olga") -> Form:
    return the_form(open_export(past.cabinet.deps, speaker(name), past.team.id))


def asks(past: Lived, name: str = "Olga", **changed: str | None) -> str:
    shown = form(past, name)
    return said(export_history(past.cabinet.deps, speaker(name), shown.about, filled_in(shown, **changed)))


def refused(past: Lived, **changed: str | None) -> dict[str, str]:
    shown = form(past)
    return errors(export_history(past.cabinet.deps, speaker("Olga"), shown.about, filled_in(shown, **changed)))


def sent(past: Lived) -> list[ExportFile]:
    past.cabinet.travel(past.now + A_MINUTE)
    found = past.cabinet.messenger.said(ExportFile)
    assert {one.address for one in found} <= {address("Olga")}
    return [one.announcement for one in found if isinstance(one.announcement, ExportFile)]


def test_the_file_goes_to_whoever_asked_with_what_they_chose(past: Lived) -> None:
    asked = past.first.asked[1]
    told = asks(past, **{WHAT: f"indicator:{asked.id}", UNTIL: "2026-11-12", FORMAT: "json"})
    assert "direct message" in in_slack(told)
    (file,) = sent(past)
    assert file.format is ExportFormat.JSON
    assert file.export.about.scope == Scope(indicator_id=asked.id, until=date(2026, 11, 12))
    assert len(list(file.export.rows(Table.TALLIES))) == 5
    assert made_file(file).ending == "json"
    assert f"{asked.label}, until Nov 12, 2026): 1 closed check-in." in beside(file).fallback


def test_two_wishes_are_two_files(past: Lived) -> None:
    asks(past, **{FORMAT: "csv"})
    asks(past, **{WHAT: f"domain:{past.first.asked[1].domain_id}"})
    assert [(one.format, one.export.about.scope.domain_id) for one in sent(past)] == [
        (ExportFormat.CSV, None),
        (ExportFormat.XLSX, past.first.asked[1].domain_id),
    ]


@pytest.mark.parametrize(
    ("changed", "where", "words"),
    [
        pytest.param({SINCE: "2026-11-13", UNTIL: "2026-11-12"}, UNTIL, "before the first day", id="days swapped"),
        pytest.param({SINCE: "2030-01-01"}, SINCE, "nothing from Jan 1, 2030 on", id="nothing since"),
        pytest.param({UNTIL: "2020-01-01"}, UNTIL, "nothing until Jan 1, 2020", id="nothing until"),
        pytest.param({WHAT: "indicator:capacity-building.8"}, WHAT, "nothing about it yet", id="never asked"),
        pytest.param({WHAT: "indicator:gone.1"}, WHAT, "Choose something else", id="no such indicator"),
        pytest.param({WHAT: None}, WHAT, "Choose something else", id="nothing chosen"),
        pytest.param({FORMAT: "pdf"}, FORMAT, "Choose one", id="no such format"),
        pytest.param({SINCE: "tomorrow"}, SINCE, "not a day", id="no day"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    past: Lived, changed: dict[str, str | None], where: str, words: str
) -> None:
    found = refused(past, **changed)
    assert list(found) == [where]
    assert words in found[where]
    assert sent(past) == []


def test_before_anything_has_closed_there_is_nothing_to_send(store: Store) -> None:
    cabinet = Cabinet(store)
    shown = the_form(open_export(cabinet.deps, speaker("Dana"), cabinet.set_up().id))
    found = errors(export_history(cabinet.deps, speaker("Dana"), shown.about, filled_in(shown)))
    assert "no check-in of Cabinet has closed" in found[WHAT]


def test_whoever_left_meanwhile_gets_nothing(past: Lived) -> None:
    asks(past)
    leaves(past.cabinet, "Olga")
    assert sent(past) == []


def test_only_people_on_the_team_ask_for_it(past: Lived) -> None:
    shown = form(past)
    with pytest.raises(NotOnTheTeam):
        open_export(past.cabinet.deps, speaker("Mallory"), past.team.id)
    with pytest.raises(NotOnTheTeam):
        export_history(past.cabinet.deps, speaker("Mallory"), shown.about, filled_in(shown))
    with pytest.raises(FormDoesNotMatch):
        export_history(past.cabinet.deps, speaker("Olga"), "gone", filled_in(shown))


def test_what_was_chosen_is_forgotten_after_a_while(past: Lived) -> None:
    asks(past)
    past.cabinet.clock.at += KEPT + A_DAY
    asks(past, "Ana")
    with past.cabinet.store.begin() as transaction:
        later = past.now + timedelta(days=1)
        assert drafts.drop_older(transaction, later, kinds=("export",)) == 1


@pytest.mark.parametrize(
    ("code", "how"),
    [("missing_scope", "add files:write"), ("file_uploads_disabled", "it got: file_uploads_disabled")],
)
def test_where_no_file_can_go_the_command_for_the_same_is_told(past: Lived, code: str, how: str) -> None:
    asks(past, **{WHAT: f"indicator:{past.first.asked[1].id}", SINCE: "2026-11-01", FORMAT: "csv"})
    (file,) = sent(past)
    told = in_slack(no_file(file, code).fallback)
    assert how in told
    assert (
        f'homeroom export --team "Cabinet" --format csv --indicator {past.first.asked[1].id} --since 2026-11-01 '
        "--out export.zip" in told
    )


def test_the_form_offers_everything_then_domains_then_indicators_as_far_as_a_menu_goes() -> None:
    options = [one.value for one in _what(export_form("t", a_rubric(2, 1), team_name="C", zone="UTC")).options]
    assert options == ["all", "domain:a", "domain:b", "indicator:a.1", "indicator:a.2", "indicator:b.1"]
    assert len(_what(export_form("t", a_rubric(60, 60), team_name="C", zone="UTC")).options) == 100


def _what(shown: Form) -> ChooseOne:
    found = field(shown, WHAT)
    assert isinstance(found, ChooseOne)
    return found


def test_a_team_that_is_gone_matches_nothing(past: Lived) -> None:
    with pytest.raises(FormDoesNotMatch):
        open_export(past.cabinet.deps, speaker("Olga"), TeamId("gone"))
