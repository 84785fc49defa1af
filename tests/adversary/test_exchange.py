"""Whoever answered in one cell could have exchanged their ratings, and nobody would have seen anything else."""

from hypothesis import given

from tests.adversary.drawing import histories, looking_through
from tests.adversary.exchanging import noticed
from tests.adversary.history import History


@looking_through(40)
@given(histories())
def test_nothing_published_changes_when_two_people_exchange_their_ratings(history: History) -> None:
    assert noticed(history) is None
