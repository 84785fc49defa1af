"""Shows a member their private form, prefilled with what they have rated so far."""

from bot.use_cases.results import OpenForm, RatingForm
from bot.use_cases.who import Deps, Refused, Speaker, at_check_in, team_in
from rubric.people import CheckInId
from rubric.refusals import CheckInClosed, NothingOpen, ObserversDontRate
from storage import check_ins


def open_rating_form(deps: Deps, who: Speaker, check_in_id: CheckInId) -> OpenForm:
    """Raises Refused (closed, an observer), NotOnTheTeam, FormDoesNotMatch."""
    now = deps.clock.now()
    with deps.store.read() as transaction:
        at = at_check_in(transaction, who, check_in_id)
    zone, check_in = at.team.rhythm.cadence.zone, at.check_in
    if not check_in.is_open(now):
        raise Refused(CheckInClosed(check_in.closed_at or check_in.closes_at), zone=zone)
    if not at.member.rates:
        raise Refused(ObserversDontRate(), zone=zone)
    return OpenForm(RatingForm(zone=zone, check_in=check_in, current=at.current))


def open_rating_here(deps: Deps, who: Speaker, channel_id: str) -> OpenForm:
    """The open check-in of the channel's team. Raises Refused (none is open, an observer), NotOnTheTeam, NoTeamHere."""
    with deps.store.read() as transaction:
        team, _ = team_in(transaction, who, channel_id)
        check_in = check_ins.open_one(transaction, team.id)
    if check_in is None:
        raise Refused(NothingOpen(), zone=team.rhythm.cadence.zone)
    return open_rating_form(deps, who, check_in.id)
