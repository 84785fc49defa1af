"""Gathers what is said because a coordinator steered, or because somebody came or went; announce.py has the rest."""

from datetime import datetime

from jobs.announcements import (
    Announcement,
    AuditFile,
    ChangeNote,
    Invitation,
    RosterQuestion,
    RosterSettled,
    TestCard,
    WhyWritten,
)
from jobs.open_check_in import next_asked
from jobs.tell_together import said_with
from rubric.check_in import closing_time
from rubric.people import CheckInId, Member
from rubric.rating import waiting
from rubric.team import Team, TeamState
from storage import audit, check_ins, proposals, ratings, teams
from storage.deliveries import Delivery, Kind
from storage.proposals import ProposalKind
from storage.store import Transaction

# A file of more is no longer read by anybody.
MOST_ENTRIES_IN_A_FILE = 10_000


def steering(transaction: Transaction, delivery: Delivery, team: Team, *, now: datetime) -> Announcement | None:
    """None when there is nothing left to say."""
    match delivery.kind:
        case Kind.CHANGE:
            return _change(transaction, delivery, team)
        case Kind.PROPOSAL:
            return _roster_question(transaction, delivery, team) if _to_a_coordinator(transaction, delivery) else None
        case Kind.CATCH_UP | Kind.NUDGE:
            return _invitation(transaction, delivery, team, now=now)
        case Kind.TEST:
            return _test_card(transaction, team, now=now) if _to_a_coordinator(transaction, delivery) else None
        case Kind.AUDIT_FILE:
            if _recipient(transaction, delivery) is None:
                return None
            entries = audit.latest(transaction, team.id, most=MOST_ENTRIES_IN_A_FILE)
            return AuditFile(team.name, team.rhythm.cadence.zone, entries)
        case _:
            raise ValueError(f"{delivery.kind} is not about steering")


def _recipient(transaction: Transaction, delivery: Delivery) -> Member | None:
    """Whom it is sent to, as they are now; None once they left the team."""
    roster = (one.member for one in teams.roster(transaction, delivery.team_id))
    return next((member for member in roster if member.id == delivery.member_id), None)


def _to_a_coordinator(transaction: Transaction, delivery: Delivery) -> bool:
    recipient = _recipient(transaction, delivery)
    return recipient is not None and recipient.coordinates


def _change(transaction: Transaction, delivery: Delivery, team: Team) -> ChangeNote | None:
    entry = audit.get(transaction, int(delivery.about))
    if entry is None:
        return None
    return ChangeNote(
        zone=team.rhythm.cadence.zone,
        entry=entry,
        next_check_in_at=team.next_check_in_at,
        paused=team.state is TeamState.PAUSED,
        also=said_with(transaction, entry),
    )


def _roster_question(transaction: Transaction, delivery: Delivery, team: Team) -> RosterQuestion | None:
    proposal = proposals.get(transaction, delivery.about)
    if proposal is None or proposal.settled:
        return None
    return RosterQuestion(
        team_name=team.name,
        channel_id=team.channel_id,
        proposal_id=proposal.id,
        name=proposal.name,
        joined=proposal.kind is ProposalKind.JOIN,
        closed=proposal.kind is ProposalKind.CLOSED,
    )


def roster_settled(transaction: Transaction, delivery: Delivery, team: Team) -> RosterSettled | None:
    """None for what is still open."""
    proposal = proposals.get(transaction, delivery.about)
    if proposal is None or not proposal.settled:
        return None
    return RosterSettled(team.name, team.channel_id, proposal)


def _invitation(transaction: Transaction, delivery: Delivery, team: Team, *, now: datetime) -> Invitation | None:
    check_in = check_ins.get(transaction, CheckInId(delivery.about))
    if check_in is None or not check_in.is_open(now) or delivery.member_id is None:
        return None
    found = [one for one in teams.roster(transaction, team.id) if one.member.id == delivery.member_id]
    if not found or not found[0].is_reachable or not found[0].member.is_expected(now):
        return None
    left = waiting(check_in, ratings.of_member(transaction, check_in.id, delivery.member_id))
    if left == 0:
        return None
    # The last part of the key says what it is for.
    why = WhyWritten(delivery.key.rsplit(":", 1)[1].partition("@")[0])
    return Invitation(team.name, team.rhythm.cadence.zone, check_in, left, why)


def _test_card(transaction: Transaction, team: Team, *, now: datetime) -> TestCard:
    roster = [one.member for one in teams.roster(transaction, team.id)]
    opens_at = team.next_check_in_at
    return TestCard(
        team_name=team.name,
        zone=team.rhythm.cadence.zone,
        opens_at=opens_at,
        closes_at=closing_time(opens_at=opens_at, rhythm=team.rhythm),
        asked=next_asked(transaction, team, now=now),
        expected=sum(member.is_expected(opens_at) for member in roster),
        away_names=tuple(member.name for member in roster if member.rates and member.is_away(opens_at)),
    )
