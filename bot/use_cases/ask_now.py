"""Opens the next check-in at once because a coordinator asked; the cadence stays where it is."""

from datetime import timedelta

from bot import wording
from bot.use_cases.results import Notice
from bot.use_cases.who import Deps, Refused, Speaker, require_coordinator, team_in
from jobs.close_check_in import close_if_over
from jobs.open_check_in import open_check_in
from jobs.tick import set_alarm
from rubric.check_in import closing_time
from rubric.refusals import CheckInStillOpen, Refusal, TooCloseToNext
from rubric.team import Team
from storage import check_ins, teams
from storage.store import Transaction

# Less than this and nobody could finish in their own time.
SHORTEST_WINDOW = timedelta(days=1)


def ask_now(deps: Deps, who: Speaker, channel_id: str) -> Notice:
    """Raises CoordinatorsOnly, NoTeamHere, NotOnTheTeam, and Refused when it is not the time."""
    now = deps.clock.now()
    with deps.store.begin() as transaction:
        team, member = team_in(transaction, who, channel_id)
        require_coordinator(transaction, team, member)
        team = teams.wait_for(transaction, team.id)
        close_if_over(transaction, team, now=now)
        zone = team.rhythm.cadence.zone
        closes_at = closing_time(opens_at=now, days_open=team.rhythm.days_open, cadence=team.rhythm.cadence)
        if refusal := _not_the_time(transaction, team, window=closes_at - now):
            raise Refused(refusal, zone=zone)
        check_in = open_check_in(transaction, team, due_at=now, closes_at=closes_at, now=now)
        set_alarm(transaction, team, now=now)
    number = 0 if check_in is None else check_in.number
    return wording.asked_now(number, closes_at, zone)


def _not_the_time(transaction: Transaction, team: Team, *, window: timedelta) -> Refusal | None:
    still_open = check_ins.open_one(transaction, team.id)
    if still_open is not None:
        return CheckInStillOpen(still_open.number, still_open.closes_at)
    if window < SHORTEST_WINDOW:
        return TooCloseToNext(team.next_check_in_at)
    return None
