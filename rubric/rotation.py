"""What a check-in asks: each indicator exactly once a pass, spread over the domains, longest unasked first.

Pure and deterministic: the same history gives the same choice. When a check-in opens is left to agenda.py.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from math import ceil

from rubric.model import Domain, DomainId, Indicator, IndicatorId, Rubric


@dataclass(frozen=True, slots=True)
class History:
    """What a team's check-ins of the current pass and the one before asked, oldest first.

    `passes_before` whole passes came before those.
    """

    asked: tuple[tuple[IndicatorId, ...], ...]
    passes_before: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """`pass_number` counts from 1. A finished pass stays the current one until something is asked after it."""

    pass_number: int
    asked_this_pass: frozenset[IndicatorId]


def next_indicators(
    rubric: Rubric,
    history: Sequence[Sequence[IndicatorId]],
    n: int,
    *,
    sooner: Sequence[IndicatorId] = (),
) -> tuple[IndicatorId, ...]:
    """At most `n` indicators to ask next, in the rubric's order.

    `history` is what each earlier check-in asked, oldest first: those of the last two passes are enough, and
    indicators the rubric no longer has are ignored. `sooner` come first within their domain, so they never cost
    another indicator its turn in the pass.
    A pass of T indicators takes ceil(T/n) check-ins of as even a size as can be. Raises ValueError when n is below 1.
    """
    left = _left(rubric, history)
    size = ceil(len(left) / _check_ins(len(left), n))
    queues = _queues(rubric, left, history, sooner)
    order = {domain.id: at for at, domain in enumerate(rubric.domains)}
    chosen: set[IndicatorId] = set()
    taken: Counter[DomainId] = Counter()
    for _ in range(size):
        domain_id = min(
            (domain_id for domain_id, queue in queues.items() if queue),
            key=lambda each: (taken[each], -len(queues[each]), order[each]),
        )
        chosen.add(queues[domain_id].pop(0))
        taken[domain_id] += 1
    return tuple(indicator.id for indicator in rubric.indicators if indicator.id in chosen)


def passes(rubric: Rubric, history: Sequence[Sequence[IndicatorId]], *, passes_before: int = 0) -> Progress:
    """Which pass the team is in, and what has been asked in it; `passes_before` whole ones came before `history`."""
    everything = frozenset(indicator.id for indicator in rubric.indicators)
    number, asked = passes_before + 1, frozenset[IndicatorId]()
    for check_in in history:
        known = everything.intersection(check_in)
        if asked == everything and known:
            number, asked = number + 1, frozenset()
        asked |= known
    return Progress(number, asked)


def pass_of_next(rubric: Rubric, history: History) -> int:
    """Which pass, counted from 1, the next check-in belongs to."""
    progress = passes(rubric, history.asked, passes_before=history.passes_before)
    return progress.pass_number + (len(progress.asked_this_pass) == len(rubric))


def forecast(
    rubric: Rubric, history: Sequence[Sequence[IndicatorId]], n: int, occurrences: Iterable[datetime]
) -> datetime | None:
    """When the check-in opens that completes the current pass; `occurrences` are the coming openings, in order.

    None when the pass is complete already, or the occurrences run out before it is.
    """
    left = len(rubric) - len(passes(rubric, history).asked_this_pass)
    check_ins = _check_ins(left, n)
    return next(islice(occurrences, check_ins - 1, None), None) if check_ins else None


def _check_ins(left: int, n: int) -> int:
    if n < 1:
        raise ValueError("a check-in asks at least one indicator")
    return ceil(left / n)


def _left(rubric: Rubric, history: Sequence[Sequence[IndicatorId]]) -> frozenset[IndicatorId]:
    """What the current pass, or the next when that is complete, has yet to ask."""
    everything = frozenset(indicator.id for indicator in rubric.indicators)
    return everything - passes(rubric, history).asked_this_pass or everything


def _queues(
    rubric: Rubric,
    left: frozenset[IndicatorId],
    history: Sequence[Sequence[IndicatorId]],
    sooner: Sequence[IndicatorId],
) -> dict[DomainId, list[IndicatorId]]:
    """What is left of each domain, in the order it is to be asked."""
    last_asked = {indicator: at for at, check_in in enumerate(history) for indicator in check_in}
    wanted = {indicator: -at for at, indicator in enumerate(reversed(sooner))}

    def turn(indicator: Indicator) -> tuple[int, int]:
        return wanted.get(indicator.id, 1), last_asked.get(indicator.id, -1)

    def queue(domain: Domain) -> list[IndicatorId]:
        return [each.id for each in sorted(domain.indicators, key=turn) if each.id in left]

    return {domain.id: queue(domain) for domain in rubric.domains}
