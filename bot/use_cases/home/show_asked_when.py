"""What a team was asked and when, back to the first check-in; everybody on the team may look."""

from bot.sections.asked_when import asked_when_form
from bot.use_cases.home.facts import AskedWhenPage
from bot.use_cases.home.paging import Place
from bot.use_cases.results import OpenForm
from bot.use_cases.who import Deps, Speaker, team_with_id
from storage import history

CHECK_INS_ON_A_PAGE = 10


def show_asked_when(deps: Deps, who: Speaker, place: Place) -> OpenForm:
    """Raises NotOnTheTeam, FormDoesNotMatch."""
    with deps.store.read() as transaction:
        team, _ = team_with_id(transaction, who, place.team_id)
        found = history.asked_when(
            transaction, team.id, most=CHECK_INS_ON_A_PAGE + 1, skip=place.page * CHECK_INS_ON_A_PAGE
        )
    page = AskedWhenPage(
        team_id=team.id,
        team_name=team.name,
        zone=team.rhythm.cadence.zone,
        page=place.page,
        check_ins=found[:CHECK_INS_ON_A_PAGE],
        has_more=len(found) > CHECK_INS_ON_A_PAGE,
    )
    return OpenForm(asked_when_form(page))
