"""What to talk about follows the reveal in its thread, once, whatever becomes of the posts."""

from datetime import timedelta

import pytest

from jobs.announcements import Card, LandedQuestion, RevealPost, TalkPrompt
from jobs.close_check_in import close_check_in
from jobs.deliver import deliver as deliver_one
from jobs.ports import CannotTell, HoldOff, TryLater, Uncertain
from jobs.tick import tick
from storage import lanes
from storage.deliveries import Kind, State
from storage.lanes import LEASE, Lease
from storage.store import Store
from tests.cabinet import MONDAY, NAMES, Cabinet, local
from tests.fakes import Sent
from tests.jobs.outbox import A_MINUTE, AN_HOUR, states_of

CLOSE = local(MONDAY + timedelta(days=7))
# Of five asked, all but the last split the four; the first most of all, then the third.
SPLIT = ("S S S S S", "S S S O S", "U O B U S", "U U B U S")


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    cabinet = Cabinet(any_store)
    cabinet.set_up(indicators=5)
    cabinet.travel(local(MONDAY) + A_MINUTE)
    return cabinet


def all_rate(cabinet: Cabinet, rows: tuple[str, ...] = SPLIT) -> None:
    for name, letters in zip(NAMES, rows, strict=False):
        cabinet.rate(name, letters)


def prompts(cabinet: Cabinet) -> list[TalkPrompt]:
    return [one.announcement for one in said(cabinet) if isinstance(one.announcement, TalkPrompt)]


def said(cabinet: Cabinet) -> list[Sent]:
    return cabinet.messenger.said(TalkPrompt)


def close_with(cabinet: Cabinet, *outcomes: object) -> None:
    """The platform answers with `outcomes` first, and what it answers so does not land."""
    all_rate(cabinet)
    cabinet.travel(CLOSE - A_MINUTE)
    cabinet.messenger.next_outcomes.extend(outcomes)  # type: ignore[arg-type]
    cabinet.travel(CLOSE + AN_HOUR)


def test_three_prompts_at_most_follow_the_reveal_in_its_thread_the_most_split_first(cabinet: Cabinet) -> None:
    asked = cabinet.open_check_in().asked
    all_rate(cabinet)
    cabinet.travel(CLOSE + A_MINUTE)
    posted = list(cabinet.messenger.posted.values())
    assert [type(one.announcement) for one in posted if not isinstance(one.announcement, Card)][-4:] == [
        RevealPost,
        TalkPrompt,
        TalkPrompt,
        TalkPrompt,
    ]
    assert [one.result.indicator for one in prompts(cabinet)] == [asked[0], asked[2], asked[1]]
    assert [one.position for one in prompts(cabinet)] == [0, 2, 1]
    (card,) = (message_id for message_id, one in cabinet.messenger.posted.items() if isinstance(one.announcement, Card))
    # The channel hears of the reveal; the questions are for the thread.
    assert {(one.thread, one.broadcast) for one in said(cabinet)} == {(card, False)}


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param((), id="nobody rated"),
        pytest.param(("S S S S S", "U U U U U"), id="too few answered"),
        pytest.param(("S S S S S",) * 4, id="all agree"),
        pytest.param(("? ? ? ? ?",) * 4, id="nobody knows"),
    ],
)
def test_nothing_follows_where_there_is_nothing_to_talk_about(cabinet: Cabinet, rows: tuple[str, ...]) -> None:
    all_rate(cabinet, rows)
    cabinet.travel(CLOSE + AN_HOUR)
    assert len(cabinet.messenger.said(RevealPost)) == 1
    assert said(cabinet) == []


def test_noticing_the_close_again_posts_nothing_more(cabinet: Cabinet) -> None:
    check_in = cabinet.open_check_in()
    all_rate(cabinet)
    cabinet.travel(CLOSE + A_MINUTE)
    before = dict(cabinet.messenger.posted)
    with cabinet.store.begin() as transaction:
        close_check_in(transaction, cabinet.team(), check_in, closed_at=CLOSE, now=cabinet.clock.now())
    tick(cabinet.store, cabinet.clock.now())
    cabinet.travel(CLOSE + AN_HOUR)
    assert dict(cabinet.messenger.posted) == before


@pytest.mark.parametrize("outcome", [TryLater("down"), HoldOff(90.0), Uncertain("timeout")], ids=str)
def test_a_reveal_that_has_to_wait_holds_the_prompts_back_too(cabinet: Cabinet, outcome: object) -> None:
    # The card's last change and the reveal.
    close_with(cabinet, outcome, outcome, outcome)
    order = [type(one.announcement) for one in cabinet.messenger.posted.values()]
    assert order[order.index(RevealPost) :] == [RevealPost, TalkPrompt, TalkPrompt, TalkPrompt]


def test_a_prompt_that_landed_without_an_answer_is_found_in_the_thread(cabinet: Cabinet) -> None:
    all_rate(cabinet)
    cabinet.travel(CLOSE - A_MINUTE)
    cabinet.messenger.lands_anyway = True
    cabinet.messenger.next_outcomes.extend(Uncertain("timeout") for _ in range(5))
    cabinet.travel(CLOSE + AN_HOUR)
    assert len(said(cabinet)) == 3
    assert states_of(cabinet, Kind.TALK) == [State.SENT] * 3


def first_prompt(cabinet: Cabinet, worker: str) -> Lease:
    """Taken in hand by `worker`, once everything before it is posted."""
    all_rate(cabinet)
    cabinet.travel(CLOSE)
    while True:
        cabinet.clock.pass_by(A_MINUTE)
        lease = leased(cabinet, worker)
        if lease.delivery.kind is Kind.TALK:
            return lease
        resume(cabinet, lease)


def leased(cabinet: Cabinet, worker: str) -> Lease:
    with cabinet.store.begin() as transaction:
        [lease] = lanes.lease(transaction, owner=worker, now=cabinet.clock.now())
    return lease


def resume(cabinet: Cabinet, lease: Lease) -> None:
    deliver_one(cabinet.store, cabinet.messenger, cabinet.clock, lease, still=lambda: True)


def test_one_that_nobody_can_tell_about_is_left_and_nobody_is_asked(cabinet: Cabinet) -> None:
    lease = first_prompt(cabinet, "worker-2")
    cabinet.messenger.next_outcomes.append(Uncertain("timeout"))
    cabinet.messenger.findings.append(CannotTell("missing_scope"))
    resume(cabinet, lease)
    cabinet.travel(CLOSE + AN_HOUR)
    assert states_of(cabinet, Kind.TALK) == [State.UNKNOWN, State.SENT, State.SENT]
    assert cabinet.messenger.said(LandedQuestion) == []


def test_one_that_landed_late_besides_is_swept_out_of_the_thread(cabinet: Cabinet) -> None:
    # What becomes of this one's post nobody hears.
    lost = first_prompt(cabinet, "worker-2")
    cabinet.clock.pass_by(LEASE + A_MINUTE)
    resume(cabinet, leased(cabinet, "worker-1"))
    key = lost.delivery.key
    [counts] = [name for name, one in cabinet.messenger.posted.items() if one.key == key]
    cabinet.messenger.posted["late"] = cabinet.messenger.posted[counts]
    cabinet.travel(CLOSE + AN_HOUR)
    assert [name for name, one in cabinet.messenger.posted.items() if one.key == key] == [counts]
