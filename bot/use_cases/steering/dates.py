"""The coming dates as the forms offer them, and the one that somebody chose."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.use_cases.steer import Looking, Steering
from rubric.audit import What
from rubric.refusals import DateGone, FormDoesNotMatch, TeamIsPaused
from rubric.team import TeamState
from rubric.timetable import Occurrence
from storage import check_ins

# As far ahead as anybody plans by hand.
DATES_AHEAD = 6
# Whoever chose among dates that somebody else changed meanwhile has chosen something else.
CHANGE_DATES = frozenset({What.SKIPPED, What.SHIFTED, What.SETTINGS, What.CALENDAR})


def dates_ahead(ground: Looking | Steering) -> tuple[Occurrence, ...]:
    """Raises Refused for a paused team, which has none."""
    if ground.team.state is TeamState.PAUSED:
        raise ground.refused(TeamIsPaused())
    return ground.team.rhythm.check_ins.coming(ground.now, DATES_AHEAD)


def chosen_date(ground: Steering, coming: Sequence[Occurrence], value: object) -> Occurrence:
    """The date whose planned day `value` is, in ISO form. Raises Refused when it is gone, and FormDoesNotMatch."""
    planned = planned_day(value)
    for one in coming:
        if one.planned == planned:
            return one
    raise ground.refused(DateGone())


def planned_day(value: object) -> date:
    """Raises FormDoesNotMatch."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise FormDoesNotMatch from None


def left_out_ahead(ground: Looking | Steering) -> tuple[date, ...]:
    """The days still to come whose check-ins were left out by hand."""
    timetable = ground.team.rhythm.check_ins
    left_out = (change.planned for change in ground.team.rhythm.changes if change.at is None)
    return tuple(sorted(day for day in left_out if timetable.own_time(day) > ground.now))


def busy_until(ground: Looking | Steering) -> datetime:
    """Now, or when the open check-in closes."""
    still_open = check_ins.open_one(ground.transaction, ground.team.id)
    return ground.now if still_open is None else max(ground.now, still_open.closes_at)
