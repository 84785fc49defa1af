"""What a bare command answers: how the speaker's team stands and what to do next, or how Homeroom works."""

from bot import wording
from bot.use_cases.results import Notice
from bot.use_cases.show_status import show_status
from bot.use_cases.who import Deps, Speaker, team_in
from rubric.refusals import NoTeamHere, NotOnTheTeam


def show_help(deps: Deps, who: Speaker, channel_id: str) -> Notice:
    """For anybody, anywhere."""
    del deps, who, channel_id
    return wording.help_text()


def show_start(deps: Deps, who: Speaker, channel_id: str) -> Notice:
    """For anybody, anywhere."""
    try:
        with deps.store.read() as transaction:
            _, member = team_in(transaction, who, channel_id)
        status = show_status(deps, who, channel_id)
    except (NoTeamHere, NotOnTheTeam):
        return show_help(deps, who, channel_id)
    return Notice(status.title, (*status.paragraphs, *wording.next_commands(coordinates=member.coordinates)))
