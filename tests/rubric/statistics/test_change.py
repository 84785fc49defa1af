"""The same people are compared with themselves; others are counted."""

from rubric.model import LevelId
from rubric.people import MemberId
from rubric.statistics.change import Change, paired
from tests.builders import a_scale

SCALE = a_scale("High", "Middle", "Low")


def chosen(**levels: str) -> dict[MemberId, LevelId]:
    return {MemberId(name): LevelId(level) for name, level in levels.items()}


def test_up_is_towards_the_best_level() -> None:
    before = chosen(ann="low", bo="low", cy="high", di="middle")
    after = chosen(ann="middle", bo="high", cy="low", di="middle")
    change = paired(SCALE, before, after)
    assert change == Change(up=2, down=1, same=1, only_before=0, only_after=0)
    assert change.pairs == 4


def test_who_rated_once_is_counted_and_not_compared() -> None:
    change = paired(SCALE, chosen(ann="low", bo="low", ed="high"), chosen(ann="low", cy="high"))
    assert change == Change(up=0, down=0, same=1, only_before=2, only_after=1)


def test_dont_know_makes_no_pair() -> None:
    before = chosen(ann="dont-know", bo="low", cy="dont-know", di="elsewhere")
    after = chosen(ann="high", bo="dont-know", cy="dont-know", di="high")
    assert paired(SCALE, before, after) == Change(up=0, down=0, same=0, only_before=1, only_after=2)
