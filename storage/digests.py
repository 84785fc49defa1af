"""Digests as they were compiled, and as they were corrected; what was said once stays as it was said."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import RowMapping, bindparam, insert, select

from rubric.digest.compile import Digest
from rubric.people import DigestId, TeamId
from storage.records import digest_facts, digest_from, digest_values
from storage.store import Transaction, insert_or, new_id
from storage.tables import digest_corrections, digests


@dataclass(frozen=True, slots=True)
class Kept:
    """A digest as it was said."""

    id: DigestId
    team_id: TeamId
    digest: Digest


@dataclass(frozen=True, slots=True)
class Corrected:
    """A digest as it was compiled again, `made_by` being the name at the time."""

    id: str
    digest_id: DigestId
    digest: Digest
    made_at: datetime
    made_by: str


_BY_ID = select(digests).where(digests.c.id == bindparam("id"))
_OF_TEAM = select(digests).where(digests.c.team_id == bindparam("team"))
_CORRECTIONS = (
    select(digest_corrections)
    .where(digest_corrections.c.digest_id == bindparam("digest"))
    .order_by(digest_corrections.c.made_at, digest_corrections.c.id)
)


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
    """As it was first compiled."""
    found = kept(transaction, digest_id)
    return None if found is None else found.digest


def kept(transaction: Transaction, digest_id: DigestId) -> Kept | None:
    """As it was first compiled. A correction's id stands for the digest too, as that corrected it, so that what is
    pressed on a corrected one is about what it says."""
    row = transaction.execute(_BY_ID, {"id": digest_id}).mappings().one_or_none()
    if row is not None:
        return _kept(row)
    made = correction(transaction, digest_id)
    first = None if made is None else kept(transaction, made.digest_id)
    return None if made is None or first is None else replace(first, digest=made.digest)


def latest(transaction: Transaction, team_id: TeamId) -> Kept | None:
    """The one whose period ended last."""
    newest_first = _OF_TEAM.order_by(digests.c.period_end.desc()).limit(1)
    row = transaction.execute(newest_first, {"team": team_id}).mappings().one_or_none()
    return None if row is None else _kept(row)


def numbered(transaction: Transaction, team_id: TeamId, number: int) -> Kept | None:
    """A team's digest by its number, counted from 1 for the first; None when there are fewer."""
    if number < 1:
        return None
    oldest_first = _OF_TEAM.order_by(digests.c.period_end).offset(number - 1).limit(1)
    row = transaction.execute(oldest_first, {"team": team_id}).mappings().one_or_none()
    return None if row is None else _kept(row)


def correct(transaction: Transaction, digest_id: DigestId, digest: Digest, *, made_by: str, now: datetime) -> Corrected:
    """Keep it as it was compiled again, beside what was said before."""
    made = Corrected(new_id(), digest_id, digest, now, made_by)
    values = {
        "id": made.id,
        "digest_id": digest_id,
        "facts": digest_facts(digest),
        "made_at": now,
        "made_by": made_by,
    }
    transaction.execute(insert(digest_corrections).values(values))
    return made


def corrections(transaction: Transaction, digest_id: DigestId) -> tuple[Corrected, ...]:
    """All that were made of one digest, oldest first."""
    return tuple(map(_corrected, transaction.execute(_CORRECTIONS, {"digest": digest_id}).mappings()))


def correction(transaction: Transaction, correction_id: str) -> Corrected | None:
    wanted = select(digest_corrections).where(digest_corrections.c.id == correction_id)
    row = transaction.execute(wanted).mappings().one_or_none()
    return None if row is None else _corrected(row)


def as_it_stands(transaction: Transaction, digest_id: DigestId) -> Digest | None:
    """As it was last said: corrected where it was."""
    made = corrections(transaction, digest_id)
    return made[-1].digest if made else get(transaction, digest_id)


def _kept(row: RowMapping) -> Kept:
    return Kept(DigestId(row["id"]), TeamId(row["team_id"]), digest_from(row["facts"]))


def _corrected(row: RowMapping) -> Corrected:
    return Corrected(
        id=row["id"],
        digest_id=DigestId(row["digest_id"]),
        digest=digest_from(row["facts"]),
        made_at=row["made_at"],
        made_by=row["made_by"],
    )
