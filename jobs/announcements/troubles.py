"""What coordinators are told, or asked, when something can't be posted or nobody can tell whether it was."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class WhyClosed(StrEnum):
    """Why a place takes no posts until somebody puts it right: the first four are channels', the others people's."""

    ARCHIVED = "archived"
    REMOVED = "removed"
    GONE = "gone"
    FORBIDDEN = "forbidden"
    PERSON_GONE = "person_gone"
    NO_DIRECT_MESSAGES = "no_direct_messages"


@dataclass(frozen=True, slots=True)
class PlaceLost:
    """What a coordinator is told once when their team's channel takes no posts; the team waits meanwhile."""

    team_name: str
    channel_id: str
    why: WhyClosed


class Doubtful(StrEnum):
    """What may or may not have landed in a channel."""

    WELCOME = "welcome"
    CARD = "card"
    REVEAL = "reveal"
    DIGEST = "digest"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class LandedQuestion:
    """What a coordinator is asked when nobody can tell whether `what` reached their channel at `tried_at`.

    The answer settles delivery `delivery_id`.
    """

    team_name: str
    zone: str
    channel_id: str
    what: Doubtful
    tried_at: datetime
    delivery_id: int
