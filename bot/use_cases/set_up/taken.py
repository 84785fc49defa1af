"""Whether a channel has a team already, perhaps made a moment ago by somebody else: then nothing is set up in it."""

from bot.use_cases.set_up import draft as drafts
from bot.use_cases.set_up.draft import SetUpDraft
from bot.use_cases.who import Refused, Speaker, workspace_of
from rubric.audit import What
from rubric.refusals import DraftIsGone, TeamAlreadySetUp
from rubric.team import Team
from storage import audit, teams
from storage.store import Transaction


def team_there(transaction: Transaction, who: Speaker, channel_id: str) -> Team | None:
    """Raises NoTeamHere in a workspace that Homeroom was never installed in."""
    return teams.in_channel(transaction, workspace_of(transaction, who), channel_id)


def refuse_if_taken(transaction: Transaction, who: Speaker, channel_id: str) -> None:
    """Raises Refused with TeamAlreadySetUp, saying by whom."""
    team = team_there(transaction, who, channel_id)
    if team is not None:
        raise taken(transaction, team)


def taken(transaction: Transaction, team: Team) -> Refused:
    entries = audit.since(transaction, team.id, 0)
    made = next((entry for entry in entries if entry.what is What.SET_UP), None)
    roster = teams.roster(transaction, team.id)
    refusal = TeamAlreadySetUp(
        team_name=team.name,
        by="" if made is None else made.actor,
        at=None if made is None else made.at,
        coordinators=tuple(one.member.name for one in roster if one.member.coordinates),
    )
    return Refused(refusal, zone=team.rhythm.cadence.zone)


def own_draft(transaction: Transaction, who: Speaker, channel_id: str) -> SetUpDraft:
    """The speaker's draft about a channel without a team. Raises DraftIsGone, and Refused when it has a team by now."""
    refuse_if_taken(transaction, who, channel_id)
    draft = drafts.find(transaction, who, channel_id)
    if draft is None:
        raise DraftIsGone
    return draft
