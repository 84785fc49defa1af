"""Lets anybody on a team, observers too, read what was changed in how it works, and sends it to them as a file."""

from bot.sections import audit as sections
from bot.use_cases.results import Notice, OpenForm
from bot.use_cases.steer import About, Looking, looking
from bot.use_cases.who import Deps, Speaker
from bot.wording import auditing as words
from rubric.people import TeamId
from rubric.refusals import FormDoesNotMatch
from storage import audit, deliveries, teams
from storage.store import new_id
from storage.teams import Addressed

# A form of more is no longer read.
A_PAGE = 20


def show_audit(deps: Deps, who: Speaker, team_id: TeamId) -> OpenForm:
    """The newest entries. Raises NotOnTheTeam, FormDoesNotMatch."""
    with looking(deps, who, team_id, coordinates=False) as ground:
        return _page(ground, before=None)


def page_audit(deps: Deps, who: Speaker, about: str, before: str) -> OpenForm:
    """The entries older than the one whose id is `before`; the newest where that is empty. Raises the same."""
    if before and not (before.isascii() and before.isdecimal() and len(before) < 10):
        raise FormDoesNotMatch
    with looking(deps, who, About.read(about).team_id, coordinates=False) as ground:
        return _page(ground, before=int(before) if before else None)


def send_audit_file(deps: Deps, who: Speaker, about: str) -> Notice:
    """Raises NotOnTheTeam, FormDoesNotMatch."""
    with looking(deps, who, About.read(about).team_id, coordinates=False) as ground:
        to = Addressed(ground.member, who.address)
    order = deliveries.Order.to_member(
        ground.team, to, deliveries.Kind.AUDIT_FILE, about=ground.team.id, once=new_id(), run_at=ground.now
    )
    with deps.store.begin() as transaction:
        # Here they are, so a message may reach them again.
        teams.regain_member(transaction, ground.member.id)
        deliveries.enqueue(transaction, order)
    return words.file_on_its_way()


def _page(ground: Looking, *, before: int | None) -> OpenForm:
    found = audit.latest(ground.transaction, ground.team.id, most=A_PAGE + 1, before=before)
    about = ground.about()
    return OpenForm(
        sections.audit_form(
            str(about), found[:A_PAGE], older=len(found) > A_PAGE, newest=before is not None, zone=ground.zone
        )
    )
