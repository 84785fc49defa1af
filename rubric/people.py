"""Who takes part: opaque ids, roles and members. How people are found in a chat is the platform's part."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

WorkspaceId = NewType("WorkspaceId", str)
TeamId = NewType("TeamId", str)
MemberId = NewType("MemberId", str)
CheckInId = NewType("CheckInId", str)
DigestId = NewType("DigestId", str)


class Role(StrEnum):
    """Members rate; observers read digests only. Coordinating is a flag beside it: a coordinator need not rate."""

    MEMBER = "member"
    OBSERVER = "observer"


@dataclass(frozen=True, slots=True)
class Member:
    """One person on a team. `zone` is the IANA zone they work in."""

    id: MemberId
    name: str
    role: Role = Role.MEMBER
    coordinates: bool = False
    zone: str = "UTC"
    department: str = ""

    @property
    def rates(self) -> bool:
        return self.role is Role.MEMBER
