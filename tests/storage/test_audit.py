"""The audit log keeps every change in order, for each team apart."""

from datetime import timedelta

from rubric.audit import What
from storage import audit
from storage.store import Store
from tests.cabinet import CHANNEL, Cabinet


def test_changes_come_back_with_who_when_and_what(any_store: Store) -> None:
    cabinet = Cabinet(any_store)
    team = cabinet.set_up()
    now = cabinet.clock.now()
    with any_store.begin() as transaction:
        assert audit.last_id(transaction, team.id) == 0
        first = audit.write(transaction, team.id, What.PAUSED, actor="Ana", actor_id=None, now=now)
        later = now + timedelta(hours=1)
        second = audit.write(
            transaction,
            team.id,
            What.SETTINGS,
            actor="Dev",
            actor_id=None,
            now=later,
            before={"days_open": 7},
            after={"days_open": 5},
            reason="Shorter",
        )
    with any_store.read() as transaction:
        entry = audit.get(transaction, second)
        assert entry is not None
        assert (entry.actor, entry.at, entry.what, entry.reason) == ("Dev", later, What.SETTINGS, "Shorter")
        assert (entry.before, entry.after) == ({"days_open": 7}, {"days_open": 5})
        assert [one.id for one in audit.latest(transaction, team.id, most=9)] == [second, first]
        assert [one.id for one in audit.latest(transaction, team.id, most=1)] == [second]
        assert [one.id for one in audit.latest(transaction, team.id, most=9, before=second)] == [first]
        assert [one.id for one in audit.since(transaction, team.id, first)] == [second]
        assert audit.last_id(transaction, team.id) == second
        assert audit.get(transaction, second + 1) is None


def test_a_team_sees_only_its_own_changes(any_store: Store) -> None:
    cabinet = Cabinet(any_store)
    one, other = cabinet.set_up(), cabinet.set_up(channel=f"{CHANNEL}2")
    with any_store.begin() as transaction:
        audit.write(transaction, one.id, What.PAUSED, actor="Ana", actor_id=None, now=cabinet.clock.now())
    with any_store.read() as transaction:
        assert audit.latest(transaction, other.id, most=9) == ()
        assert audit.last_id(transaction, other.id) == 0
