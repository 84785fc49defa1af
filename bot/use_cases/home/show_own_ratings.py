"""What somebody rated on a team over time, for their own eyes: by indicator, of one domain or of all, page by page."""

from bot.sections.own_ratings import own_ratings_form
from bot.use_cases.home.facts import OwnRatingsPage
from bot.use_cases.home.paging import Place
from bot.use_cases.results import OpenForm
from bot.use_cases.who import Deps, Speaker, team_with_id
from rubric.library import load
from rubric.model import DomainId
from storage import history

# With their statements and notes, about three screens of a phone.
RATINGS_ON_A_PAGE = 10


def show_own_ratings(deps: Deps, who: Speaker, place: Place) -> OpenForm:
    """`place.within` is the domain, empty for all. Raises NotOnTheTeam, FormDoesNotMatch."""
    with deps.store.read() as transaction:
        team, member = team_with_id(transaction, who, place.team_id)
        found = history.own_ratings(
            transaction,
            team.id,
            member.id,
            domain_id=DomainId(place.within) if place.within else None,
            most=RATINGS_ON_A_PAGE + 1,
            skip=place.page * RATINGS_ON_A_PAGE,
        )
    page = OwnRatingsPage(
        team_id=team.id,
        team_name=team.name,
        zone=team.rhythm.cadence.zone,
        domains=tuple((domain.id, domain.title) for domain in load(team.rubric_id).domains),
        domain_id=place.within,
        page=place.page,
        ratings=found[:RATINGS_ON_A_PAGE],
        has_more=len(found) > RATINGS_ON_A_PAGE,
    )
    return OpenForm(own_ratings_form(page))
