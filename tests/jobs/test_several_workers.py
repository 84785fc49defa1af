"""Several workers look at the same moment, on each database: real threads, let loose together, again and again."""

import threading
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from bot.demo.filling_in import preview_of
from bot.use_cases.ask_now import ask_now
from bot.use_cases.digest_now import digest_now
from bot.use_cases.results import Notice
from bot.use_cases.set_up.save import set_up_team
from bot.use_cases.who import Refused
from jobs.announcements import Announcement, Card, DigestPost, OwnDigest, Reminder, RevealPost
from jobs.deliver import deliver_all
from jobs.ports import Destination, Outcome, Still
from jobs.tick import tick
from rubric.audit import What
from rubric.refusals import CheckInStillOpen, NothingToDigest, TeamAlreadySetUp
from storage import audit, teams
from storage import deliveries as deliveries_log
from storage.store import Store
from storage.tables import deliveries
from tests.cabinet import MONDAY, Cabinet, found, local, speaker
from tests.fakes import FakeMessenger
from tests.jobs.diary import assert_a_life_without_gaps, stored_check_ins

WORKERS = 3
A_DAY, A_WEEK = timedelta(days=1), timedelta(weeks=1)
# A weekly rhythm: an opening, two reminders, then a close, a digest and the next opening together, and so on.
DUE = [local(MONDAY) + week * A_WEEK + day * A_DAY for week in range(5) for day in (0, 3, 4)]


class OnePostAtATime(FakeMessenger):
    """The place is one, however many write to it."""

    lock = threading.Lock()

    def post(self, announcement: Announcement, *, to: Destination, key: str, still: Still) -> Outcome:
        with self.lock:
            return super().post(announcement, to=to, key=key, still=still)


def together(*jobs: Callable[[], object]) -> list[object]:
    """Let all loose at once; what each returned or raised, in their order."""
    start = threading.Barrier(len(jobs), timeout=30)
    ends: list[object] = [None] * len(jobs)

    def run(position: int) -> None:
        start.wait()
        try:
            ends[position] = jobs[position]()
        except Exception as error:  # noqa: BLE001 - an error is what some of these wait for
            ends[position] = error

    threads = [threading.Thread(target=run, args=(position,)) for position in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    cabinet = Cabinet(any_store, messenger=OnePostAtATime())
    cabinet.set_up(every_weeks=1)
    return cabinet


def planned(cabinet: Cabinet) -> Counter[str]:
    with cabinet.store.read() as transaction:
        return Counter(transaction.execute(select(deliveries.c.kind)).scalars())


def test_workers_that_look_at_the_same_moment_plan_and_post_everything_once(
    cabinet: Cabinet, caplog: pytest.LogCaptureFixture
) -> None:
    began_at, now = cabinet.clock.now(), DUE[0]

    def work(owner: str) -> None:
        tick(cabinet.store, now)
        deliver_all(cabinet.store, cabinet.messenger, cabinet.clock, owner=owner)

    for now in DUE:
        cabinet.clock.at = now
        # The outbox paces what it posts, so a few more rounds, a few seconds apart.
        for _ in range(5):
            ends = together(*(partial(work, f"worker-{number}") for number in range(WORKERS)))
            assert ends == [None] * WORKERS
            cabinet.clock.pass_by(timedelta(seconds=5))
    assert planned(cabinet) == {
        "card": 5,
        "card_refresh": 4,
        "reveal": 4,
        "digest": 2,
        "reminder": 5 * 2 * 4,
        "own_digest": 2 * 4,
    }
    said = Counter(type(sent.announcement) for sent in cabinet.messenger.posted.values())
    assert said == {Card: 5, RevealPost: 4, DigestPost: 2, OwnDigest: 2 * 4, Reminder: 5 * 2 * 4}
    assert_a_life_without_gaps(cabinet.store, cadence=cabinet.team().rhythm.cadence, began_at=began_at)
    assert caplog.text == ""


@pytest.mark.parametrize("due_at", [local(MONDAY), local(MONDAY - A_DAY)], ids=["as it falls due", "before"])
def test_asked_by_two_people_while_a_worker_looks_there_is_one_check_in(any_store: Store, due_at: datetime) -> None:
    for round_number in range(8):
        cabinet = Cabinet(any_store)
        team = cabinet.set_up(channel=f"C-{round_number}")
        now = due_at - timedelta(hours=1) if due_at < local(MONDAY) else due_at
        cabinet.clock.at = now

        ask = partial(ask_now, cabinet.deps, speaker("Ana"), team.id)
        ends = together(ask, ask, partial(tick, any_store, now))
        told = [end for end in ends[:2] if isinstance(end, Refused)]
        assert all(isinstance(refused.refusal, CheckInStillOpen) for refused in told)
        assert len(told) + sum(isinstance(end, Notice) for end in ends[:2]) == 2
    tick(any_store, now)
    assert Counter(one.number for one in stored_check_ins(any_store)) == {1: 8}


def test_two_early_digests_at_once_are_one_and_the_other_is_told(cabinet: Cabinet) -> None:
    for week in range(1, 6):
        cabinet.travel(local(MONDAY) + week * A_WEEK + timedelta(hours=1))
        early = partial(digest_now, cabinet.deps, speaker("Ana"), cabinet.team().id)
        ends = together(early, early)
        told = [end for end in ends if isinstance(end, Refused)]
        assert len(told) == 1
        assert isinstance(told[0].refusal, NothingToDigest)
        assert sum(isinstance(end, Notice) for end in ends) == 1


def test_two_people_who_set_a_channel_up_at_once_make_one_team_and_one_of_them_is_told(any_store: Store) -> None:
    cabinet = Cabinet(any_store)
    cabinet.set_up()
    for round_number in range(8):
        channel = f"C-new-{round_number}"
        there = found("Ruth", "Omar")
        shown = {name: preview_of(cabinet.deps, speaker(name), channel, there).about for name in ("Ruth", "Omar")}
        ends = together(*(partial(set_up_team, cabinet.deps, speaker(name), about) for name, about in shown.items()))
        assert sorted(type(end).__name__ for end in ends) == ["Notice", "Refused"]
        (told,) = (end for end in ends if isinstance(end, Refused))
        assert isinstance(told.refusal, TeamAlreadySetUp)
        quicker = "Ruth" if isinstance(ends[0], Notice) else "Omar"
        assert (told.refusal.by, told.refusal.coordinators) == (quicker, (quicker,))
        with any_store.read() as transaction:
            (team,) = (one for one in teams.everyone(transaction) if one.channel_id == channel)
            roster = teams.roster(transaction, team.id)
            assert {one.member.name: one.member.coordinates for one in roster} == {
                name: name == quicker for name in ("Ruth", "Omar")
            }
            assert [entry.what for entry in audit.latest(transaction, team.id, most=9)] == [What.SET_UP]
            assert deliveries_log.by_key(transaction, f"welcome:{team.id}") is not None
