"""Sends anybody on a team, observers too, the report of a pass through the rubric as a file."""

from bot.use_cases.results import Notice
from bot.use_cases.steer import looking
from bot.use_cases.who import Deps, Speaker
from bot.wording import reports as words
from jobs.report_pass import passes_closed, report_key
from rubric.people import TeamId
from rubric.refusals import NoSuchPass, NothingToReport
from storage import check_ins, deliveries, teams
from storage.store import new_id
from storage.teams import Addressed


def send_report(deps: Deps, who: Speaker, team_id: TeamId, *, pass_number: int | None = None) -> Notice:
    """The latest pass in which something has closed, or the one asked for; for coordinators with how reliably the team
    rates. Raises NotOnTheTeam, FormDoesNotMatch, and Refused when nothing has closed in it."""
    with looking(deps, who, team_id, coordinates=False) as ground:
        passes = passes_closed(ground.transaction, ground.team)
        if not passes:
            open_now = check_ins.open_one(ground.transaction, team_id)
            raise ground.refused(NothingToReport(None if open_now is None else open_now.closes_at))
        wanted = passes[-1] if pass_number is None else pass_number
        if wanted not in passes:
            raise ground.refused(NoSuchPass(wanted, passes))
    order = deliveries.Order.to_member(
        ground.team,
        Addressed(ground.member, who.address),
        deliveries.Kind.REPORT,
        about=report_key(ground.team, wanted),
        once=new_id(),
        run_at=ground.now,
    )
    with deps.store.begin() as transaction:
        # First, or whoever holds the team might wait for their lane, and this for the team.
        teams.wait_for(transaction, team_id)
        # Here they are, so a message may reach them again.
        teams.regain_member(transaction, ground.member.id)
        deliveries.enqueue(transaction, order)
    return words.report_on_its_way(wanted, earlier=tuple(each for each in passes if each < wanted))
