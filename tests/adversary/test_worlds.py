"""Whoever thinks everything through knows of each person what the tally of that check-in says, and no more.

Whatever they believed beforehand, as long as it set nobody apart; also a member who knows their own ratings.
"""

from itertools import product

from hypothesis import assume, given

from tests.adversary.drawing import histories, looking_through
from tests.adversary.history import History
from tests.adversary.worlds import Thinker, all_alike, found_out, how_many, people_repeat_themselves

MOST_WORLDS = 300


@looking_through(20)
@given(histories(most_members=4, most_indicators=2, most_levels=2, most_check_ins=3))
def test_nobody_is_known_better_than_by_the_tally_of_that_check_in(history: History) -> None:
    thinker = Thinker(history)
    assume(how_many(thinker) <= MOST_WORLDS)
    worlds = list(thinker.worlds())
    everybody = {slot.member_id for slot in history.levels}
    for belief, me in product((all_alike, people_repeat_themselves), (None, *sorted(everybody))):
        assert found_out(history, worlds, me, belief) is None
