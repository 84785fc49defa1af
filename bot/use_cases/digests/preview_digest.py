"""Shows a coordinator the digest as it would be posted now, and sends it to them as a test; nothing is kept of it."""

from bot.sections.digest_notes import preview_form
from bot.sections.digest_pages import more_form
from bot.sections.digests import first_screen
from bot.use_cases.results import Notice, OpenForm
from bot.use_cases.steer import looking
from bot.use_cases.who import Deps, Speaker
from bot.wording import correcting as words
from jobs.compile_again import preview_digest
from rubric.people import TeamId
from storage import deliveries, teams
from storage.store import new_id
from storage.teams import Addressed


def show_preview(deps: Deps, who: Speaker, team_id: TeamId) -> OpenForm:
    """Raises CoordinatorsOnly, NotOnTheTeam, FormDoesNotMatch."""
    with looking(deps, who, team_id) as ground:
        digest = preview_digest(ground.transaction, ground.team, now=ground.now)
    return OpenForm(preview_form(team_id, first_screen(digest), more_form(digest)))


def send_digest_test(deps: Deps, who: Speaker, team_id: TeamId) -> Notice:
    """Raises CoordinatorsOnly, NotOnTheTeam, FormDoesNotMatch."""
    with looking(deps, who, team_id) as ground:
        to = Addressed(ground.member, who.address)
    order = deliveries.Order.to_member(
        ground.team, to, deliveries.Kind.DIGEST_TEST, about=team_id, once=new_id(), run_at=ground.now
    )
    with deps.store.begin() as transaction:
        # First, or whoever holds the team might wait for their lane, and this for the team.
        teams.wait_for(transaction, team_id)
        # Here they are, so a message may reach them again.
        teams.regain_member(transaction, ground.member.id)
        deliveries.enqueue(transaction, order)
    return words.test_on_its_way()
