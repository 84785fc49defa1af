"""Why somebody doesn't know: not their area, no data seen, or a statement they don't understand."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rubric.model import IndicatorId, Scale
from rubric.people import CheckInId, MemberId
from rubric.privacy import MINIMUM_ANSWERS
from rubric.rating import Rating


class Reason(StrEnum):
    NOT_MY_AREA = "not_my_area"
    NO_DATA_SEEN = "no_data_seen"
    WORDING_UNCLEAR = "wording_unclear"


@dataclass(frozen=True, slots=True)
class GivenReason:
    """One member's reason beside their own Don't know; as private as the rating."""

    check_in_id: CheckInId
    indicator_id: IndicatorId
    member_id: MemberId
    reason: Reason
    given_at: datetime


def counted(given: Iterable[GivenReason], ratings: Sequence[Rating], scale: Scale) -> Mapping[Reason, int]:
    """How often each reason was given for one indicator of a closed check-in; nothing where too few gave one.

    `ratings` are those of the indicator: a reason counts only as long as its member doesn't know.
    """
    unknowing = {one.member_id for one in ratings if one.level_id is not None and scale.is_dont_know(one.level_id)}
    found = Counter(one.reason for one in given if one.member_id in unknowing)
    if found.total() < MINIMUM_ANSWERS:
        return {}
    return {reason: found[reason] for reason in Reason if found[reason]}
