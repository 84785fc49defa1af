"""What comes beside the report, and in its place where a workspace takes no files."""

from bot.sections import announce
from bot.sections.files import no_file
from jobs.announcements import ReportFile
from tests.builders import a_closed, a_rubric
from tests.dialects import in_slack
from tests.passes import a_pass, a_team_rating

CLOSED = a_closed("A: S U\nB: O U\nC: C U", "a.1", "a.2")
REPORT = a_pass(
    CLOSED, rubric=a_rubric(3), ratings=[a_team_rating(CLOSED, "a.1", "ok-for-now")], team_name="Cabinet <1>"
)


def test_beside_the_file_stands_the_headline_and_how_to_open_it() -> None:
    said = announce(ReportFile(REPORT, for_coordinators=False)).fallback
    assert said.splitlines() == [
        "The report of Cabinet <1>, pass 1, up to Sep 21, 2026: every indicator by domain, what we agreed, what moved, "
        "and next steps.",
        "1 of 3 indicators is well in hand, 0 to work on, 0 unknown, 2 not agreed on yet.",
        "Open the file in a browser to read or print it.",
    ]


def test_a_coordinator_is_told_what_is_in_theirs_alone() -> None:
    assert "for coordinators" in announce(ReportFile(REPORT, for_coordinators=True)).fallback


def test_where_no_files_are_taken_the_headline_comes_and_a_way_to_get_it() -> None:
    said = in_slack(no_file(ReportFile(REPORT, for_coordinators=True), "missing_scope").fallback)
    assert "lacks the permission files:write" in said
    assert "1 of 3 indicators is well in hand" in said
    assert 'homeroom report --team "Cabinet <1>" --pass 1 --out report.html' in said
    assert "storage_limit_reached" in no_file(ReportFile(REPORT, False), "storage_limit_reached").fallback
