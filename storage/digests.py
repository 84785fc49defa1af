"""Digests as they were compiled; what was said once stays as it was said."""

from sqlalchemy import select

from rubric.digest.compile import Digest
from rubric.people import DigestId, TeamId
from storage.records import digest_from, digest_values
from storage.store import Transaction, insert_or, new_id
from storage.tables import digests


def add(transaction: Transaction, team_id: TeamId, digest: Digest) -> DigestId | None:
    """Keep a digest; None when the team has one that ends at the same moment."""
    id = new_id()
    added = transaction.execute(
        insert_or(transaction, digests)
        .values(**digest_values(digest, id=id, team_id=team_id))
        .on_conflict_do_nothing(index_elements=["team_id", "period_end"])
        .returning(digests.c.id)
    )
    return None if added.scalar_one_or_none() is None else DigestId(id)


def get(transaction: Transaction, digest_id: DigestId) -> Digest | None:
    facts = transaction.execute(select(digests.c.facts).where(digests.c.id == digest_id)).scalar_one_or_none()
    return None if facts is None else digest_from(facts)
