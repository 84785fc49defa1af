"""What the adversary finds out when a rule of rubric/privacy.py is loosened; with the rules as they are, nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pytest

import rubric.digest.moved
import rubric.privacy
import rubric.statistics.flags
from rubric.model import IndicatorId, LevelId
from rubric.people import MemberId
from rubric.second_rating import SecondRating
from tests.adversary import publishing
from tests.adversary.exchanging import noticed
from tests.adversary.history import Asking, History, Slot
from tests.adversary.publishing import Moment, When
from tests.adversary.worlds import Thinker, found_out
from tests.builders import a_rubric, a_scale

A1 = IndicatorId("a.1")
LETTERS = {"H": LevelId("high"), "L": LevelId("low"), "?": LevelId("dont-know")}
Loosen = Callable[[pytest.MonkeyPatch], None]


def a_history(
    grid: str, *, seconds: Mapping[tuple[str, int], str] | None = None, notes: Mapping[str, str] | None = None
) -> History:
    """One indicator: a line for each member, a letter for each check-in, each followed by a digest.

    `seconds` are second ratings of the first check-in, by member and the digest they come before; `notes` are beside
    first ratings in it.
    """
    levels: dict[Slot, LevelId] = {}
    here = defaultdict(set)
    for line in grid.strip().splitlines():
        name, _, letters = line.strip().partition(": ")
        for number, letter in enumerate(letters.split(), start=1):
            if letter != ".":
                here[number].add(MemberId(name))
                levels[Slot(number, A1, MemberId(name))] = LETTERS[letter]
    for (name, digest), letter in (seconds or {}).items():
        levels[Slot(1, A1, MemberId(name), digest)] = LETTERS[letter]
    askings = tuple(Asking(number, (A1,), frozenset(here[number])) for number in sorted(here))
    return History(
        a_rubric(1, scale=a_scale("High", "Low")),
        askings,
        frozenset(here),
        levels,
        {Slot(1, A1, MemberId(name)): note for name, note in (notes or {}).items()},
    )


def compare_three_in_common(loosened: pytest.MonkeyPatch) -> None:
    def loose(before: Iterable[MemberId], after: Iterable[MemberId]) -> bool:
        return len(frozenset(before) & frozenset(after)) >= 3

    loosened.setattr(rubric.digest.moved, "may_compare", loose)


def show_from(number: int) -> Loosen:
    def loosen(loosened: pytest.MonkeyPatch) -> None:
        for module in (rubric.privacy, rubric.statistics.flags):
            loosened.setattr(module, "MINIMUM_ANSWERS", number)

    return loosen


def add_second_ratings_up(loosened: pytest.MonkeyPatch) -> None:
    def all_so_far(waiting: Iterable[SecondRating]) -> Sequence[Sequence[SecondRating]]:
        found = list(waiting)
        return [found] if len(found) >= 3 else []

    loosened.setattr(publishing, "batches", all_so_far)


def preview_what_waits(loosened: pytest.MonkeyPatch) -> None:
    def preview(history: History, moment: Moment) -> object:
        if moment.when is not When.DIGEST:
            return None
        seconds = [one.level_id for number in range(1, moment.number + 1) for one in history.seconds(number)]
        return sorted(seconds) if len(seconds) >= 3 else None

    loosened.setattr(publishing, "PUBLISHERS", [*publishing.PUBLISHERS, preview])


def put_notes_beside_levels(loosened: pytest.MonkeyPatch) -> None:
    def beside(history: History, moment: Moment) -> object:
        if moment.when is not When.CLOSED:
            return None
        return sorted(f"{one.level_id}: {one.evidence}" for one in history.ratings(moment.number) if one.evidence)

    loosened.setattr(publishing, "PUBLISHERS", [*publishing.PUBLISHERS, beside])


def forget_who_left(loosened: pytest.MonkeyPatch) -> None:
    """Looking back at the first check-in, only those count who are still on the team."""

    def tallies(history: History, moment: Moment) -> object:
        still_here = history.askings[moment.number - 1].here
        return sorted(str(one.level_id) for one in history.ratings(1) if one.member_id in still_here)

    loosened.setattr(publishing, "PUBLISHERS", [*publishing.PUBLISHERS, tallies])


def show_rows_in_order_of_time(loosened: pytest.MonkeyPatch) -> None:
    def rows(history: History, moment: Moment) -> object:
        if moment.when is not When.CLOSED:
            return None
        return [one.level_id for one in sorted(history.ratings(moment.number), key=lambda one: one.rated_at)]

    loosened.setattr(publishing, "PUBLISHERS", [*publishing.PUBLISHERS, rows])


@dataclass(frozen=True)
class Looser:
    loosen: Loosen
    history: History
    by_exchange: bool = False


LOOSER = {
    "comparing where three people are the same": Looser(
        compare_three_in_common, a_history("ann: H L\nbo: H L\ncy: L L\ndi: H ."), by_exchange=True
    ),
    "showing one answer": Looser(show_from(1), a_history("ann: H\nbo: .")),
    "showing two answers": Looser(show_from(2), a_history("ann: H\nbo: L")),
    "adding second ratings to those shown before": Looser(
        add_second_ratings_up,
        a_history(
            "ann: H H\nbo: H H\ncy: L L\ndi: H L",
            seconds={("ann", 1): "H", ("bo", 1): "L", ("cy", 1): "H", ("di", 2): "L"},
        ),
    ),
    "showing what waits in a preview": Looser(
        preview_what_waits,
        a_history(
            "ann: H H\nbo: H H\ncy: L L\ndi: H L",
            seconds={("ann", 1): "H", ("bo", 1): "L", ("cy", 1): "H", ("di", 2): "L"},
        ),
    ),
    "notes beside levels": Looser(
        put_notes_beside_levels,
        a_history("ann: H\nbo: L\ncy: H", notes={"bo": "None of my schools."}),
        by_exchange=True,
    ),
    "forgetting those who left": Looser(
        forget_who_left, a_history("ann: H H\nbo: L H\ncy: H H\ndi: L ."), by_exchange=True
    ),
    "rows in the order of time": Looser(
        show_rows_in_order_of_time, a_history("ann: H\nbo: L\ncy: H"), by_exchange=True
    ),
}


@pytest.mark.parametrize("looser", LOOSER.values(), ids=LOOSER)
def test_a_looser_rule_gives_somebody_away(looser: Looser, monkeypatch: pytest.MonkeyPatch) -> None:
    history = looser.history
    assert (noticed(history), thought_through(history)) == (None, None)
    looser.loosen(monkeypatch)
    assert thought_through(history) is not None
    assert (noticed(history) is not None) is looser.by_exchange


def thought_through(history: History) -> str | None:
    worlds = list(Thinker(history).worlds())
    found = (found_out(history, worlds, me) for me in (None, *sorted({slot.member_id for slot in history.levels})))
    return next((one for one in found if one is not None), None)
