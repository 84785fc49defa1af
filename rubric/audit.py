"""What was changed in how a team works, and what it decided. Putting it into sentences is left to others."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from rubric.people import MemberId, TeamId


class What(StrEnum):
    """The kinds of change; each has a sentence of its own."""

    SET_UP = "set_up"
    PAUSED = "paused"
    RESUMED = "resumed"
    SKIPPED = "skipped"
    SHIFTED = "shifted"
    ASKED_NOW = "asked_now"
    EXTENDED = "extended"
    DIGEST_NOW = "digest_now"
    NUDGED = "nudged"
    SETTINGS = "settings"
    PINNED = "pinned"
    UNPINNED = "unpinned"
    EXCLUDED = "excluded"
    INCLUDED = "included"
    FOCUS = "focus"
    CALENDAR = "calendar"
    JOINED = "joined"
    LEFT = "left"
    LEFT_OUT = "left_out"
    MEMBER = "member"
    TAKEN_OVER = "taken_over"
    TEAM_RATING = "team_rating"
    STEP_ADDED = "step_added"
    STEP_MOVED = "step_moved"
    STEP_DONE = "step_done"
    STEP_DROPPED = "step_dropped"
    EVIDENCE_ADDED = "evidence_added"
    DIGEST_AGAIN = "digest_again"
    DIGEST_CORRECTED = "digest_corrected"


# What the team decided, rather than how it works: forms that change the latter needn't mind it.
DECISIONS = frozenset(
    {
        What.TEAM_RATING,
        What.STEP_ADDED,
        What.STEP_MOVED,
        What.STEP_DONE,
        What.STEP_DROPPED,
        What.EVIDENCE_ADDED,
        What.DIGEST_AGAIN,
        What.DIGEST_CORRECTED,
    }
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One change. `before` and `after` hold what differs, by name, as JSON: dates and moments in ISO form.

    `actor` is the name at the time; `actor_id` is None for somebody who is not on the team.
    """

    id: int
    team_id: TeamId
    at: datetime
    what: What
    actor: str
    actor_id: MemberId | None
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
