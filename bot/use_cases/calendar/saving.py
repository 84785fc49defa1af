"""Uses the calendar whose effect was shown: saved, written in the log, and told to the channel when dates move."""

from collections.abc import Iterable

from bot.sections.forms import Values
from bot.use_cases.calendar.desk import CLEARS, Desk
from bot.use_cases.calendar.drafting import draft_of, drop_draft, proposed, shows
from bot.use_cases.calendar.effects import breaks_ahead, with_breaks
from bot.use_cases.results import Answer
from bot.use_cases.steer import About, Steering, steering
from bot.use_cases.who import Deps, Speaker
from bot.wording import calendars
from rubric.audit import What
from rubric.school_calendar import Break
from rubric.timetable import NoSchoolDay

# Changes by somebody else that make what was shown untrue.
_WATCHED = frozenset(
    {What.CALENDAR, What.SETTINGS, What.SHIFTED, What.SKIPPED, What.PAUSED, What.RESUMED, What.ASKED_NOW}
)


def use_calendar(deps: Deps, who: Speaker, about: str, values: Values) -> Answer:
    """Only what was shown is saved; when it would do something else by now, that is shown instead.

    Raises FormDoesNotMatch, NotOnTheTeam, CoordinatorsOnly, and Refused with ChangedMeanwhile.
    """
    del values
    of = About.read(about)
    with steering(deps, who, of.team_id, seen=of.seen, watches=_WATCHED) as steer:
        drafted = draft_of(steer.transaction, steer.team, who)
        at = Desk(steer.transaction, who, steer.team, drafted, steer.now, steer.about().seen)
        clears = of.more.startswith(CLEARS)
        breaks = () if clears else proposed(at.drafted, steer.team)
        if not clears and at.drafted.findings is None:
            return at.entry()
        try:
            effect = at.work_out(breaks)
            if of.more.removeprefix(CLEARS) != shows(effect.breaks):
                return at.effect(breaks, clears=clears)
        except NoSchoolDay as error:
            return at.choice(calendars.no_free_day(error.day, at.today))
        if effect.changes:
            _save(steer, breaks, moves=effect.moves)
        drop_draft(steer.transaction, steer.team, who)
    return calendars.cleared(effect.moves) if clears else calendars.saved(effect.moves)


def _save(steer: Steering, breaks: Iterable[Break], *, moves: bool) -> None:
    before = breaks_ahead(steer.team, now=steer.now)
    kept = steer.keep(with_breaks(steer.team, tuple(breaks), now=steer.now))
    after = kept.rhythm.calendar.breaks
    steer.log(
        What.CALENDAR,
        before={"breaks": _listed(before)},
        after={"breaks": _listed(after)},
        tell_channel=moves,
    )


def _listed(breaks: Iterable[Break]) -> list[list[str]]:
    """First day, last day, and name of each, as JSON."""
    return [[one.first.isoformat(), one.last.isoformat(), one.name] for one in breaks]
