"""What another number of indicators, another cadence or another calendar would make of the plan: before and after."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from rubric.coverage_plan import CoveragePlan

A_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class PassOutlook:
    """When the check-in opens that completes a pass, in how many check-ins, and in how many weeks from now, rounded up.

    All None when out of sight.
    """

    complete_at: datetime | None
    check_ins: int | None
    weeks: int | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """`first` is the current pass, of which some may have been asked; `second` the whole one after it.

    `largest` is how many indicators the largest of all check-ins asks.
    """

    first: PassOutlook
    second: PassOutlook
    largest: int


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The outlook as things stand, and as they would be."""

    before: Outlook
    after: Outlook


def what_if(before: CoveragePlan, after: CoveragePlan, *, now: datetime) -> WhatIf:
    return WhatIf(outlook(before, now=now), outlook(after, now=now))


def outlook(plan: CoveragePlan, *, now: datetime) -> Outlook:
    numbers = [one.pass_number for one in plan.check_ins]
    first = min(numbers, default=1)
    return Outlook(
        first=_pass(plan.first_pass_at, numbers.count(first), now),
        second=_pass(plan.second_pass_at, numbers.count(first + 1), now),
        largest=max((len(one.asks) for one in plan.check_ins), default=0),
    )


def _pass(complete_at: datetime | None, check_ins: int, now: datetime) -> PassOutlook:
    if complete_at is None:
        return PassOutlook(None, None, None)
    return PassOutlook(complete_at, check_ins, ceil((complete_at - now) / A_WEEK))
