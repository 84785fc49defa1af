"""Rows of a team's history, made from drawn grids: what was counted, what is withheld, and nobody's name."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from rubric.export import ROWS, About, Scope, Table, cells, columns
from rubric.model import DomainId, IndicatorId, LevelId
from rubric.tidy import (
    TOO_FEW,
    CountedBatch,
    PastCheckIn,
    check_in_row,
    note_rows,
    second_rating_rows,
    summary_rows,
    tally_rows,
    team_rating_row,
)
from tests.builders import OPENING, ZONE, a_closed, a_rubric, a_scale, column
from tests.team_ratings import a_team_rating

RUBRIC = a_rubric(3, 2)
NOTES = {("Dana", "a.1"): "Dana's note", ("Lee", "a.1"): "Lee's note", ("Ana", "a.1"): "Ana's note"}
GRID = """
    Dana: S U .
    Lee:  S O S
    Ana:  O U .
    Sam:  S ? U
"""


def about(**scope: object) -> About:
    return About("Cabinet", ZONE, RUBRIC, replace(Scope(), **scope), OPENING)  # type: ignore[arg-type]


def past(grid: str = GRID, *ids: str, notes: dict[tuple[str, str], str] | None = None) -> PastCheckIn:
    closed = a_closed(grid, *(ids or ("a.1", "a.2", "b.1")), rubric=RUBRIC, evidence=notes, of=6)
    return PastCheckIn(closed, pass_number=2, away=1)


def test_each_level_of_each_indicator_is_a_row_with_dont_know_last_and_outside_the_order() -> None:
    rows = [row for row in tally_rows(past(), about()) if row.indicator_id == "a.2"]
    assert [(row.level, row.level_order, row.ratings) for row in rows] == [
        ("Strength", 1, 0),
        ("OK for now", 2, 1),
        ("Could be better", 3, 0),
        ("Urgent gap", 4, 2),
        ("Don't know", None, 1),
    ]
    assert {(row.answers, row.withheld, row.reason) for row in rows} == {(4, False, "")}
    assert {(row.check_in, row.pass_number, row.domain, row.label) for row in rows} == {
        (1, 2, "Domain A", "Domain A 2")
    }


def test_where_too_few_answered_one_row_says_only_how_many() -> None:
    (row,) = (row for row in tally_rows(past(), about()) if row.indicator_id == "b.1")
    assert (row.level_id, row.level, row.level_order, row.ratings) == ("", "", None, None)
    assert (row.answers, row.withheld, row.reason) == (2, True, TOO_FEW)
    (summary,) = (row for row in summary_rows(past(), about()) if row.indicator_id == "b.1")
    shown = dict(zip(columns(Table.SUMMARY), cells(summary), strict=True))
    after = list(shown)[list(shown).index("withheld") + 1 :]
    assert {shown[name] for name in after} == {None, ""}
    assert summary.answers == 2


def test_a_summary_has_the_middle_the_range_the_agreement_and_the_flags() -> None:
    first, second, _ = summary_rows(past(), about())
    assert (first.median_high, first.median_low, first.range_steps, first.talk_about) == (
        "Strength",
        "Strength",
        1,
        False,
    )
    assert first.agreement == 0.83
    assert (second.median_high, second.range_steps, second.talk_about, second.we_dont_know) == (
        "Urgent gap",
        2,
        True,
        False,
    )
    assert (second.answers, second.rated, second.dont_know) == (4, 3, 1)


def test_an_even_number_of_ratings_has_two_middle_ones() -> None:
    (row,) = summary_rows(past(column("SSUU"), "a.1"), about())
    assert (row.median_high, row.median_low) == ("Strength", "Urgent gap")


def test_notes_stand_without_a_level_in_an_order_that_says_nothing() -> None:
    rows = list(note_rows(past(notes=NOTES), about()))
    assert {row.note for row in rows} == set(NOTES.values())
    turned = past("\n".join(reversed(GRID.strip().splitlines())), notes=NOTES)
    assert list(note_rows(turned, about())) == rows
    assert not {"level", "level_id", "id", "author"} & set(columns(Table.NOTES))


def test_notes_beside_too_few_ratings_are_withheld_too() -> None:
    assert list(note_rows(past(column("SU"), "a.1", notes={("A", "a.1"): "Mine"}), about())) == []


def test_the_rows_are_the_same_whoever_of_them_rated_what() -> None:
    exchanged = "Dana: O U S\n Lee: S ? U\n Ana: S U .\n Sam: S O ."
    for rows in (tally_rows, summary_rows):
        assert list(rows(past(), about())) == list(rows(past(exchanged), about()))
    assert check_in_row(past(), about()) == check_in_row(past(exchanged), about())


def test_a_check_in_says_how_many_finished_and_were_away() -> None:
    row = check_in_row(past(), about())
    assert (row.finished, row.members, row.away, row.indicators) == (2, 6, 1, 3)
    assert (row.opened, row.closed) == (date(2026, 9, 14), date(2026, 9, 21))


@pytest.mark.parametrize(
    ("scope", "ids"),
    [
        pytest.param({}, ["a.1", "a.2", "b.1"], id="everything"),
        pytest.param({"indicator_id": IndicatorId("a.2")}, ["a.2"], id="an indicator"),
        pytest.param({"domain_id": DomainId("a")}, ["a.1", "a.2"], id="a domain"),
        pytest.param({"domain_id": DomainId("b"), "indicator_id": IndicatorId("a.1")}, [], id="neither"),
    ],
)
def test_a_scope_takes_what_it_names(scope: dict[str, object], ids: list[str]) -> None:
    assert [row.indicator_id for row in summary_rows(past(), about(**scope))] == ids


def test_days_are_those_of_the_teams_calendar_and_both_ends_belong() -> None:
    since, over = Scope(since=date(2026, 11, 1), until=date(2026, 11, 2)).moments(ZONE)
    # Clocks went back on November 1.
    assert (since, over) == (datetime(2026, 11, 1, 4, tzinfo=UTC), datetime(2026, 11, 3, 5, tzinfo=UTC))
    assert Scope().moments(ZONE) == (None, None)
    assert Scope(until=date.max).moments(ZONE) == (None, None)
    assert about().day(datetime(2026, 11, 2, 3, tzinfo=UTC)) == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("level", "name", "order"),
    [("ok-for-now", "OK for now", 2), ("dont-know", "Don't know", None), ("gone", "gone", None)],
)
def test_a_team_rating_stands_with_the_place_of_its_level(level: str, name: str, order: int | None) -> None:
    at = datetime(2026, 9, 23, 1, tzinfo=UTC)
    rating = a_team_rating("gone.1", level, agreed_on=date(2026, 9, 22), recorded_at=at)
    row = team_rating_row(rating, a_scale(), about(), superseded=True)
    assert (row.level, row.level_order, row.superseded, row.domain) == (name, order, True, "")
    assert (row.agreed_on, row.recorded_on) == (date(2026, 9, 22), date(2026, 9, 22))


@pytest.mark.parametrize(("counts", "rows"), [({"strength": 2, "dont-know": 1}, 5), ({"strength": 2}, 1)])
def test_second_ratings_are_counted_in_a_batch_or_withheld(counts: dict[str, int], rows: int) -> None:
    closed = past().check_in
    batch = CountedBatch(closed, closed.asked[0], OPENING, {LevelId(id): number for id, number in counts.items()})
    found = list(second_rating_rows(batch, about()))
    assert len(found) == rows
    assert {row.withheld for row in found} == {rows == 1}
    assert sum(row.ratings or 0 for row in found) == (3 if rows == 5 else 0)


def test_no_table_has_a_column_for_who_rated_or_when() -> None:
    named = {"owner", "made_by", "added_by", "recorded_by"}
    for table in Table:
        for name in columns(table):
            assert not any(part in name for part in ("member_id", "rater", "author", "rated_at", "_at"))
            assert not name.endswith("_by") or name in named
    assert set(ROWS) == set(Table)
