"""Leaves out one coming check-in, and puts it back; what it would have asked comes with the following one, because the
rotation goes on by itself.
"""

from bot.sections import steering as sections
from bot.sections.forms import Values
from bot.use_cases.results import Notice, OpenForm
from bot.use_cases.steer import About, Looking, Steering, looking, steering
from bot.use_cases.steering.dates import CHANGE_DATES, busy_until, chosen_date, dates_ahead, left_out_ahead, planned_day
from bot.use_cases.steering.reasons import reason_in
from bot.use_cases.who import Deps, Speaker
from bot.wording import steering as words
from rubric.audit import What
from rubric.people import TeamId
from rubric.refusals import DateGone, NoPlaceForIt, OutOfOrder


def open_skip(deps: Deps, who: Speaker, team_id: TeamId) -> OpenForm:
    """Raises CoordinatorsOnly, NotOnTheTeam, FormDoesNotMatch, and Refused for a paused team."""
    with looking(deps, who, team_id) as ground:
        return _form(ground)


def skip_check_in(deps: Deps, who: Speaker, about: str, values: Values) -> Notice:
    """Raises what `steering` raises, and Refused for a paused team or a date that is no longer ahead."""
    form = About.read(about)
    with steering(deps, who, form.team_id, seen=form.seen, watches=CHANGE_DATES) as ground:
        skipped = chosen_date(ground, dates_ahead(ground), values.get(sections.WHICH))
        rhythm = ground.team.rhythm.left_out(skipped.planned)
        following = rhythm.check_ins.next_after(skipped.at)
        ground.change_rhythm(rhythm)
        ground.log(
            What.SKIPPED,
            before={"opens_at": skipped.at.isoformat()},
            after={"next_at": following.isoformat()},
            reason=reason_in(values),
            tell_channel=True,
        )
    return words.skipped(skipped.at, following, ground.zone)


def put_back(deps: Deps, who: Speaker, about: str, chosen: str) -> OpenForm:
    """The form again, with the date among those to choose.

    Raises as `skip_check_in` does, and Refused when another check-in is in its place by now.
    """
    form = About.read(about)
    with steering(deps, who, form.team_id, seen=form.seen, watches=CHANGE_DATES) as ground:
        dates_ahead(ground)
        planned = planned_day(chosen)
        if planned not in left_out_ahead(ground):
            raise ground.refused(DateGone())
        try:
            rhythm = ground.team.rhythm.put_back(planned, not_before=busy_until(ground))
        except OutOfOrder:
            raise ground.refused(NoPlaceForIt()) from None
        ground.change_rhythm(rhythm)
        opens_at = ground.team.rhythm.check_ins.own_time(planned)
        ground.log(What.SKIPPED, after={"opens_at": opens_at.isoformat()}, tell_channel=True)
        return _form(ground)


def _form(ground: Looking | Steering) -> OpenForm:
    about = ground.about()
    timetable = ground.team.rhythm.check_ins
    left_out = tuple((day, timetable.own_time(day)) for day in left_out_ahead(ground))
    return OpenForm(sections.skip_form(str(about), dates_ahead(ground), left_out=left_out, zone=ground.zone))
