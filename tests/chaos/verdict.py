"""Compares what was planned and what people were told with what stands in the channels and in the database."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from sandbox.tally import Posts
from storage.deliveries import OPEN_STATES, Kind, State
from storage.store import Store
from storage.tables import check_ins, deliveries, members, ratings
from tests.chaos.members import Rated, Told

# Those that are a message of their own.
POSTING = (
    Kind.WELCOME,
    Kind.CARD,
    Kind.REMINDER,
    Kind.REVEAL,
    Kind.TALK,
    Kind.DIGEST,
    Kind.OWN_DIGEST,
    Kind.PLACE_LOST,
    Kind.QUESTION,
)
# The world may overtake these; whatever else is dropped is lost.
MAY_BE_DROPPED = (
    Kind.REMINDER,
    Kind.CARD,
    Kind.CARD_REFRESH,
    Kind.OWN_DIGEST,
    Kind.TAKE_BACK,
    Kind.SWEEP,
    Kind.QUESTION,
)
# After so many check-ins each of these must have landed somewhere.
ENOUGH_TO_TELL = 40
EVERYDAY = (Kind.CARD, Kind.REMINDER, Kind.REVEAL, Kind.DIGEST)

Row = Mapping[str, Any]


@dataclass(slots=True)
class Verdict:
    """`faults` are sentences, none when all is well; the rest are the figures."""

    faults: list[str] = field(default_factory=list)
    ratings: dict[str, int] = field(default_factory=dict)
    deliveries: dict[str, int] = field(default_factory=dict)
    dropped: dict[str, int] = field(default_factory=dict)
    landed_by_kind: dict[str, int] = field(default_factory=dict)
    check_ins: int = 0


def judge(store: Store, posts: Mapping[Any, Posts], told: Mapping[Rated, Told]) -> Verdict:
    """After everything has calmed down."""
    verdict = Verdict()
    with store.read() as transaction:
        planned = [dict(row) for row in transaction.execute(select(deliveries)).mappings()]
        asked = [dict(row) for row in transaction.execute(select(check_ins)).mappings()]
    _judge_deliveries(verdict, planned, posts)
    _judge_check_ins(verdict, asked, {row["key"]: row for row in planned})
    _judge_ratings(verdict, told, _rated(store))
    return verdict


def _judge_deliveries(verdict: Verdict, planned: list[dict[str, Any]], posts: Mapping[Any, Posts]) -> None:
    figures: Counter[str] = Counter({"planned": 0, "landed": 0, "lost": 0, "duplicated": 0, "posted_twice_ever": 0})
    dropped: Counter[str] = Counter()
    by_kind: Counter[str] = Counter()
    for row in planned:
        of_this = posts.get(row["key"], Posts())
        if row["kind"] in POSTING:
            figures["planned"] += 1
            figures["landed"] += bool(of_this.standing)
            by_kind[row["kind"]] += bool(of_this.standing)
            figures["duplicated"] += len(of_this.standing) > 1
            figures["posted_twice_ever"] += len(of_this.ever) > 1
        figures[row["state"]] += 1
        if row["state"] == State.DROPPED:
            # It landed without an answer, and was overtaken before anybody looked for it.
            figures["dropped_but_standing"] += bool(of_this.standing)
            dropped[f"{row['kind']}: {row['error']}"] += 1
        if wrong := _wrong_with(row, of_this):
            figures["lost"] += not of_this.standing
            verdict.faults.append(f"{row['key']}: {wrong}; {_story_of(row, of_this)}{_sequel(row, planned)}")
    keys = {row["key"] for row in planned}
    verdict.faults.extend(f"{key}: nobody planned it" for key in posts if key not in keys)
    verdict.deliveries, verdict.dropped, verdict.landed_by_kind = dict(figures), dict(dropped), dict(by_kind)


def _wrong_with(row: Row, posts: Posts) -> str | None:
    state, kind = row["state"], Kind(row["kind"])
    if state in OPEN_STATES:
        return f"it is still {state}"
    if state in (State.DEAD, State.UNKNOWN):
        return f"it is {state} ({row['error']}), though every channel takes posts and can be read"
    if state == State.DROPPED and kind not in MAY_BE_DROPPED:
        return f"it was dropped ({row['error']})"
    if state == State.DROPPED and kind is Kind.CARD and posts.standing:
        return "it stands, and nobody knows"
    if len(posts.standing) > 1:
        return f"it stands {len(posts.standing)} times"
    if state == State.SENT and kind in POSTING and [posted[1] for posted in posts.standing] != [row["message_id"]]:
        return "what it says was sent is not there"
    return None


def _story_of(row: Row, posts: Posts) -> str:
    return f"tried {row['attempts']} times, recorded as {row['message_id']}, ever {posts.ever}, now {posts.standing}"


def _sequel(row: Row, planned: list[dict[str, Any]]) -> str:
    """What was done about a delivery that was in doubt."""
    about = (one for one in planned if one["about"] == str(row["id"]))
    return "".join(f"; {one['key']} {one['state']} ({one['error']}) at {one['sent_at']}" for one in about)


def _judge_check_ins(verdict: Verdict, asked: list[dict[str, Any]], planned: Mapping[str, Row]) -> None:
    verdict.check_ins = len(asked)
    if len(asked) >= ENOUGH_TO_TELL:
        never = [kind for kind in EVERYDAY if not verdict.landed_by_kind.get(kind)]
        verdict.faults.extend(f"no {kind} ever landed, so this proves nothing of them" for kind in never)
    for row in asked:
        if f"card:{row['id']}" not in planned:
            verdict.faults.append(f"check-in {row['id']} has no card")
        if row["closed_at"] is not None and f"reveal:{row['id']}" not in planned:
            verdict.faults.append(f"check-in {row['id']} is closed and was not revealed")


def _judge_ratings(verdict: Verdict, told: Mapping[Rated, Told], rated: Mapping[Rated, str | None]) -> None:
    acknowledged = {which: each for which, each in told.items() if each.is_saved is not None}
    found = 0
    for which, each in acknowledged.items():
        if which in rated and each.allows(rated[which]):
            found += 1
        else:
            verdict.faults.append(
                f"rating {which}: told that {each.is_saved} is saved, found {rated.get(which)}, unsure of {each.may_be}"
            )
    verdict.ratings = {"acknowledged": len(acknowledged), "found": found}


def _rated(store: Store) -> dict[Rated, str | None]:
    query = select(ratings.c.check_in_id, ratings.c.indicator_id, members.c.address, ratings.c.level_id).join(
        members, members.c.id == ratings.c.member_id
    )
    with store.read() as transaction:
        return {(row[0], row[1], row[2]): row[3] for row in transaction.execute(query)}
