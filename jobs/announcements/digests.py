"""Digests: the team's, in its channel, and what else is said of them."""

from dataclasses import dataclass
from datetime import datetime

from rubric.digest.compile import Digest
from rubric.digest.corrections import Correction
from rubric.digest.personal import PersonalDigest
from rubric.people import DigestId, TeamId


@dataclass(frozen=True, slots=True)
class DigestPost:
    """The biweekly digest, for the channel. Of one that is posted again, `first_posted_at` is when it first was, and
    `corrected_at` when it was last corrected, if it was; then `digest_id` is the correction's."""

    digest: Digest
    digest_id: DigestId
    first_posted_at: datetime | None = None
    corrected_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DigestTest:
    """The digest as it would be posted now, for one coordinator to look at; nothing is kept of it."""

    digest: Digest


@dataclass(frozen=True, slots=True)
class DigestCorrection:
    """A digest that was compiled again, with what differs from what was said; `digest_id` is the correction's."""

    digest: Digest
    digest_id: DigestId
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class OwnDigest:
    """What a team's digest comes to for one member, for them alone."""

    team_id: TeamId
    channel_id: str
    facts: PersonalDigest
