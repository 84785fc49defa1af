"""Which indicator of which check-in a button is about, as buttons carry it: a check-in's id and a position."""

import re
from collections.abc import Sequence

from rubric.check_in import AskedIndicator, CheckIn
from rubric.model import IndicatorId
from rubric.people import CheckInId
from rubric.refusals import FormDoesNotMatch

# More digits than any check-in has indicators, and few enough for every machine.
_POSITION = re.compile(r"[0-9]{1,4}", re.ASCII)


def asked_at(check_in: CheckIn, position: str) -> AskedIndicator:
    """Raises FormDoesNotMatch."""
    if not _POSITION.fullmatch(position) or int(position) >= len(check_in.asked):
        raise FormDoesNotMatch
    return check_in.asked[int(position)]


def asked_one(check_in: CheckIn, indicator_id: IndicatorId) -> AskedIndicator:
    """Raises FormDoesNotMatch."""
    for asked in check_in.asked:
        if asked.id == indicator_id:
            return asked
    raise FormDoesNotMatch


def parts_of(value: str, number: int) -> tuple[CheckInId, Sequence[str]]:
    """The check-in, and the `number` of parts after it. Raises FormDoesNotMatch."""
    check_in_id, *rest = value.split("/")
    if len(rest) != number:
        raise FormDoesNotMatch
    return CheckInId(check_in_id), rest
