"""Where each person's home page stands: the newest card in their own chat, so that it can be made anew."""

from bot.teams.saying import Said
from bot.use_cases.who import Deps, Speaker, workspace_of
from rubric.refusals import NoTeamHere
from storage import drafts

_KIND = "home_card"
# Each person has one home page, so it is about nothing in particular.
_ABOUT = ""


def remember_home(deps: Deps, who: Speaker, said: Said) -> None:
    values = {"service": said.service, "conversation": said.conversation, "message": said.message_id}
    with deps.store.begin() as transaction:
        workspace_id = workspace_of(transaction, who)
        drafts.keep(
            transaction, workspace_id, who.address, kind=_KIND, about=_ABOUT, values=values, now=deps.clock.now()
        )


def known_home(deps: Deps, who: Speaker) -> Said | None:
    """None for somebody who never had one."""
    try:
        with deps.store.read() as transaction:
            kept = drafts.find(transaction, workspace_of(transaction, who), who.address, kind=_KIND, about=_ABOUT)
    except NoTeamHere:
        return None
    if kept is None:
        return None
    return Said(kept.values["service"], kept.values["conversation"], kept.values["message"])
