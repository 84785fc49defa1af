"""A database that was in use before goes up to what coordinators steer, and down again, with everything in it."""

from sqlalchemy import text

from storage import teams
from storage.schema import migrate
from storage.store import Store
from tests.storage.test_second_migration import TEAM, WORKSPACE


def test_a_team_from_before_has_no_breaks_no_changes_and_no_preferences(own_store: Store) -> None:
    migrate(own_store, to="base")
    migrate(own_store, to="0002")
    with own_store.begin() as transaction:
        transaction.execute(text(WORKSPACE))
        transaction.execute(text(TEAM), {"id": "t", "then": "2026-01-01 09:00:00.000000"})
    migrate(own_store)
    with own_store.read() as transaction:
        (team,) = teams.everyone(transaction)
    assert (team.rhythm.calendar.breaks, team.rhythm.changes) == ((), ())
    assert (team.preferences.pinned, team.preferences.excluded, team.preferences.focus) == ((), (), None)


def test_it_goes_down_again_and_loses_no_team(own_store: Store) -> None:
    with own_store.begin() as transaction:
        transaction.execute(text(WORKSPACE))
        transaction.execute(text(TEAM), {"id": "t", "then": "2026-01-01 09:00:00.000000"})
    migrate(own_store, to="0002")
    with own_store.read() as transaction:
        assert list(transaction.execute(text("SELECT id FROM teams")).scalars()) == ["t"]
