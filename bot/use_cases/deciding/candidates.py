"""Which indicators a team can decide on, what was found about each, and the one that somebody means."""

from collections.abc import Mapping

from bot.sections.team_ratings import Candidate
from bot.use_cases.deciding.asked import asked_at
from bot.use_cases.steer import Looking, Steering
from bot.wording import team_ratings as words
from rubric.check_in import CheckIn
from rubric.model import IndicatorId
from rubric.people import CheckInId
from rubric.refusals import FormDoesNotMatch, NothingToDecide, SealedUntilClose
from rubric.results import Closed, Finding
from rubric.team_rating import TeamRating, standing
from storage import check_ins, team_ratings

Ground = Looking | Steering
Chosen = tuple[tuple[Candidate, ...], Candidate, tuple[str, ...]]


def choose(ground: Ground, place: str) -> Chosen:
    """All that can be decided on, the latest check-in first and what splits most first; the one at `place`; and
    anything to be said about that choice. A place is a check-in, and after a slash perhaps a position in it.

    Without a position it is the first that is not decided yet. Raises FormDoesNotMatch, and Refused while that
    check-in is open, or none has closed yet.
    """
    check_in = _check_in(ground, place)
    found = _candidates(ground, None if check_in is None else check_in.id)
    if not found:
        raise ground.refused(_nothing_closed(ground))
    position = place.partition("/")[2]
    if check_in is None or not position:
        return found, _first(found, check_in), ()
    wanted = asked_at(check_in, position)
    shown = next(one for one in found if one.finding.result.indicator.id == wanted.id)
    latest = shown.finding.closed.check_in
    return found, shown, () if latest.id == check_in.id else (words.asked_again(wanted.label, latest.number),)


def _check_in(ground: Ground, place: str) -> CheckIn | None:
    """The one that `place` names; None when it names none."""
    if not place:
        return None
    check_in = check_ins.get(ground.transaction, CheckInId(place.partition("/")[0]))
    if check_in is None or check_in.team_id != ground.team.id:
        raise FormDoesNotMatch
    if check_in.closed_at is None:
        raise ground.refused(SealedUntilClose(check_in.closes_at))
    return check_in


def _nothing_closed(ground: Ground) -> SealedUntilClose | NothingToDecide:
    still_open = check_ins.open_one(ground.transaction, ground.team.id)
    return NothingToDecide() if still_open is None else SealedUntilClose(still_open.closes_at)


def _candidates(ground: Ground, also: CheckInId | None) -> tuple[Candidate, ...]:
    """Each indicator as it was found last."""
    agreed = standing(team_ratings.of_team(ground.transaction, ground.team.id))
    found: dict[IndicatorId, Candidate] = {}
    for closed in reversed(check_ins.closed_lately(ground.transaction, ground.team.id, also=also)):
        for one in _of_check_in(closed, agreed):
            found.setdefault(one.finding.result.indicator.id, one)
    return tuple(found.values())


def _of_check_in(closed: Closed, agreed: Mapping[IndicatorId, TeamRating]) -> list[Candidate]:
    check_in = closed.check_in
    return [
        Candidate(
            place=f"{check_in.id}/{check_in.asked.index(result.indicator)}",
            finding=Finding(closed, result),
            standing=agreed.get(result.indicator.id),
        )
        for result in closed.revealed().results
    ]


def _first(found: tuple[Candidate, ...], check_in: CheckIn | None) -> Candidate:
    """Of that check-in, or of the latest."""
    meant = found[0].finding.closed.check_in if check_in is None else check_in
    of_it = [one for one in found if one.finding.closed.check_in.id == meant.id] or list(found)
    return next((one for one in of_it if not one.is_decided), of_it[0])
