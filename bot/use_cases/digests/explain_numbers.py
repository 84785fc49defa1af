"""Shows coordinators which stored rows a digest's numbers come from, page by page; how many, and never whose."""

from bot.sections.explaining import why_form
from bot.use_cases.results import OpenForm
from bot.use_cases.steer import looking
from bot.use_cases.who import Deps, Speaker
from jobs.explain_numbers import explain_digest
from rubric.people import DigestId
from rubric.refusals import FormDoesNotMatch
from storage import digests

# No digest has more pages; a longer number was tampered with.
LONGEST_PAGE_NUMBER = 3


def explain_numbers(deps: Deps, who: Speaker, digest_id: str) -> OpenForm:
    """The first page. Raises FormDoesNotMatch, NotOnTheTeam, CoordinatorsOnly."""
    return _page(deps, who, digest_id, 0)


def page_numbers(deps: Deps, who: Speaker, place: str) -> OpenForm:
    """`place` is the digest's id and a page's number after an @. Raises the same."""
    digest_id, _, page = place.partition("@")
    if not (page.isascii() and page.isdecimal() and len(page) <= LONGEST_PAGE_NUMBER):
        raise FormDoesNotMatch
    return _page(deps, who, digest_id, int(page))


def _page(deps: Deps, who: Speaker, digest_id: str, page: int) -> OpenForm:
    with deps.store.read() as transaction:
        said = digests.kept(transaction, DigestId(digest_id))
    if said is None:
        raise FormDoesNotMatch
    with looking(deps, who, said.team_id) as ground:
        origins = explain_digest(ground.transaction, ground.team, said, now=ground.now)
    return OpenForm(why_form(digest_id, said.digest, origins, page=page))
