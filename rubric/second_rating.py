"""A member's second look at an indicator whose check-in has closed: after talking, or after somebody found out.

It replaces nothing: the first rating and its tally stay as they are. Second ratings are shown only in batches, see
privacy.py, and one that was shown can't be changed any more.
"""

from dataclasses import dataclass
from datetime import datetime

from rubric.model import IndicatorId, LevelId
from rubric.people import CheckInId, DigestId, MemberId


@dataclass(frozen=True, slots=True)
class SecondRating:
    """`released_in` is the digest that counted it; None while it waits for enough others."""

    check_in_id: CheckInId
    indicator_id: IndicatorId
    member_id: MemberId
    level_id: LevelId
    rated_at: datetime
    released_in: DigestId | None = None
