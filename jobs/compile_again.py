"""Compiles a digest that is not the next one to post: as it would come now, to look at, or once more of its own period.

Nothing is kept, and no second rating is counted that no digest has counted yet: a number seen before it is published
could be held against the published one.
"""

from datetime import datetime

from jobs.gather_digest import gather
from rubric.digest.compile import Digest, compile_digest
from rubric.digest.corrections import as_of_its_time, with_what_was_agreed_by_then
from rubric.digest.period import Period
from rubric.team import Team
from storage.digests import Kept
from storage.store import Transaction


def preview_digest(transaction: Transaction, team: Team, *, now: datetime) -> Digest:
    """As it would be posted now."""
    period = Period(team.digested_until, max(now, team.digested_until))
    return compile_digest(gather(transaction, team, period=period, now=now))


def corrected_digest(transaction: Transaction, team: Team, posted: Kept, *, now: datetime) -> Digest:
    """`posted` as it would be compiled from what is stored now of its own period."""
    material = gather(transaction, team, period=posted.digest.period, now=now, again=posted.id)
    return as_of_its_time(compile_digest(with_what_was_agreed_by_then(material)), posted.digest)
