"""A database that was in use before goes up with everything in it, and its check-ins find the pass they belong to."""

from collections.abc import Sequence

import pytest
from sqlalchemy import text

from storage.schema import migrate
from storage.store import Store, Transaction

WORKSPACE = "INSERT INTO workspaces (id, platform, external_id, name) VALUES ('w', 'slack', 'T1', 'One')"
TEAM = """
INSERT INTO teams (id, workspace_id, channel_id, name, rubric_id, state, zone, at, anchor, every_weeks, digest_anchor,
    digest_every_weeks, indicators_per_check_in, days_open, reminder_days, next_check_in_at, next_digest_at,
    digested_until, created_at)
VALUES (:id, 'w', :id, 'Team', 'r', 'active', 'UTC', '09:00:00.000000', '2026-11-02', 2, '2026-11-16', 2, 7, 7,
    '[3, 5]', :then, :then, :then, :then)
"""
CHECK_IN = """
INSERT INTO check_ins (id, team_id, number, due_at, opened_at, closes_at, scale, evidence_prompt)
VALUES (:id, :team, :number, :then, :then, :then, '{}', 'How do you know?')
"""
ASKED = """
INSERT INTO asked_indicators (check_in_id, position, indicator_id, domain_id, label, text)
VALUES (:check_in, :position, :indicator, 'a', 'A', 'A statement.')
"""


def at_the_first_tables(store: Store) -> None:
    migrate(store, to="base")
    migrate(store, to="0001")


def ask(transaction: Transaction, team: str, check_ins: Sequence[str]) -> None:
    """A team whose check-ins asked these indicators, a letter each."""
    transaction.execute(text(TEAM), {"id": team, "then": "2026-01-01 09:00:00.000000"})
    for number, asked in enumerate(check_ins, start=1):
        then = f"2026-02-{number:02} 09:00:00.000000"
        transaction.execute(text(CHECK_IN), {"id": f"{team}{number}", "team": team, "number": number, "then": then})
        for position, indicator in enumerate(asked):
            values = {"check_in": f"{team}{number}", "position": position, "indicator": indicator}
            transaction.execute(text(ASKED), values)


def passes(store: Store, team: str) -> list[int]:
    with store.read() as transaction:
        rows = transaction.execute(
            text("SELECT pass_number FROM check_ins WHERE team_id = :team ORDER BY number"), {"team": team}
        ).scalars()
        return list(rows)


@pytest.mark.parametrize(
    ("check_ins", "expected"),
    [
        pytest.param(["ab", "cd", "e"], [1, 1, 1], id="a pass under way"),
        pytest.param(["ab", "cd", "ac", "bd", "ab"], [1, 1, 2, 2, 3], id="several passes"),
        pytest.param([], [], id="a team that was never asked"),
    ],
)
def test_check_ins_find_the_pass_they_belong_to(own_store: Store, check_ins: list[str], expected: list[int]) -> None:
    at_the_first_tables(own_store)
    with own_store.begin() as transaction:
        transaction.execute(text(WORKSPACE))
        ask(transaction, "t", check_ins)
        ask(transaction, "u", ["ab"])
    migrate(own_store)
    assert passes(own_store, "t") == expected
    assert passes(own_store, "u") == [1]


def test_a_database_with_check_ins_in_it_goes_down_again(own_store: Store) -> None:
    at_the_first_tables(own_store)
    with own_store.begin() as transaction:
        transaction.execute(text(WORKSPACE))
        ask(transaction, "t", ["ab"])
    migrate(own_store)
    migrate(own_store, to="base")
    migrate(own_store)
    assert passes(own_store, "t") == []
