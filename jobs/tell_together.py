"""Lets team ratings that one coordinator records one after another come to the channel as one message."""

from datetime import datetime, timedelta

from rubric.audit import Entry, What
from rubric.team import Team
from storage import audit, deliveries
from storage.store import Transaction

# A meeting's few decisions are typed in within that time; later ones have a message of their own.
TOGETHER_FOR = timedelta(minutes=2)
# The message waits for the last of them to be stored, wherever clocks differ a little.
SAID_AFTER = TOGETHER_FOR + timedelta(seconds=30)
# With the longest reasons a message holds this many.
MOST_TOGETHER = 5
# Nobody changes more than that in the time.
_MOST_MEANWHILE = 200


def tell_team_rating(transaction: Transaction, team: Team, entry_id: int, *, now: datetime) -> None:
    """Have the channel told of entry `entry_id`, just written by whoever holds the team: with an earlier one that
    waits to be said, or after a while."""
    entry = audit.get(transaction, entry_id)
    assert entry is not None, "it was written just now"
    first = _waiting_before(transaction, entry)
    if first is not None and entry_id in {one.id for one in said_with(transaction, first)}:
        return
    order = deliveries.Order.to_channel(team, deliveries.Kind.CHANGE, about=str(entry_id), run_at=now + SAID_AFTER)
    deliveries.enqueue(transaction, order)


def said_with(transaction: Transaction, first: Entry) -> tuple[Entry, ...]:
    """What the message about `first` tells too, in order; the same whenever it is asked once the time is over."""
    later = audit.since(transaction, first.team_id, first.id)
    return tuple(one for one in later if _belong_together(first, one))[: MOST_TOGETHER - 1]


def _waiting_before(transaction: Transaction, entry: Entry) -> Entry | None:
    """The latest that has a message of its own, which `entry` may come with."""
    earlier = audit.latest(transaction, entry.team_id, most=_MOST_MEANWHILE, before=entry.id)
    return next((one for one in earlier if _belong_together(one, entry) and _has_message(transaction, one)), None)


def _belong_together(first: Entry, later: Entry) -> bool:
    is_same = (first.what, first.actor_id) == (later.what, later.actor_id)
    return is_same and first.what is What.TEAM_RATING and first.at <= later.at < first.at + TOGETHER_FOR


def _has_message(transaction: Transaction, entry: Entry) -> bool:
    return bool(deliveries.about(transaction, deliveries.Kind.CHANGE, str(entry.id)))
