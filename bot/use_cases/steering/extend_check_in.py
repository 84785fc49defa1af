"""Lets the open check-in close later; what is still to come of it, reminders and results, follows the new time."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.sections import steering as sections
from bot.sections.forms import Values
from bot.use_cases.results import FormErrors, Notice, OpenForm
from bot.use_cases.steer import About, Steering, looking, steering
from bot.use_cases.steering.moments import moment_in
from bot.use_cases.steering.reasons import reason_in
from bot.use_cases.who import Deps, Speaker
from bot.wording import steering as words
from jobs.close_check_in import close_if_over
from jobs.refresh_card import refresh_card
from jobs.tick import set_alarm
from rubric.audit import What
from rubric.check_in import CheckIn
from rubric.people import TeamId
from rubric.refusals import NoRoomToExtend, NothingOpen
from rubric.team import Team, TeamState
from storage import check_ins


def open_extend(deps: Deps, who: Speaker, team_id: TeamId) -> OpenForm:
    """Raises CoordinatorsOnly, NotOnTheTeam, FormDoesNotMatch, and Refused when nothing is open or there is no room."""
    with looking(deps, who, team_id) as ground:
        check_in = check_ins.open_one(ground.transaction, ground.team.id)
        if check_in is None or check_in.is_over(ground.now):
            raise ground.refused(NothingOpen())
        latest = _latest(ground.team)
        if latest is not None and check_in.closes_at >= latest:
            raise ground.refused(NoRoomToExtend(check_in.number, latest))
        closes = check_in.closes_at.astimezone(ZoneInfo(ground.zone))
        about = ground.about(check_in.id)
        intro = words.extend_intro(check_in.number, check_in.closes_at, latest, ground.zone)
        return OpenForm(sections.extend_form(str(about), intro, day=closes.date(), at=closes.time()))


def extend_check_in(deps: Deps, who: Speaker, about: str, values: Values) -> Notice | FormErrors:
    """FormErrors when the new time is no extension, or the next check-in would be open by then.

    Raises what `steering` raises, and Refused when it has closed meanwhile.
    """
    form = About.read(about)
    with steering(deps, who, form.team_id, seen=form.seen, watches=frozenset({What.EXTENDED})) as ground:
        close_if_over(ground.transaction, ground.team, now=ground.now)
        check_in = check_ins.open_one(ground.transaction, ground.team.id)
        if check_in is None or check_in.id != form.more:
            raise ground.refused(NothingOpen())
        closes_at, latest = moment_in(values, ground.zone), _latest(ground.team)
        if isinstance(closes_at, FormErrors):
            return closes_at
        if closes_at <= max(check_in.closes_at, ground.now) or (latest is not None and closes_at > latest):
            return FormErrors({sections.DAY: words.extend_when(check_in.closes_at, latest, ground.zone)})
        _extend(ground, check_in, closes_at, reason=reason_in(values))
    return words.extended(check_in.number, closes_at, ground.zone)


def _extend(ground: Steering, check_in: CheckIn, closes_at: datetime, *, reason: str) -> None:
    check_ins.extend(ground.transaction, check_in.id, closes_at=closes_at)
    refresh_card(ground.transaction, ground.team, replace(check_in, closes_at=closes_at), at=ground.now)
    set_alarm(ground.transaction, ground.team, now=ground.now)
    ground.log(
        What.EXTENDED,
        before={"number": check_in.number, "closes_at": check_in.closes_at.isoformat()},
        after={"number": check_in.number, "closes_at": closes_at.isoformat()},
        reason=reason,
        tell_channel=True,
    )


def _latest(team: Team) -> datetime | None:
    """When the next one opens; a paused team opens none."""
    return team.next_check_in_at if team.state is TeamState.ACTIVE else None
