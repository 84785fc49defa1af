"""A clock that is set back or forward an hour, at any moment, changes nothing that a team is asked, told or counted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import cycle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from jobs.deliver import deliver_all
from jobs.tick import tick
from storage import lanes, teams
from storage.store import Store
from storage.tables import check_ins, deliveries, members, metadata
from tests.cabinet import MONDAY, Cabinet, local
from tests.fakes import FakeMessenger, HandClock
from tests.jobs.diary import assert_a_life_without_gaps, described, stored_check_ins, stored_digests

BEGAN_AT = local(MONDAY - timedelta(days=3))
# A Wednesday: nothing falls due near it.
ENDS_AT = local(MONDAY + timedelta(days=30))
AN_HOUR = timedelta(hours=1)
SOON = timedelta(seconds=5)
Steps = Sequence[tuple[datetime, timedelta]]


@dataclass(slots=True)
class SteppedClock:
    """True time, and how far this clock is from it."""

    true: HandClock
    off: timedelta = timedelta(0)

    def now(self) -> datetime:
        return self.true.now() + self.off


@dataclass(slots=True)
class Life:
    """One team whose machine looks at a clock that may be wrong: some seconds late, as pollers are."""

    store: Store
    steps: Steps = ()
    lags: Sequence[timedelta] = (SOON,)
    deliveries_too: bool = False
    every_weeks: int = 1
    messenger: FakeMessenger = field(default_factory=FakeMessenger)

    def live(self) -> "Life":
        true = HandClock(BEGAN_AT)
        wrong = SteppedClock(true)
        cabinet = Cabinet(self.store, clock=true, messenger=self.messenger, names=("Ana", "Dev"))
        cabinet.set_up(every_weeks=self.every_weeks)
        delivering = wrong if self.deliveries_too else true
        steps, lag = list(self.steps), cycle(self.lags)
        while true.now() < ENDS_AT:
            while steps and steps[0][0] <= true.now():
                wrong.off = steps.pop(0)[1]
            tick(self.store, wrong.now())
            deliver_all(self.store, self.messenger, delivering, owner="worker-1")
            with self.store.read() as transaction:
                wake, ready = teams.next_wake_at(transaction), lanes.next_ready_at(transaction)
            stops = [ENDS_AT, *(step[0] for step in steps[:1])]
            stops += [] if wake is None else [wake - wrong.off + next(lag)]
            stops += [] if ready is None else [ready - (delivering.now() - true.now()) + next(lag)]
            true.at = min(ENDS_AT, max(min(stops), true.now() + SOON))
        return self

    def check_ins(self) -> list[tuple[object, ...]]:
        return [(one.number, one.due_at, one.closes_at, one.closed_at) for one in stored_check_ins(self.store)]

    def periods(self) -> list[object]:
        told = [(one.period, [part.number for part in one.participation]) for one in stored_digests(self.store)]
        return list(told)

    def planned(self) -> Counter[tuple[object, ...]]:
        """Every delivery by its kind, what it is about, whom it is for and what became of it."""
        where, key = deliveries.c, deliveries.c.key
        query = (
            select(where.kind, check_ins.c.due_at, members.c.name, key, where.state)
            .outerjoin(check_ins, check_ins.c.id == where.about)
            .outerjoin(members, members.c.id == where.member_id)
        )
        with self.store.read() as transaction:
            rows = transaction.execute(query).all()
        return Counter(
            (kind, due_at, name, key.rsplit(":", 1)[1] if kind == "reminder" else "", state)
            for kind, due_at, name, key, state in rows
        )

    def said(self) -> Counter[tuple[str, str]]:
        return Counter((sent.address, described(sent.announcement)) for sent in self.messenger.posted.values())


def in_memory() -> Store:
    store = Store.connect("sqlite://")
    metadata.create_all(store.engine)
    return store


def steady(every_weeks: int) -> Life:
    return Life(in_memory(), every_weeks=every_weeks).live()


def assert_the_same(life: Life, undisturbed: Life) -> None:
    assert life.check_ins() == undisturbed.check_ins()
    assert life.periods() == undisturbed.periods()
    assert life.planned() == undisturbed.planned()
    assert life.said() == undisturbed.said()
    with life.store.read() as transaction:
        (team,) = teams.everyone(transaction)
    assert_a_life_without_gaps(life.store, cadence=team.rhythm.cadence, began_at=BEGAN_AT)


# When anything falls due, by the rhythm: Mondays, Thursdays and Fridays at nine.
DUE = [local(MONDAY + timedelta(days=day)) for week in range(4) for day in (7 * week, 7 * week + 3, 7 * week + 4)]
MOMENTS = st.one_of(
    st.builds(
        lambda due, minutes: due + timedelta(minutes=minutes),
        st.sampled_from(DUE),
        st.floats(-70, 70, allow_nan=False),
    ),
    st.floats(0, 1).map(lambda part: BEGAN_AT + part * (ENDS_AT - BEGAN_AT)),
)
OFF = st.sampled_from([timedelta(hours=-1), timedelta(hours=1), timedelta(minutes=-7), timedelta(minutes=4)])
LAGS = st.lists(st.timedeltas(timedelta(0), timedelta(minutes=10)), min_size=1, max_size=5)


@st.composite
def steps(draw: st.DrawFn) -> Steps:
    """Off and right again by turns, so that no step is longer than an hour."""
    moments = sorted(draw(st.lists(MOMENTS, min_size=1, max_size=10)))
    return [(moment, draw(OFF) if at % 2 == 0 else timedelta(0)) for at, moment in enumerate(moments)]


@pytest.mark.parametrize("every_weeks", [1, 2], ids=["weekly", "two-weekly"])
@pytest.mark.parametrize("deliveries_too", [False, True], ids=["the tick's clock", "every clock"])
def test_a_clock_that_is_stepped_at_any_moment_changes_nothing(*, every_weeks: int, deliveries_too: bool) -> None:
    undisturbed = steady(every_weeks)

    @settings(deadline=None, max_examples=25)
    @given(steps(), LAGS)
    def stepped(steps: Steps, lags: list[timedelta]) -> None:
        life = Life(in_memory(), steps, lags, deliveries_too=deliveries_too, every_weeks=every_weeks).live()
        assert_the_same(life, undisturbed)
        life.store.close()

    stepped()
    undisturbed.store.close()


JUST_BEFORE, JUST_AFTER = -timedelta(minutes=1), timedelta(minutes=1)


@pytest.mark.parametrize("around", [JUST_BEFORE, JUST_AFTER], ids=["just before", "just after"])
@pytest.mark.parametrize("off", [-AN_HOUR, AN_HOUR], ids=["back", "forward"])
def test_a_clock_that_is_wrong_for_half_an_hour_around_everything_due_changes_nothing(
    any_store: Store, *, around: timedelta, off: timedelta
) -> None:
    undisturbed = steady(1)
    plan = [step for due in DUE for step in ((due + around, off), (due + around + AN_HOUR / 2, timedelta(0)))]
    assert_the_same(Life(any_store, plan).live(), undisturbed)
    undisturbed.store.close()
