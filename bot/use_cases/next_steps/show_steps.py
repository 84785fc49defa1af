"""What is still to be done: by the whole team, for anybody on it, or by whoever looks."""

from datetime import datetime

from bot.sections.step_forms import OWN, steps_form
from bot.use_cases.home.paging import Place
from bot.use_cases.next_steps.facts import StepLine, StepsPage
from bot.use_cases.next_steps.on_step import may_settle
from bot.use_cases.people.own_teams import team_meant
from bot.use_cases.results import OpenForm
from bot.use_cases.who import Deps, Speaker, team_with_id
from rubric.people import Member, TeamId
from rubric.team import Team
from storage import next_steps, teams
from storage.store import Transaction

# With three lines and a row of buttons each, a few screens of a phone.
STEPS_ON_A_PAGE = 15


def show_steps(deps: Deps, who: Speaker, channel_id: str) -> OpenForm:
    """The whole team's. Raises NoTeamHere, NotOnTheTeam."""
    with deps.store.read() as transaction:
        team, member = team_meant(transaction, who, channel_id)
        return steps_page(transaction, team, member, Place(team.id), now=deps.clock.now())


def show_own_steps(deps: Deps, who: Speaker, team_id: TeamId) -> OpenForm:
    """What the person may settle: for a coordinator, the whole team's. Raises NotOnTheTeam, FormDoesNotMatch."""
    with deps.store.read() as transaction:
        team, member = team_with_id(transaction, who, team_id)
        place = Place(team.id, within="" if member.coordinates else OWN)
        return steps_page(transaction, team, member, place, now=deps.clock.now())


def page_steps(deps: Deps, who: Speaker, place: Place) -> OpenForm:
    """Raises NotOnTheTeam, FormDoesNotMatch."""
    with deps.store.read() as transaction:
        team, member = team_with_id(transaction, who, place.team_id)
        return steps_page(transaction, team, member, place, now=deps.clock.now())


def steps_page(
    transaction: Transaction, team: Team, member: Member, place: Place, *, now: datetime, said: str = ""
) -> OpenForm:
    """The list as `member` may see it; `said` is what they have just done."""
    is_own = place.within == OWN
    here = {one.member.id for one in teams.roster(transaction, team.id)}
    found = next_steps.open_of_team(transaction, team.id)
    steps = [step for step in found if not is_own or step.owner_id == member.id]
    # What was closed meanwhile may have been the last of its page.
    page = min(place.page, max(0, len(steps) - 1) // STEPS_ON_A_PAGE)
    shown = steps[page * STEPS_ON_A_PAGE :][:STEPS_ON_A_PAGE]
    today = team.day_of(now)
    lines = tuple(
        StepLine(step, team.name, today, step.owner_id not in here, may_settle(member, step)) for step in shown
    )
    facts = StepsPage(
        team_id=team.id,
        team_name=team.name,
        page=page,
        lines=lines,
        of=len(steps),
        is_own=is_own,
        coordinates=member.coordinates,
        has_more=len(steps) > (page + 1) * STEPS_ON_A_PAGE,
    )
    return OpenForm(steps_form(facts, said=said))
