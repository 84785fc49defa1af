"""What must be true of the outbox once everything has calmed down, whatever happened before."""

from collections import defaultdict
from datetime import datetime, timedelta
from itertools import pairwise

from sqlalchemy import select

from storage import tables
from storage.deliveries import OPEN_STATES, Kind, State
from tests.jobs.outbox_world import World
from tests.jobs.platform import NOT_IN_CHANNEL, Platform

A_SECOND = timedelta(seconds=1)
POSTING = (
    Kind.CARD,
    Kind.REMINDER,
    Kind.REVEAL,
    Kind.TALK,
    Kind.DIGEST,
    Kind.OWN_DIGEST,
    Kind.PLACE_LOST,
    Kind.QUESTION,
)


def check(world: World) -> None:
    """After everything has calmed down."""
    for row in world.rows(select(tables.deliveries)):
        state, kind = State(row["state"]), Kind(row["kind"])
        assert row["state"] not in OPEN_STATES, f"{row['key']} is lost"
        standing = world.platform.standing(row["key"])
        helped = [one for one in standing if not one.is_beyond_help and one.message_id != row["message_id"]]
        match state:
            case State.SENT if kind in POSTING:
                assert row["message_id"] in [one.message_id for one in standing], f"{row['key']} does not stand"
                assert not helped, f"{row['key']} stands twice"
            case State.UNKNOWN:
                assert row["key"] in world.platform.unread_keys or row["error"] in world.platform.reasons, row["key"]
            case State.DEAD:
                assert row["error"] in world.platform.reasons, f"{row['key']} was given up without a reason"
                # Every channel takes posts again by now.
                is_in_channel = row["member_id"] is None
                assert not (is_in_channel and row["error"] == NOT_IN_CHANNEL.reason), f"{row['key']} is forgotten"
            case State.DROPPED:
                assert row["error"], f"{row['key']} was dropped without a reason"
        assert len(helped) <= 1, f"{row['key']} stands twice"
    _check_cards(world)
    _check_pace(world.platform)


def _check_cards(world: World) -> None:
    cards = {row["about"]: row for row in world.rows(select(tables.deliveries)) if row["kind"] == Kind.CARD}
    for check_in_id, wished_at in world.wishes.items():
        card = cards[check_in_id]
        last = world.platform.changed_by.get(card["message_id"])
        # One that changed it late and was gone before it could say so is beyond help.
        if card["state"] == State.SENT and not (last is not None and last.has_crashed):
            assert world.platform.shows[card["message_id"]] >= wished_at, "the card is out of date"


def _check_pace(platform: Platform) -> None:
    by_place: defaultdict[str, list[datetime]] = defaultdict(list)
    for one in platform.landings:
        if one.in_time:
            by_place[one.task.lease.lane].append(one.at)
    for moments in by_place.values():
        for earlier, later in pairwise(moments):
            assert later - earlier >= A_SECOND, "faster than one message a second"
