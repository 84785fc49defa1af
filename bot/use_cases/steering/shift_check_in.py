"""Moves one coming check-in to another day or time; all others stay where they are."""

from zoneinfo import ZoneInfo

from bot.sections import steering as sections
from bot.sections.forms import Values
from bot.use_cases.results import FormErrors, Notice, OpenForm
from bot.use_cases.steer import About, looking, steering
from bot.use_cases.steering.dates import CHANGE_DATES, busy_until, chosen_date, dates_ahead
from bot.use_cases.steering.moments import moment_in
from bot.use_cases.steering.reasons import reason_in
from bot.use_cases.who import Deps, Speaker
from bot.wording import steering as words
from rubric.audit import What
from rubric.people import TeamId
from rubric.refusals import OutOfOrder


def open_shift(deps: Deps, who: Speaker, team_id: TeamId) -> OpenForm:
    """Raises CoordinatorsOnly, NotOnTheTeam, FormDoesNotMatch, and Refused for a paused team."""
    with looking(deps, who, team_id) as ground:
        coming = dates_ahead(ground)
        at = coming[0].at.astimezone(ZoneInfo(ground.zone))
        about = ground.about()
        return OpenForm(sections.shift_form(str(about), coming, zone=ground.zone, day=at.date(), at=at.time()))


def shift_check_in(deps: Deps, who: Speaker, about: str, values: Values) -> Notice | FormErrors:
    """FormErrors when the new time would bring dates out of order.

    Raises what `steering` raises, and Refused for a paused team or a date that is no longer ahead.
    """
    form = About.read(about)
    with steering(deps, who, form.team_id, seen=form.seen, watches=CHANGE_DATES) as ground:
        moved = chosen_date(ground, dates_ahead(ground), values.get(sections.WHICH))
        moment = moment_in(values, ground.zone)
        if isinstance(moment, FormErrors):
            return moment
        if moment == moved.at:
            return FormErrors({sections.DAY: words.same_time()})
        if moment <= ground.now:
            return FormErrors({sections.DAY: words.already_over()})
        try:
            rhythm = ground.team.rhythm.shifted(moved.planned, to=moment, not_before=busy_until(ground))
        except OutOfOrder as refusal:
            return FormErrors({sections.DAY: words.out_of_order(refusal.earliest, refusal.latest, ground.zone)})
        ground.change_rhythm(rhythm)
        ground.log(
            What.SHIFTED,
            before={"opens_at": moved.at.isoformat()},
            after={"opens_at": moment.isoformat()},
            reason=reason_in(values),
            tell_channel=True,
        )
        within = rhythm.calendar.break_on(moment.astimezone(ZoneInfo(ground.zone)).date())
    return words.shifted(moved.at, moment, ground.zone, within=None if within is None else within.name)
