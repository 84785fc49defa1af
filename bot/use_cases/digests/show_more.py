"""Shows a digest in full to anybody on its team, as it was kept, so that it never differs from what was posted.

A corrected one is kept too, and what is pressed on it is about that.
"""

from bot.sections.digest_pages import more_form
from bot.use_cases.results import OpenForm
from bot.use_cases.who import Deps, Speaker, team_with_id
from rubric.people import DigestId
from rubric.refusals import FormDoesNotMatch
from storage import digests


def show_more(deps: Deps, who: Speaker, digest_id: DigestId) -> OpenForm:
    """Raises FormDoesNotMatch, NotOnTheTeam."""
    with deps.store.read() as transaction:
        kept = digests.kept(transaction, digest_id)
        if kept is None:
            raise FormDoesNotMatch
        team_with_id(transaction, who, kept.team_id)
    return OpenForm(more_form(kept.digest))
