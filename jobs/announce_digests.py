"""Gathers what is said as a digest: the team's, somebody's own, a corrected one, one to try."""

from datetime import datetime

from jobs.announcements import Announcement, DigestCorrection, DigestPost, DigestTest, OwnDigest
from jobs.compile_again import preview_digest
from rubric.digest.corrections import corrections
from rubric.digest.personal import OwnMaterial, personal_digest
from rubric.people import DigestId, Member
from rubric.team import Team
from storage import check_ins, deliveries, digests, next_steps, ratings, teams
from storage.deliveries import Delivery, Kind, State
from storage.store import Transaction


def about_digest(transaction: Transaction, delivery: Delivery, team: Team, *, now: datetime) -> Announcement | None:
    """None when there is nothing left to say."""
    match delivery.kind:
        case Kind.DIGEST:
            return _digest(transaction, delivery)
        case Kind.CORRECTION:
            return _correction(transaction, delivery)
        case Kind.DIGEST_TEST:
            to = _recipient(transaction, delivery)
            if to is None or not to.coordinates:
                return None
            return DigestTest(preview_digest(transaction, team, now=now))
        case Kind.OWN_DIGEST:
            return _own_digest(transaction, delivery, team, now=now)
        case _:
            raise ValueError(f"{delivery.kind} is no digest")


def first_key(digest_id: DigestId) -> str:
    """The key of the delivery that first posted a digest; those that post it again have others."""
    return f"{Kind.DIGEST}:{digest_id}"


def was_posted(transaction: Transaction, digest_id: DigestId) -> bool:
    """Whether it was, or may have been, rather than waiting still."""
    first = deliveries.by_key(transaction, first_key(digest_id))
    return first is None or first.state in (State.SENT, State.UNKNOWN)


def _digest(transaction: Transaction, delivery: Delivery) -> DigestPost | None:
    kept = digests.kept(transaction, DigestId(delivery.about))
    if kept is None:
        return None
    if delivery.key == first_key(kept.id):
        return DigestPost(kept.digest, kept.id)
    first = deliveries.by_key(transaction, first_key(kept.id))
    made = digests.corrections(transaction, kept.id)
    return DigestPost(
        digest=made[-1].digest if made else kept.digest,
        digest_id=DigestId(made[-1].id) if made else kept.id,
        first_posted_at=first.attempted_at if first and first.attempted_at else kept.digest.period.end,
        corrected_at=made[-1].made_at if made else None,
    )


def _correction(transaction: Transaction, delivery: Delivery) -> DigestCorrection | None:
    """It is set against what was said last before it."""
    made = digests.correction(transaction, delivery.about)
    first = None if made is None else digests.get(transaction, made.digest_id)
    if made is None or first is None:
        return None
    earlier = [first]
    for one in digests.corrections(transaction, made.digest_id):
        if one.id == made.id:
            break
        earlier.append(one.digest)
    return DigestCorrection(made.digest, DigestId(made.id), corrections(earlier[-1], made.digest))


def _own_digest(transaction: Transaction, delivery: Delivery, team: Team, *, now: datetime) -> OwnDigest | None:
    """Nothing to whoever has turned it off, is away, or would be told of a period that a later digest has overtaken."""
    member = _recipient(transaction, delivery)
    if member is None or not member.wants_digest or member.is_away(now):
        return None
    kept = digests.latest(transaction, team.id)
    if kept is None or kept.id != delivery.about:
        return None
    digest = digests.as_it_stands(transaction, kept.id) or kept.digest
    open_check_in = check_ins.open_one(transaction, team.id)
    own = OwnMaterial(
        member=member,
        open_check_in=open_check_in,
        rated={} if open_check_in is None else ratings.of_member(transaction, open_check_in.id, member.id),
        open_steps=tuple(next_steps.open_of_team(transaction, team.id)),
    )
    facts = personal_digest(digest, own, now=now)
    return None if facts is None else OwnDigest(team.id, team.channel_id, facts)


def _recipient(transaction: Transaction, delivery: Delivery) -> Member | None:
    """Whom it is sent to, as they are now; None once they left the team, and while they can't be reached."""
    roster = (one for one in teams.roster(transaction, delivery.team_id) if one.is_reachable)
    return next((one.member for one in roster if one.member.id == delivery.member_id), None)
