"""What a play says of itself: complete only if every step happened and the numbers agree."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.demo.clock import StoryClock
from bot.demo.played import Played
from bot.demo.reading import counts_in
from bot.demo.transcript import Line
from rubric.model import IndicatorId
from tests.builders import a_scale, asked

NINE = datetime(2026, 12, 7, 9, tzinfo=ZoneInfo("America/New_York"))
ONE = IndicatorId("a.1")


def played(*, happened: bool = True, shown: int = 3) -> Played:
    result = Played(lines=[Line(NINE, "channel", "Check-in 8\nis open")])
    result.step("The card is posted", happened)
    result.expected = {ONE: {"Good": 3}}
    result.shown = {ONE: {"Good": shown}}
    return result


def test_a_play_reads_as_what_was_seen_then_the_steps_then_the_numbers() -> None:
    assert played().as_text() == (
        "[Mon Dec 07, 09:00 AM] channel\n    Check-in 8\n    is open\n\n"
        "ok   The card is posted\n"
        "The numbers in the reveal agree with the ratings counted by hand."
    )
    assert played().complete


@pytest.mark.parametrize(
    ("result", "says"),
    [(played(happened=False), "MISS The card is posted"), (played(shown=2), "DIFFER from"), (Played(), "DIFFER from")],
    ids=["a step is missing", "a number is off", "nothing happened"],
)
def test_a_play_that_falls_short_says_so_and_is_not_complete(result: Played, says: str) -> None:
    assert says in result.as_text()
    assert not result.complete


def test_counts_are_read_up_to_the_next_indicator_and_what_is_not_named_is_nought() -> None:
    scale = a_scale()
    best, *_, worst = scale.levels
    first, second = asked("a.1", "a.2")
    text = f"Split: {first.label}\n2 {best.name}, 1 {worst.name}.\nAgreed: {second.label}\n3 {worst.name}."
    read = counts_in(text, [first, second], scale)
    assert (read[first.id][best.name], read[first.id][worst.name], read[first.id][scale.dont_know.name]) == (2, 1, 0)
    assert (read[second.id][best.name], read[second.id][worst.name]) == (0, 3)


def test_the_story_clock_stands_until_it_runs_and_never_goes_back() -> None:
    clock = StoryClock(NINE)
    assert clock.now() == clock.now() == NINE
    clock.move_to(NINE.replace(hour=10))
    clock.move_to(NINE)
    assert (clock.now(), clock.monotonic()) == (NINE.replace(hour=10), 3600)
    clock.run()
    before = clock.now()
    clock.move_to(NINE.replace(hour=12))
    assert before < NINE.replace(hour=11) < NINE.replace(hour=12) <= clock.now()
