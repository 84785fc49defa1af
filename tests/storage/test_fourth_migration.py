"""A database that was in use before goes up to what teams decide, and down again, with everything in it."""

from sqlalchemy import text

from rubric.people import TeamId
from storage import next_steps, team_ratings, teams
from storage.schema import migrate
from storage.store import Store
from tests.storage.test_second_migration import TEAM, WORKSPACE

MEMBER = (
    "INSERT INTO members (id, team_id, address, name, department, role, coordinates, zone, joined_at)"
    " VALUES ('m', 't', 'U1', 'Ana', '', 'member', true, 'UTC', :then)"
)
THEN = {"id": "t", "then": "2026-01-01 09:00:00.000000"}


def test_members_from_before_get_a_digest_and_their_team_has_decided_nothing_yet(own_store: Store) -> None:
    migrate(own_store, to="base")
    migrate(own_store, to="0003")
    with own_store.begin() as transaction:
        transaction.execute(text(WORKSPACE))
        transaction.execute(text(TEAM), THEN)
        transaction.execute(text(MEMBER), {"then": THEN["then"]})
    migrate(own_store)
    with own_store.read() as transaction:
        (one,) = teams.roster(transaction, TeamId("t"))
        decided = (team_ratings.of_team(transaction, TeamId("t")), next_steps.of_team(transaction, TeamId("t")))
    assert (one.member.name, one.member.wants_digest, decided) == ("Ana", True, ([], []))


def test_it_goes_down_again_and_loses_no_member(own_store: Store) -> None:
    with own_store.begin() as transaction:
        transaction.execute(text(WORKSPACE))
        transaction.execute(text(TEAM), THEN)
        transaction.execute(text(MEMBER), {"then": THEN["then"]})
    migrate(own_store, to="0003")
    with own_store.read() as transaction:
        assert list(transaction.execute(text("SELECT name FROM members")).scalars()) == ["Ana"]
