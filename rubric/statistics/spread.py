"""Where the middle of the ratings lies and how far they reach, without averaging levels that only have an order."""

from collections.abc import Sequence


def median(counts: Sequence[int]) -> tuple[int, int] | None:
    """The positions, best first, of the middle rating, or of both middle ones; equal when they are one level.

    None without ratings. An even number of ratings has two middle ones, which are shown as they are: "between A and B".
    """
    rated = sum(counts)
    if not rated:
        return None
    return _position_of((rated - 1) // 2, counts), _position_of(rated // 2, counts)


def steps(counts: Sequence[int]) -> int | None:
    """The range: how many levels apart the best and the worst rating are. None without ratings."""
    chosen = [position for position, count in enumerate(counts) if count]
    return chosen[-1] - chosen[0] if chosen else None


def _position_of(rank: int, counts: Sequence[int]) -> int:
    """The level of the rating with that rank, counted from 0 at the best."""
    return next(at for at in range(len(counts)) if sum(counts[: at + 1]) > rank)
