"""What shows how things are with an indicator: a text, perhaps a link, and the day it is from."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from rubric.model import DomainId, IndicatorId, LevelId
from rubric.people import CheckInId, EvidenceId, TeamId
from rubric.privacy import MINIMUM_ANSWERS, shuffled

LONGEST_TEXT = 3000
# What a link of Slack's may have.
LONGEST_LINK = 2000
# Nothing before an @: that would make a page look like another's.
_LINK = re.compile(r"https?://[^\s/?#@]+(?:[/?#]\S*)?", re.IGNORECASE)
# Half a year: what was so in one semester need not be so in the next.
STALE_AFTER = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One entry of a team's evidence ledger. `added_by` is the name of whoever put it there openly, at the time.

    What the owner of a next step found out has the step's own id, for there is one of each. Notes that members write
    beside their private ratings are not entries: nobody is named for those.
    """

    id: EvidenceId
    team_id: TeamId
    indicator_id: IndicatorId
    domain_id: DomainId
    label: str
    text: str
    link: str
    dated_on: date
    added_at: datetime
    added_by: str


@dataclass(frozen=True, slots=True)
class Written:
    """One note beside somebody's rating that counts in a closed check-in; by whom, and beside which level, is left
    out from the start."""

    check_in_id: CheckInId
    number: int
    closed_at: datetime
    indicator_id: IndicatorId
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Notes:
    """What people wrote beside their ratings of one indicator in one closed check-in, as it was shown to the team."""

    check_in_id: CheckInId
    number: int
    closed_on: date
    indicator_id: IndicatorId
    label: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """The level at which an indicator stands, as agreed or by its median, and the check-in that it comes from."""

    indicator_id: IndicatorId
    label: str
    check_in_id: CheckInId
    level_id: LevelId


@dataclass(frozen=True, slots=True)
class Stale:
    """The newest evidence on an indicator is from `newest_on`."""

    indicator_id: IndicatorId
    label: str
    newest_on: date


def released_notes(
    written: Iterable[Written], answers: Mapping[tuple[CheckInId, IndicatorId], int], *, zone: str
) -> tuple[Notes, ...]:
    """What may be shown of it, each in the order that its reveal had; nothing where too few answered.

    `answers` is how many chose a level, or Don't know. Days are those of `zone`.
    """
    heaps: dict[tuple[CheckInId, IndicatorId], list[Written]] = {}
    for one in written:
        heaps.setdefault((one.check_in_id, one.indicator_id), []).append(one)
    return tuple(
        Notes(
            check_in_id=heap[0].check_in_id,
            number=heap[0].number,
            closed_on=heap[0].closed_at.astimezone(ZoneInfo(zone)).date(),
            indicator_id=heap[0].indicator_id,
            label=heap[0].label,
            texts=shuffled((one.text for one in heap), seed=f"{heap[0].check_in_id}:{heap[0].indicator_id}"),
        )
        for key, heap in heaps.items()
        if answers.get(key, 0) >= MINIMUM_ANSWERS
    )


def without_evidence(
    best: Iterable[Standing], *, entries: Iterable[Evidence], notes: Iterable[Notes]
) -> tuple[Standing, ...]:
    """Of those that stand at the best level, the ones with no entry at all and no note in that very check-in."""
    entered = {entry.indicator_id for entry in entries}
    noted = {(one.indicator_id, one.check_in_id) for one in notes}
    return tuple(
        one for one in best if one.indicator_id not in entered and (one.indicator_id, one.check_in_id) not in noted
    )


def stale(
    extreme: Iterable[Standing], *, entries: Sequence[Evidence], notes: Sequence[Notes], today: date
) -> tuple[Stale, ...]:
    """Of those that stand at the best or the worst level, the ones whose newest evidence is too old, the oldest first.

    Without any evidence they are not stale: that is another fact.
    """
    newest = _newest(entries, notes)
    found = [
        Stale(one.indicator_id, one.label, newest[one.indicator_id])
        for one in extreme
        if one.indicator_id in newest and today - newest[one.indicator_id] > STALE_AFTER
    ]
    return tuple(sorted(found, key=lambda one: one.newest_on))


def is_link(text: str) -> bool:
    """Whether it is the address of a web page."""
    return len(text) <= LONGEST_LINK and _LINK.fullmatch(text) is not None


def _newest(entries: Iterable[Evidence], notes: Iterable[Notes]) -> Mapping[IndicatorId, date]:
    dates = [(entry.indicator_id, entry.dated_on) for entry in entries]
    dates += [(one.indicator_id, one.closed_on) for one in notes]
    # The last of an indicator stays.
    return dict(sorted(dates, key=lambda one: one[1]))
