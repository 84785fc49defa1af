"""A team's history read for export: filtered, as of one moment, and the same read as it goes as held at once."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from rubric.export import Scope, Table, WhyEmpty, cells, columns
from rubric.model import DomainId, IndicatorId
from storage import exporting, history
from storage.exporting import ever_asked, held, history_of
from storage.store import Store
from tests.cabinet import Cabinet
from tests.lived import FIRST_CLOSES, SECOND_CLOSES, Lived, lived

A_DAY = timedelta(days=1)


@pytest.fixture
def past(any_store: Store) -> Lived:
    return lived(any_store)


def rows(past: Lived, table: Table, scope: Scope | None = None, *, now: datetime | None = None) -> list[dict[str, Any]]:
    with past.cabinet.store.read() as transaction:
        found = history_of(transaction, past.team, scope or Scope(), now=now or past.now).rows(table)
        return [dict(zip(columns(table), cells(row), strict=True)) for row in found]


def numbers(past: Lived, table: Table, scope: Scope | None = None) -> list[int]:
    return sorted({row["check_in"] for row in rows(past, table, scope)})


def why(past: Lived, scope: Scope) -> WhyEmpty | None:
    with past.cabinet.store.read() as transaction:
        return history_of(transaction, past.team, scope, now=past.now).why_empty()


def test_what_is_open_is_in_no_table(past: Lived) -> None:
    for table in (Table.CHECK_INS, Table.SUMMARY, Table.TALLIES):
        assert numbers(past, table) == [1, 2]
    assert not any("Not to be seen" in row["note"] for row in rows(past, Table.NOTES))


def test_every_table_has_what_is_stored(past: Lived) -> None:
    first = rows(past, Table.CHECK_INS)[0]
    assert (first["finished"], first["members"], first["closed"]) == (4, 5, FIRST_CLOSES)
    assert len(rows(past, Table.SUMMARY)) == 6
    assert len(rows(past, Table.TALLIES)) == 5 * 5 + 1
    assert len(rows(past, Table.NOTES)) == 3 * 4
    earlier, later = rows(past, Table.TEAM_RATINGS)
    assert (earlier["level"], earlier["superseded"]) == ("Could be better", True)
    assert (later["level"], later["superseded"], later["check_in"]) == ("OK for now", False, 1)
    (step,) = rows(past, Table.NEXT_STEPS)
    assert (step["check_in"], step["state"], step["settled_on"]) == (1, "done", date(2026, 11, 19))
    (entry,) = rows(past, Table.EVIDENCE)
    assert (entry["dated_on"], entry["added_on"]) == (date(2026, 10, 30), date(2026, 11, 13))


def test_second_ratings_are_only_those_that_a_digest_counted(past: Lived) -> None:
    counted = {row["level"]: row["ratings"] for row in rows(past, Table.SECOND_RATINGS)}
    assert counted == {"Strength": 0, "OK for now": 2, "Could be better": 1, "Urgent gap": 0, "Don't know": 0}


def test_read_as_it_goes_it_is_what_it_is_at_once(past: Lived, monkeypatch: pytest.MonkeyPatch) -> None:
    for scope in (Scope(), Scope(domain_id=DomainId("positive-engagement")), Scope(since=FIRST_CLOSES)):
        steps: list[int] = []
        with past.cabinet.store.read() as transaction, monkeypatch.context() as context:
            context.setattr(exporting, "A_PAGE", 1)
            stored = history_of(transaction, past.team, scope, now=past.now, step=lambda: steps.append(1))  # noqa: B023
            counted = stored.step_count(list(Table))
            read = {table: tuple(stored.rows(table)) for table in Table}
            assert len(steps) == counted
            context.undo()
            assert held(stored).held == read


# A past takes a while to live through, so each of these is looked at from several sides.
BY_DAYS: tuple[tuple[Scope, list[int]], ...] = (
    (Scope(since=FIRST_CLOSES, until=FIRST_CLOSES), [1]),
    (Scope(since=FIRST_CLOSES + A_DAY), [2]),
    (Scope(until=SECOND_CLOSES - A_DAY), [1]),
    (Scope(since=FIRST_CLOSES + A_DAY, until=SECOND_CLOSES - A_DAY), []),
)
OWN_DAYS = (
    (Table.TEAM_RATINGS, date(2026, 11, 12)),
    (Table.NEXT_STEPS, date(2026, 11, 12)),
    (Table.EVIDENCE, date(2026, 10, 30)),
    (Table.SECOND_RATINGS, date(2026, 11, 30)),
)


def test_check_ins_go_by_the_day_they_closed(past: Lived) -> None:
    for scope, found in BY_DAYS:
        for table in (Table.CHECK_INS, Table.SUMMARY, Table.TALLIES):
            assert numbers(past, table, scope) == found, (scope, table)


def test_the_rest_goes_by_its_own_day(past: Lived) -> None:
    for table, day in OWN_DAYS:
        assert len(rows(past, table, Scope(since=day, until=day))) in (1, 5), table
        assert rows(past, table, Scope(since=day + A_DAY)) == [], table
        assert len(rows(past, table, Scope(until=day - A_DAY))) == (1 if table is Table.TEAM_RATINGS else 0), table


def test_an_indicator_and_a_domain_narrow_every_table_down(past: Lived) -> None:
    asked = past.first.asked[1]
    for table in Table:
        of_indicator = rows(past, table, Scope(indicator_id=asked.id))
        assert of_indicator, table
        assert rows(past, table, Scope(domain_id=asked.domain_id, indicator_id=asked.id)) == of_indicator
        assert {row.get("indicator_id", asked.id) for row in of_indicator} == {asked.id}
        of_domain = rows(past, table, Scope(domain_id=asked.domain_id))
        assert {row.get("domain_id", asked.domain_id) for row in of_domain} == {asked.domain_id}
        assert rows(past, table, Scope(domain_id=DomainId("elsewhere"))) == []


def test_what_closes_or_is_recorded_later_is_left_out(past: Lived) -> None:
    before = past.cabinet.clock.at - timedelta(days=20)
    assert [row["check_in"] for row in rows(past, Table.CHECK_INS, now=before)] == [1]
    (only,) = rows(past, Table.TEAM_RATINGS, now=before)
    assert only["superseded"] is False
    for table in (Table.NEXT_STEPS, Table.EVIDENCE, Table.SECOND_RATINGS):
        assert rows(past, table, now=before) == []


def test_why_there_is_nothing(past: Lived) -> None:
    assert why(past, Scope()) is None
    assert why(past, Scope(since=date(2030, 1, 1))) is WhyEmpty.NOT_IN_THOSE_DAYS
    assert why(past, Scope(indicator_id=IndicatorId("elsewhere.1"))) is WhyEmpty.NEVER_ASKED
    assert why(past, Scope(indicator_id=IndicatorId("elsewhere.1"), since=date(2030, 1, 1))) is WhyEmpty.NEVER_ASKED


def test_before_the_first_has_closed_there_is_nothing_yet(any_store: Store) -> None:
    cabinet = Cabinet(any_store)
    team = cabinet.set_up()
    with any_store.read() as transaction:
        stored = history_of(transaction, team, Scope(since=date(2020, 1, 1)), now=cabinet.clock.now())
        assert stored.why_empty() is WhyEmpty.NOTHING_YET
        assert [row for table in Table for row in stored.rows(table)] == []


def test_which_closed_check_ins_asked_an_indicator_is_found_at_once(past: Lived) -> None:
    asked = past.first.asked[1]
    with past.cabinet.store.read() as transaction:
        ((id, closed_at),) = history.closed_about(transaction, past.team.id, asked.id)
        last = {one.indicator_id: one for one in history.asked_last(transaction, past.team.id)}
        numbered = history.with_number(transaction, past.team.id, [1, 2])
    assert (id, closed_at.date()) == (past.first.id, FIRST_CLOSES)
    assert len(last) == 6
    assert (last[asked.id].domain_id, last[asked.id].number) == (asked.domain_id, 1)
    assert numbered == {1: past.first.id, 2: past.second.id}


def test_another_teams_history_stays_its_own(past: Lived) -> None:
    other = replace(past.cabinet, names=("Ana",)).set_up(channel="C2")
    with past.cabinet.store.read() as transaction:
        assert history_of(transaction, other, Scope(), now=past.now).why_empty() is WhyEmpty.NOTHING_YET
        assert ever_asked(transaction, other.id) == []
        assert len(ever_asked(transaction, past.team.id)) == 9
