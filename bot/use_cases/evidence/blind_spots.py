"""Shows anybody on a team what the team can't judge, why, and who finds out."""

from collections.abc import Sequence

from bot.sections.blind_spots import blind_spots_form
from bot.use_cases.evidence.facts import BlindSpotsPage, SpotLine
from bot.use_cases.home.paging import Place
from bot.use_cases.next_steps.on_step import may_settle
from bot.use_cases.results import OpenForm
from bot.use_cases.steer import Looking, looking, team_here
from bot.use_cases.who import Deps, Speaker
from rubric.blind_spots import BlindSpot, blind_spots, telling_findings
from rubric.dont_know import GivenReason, counted
from rubric.library import load
from rubric.results import Finding
from rubric.team_rating import standing
from storage import check_ins, dont_know, next_steps, team_ratings

# With their statements, a few screens of a phone.
SPOTS_ON_A_PAGE = 10


def show_blind_spots(deps: Deps, who: Speaker, place: Place) -> OpenForm:
    """Raises NotOnTheTeam, FormDoesNotMatch."""
    with looking(deps, who, place.team_id, coordinates=False) as ground:
        findings = _findings(ground)
        steps = next_steps.of_team(ground.transaction, ground.team.id)
        agreed = standing(team_ratings.of_team(ground.transaction, ground.team.id))
        found = blind_spots(
            findings, agreed=agreed, open_steps=[one for one in steps if one.is_open], settled_steps=steps
        )
        shown = found[place.page * SPOTS_ON_A_PAGE :][:SPOTS_ON_A_PAGE]
        page = BlindSpotsPage(
            team_id=ground.team.id,
            team_name=ground.team.name,
            zone=ground.zone,
            today=ground.team.day_of(ground.now),
            page=place.page,
            spots=tuple(_lines(ground, shown, findings)),
            has_more=len(found) > (place.page + 1) * SPOTS_ON_A_PAGE,
            coordinates=ground.member.coordinates,
        )
    return OpenForm(blind_spots_form(page))


def blind_spots_here(deps: Deps, who: Speaker, channel_id: str) -> OpenForm:
    """Of the team whose channel it is. Raises NoTeamHere, NotOnTheTeam."""
    return show_blind_spots(deps, who, Place(team_here(deps, who, channel_id)))


def _findings(ground: Looking) -> tuple[Finding, ...]:
    team = ground.team
    closed = check_ins.closed_in_two_passes(ground.transaction, team, load(team.rubric_id), before=ground.now)
    return telling_findings(closed)


def _lines(ground: Looking, shown: tuple[BlindSpot, ...], findings: tuple[Finding, ...]) -> list[SpotLine]:
    given = dont_know.of_check_ins(ground.transaction, [spot.check_in_id for spot in shown])
    by_indicator = {finding.result.indicator.id: finding for finding in findings}
    return [_line(ground, spot, by_indicator[spot.indicator_id], given) for spot in shown]


def _line(ground: Looking, spot: BlindSpot, finding: Finding, given: Sequence[GivenReason]) -> SpotLine:
    own = [one for one in given if (one.check_in_id, one.indicator_id) == (spot.check_in_id, spot.indicator_id)]
    rated = [one for one in finding.closed.ratings if one.indicator_id == spot.indicator_id]
    step = spot.finding_out
    return SpotLine(
        spot,
        reasons=counted(own, rated, finding.closed.check_in.scale),
        may_settle=step is not None and may_settle(ground.member, step),
    )
