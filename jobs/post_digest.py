"""Compiles a digest from what is stored, keeps it as it was compiled, and queues it."""

from datetime import datetime

from jobs.gather_digest import gather
from jobs.own_digests import own_digests
from jobs.report_pass import report_if_complete
from rubric.digest.compile import compile_digest
from rubric.digest.period import Period
from rubric.digest.second_looks import released_batches
from rubric.people import DigestId
from rubric.team import Team
from storage import deliveries, digests, second_ratings
from storage.store import Transaction


def post_digest(transaction: Transaction, team: Team, *, period: Period, now: datetime) -> DigestId | None:
    """The digest's id; None when one that ends at the same moment was posted already.

    The second ratings that it counts are locked with it.
    """
    material = gather(transaction, team, period=period, now=now, locks=True)
    digest_id = digests.add(transaction, team.id, compile_digest(material))
    if digest_id is not None:
        for batch in released_batches(material):
            second_ratings.release(transaction, batch, digest_id)
        deliveries.enqueue(
            transaction, deliveries.Order.to_channel(team, deliveries.Kind.DIGEST, about=digest_id, run_at=now)
        )
        own_digests(transaction, team, digest_id, now=now)
        report_if_complete(transaction, team, now=now)
    return digest_id
