"""Gathers what a coordinator sees of a team beside what everybody on it sees."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.use_cases.home.facts import Coming, ForCoordinator, PlannedDate, Roster, TakingPart
from bot.use_cases.next_steps.facts import StepCounts
from jobs.plan_ahead import plan_ahead
from rubric.check_in import CheckIn
from rubric.coverage_plan import CoveragePlan
from rubric.library import load
from rubric.model import IndicatorId, Rubric
from rubric.people import Member
from rubric.rating import finished
from rubric.school_calendar import Break
from rubric.statistics.coverage import coverage
from rubric.team import Team
from rubric.turnout import turnout
from storage import audit, check_ins, next_steps, participation, ratings
from storage.store import Transaction

MOST_DATES = 6
# Longer ago than this and the digests tell it better.
MOST_PAST = 6
MOST_CHANGES = 3


def for_coordinator(
    transaction: Transaction,
    team: Team,
    *,
    roster: Sequence[Member],
    open_check_in: CheckIn | None,
    proposals: int,
    now: datetime,
) -> ForCoordinator:
    rubric, preferences = load(team.rubric_id), team.preferences
    plan = plan_ahead(transaction, team, now=now)
    domains = {domain.id: domain.title for domain in rubric.domains}
    return ForCoordinator(
        ahead=_ahead(team, rubric, plan, now),
        covered=coverage(rubric, check_ins.asked_lately(transaction, team.id), preferences),
        first_pass_at=plan.first_pass_at,
        second_pass_at=plan.second_pass_at,
        taking_part=None if open_check_in is None else _taking_part(transaction, open_check_in, roster, now),
        took_part=participation.lately(transaction, team.id, most=MOST_PAST),
        rhythm=team.rhythm,
        pinned=_labels(rubric, preferences.pinned_ids),
        excluded=_labels(rubric, (one.indicator_id for one in preferences.excluded)),
        focus=None if preferences.focus is None else domains.get(preferences.focus),
        roster=Roster(
            rating=sum(one.rates for one in roster),
            observing=sum(not one.rates and not one.coordinates for one in roster),
            coordinating=sum(one.coordinates for one in roster),
        ),
        proposals=proposals,
        steps=_steps(transaction, team, now),
        latest=audit.latest(transaction, team.id, most=MOST_CHANGES),
    )


def _ahead(team: Team, rubric: Rubric, plan: CoveragePlan, now: datetime) -> tuple[PlannedDate | Break, ...]:
    """The next check-ins, with the breaks that come before the last of them."""
    planned = plan.check_ins[:MOST_DATES]
    today = team.day_of(now)
    last_day = team.day_of(planned[-1].opens_at) if planned else today
    breaks = [one for one in team.rhythm.calendar.breaks if one.last >= today and one.first <= last_day]
    dated: list[tuple[str, PlannedDate | Break]] = [(one.first.isoformat(), one) for one in breaks]
    for one in planned:
        day, occurrence = team.day_of(one.opens_at), one.occurrence
        coming = Coming(one.opens_at, occurrence.moved_by, occurrence.wanted, moved_by_hand=occurrence.moved_by_hand)
        dated.append((day.isoformat(), PlannedDate(coming, _labels(rubric, one.asks))))
    return tuple(one for _, one in sorted(dated, key=lambda entry: entry[0]))


def _taking_part(transaction: Transaction, check_in: CheckIn, roster: Sequence[Member], now: datetime) -> TakingPart:
    """By name, which is allowed only because nobody at all sees a distribution before the close: once there is one,
    the same people see counts alone, or they could tell whose ratings it is made of."""
    done = finished(check_in, ratings.of_check_in(transaction, check_in.id))
    raters = [one for one in roster if one.rates]
    return TakingPart(
        turnout=turnout(roster, done, now=now),
        finished=_names(one for one in raters if one.id in done),
        missing=_names(one for one in raters if one.id not in done and not one.is_away(now)),
        away=_names(one for one in raters if one.id not in done and one.is_away(now)),
    )


def _steps(transaction: Transaction, team: Team, now: datetime) -> StepCounts:
    found, today = next_steps.open_of_team(transaction, team.id), team.day_of(now)
    return StepCounts(open=len(found), overdue=sum(step.is_overdue(today) for step in found))


def _names(people: Iterable[Member]) -> tuple[str, ...]:
    return tuple(sorted((one.name for one in people), key=str.casefold))


def _labels(rubric: Rubric, indicator_ids: Iterable[IndicatorId]) -> tuple[str, ...]:
    """Those that the rubric still has, in their order."""
    known = {indicator.id for indicator in rubric.indicators}
    return tuple(rubric.label(each) for each in indicator_ids if each in known)
