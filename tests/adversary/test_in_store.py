"""Two people who rated exchange their ratings, and nobody else on the team can see, ask for or press out a difference.

What these two see of their own ratings differs, of course; so others look.
"""

from dataclasses import replace

import pytest

from tests.adversary.in_store import AFTER_DIGEST, BEFORE_DIGEST, NEARLY_OVER, Seen, Weeks, everything_seen

# Ana coordinates, so she sees whatever anybody sees; Lee misses two check-ins, and Dana doesn't know.
AS_IT_WAS = Weeks(
    first={
        1: {"Ana": "S O", "Dev": "S U", "Dana": "U N", "Lee": "O S", "Sam": "S O"},
        2: {"Ana": "S O", "Dev": "O S", "Dana": "S ?", "Sam": "B O"},
        3: {"Ana": "O O", "Dev": "S B", "Dana": "O O", "Sam": "S U"},
    },
    again={1: {"Ana": "S .", "Dev": "O .", "Dana": "B ."}, 2: {"Lee": "S .", "Sam": "U ."}},
)
LOOKS = {(1, BEFORE_DIGEST): "Ana", (2, NEARLY_OVER): "Ana", (3, AFTER_DIGEST): "Ana"}


def exchanging(weeks: Weeks, one: str, other: str, *numbers: int, at: int) -> Weeks:
    """In the check-ins of these numbers, for the indicator at that place."""
    first = dict(weeks.first)
    for number in numbers:
        mine, theirs = (first[number][name].split() for name in (one, other))
        mine[at], theirs[at] = theirs[at], mine[at]
        first[number] = {**first[number], one: " ".join(mine), other: " ".join(theirs)}
    return replace(weeks, first=first)


def exchanging_again(weeks: Weeks, one: str, other: str, number: int) -> Weeks:
    grid = weeks.again[number]
    return replace(weeks, again={**weeks.again, number: {**grid, one: grid[other], other: grid[one]}})


OTHERWISE = {
    "a level, and a reason for not knowing": exchanging(
        exchanging(AS_IT_WAS, "Dev", "Dana", 1, at=0), "Dana", "Sam", 1, at=1
    ),
    "with somebody who missed the next, and in two that the same people rated": exchanging(
        exchanging(AS_IT_WAS, "Lee", "Dev", 1, at=1), "Dev", "Sam", 2, 3, at=0
    ),
    "second ratings, in a batch and waiting for a third": exchanging_again(
        exchanging_again(AS_IT_WAS, "Dev", "Dana", 1), "Lee", "Sam", 2
    ),
}


@pytest.fixture(scope="module")
def seen() -> list[Seen]:
    return everything_seen(AS_IT_WAS, LOOKS)


@pytest.mark.parametrize("weeks", OTHERWISE.values(), ids=OTHERWISE)
def test_nobody_else_can_see_an_exchange(weeks: Weeks, seen: list[Seen]) -> None:
    assert weeks != AS_IT_WAS
    now = everything_seen(weeks, LOOKS)
    differ = [(before, after) for before, after in zip(seen, now, strict=True) if before != after]
    assert differ[:1] == []
