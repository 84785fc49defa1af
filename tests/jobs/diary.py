"""What a team sees, as lines in the order it sees them: "Mon Nov 9 09:00 reveal 1, closed Mon Nov 9 09:00".

And what must hold of every team's stored life, however its bot was interrupted.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import pairwise
from zoneinfo import ZoneInfo

from sqlalchemy import select

from jobs.announcements import Announcement, Card, DigestPost, OwnDigest, Reminder, RevealPost
from jobs.ports import Clock, Destination, Outcome, Posted, Still
from rubric.cadence import Cadence
from rubric.digest.compile import Digest
from rubric.people import DigestId
from storage import digests, teams
from storage.deliveries import OPEN_STATES, Kind, State
from storage.store import Store
from storage.tables import check_ins as check_in_table
from storage.tables import deliveries as delivery_table
from storage.tables import digests as digest_table
from tests.cabinet import NAMES, ZONE, Cabinet, local
from tests.fakes import FakeMessenger


def at(day: str, clock: str = "09:00") -> datetime:
    """A wall time of the team's: at("11-16", "09:30"), in the school year that begins in 2026."""
    month = int(day[:2])
    return local(date(2026 if month > 7 else 2027, month, int(day[3:])), time.fromisoformat(clock))


def wall(moment: datetime) -> str:
    return f"{moment.astimezone(ZoneInfo(ZONE)):%a %b %-d %H:%M}"


@dataclass(slots=True)
class DiaryMessenger(FakeMessenger):
    """Notes what was posted (replacing a message isn't news) and when."""

    clock: Clock = field(kw_only=True)
    diary: list[tuple[datetime, Announcement]] = field(default_factory=list)

    def post(self, announcement: Announcement, *, to: Destination, key: str, still: Still) -> Outcome:
        outcome = FakeMessenger.post(self, announcement, to=to, key=key, still=still)
        if isinstance(outcome, Posted):
            self.diary.append((self.clock.now(), announcement))
        return outcome

    def lines(self, *, since: datetime) -> list[str]:
        """What came from `since` on; reminders of one kind and minute are one line."""
        said = Counter(f"{wall(at)} {described(one)}" for at, one in self.diary if at >= since)
        return [line if count == 1 else f"{line}, to {count}" for line, count in said.items()]


def a_team(store: Store, *, every_weeks: int, names: tuple[str, ...] = NAMES) -> tuple[Cabinet, DiaryMessenger]:
    """Set up the Friday before its first check-in, which is before the clocks go back."""
    cabinet = Cabinet(store, names=names)
    messenger = DiaryMessenger(clock=cabinet.clock)
    cabinet.messenger = messenger
    cabinet.set_up(every_weeks=every_weeks)
    return cabinet, messenger


def described(announcement: Announcement) -> str:
    match announcement:
        case Card(check_in=check_in):
            return f"card {check_in.number}, until {wall(check_in.closes_at)}"
        case RevealPost(reveal=reveal):
            return f"reveal {reveal.number}, closed {wall(reveal.closed_at)}"
        case DigestPost(digest=digest):
            numbers = ", ".join(str(one.number) for one in digest.participation) or "nothing"
            return f"digest of {numbers}, {wall(digest.period.start)} to {wall(digest.period.end)}"
        case OwnDigest():
            return "own digests"
        case Reminder(check_in=check_in):
            return f"reminder of {check_in.number}"
        case _:
            return type(announcement).__name__.lower()


@dataclass(frozen=True, slots=True)
class StoredCheckIn:
    """One row, by its moments."""

    number: int
    due_at: datetime
    opened_at: datetime
    closes_at: datetime
    closed_at: datetime | None


def stored_check_ins(store: Store) -> list[StoredCheckIn]:
    table = check_in_table.c
    columns = (table.number, table.due_at, table.opened_at, table.closes_at, table.closed_at)
    with store.read() as transaction:
        return [StoredCheckIn(*row) for row in transaction.execute(select(*columns).order_by(table.number))]


def stored_digests(store: Store) -> list[Digest]:
    """By the end of their periods."""
    with store.read() as transaction:
        ids = transaction.execute(select(digest_table.c.id).order_by(digest_table.c.period_end)).scalars().all()
        found = [digests.get(transaction, DigestId(id)) for id in ids]
    return [digest for digest in found if digest is not None]


def assert_a_life_without_gaps(store: Store, *, cadence: Cadence, began_at: datetime) -> None:
    """Check-ins follow each other and close when they said; digests tile time and speak of each close once."""
    check_ins, compiled = stored_check_ins(store), stored_digests(store)
    for one in check_ins:
        assert one.closed_at in (None, one.closes_at)
        assert one.closes_at <= cadence.next_after(one.due_at)
    for earlier, later in pairwise(check_ins):
        assert (earlier.number + 1, earlier.closed_at) == (later.number, earlier.closes_at)
        assert earlier.closes_at <= later.opened_at
        assert earlier.due_at < later.due_at
    with store.read() as transaction:
        (team,) = teams.everyone(transaction)
    ends = [began_at, *(digest.period.end for digest in compiled)]
    assert [(digest.period.start, digest.period.end) for digest in compiled] == list(pairwise(ends))
    assert team.digested_until == ends[-1]
    told_of = [one.number for digest in compiled for one in digest.participation]
    assert told_of == [one.number for one in check_ins if one.closed_at is not None and one.closed_at < ends[-1]]
    assert_all_is_said(store)


def assert_all_is_said(store: Store) -> None:
    with store.read() as transaction:
        # A sweep says nothing; it looks once more, later, whether something stands twice.
        saying = delivery_table.c.kind != Kind.SWEEP.value
        states = Counter(transaction.execute(select(delivery_table.c.state).where(saying)).scalars())
    assert not {state: count for state, count in states.items() if state in {*OPEN_STATES, State.DEAD.value}}


def kinds_between(diary: Sequence[tuple[datetime, Announcement]], start: datetime, end: datetime) -> Counter[str]:
    return Counter(type(one).__name__ for at, one in diary if start <= at < end)
