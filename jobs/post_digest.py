"""Compiles a digest from what is stored, keeps it as it was compiled, and queues it."""

from datetime import datetime
from math import ceil

from jobs.open_check_in import is_nothing_left, sooner
from rubric.agenda import Standing, coming_openings
from rubric.digest.compile import Material, compile_digest
from rubric.digest.period import Period
from rubric.library import load
from rubric.people import DigestId
from rubric.team import Team
from storage import check_ins, deliveries, digests
from storage.store import Transaction


def post_digest(transaction: Transaction, team: Team, *, period: Period, now: datetime) -> DigestId | None:
    """The digest's id; None when one that ends at the same moment was posted already."""
    digest_id = digests.add(transaction, team.id, compile_digest(gather(transaction, team, period=period, now=now)))
    if digest_id is not None:
        deliveries.enqueue(
            transaction, deliveries.Order.to_channel(team, deliveries.Kind.DIGEST, about=digest_id, run_at=now)
        )
    return digest_id


def gather(transaction: Transaction, team: Team, *, period: Period, now: datetime) -> Material:
    """Everything a digest of `period` speaks of. Of older check-ins the last two passes are enough to compare with."""
    rubric = load(team.rubric_id)
    open_check_in = check_ins.open_one(transaction, team.id)
    rhythm = team.rhythm
    pass_length = ceil(len(rubric.indicators) / rhythm.indicators_per_check_in)
    # When check-ins open has nothing to do with who is on the team.
    standing = Standing(
        team, (), open_check_in, finished=frozenset(), reminded=frozenset(), nothing_to_ask=is_nothing_left(team)
    )
    return Material(
        team_name=team.name,
        zone=rhythm.cadence.zone,
        period=period,
        rubric=rubric,
        closed=check_ins.closed_between(transaction, team.id, since=period.start, until=period.end),
        earlier=check_ins.latest_closed(transaction, team.id, before=period.start, most=2 * pass_length),
        history=check_ins.asked_lately(transaction, team.id),
        sooner=sooner(transaction, team, rubric, now=now),
        indicators_per_check_in=rhythm.indicators_per_check_in,
        open_check_in=open_check_in,
        upcoming=coming_openings(standing, now, most=pass_length + 1),
        preferences=team.preferences,
    )
