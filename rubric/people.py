"""Who takes part: opaque ids, roles and members. How people are found in a chat is the platform's part."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

WorkspaceId = NewType("WorkspaceId", str)
TeamId = NewType("TeamId", str)
MemberId = NewType("MemberId", str)
CheckInId = NewType("CheckInId", str)
DigestId = NewType("DigestId", str)
NextStepId = NewType("NextStepId", str)
EvidenceId = NewType("EvidenceId", str)


class Role(StrEnum):
    """Members rate; observers read digests only. Coordinating is a flag beside it: a coordinator need not rate."""

    MEMBER = "member"
    OBSERVER = "observer"


@dataclass(frozen=True, slots=True)
class Member:
    """One person on a team. `zone` is the IANA zone they work in, `departments` what they stand for in the cabinet.

    Until `away_until`, if it is set, they are away: not counted, not reminded. `wants_digest`: whether a digest of
    their own comes to them beside the team's.
    """

    id: MemberId
    name: str
    role: Role = Role.MEMBER
    coordinates: bool = False
    zone: str = "UTC"
    departments: tuple[str, ...] = ()
    away_until: datetime | None = None
    wants_digest: bool = True

    @property
    def rates(self) -> bool:
        return self.role is Role.MEMBER

    def is_away(self, now: datetime) -> bool:
        return self.away_until is not None and now < self.away_until

    def is_expected(self, now: datetime) -> bool:
        """Whether a check-in waits for their ratings."""
        return self.rates and not self.is_away(now)
