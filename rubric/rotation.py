"""What a check-in asks: each indicator exactly once a pass, spread over the domains, longest unasked first.

What coordinators prefer changes the order within a pass, never its promise. Pure and deterministic: the same history
gives the same choice. When a check-in opens is left to agenda.py.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice
from math import ceil

from rubric.history import History, PastCheckIn, Progress, Turn, check_ins_needed, next_turn, progress
from rubric.model import Domain, DomainId, Indicator, IndicatorId, Rubric
from rubric.preferences import NO_PREFERENCES, Preferences

__all__ = [
    "History",
    "PastCheckIn",
    "Progress",
    "Turn",
    "forecast",
    "next_indicators",
    "next_turn",
    "progress",
]


def next_indicators(
    rubric: Rubric,
    history: History,
    n: int,
    *,
    preferences: Preferences = NO_PREFERENCES,
    sooner: Sequence[IndicatorId] = (),
) -> tuple[IndicatorId, ...]:
    """At most `n` indicators to ask next, in the rubric's order; none when every one is left out.

    Indicators the rubric no longer has are ignored. Pinned ones that the pass has yet to ask come first, in the order
    pinned and whatever their domain; then every domain with something left has a place, the one in focus before
    others; then the one in focus fills what remains. `sooner` come first within their domain. None of it costs another
    indicator its turn: a pass of T indicators takes ceil(T/n) check-ins of as even a size as can be.
    Raises ValueError when n is below 1.
    """
    left = next_turn(rubric, history, preferences).left
    check_ins = check_ins_needed(len(left), n)
    if not check_ins:
        return ()
    size = ceil(len(left) / check_ins)
    chosen = [each for each in dict.fromkeys(preferences.pinned_ids) if each in left][:size]
    queues = _queues(rubric, left.difference(chosen), history, sooner)
    order = {domain.id: at for at, domain in enumerate(rubric.domains)}
    taken: Counter[DomainId] = Counter(rubric.domain_of(each).id for each in chosen)

    def turn(domain_id: DomainId) -> tuple[bool, bool, int, int, int]:
        is_left_out_so_far = taken[domain_id] == 0
        is_in_focus = domain_id == preferences.focus
        return not is_left_out_so_far, not is_in_focus, taken[domain_id], -len(queues[domain_id]), order[domain_id]

    while len(chosen) < size:
        domain_id = min((each for each, queue in queues.items() if queue), key=turn)
        chosen.append(queues[domain_id].pop(0))
        taken[domain_id] += 1
    return tuple(indicator.id for indicator in rubric.indicators if indicator.id in chosen)


def forecast(
    rubric: Rubric,
    history: History,
    n: int,
    occurrences: Iterable[datetime],
    *,
    preferences: Preferences = NO_PREFERENCES,
) -> datetime | None:
    """When the check-in opens that completes the current pass; `occurrences` are the coming openings, in order.

    None when the pass is complete already, or the occurrences run out before it is.
    """
    check_ins = check_ins_needed(len(progress(rubric, history, preferences).left), n)
    return next(islice(occurrences, check_ins - 1, None), None) if check_ins else None


def _queues(
    rubric: Rubric, left: frozenset[IndicatorId], history: History, sooner: Sequence[IndicatorId]
) -> dict[DomainId, list[IndicatorId]]:
    """What is left of each domain, in the order it is to be asked."""
    last_asked = {indicator: at for at, check_in in enumerate(history.check_ins) for indicator in check_in.asked}
    wanted = {indicator: -at for at, indicator in enumerate(reversed(sooner))}

    def turn(indicator: Indicator) -> tuple[int, int]:
        return wanted.get(indicator.id, 1), last_asked.get(indicator.id, -1)

    def queue(domain: Domain) -> list[IndicatorId]:
        return [each.id for each in sorted(domain.indicators, key=turn) if each.id in left]

    return {domain.id: queue(domain) for domain in rubric.domains}
