"""What is done soon, on another thread, because nobody waits for it: such as what an event makes us look up."""

import logging
from collections.abc import Callable

from bot.lookups import Lookups, NotFound, Problem
from bot.use_cases.results import LookUp
from jobs.blame import blame

log = logging.getLogger(__name__)

# Does something soon, on another thread.
Later = Callable[[Callable[[], None]], object]


def look_up_quietly(lookups: Lookups, wish: LookUp) -> None:
    """Look it up and do what is to be done with it; there is nobody to tell when that fails."""
    found = lookups.look_up(wish.wanted)
    if isinstance(found, NotFound) and found.problem is Problem.NO_ANSWER:
        # Nobody will ask again.
        found = lookups.look_up(wish.wanted)
    try:
        wish.then(found)
    except Exception as error:  # noqa: BLE001 - there is nobody to tell
        log.error("what was looked up for an event was not kept (%s)", blame(error))
