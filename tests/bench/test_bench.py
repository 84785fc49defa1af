"""The bench itself: that its table and its file say what was measured, and that each part of it still runs.

How long anything took is never looked at here.
"""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

import pytest
from rich.console import Console

from storage.store import Store
from tests.bench.__main__ import BENCHES, main
from tests.bench.ground import Ground, Scale, ground
from tests.bench.measuring import Sample, percentile, race
from tests.bench.payloads import encoded, submissions
from tests.bench.submitting import DUE, open_teams
from tests.bench.table import Found, Row, figure, show, write_json
from tests.fakes import HandClock

TINY = Scale(
    teams=3,
    repeats=1,
    warm_ups=0,
    submissions=8,
    at_once=8,
    looks=1,
    looks_slices=1,
    digests=1,
    years=1,
    starts=1,
    memories=1,
    memory_cards=0,
    clicks=8,
    clicks_per_second=4,
    settling_seconds=0,
)
# These start processes of their own, and each group counts in a Slack of its own.
IN_PROCESSES = (("due",), ("socket",), ("memory", "start"))
FAST = Row("Fast work", Sample((10, 30, 20)), Sample((4, 5, 6)), "runs/s", "slow work", at_least=5)
SLOW = Row("Slow work", Sample((3.0,)), None, "ms", at_most=2, remark="one go")
EXTRA = figure("Size", 1234.5, unit="MB")


def test_a_ratio_is_of_the_medians_and_its_span_of_neighbouring_repeats() -> None:
    assert (FAST.ratio, FAST.span) == (4, (2.5, 6))
    assert (SLOW.ratio, SLOW.span) == (3, (3, 3))


@pytest.mark.parametrize(
    ("ours", "at_least", "at_most", "reached"),
    [(5, 5, None, True), (4, 5, None, False), (2, None, 2, True), (3, None, 2, False)],
)
def test_a_reach_is_met_from_its_own_side(
    ours: float, at_least: float | None, at_most: float | None, reached: bool
) -> None:
    row = Row("w", Sample((ours,)), Sample((1.0,)), "s", "x", at_least=at_least, at_most=at_most)
    assert row.reached is reached


def test_the_file_has_an_entry_for_each_ratio_with_its_reach_and_spread(tmp_path: Path) -> None:
    write_json([FAST, EXTRA, SLOW], tmp_path / "bench.json")
    fast, slow = json.loads((tmp_path / "bench.json").read_text())
    assert (fast["work"], fast["ratio"], fast["reach"], fast["at_least"]) == ("Fast work", 4.0, 5, 5)
    assert (fast["ours"], fast["theirs"], fast["repeats"], fast["reached"]) == (20, 5, 3, False)
    assert fast["spread"] == {"ratio": [2.5, 6], "ours": [10, 30], "theirs": [4, 6]}
    assert [one["what"] for one in fast["figures"]] == ["Size"]
    assert (slow["ratio"], slow["at_most"], slow["theirs"]) == (3, 2, None)
    assert "at_least" not in slow


def test_the_table_tells_what_is_reached_and_how_far_apart_the_repeats_were() -> None:
    console = Console(width=160)
    with console.capture() as shown:
        show([FAST, SLOW, EXTRA], console)
    fast, slow, extra = (
        next(line for line in shown.get().splitlines() if word in line) for word in ("Fast", "Slow", "Size")
    )
    for part in ("by slow work", "20 [10-30]", "5 [4-6]", "4 [2.5-6]", "≥ 5", "NOT YET"):
        assert part in fast
    assert "one go" in slow
    assert "1234" in extra


def test_contenders_take_turns_and_the_first_repeat_only_warms_up() -> None:
    turns: list[str] = []

    def contender(name: str) -> float:
        turns.append(name)
        return len(turns)

    found = race({"a": lambda _: contender("a"), "b": lambda _: contender("b")}, repeats=2)
    assert "".join(turns) == "abbaab"
    assert found["a"].values == (4, 5)


def test_a_repeat_in_slices_is_the_sum_of_its_slices() -> None:
    found = race({"a": float, "b": lambda number: number * 10.0}, repeats=2, slices=3)
    assert list(found["a"].values) == [3 + 4 + 5, 6 + 7 + 8]
    assert found["b"].each(lambda value: value / 10).values == found["a"].values


def test_a_percentile_is_one_of_the_values() -> None:
    values = [float(value) for value in range(100, 0, -1)]
    assert (percentile(values, 50), percentile(values, 99), percentile([7.0], 99)) == (51, 100, 7)


def test_a_submission_is_as_big_as_slacks_and_answers_everything(file_store: Store) -> None:
    asked = open_teams(file_store, HandClock(DUE), teams=2)
    made = submissions(asked)
    assert len(made) == 16
    assert len({(one["user"]["id"], one["view"]["private_metadata"]) for one in made}) == 16
    assert 10_000 < len(encoded(made[0])) < 30_000


@pytest.fixture(scope="module")
def here(postgresql_server: str) -> Iterator[Ground]:
    with ground(TINY, server=postgresql_server) as made:
        yield made


@pytest.mark.postgresql
@pytest.mark.parametrize("name", [name for name in BENCHES if name not in chain.from_iterable(IN_PROCESSES)])
def test_each_bench_runs_at_a_tiny_scale(name: str, here: Ground) -> None:
    assert any(isinstance(one, Row) for one in BENCHES[name](here))


@pytest.mark.postgresql
def test_each_bench_with_processes_of_its_own_runs_at_a_tiny_scale(postgresql_server: str) -> None:
    def measured(names: tuple[str, ...]) -> dict[str, list[Found]]:
        with ground(TINY, server=postgresql_server) as own:
            return {name: BENCHES[name](own) for name in names}

    # They mostly wait, so they wait together.
    with ThreadPoolExecutor(len(IN_PROCESSES)) as pool:
        found = {name: result for group in pool.map(measured, IN_PROCESSES) for name, result in group.items()}
    cards, doubled, clicks = (one for one in found["due"] if isinstance(one, Row))
    assert "3 teams" in cards.work
    assert "stopped" not in cards.remark
    assert doubled.ratio == 0
    assert " 0 not acknowledged" in clicks.remark
    assert all(found.values())


def test_an_unknown_bench_is_refused_with_the_names_of_all(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--only", "nothing"])
    assert "submission-at-once" in capsys.readouterr().err
