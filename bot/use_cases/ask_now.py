"""Opens the next check-in at once because a coordinator asked; the cadence stays where it is."""

from datetime import timedelta

from bot import wording
from bot.use_cases.results import Notice
from bot.use_cases.steer import Steering, steering
from bot.use_cases.who import Deps, Speaker
from jobs.close_check_in import close_if_over
from jobs.open_check_in import open_check_in
from jobs.tick import set_alarm
from rubric.audit import What
from rubric.check_in import closing_time
from rubric.people import TeamId
from rubric.refusals import CheckInStillOpen, Refusal, TeamIsPaused, TooCloseToNext
from rubric.team import TeamState
from storage import check_ins

# Less than this and nobody could finish in their own time.
SHORTEST_WINDOW = timedelta(days=1)


def ask_now(deps: Deps, who: Speaker, team_id: TeamId) -> Notice:
    """Raises what `steering` raises, and Refused when it is not the time."""
    with steering(deps, who, team_id) as ground:
        team, now = ground.team, ground.now
        close_if_over(ground.transaction, team, now=now)
        closes_at = closing_time(opens_at=now, rhythm=team.rhythm)
        if refusal := _not_the_time(ground, window=closes_at - now):
            raise ground.refused(refusal)
        check_in = open_check_in(ground.transaction, team, due_at=now, closes_at=closes_at, now=now)
        set_alarm(ground.transaction, team, now=now)
        if check_in is not None:
            after = {"number": check_in.number, "closes_at": closes_at.isoformat()}
            ground.log(What.ASKED_NOW, after=after)
    return wording.asked_now(0 if check_in is None else check_in.number, closes_at, ground.zone)


def _not_the_time(ground: Steering, *, window: timedelta) -> Refusal | None:
    if ground.team.state is TeamState.PAUSED:
        return TeamIsPaused()
    still_open = check_ins.open_one(ground.transaction, ground.team.id)
    if still_open is not None:
        return CheckInStillOpen(still_open.number, still_open.closes_at)
    if window < SHORTEST_WINDOW:
        return TooCloseToNext(ground.team.next_check_in_at)
    return None
