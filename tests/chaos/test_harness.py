"""Whether the proof proves anything: a short run ends well, and what is lost or doubled on purpose is noticed."""

from pathlib import Path

import pytest

from sandbox.tally import Posts
from storage.store import Store
from storage.tables import deliveries as table
from tests.cabinet import MONDAY, Cabinet, local
from tests.chaos.members import Told
from tests.chaos.run import Plan, carry_out
from tests.chaos.verdict import Verdict, judge

STRIKES = 3


def test_a_short_run_of_kills_loses_nothing(tmp_path: Path) -> None:
    plan = Plan(
        "sqlite", f"sqlite:///{tmp_path}/homeroom.sqlite3", strikes=STRIKES, seed=7, teams=6, seconds_in_a_cycle=3
    )
    report = carry_out(plan)
    assert report.faults == []
    assert sum(report.strikes.values()) >= STRIKES
    assert report.verdict.deliveries["landed"] > 0


@pytest.fixture
def cabinet(store: Store) -> Cabinet:
    """Its first check-in is open, and the card is the only thing that was posted."""
    cabinet = Cabinet(store)
    cabinet.set_up()
    cabinet.travel(local(MONDAY))
    return cabinet


def posts(cabinet: Cabinet) -> dict[str, Posts]:
    """What stands, as the sandbox would tell it."""
    found: dict[str, Posts] = {}
    for message_id, sent in cabinet.messenger.posted.items():
        where = (sent.address, message_id)
        of_this = found.setdefault(sent.key, Posts())
        of_this.ever.append(where)
        of_this.standing.append(where)
    return found


def card_key(cabinet: Cabinet) -> str:
    return f"card:{cabinet.open_check_in().id}"


def faults(cabinet: Cabinet, stands: dict[str, Posts], told: dict[tuple[str, str, str], Told] | None = None) -> Verdict:
    return judge(cabinet.store, stands, told or {})


def test_what_stands_once_is_right(cabinet: Cabinet) -> None:
    verdict = faults(cabinet, posts(cabinet))
    assert verdict.faults == []
    assert verdict.deliveries["landed"] == verdict.deliveries["planned"] == 1


def test_a_message_that_stands_twice_is_noticed(cabinet: Cabinet) -> None:
    stands = posts(cabinet)
    again = ("C1", "m99")
    stands[card_key(cabinet)].ever.append(again)
    stands[card_key(cabinet)].standing.append(again)
    verdict = faults(cabinet, stands)
    assert (verdict.deliveries["duplicated"], verdict.deliveries["posted_twice_ever"]) == (1, 1)
    assert "stands 2 times" in verdict.faults[0]


def test_a_message_that_was_taken_back_counts_as_posted_twice_only(cabinet: Cabinet) -> None:
    stands = posts(cabinet)
    stands[card_key(cabinet)].ever.append(("C1", "m99"))
    verdict = faults(cabinet, stands)
    assert (verdict.deliveries["duplicated"], verdict.deliveries["posted_twice_ever"]) == (0, 1)
    assert verdict.faults == []


def test_a_message_that_is_missing_is_noticed(cabinet: Cabinet) -> None:
    verdict = faults(cabinet, {})
    assert verdict.deliveries["lost"] == 1
    assert "is not there" in verdict.faults[0]


@pytest.mark.parametrize("state", ["queued", "sending", "dead", "unknown", "dropped"])
def test_a_delivery_that_never_ended_well_is_noticed(cabinet: Cabinet, state: str) -> None:
    cabinet.travel(local(MONDAY.replace(day=9)))
    with cabinet.store.begin() as transaction:
        transaction.execute(table.update().where(table.c.kind == "reveal").values(state=state, error="a reason"))
    [fault] = faults(cabinet, posts(cabinet)).faults
    assert fault.startswith("reveal:")


def test_a_card_that_was_dropped_though_it_stands_is_noticed(cabinet: Cabinet) -> None:
    with cabinet.store.begin() as transaction:
        transaction.execute(table.update().values(state="dropped", error="closed meanwhile"))
    [fault] = faults(cabinet, posts(cabinet)).faults
    assert "it stands, and nobody knows" in fault


def test_a_message_that_nobody_planned_is_noticed(cabinet: Cabinet) -> None:
    stands = posts(cabinet) | {"card:unheard-of": Posts()}
    assert faults(cabinet, stands).faults == ["card:unheard-of: nobody planned it"]


def test_a_check_in_without_its_reveal_is_noticed(cabinet: Cabinet) -> None:
    cabinet.travel(local(MONDAY.replace(day=9)))
    with cabinet.store.begin() as transaction:
        transaction.execute(table.delete().where(table.c.kind == "reveal"))
    stands = {key: each for key, each in posts(cabinet).items() if not key.startswith("reveal")}
    [fault] = faults(cabinet, stands).faults
    assert "was not revealed" in fault


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (Told("strength"), 1),
        (Told("ok-for-now"), 0),
        (Told("ok-for-now", {"strength"}), 1),
        (Told(None, {"urgent-gap"}), 0),
    ],
    ids=["as told", "another level", "a later one that was never answered", "nothing was promised"],
)
def test_a_rating_counts_as_found_only_as_it_was_acknowledged(cabinet: Cabinet, told: Told, found: int) -> None:
    cabinet.rate("Dana", "S S .")
    check_in = cabinet.open_check_in()
    verdict = faults(cabinet, posts(cabinet), {(check_in.id, check_in.asked[0].id, "U-Dana"): told})
    assert verdict.ratings["found"] == found
    assert len(verdict.faults) == verdict.ratings["acknowledged"] - found


def test_a_rating_that_is_missing_is_noticed(cabinet: Cabinet) -> None:
    check_in = cabinet.open_check_in()
    verdict = faults(cabinet, posts(cabinet), {(check_in.id, check_in.asked[0].id, "U-Dana"): Told("strength")})
    assert verdict.ratings == {"acknowledged": 1, "found": 0}
    assert "told that strength is saved, found None" in verdict.faults[0]
