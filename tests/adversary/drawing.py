"""Draws histories of small teams: people join, leave, are away, rate or not, and look again.

The same ones each time, or others and so many when ADVERSARY_EXAMPLES says how many.
"""

import os
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from rubric.model import IndicatorId, LevelId
from rubric.people import MemberId
from tests.adversary.history import Asking, History, Slot
from tests.builders import a_rubric, a_scale

NAMES = ("ann", "bo", "cy", "di", "ed", "fay")
LEVELS = ("High", "Middle", "Low")
EXAMPLES = int(os.environ.get("ADVERSARY_EXAMPLES", "0"))


def looking_through(examples: int) -> settings:
    return settings(max_examples=EXAMPLES or examples, derandomize=not EXAMPLES, deadline=None)


@st.composite
def histories(
    draw: Any, *, most_members: int = 6, most_indicators: int = 3, most_levels: int = 3, most_check_ins: int = 4
) -> History:
    """Most people answer most of the time, or there would be nothing to see."""
    names = NAMES[: draw(st.integers(3, most_members))]
    indicators = tuple(IndicatorId(f"a.{at}") for at in range(1, draw(st.integers(1, most_indicators)) + 1))
    rubric = a_rubric(len(indicators), scale=a_scale(*LEVELS[: draw(st.integers(2, most_levels))]))
    choices = st.sampled_from([level.id for level in (*rubric.scale.levels, rubric.scale.dont_know)])
    askings, levels, notes = [], {}, {}
    for number in range(1, draw(st.integers(2, most_check_ins)) + 1):
        asking = Asking(number, draw(_asked(indicators)), *draw(_there(names)))
        askings.append(asking)
        for slot in (Slot(number, each, MemberId(name)) for each in asking.asked for name in sorted(asking.here)):
            if draw(st.integers(0, 9)):
                levels[slot] = draw(choices)
            if not draw(st.integers(0, 3)):
                notes[slot] = draw(st.sampled_from(["Seen it.", "Not in my schools.", f"I am {slot.member_id}."]))
    numbers = [asking.number for asking in askings]
    digests = frozenset({*draw(st.sets(st.sampled_from(numbers))), numbers[-1]})
    levels |= draw(_seconds(askings, digests, names, choices))
    return History(rubric, tuple(askings), digests, levels, notes)


def _asked(indicators: tuple[IndicatorId, ...]) -> st.SearchStrategy[tuple[IndicatorId, ...]]:
    """Often everything, so that there is something to compare."""
    some = st.sets(st.sampled_from(indicators), min_size=1).map(lambda asked: tuple(sorted(asked)))
    return st.one_of(st.just(indicators), some)


def _there(names: tuple[str, ...]) -> st.SearchStrategy[tuple[frozenset[MemberId], frozenset[MemberId]]]:
    """Who is on the team and there, and who is away; the others have not joined yet, or have left."""
    everybody = frozenset(map(MemberId, names))
    where = st.sampled_from(["here"] * 8 + ["away", "gone"])
    placed = st.fixed_dictionaries(dict.fromkeys(sorted(everybody), where)).map(
        lambda found: (
            frozenset(name for name, at in found.items() if at == "here"),
            frozenset(name for name, at in found.items() if at == "away"),
        )
    )
    return st.one_of(st.just((everybody, frozenset[MemberId]())), placed)


@st.composite
def _seconds(
    draw: Any,
    askings: list[Asking],
    digests: frozenset[int],
    names: tuple[str, ...],
    choices: st.SearchStrategy[LevelId],
) -> dict[Slot, LevelId]:
    """Of one indicator, or there would hardly ever be enough; some people more than once."""
    asking = draw(st.sampled_from(askings))
    indicator = draw(st.sampled_from(asking.asked))
    later = [each for each in sorted(digests) if each >= asking.number]
    slots = st.builds(
        Slot,
        st.just(asking.number),
        st.just(indicator),
        st.sampled_from([MemberId(name) for name in names]),
        st.sampled_from(later),
    )
    found: dict[Slot, LevelId] = draw(st.dictionaries(slots, choices, max_size=8))
    return found
