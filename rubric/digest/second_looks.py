"""Second looks that enough members have taken by now to be counted: other numbers beside the first, in their own right.

Which of them may be counted is privacy.py's to say; the digest that counts them locks them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rubric.check_in import AskedIndicator, CheckIn
from rubric.digest.material import Material
from rubric.model import IndicatorId
from rubric.people import CheckInId
from rubric.privacy import batches, release
from rubric.results import latest_findings
from rubric.second_rating import SecondRating
from rubric.statistics.tally import Tally, tally


@dataclass(frozen=True, slots=True)
class SecondLook:
    """`counts`, best level first, and `dont_know` are of those who looked again at what check-in `number` asked.

    `first_counts` and `first_dont_know` are of all who rated it then; empty where that can't be shown.
    """

    indicator_id: IndicatorId
    label: str
    text: str
    number: int
    check_in_id: CheckInId
    counts: tuple[int, ...]
    dont_know: int
    first_counts: tuple[int, ...] = ()
    first_dont_know: int = 0


def second_looks(material: Material) -> tuple[SecondLook, ...]:
    """By check-in and indicator."""
    found = released_batches(material)
    first = {
        (closed.check_in.id, finding.result.indicator.id): finding.result.tally
        for closed in (*material.earlier, *material.closed)
        if closed.check_in.id in {batch[0].check_in_id for batch in found}
        for finding in latest_findings([closed])
    }
    asked = _asked(material)
    facts = []
    for batch in found:
        check_in, indicator = asked[_which(batch)]
        counted = tally(check_in.scale, (one.level_id for one in batch))
        facts.append(_fact(check_in, indicator, counted, first.get(_which(batch))))
    return tuple(sorted(facts, key=lambda fact: (fact.number, fact.label)))


def released_batches(material: Material) -> tuple[tuple[SecondRating, ...], ...]:
    """The second ratings that a digest of `material` counts, to be locked by whoever keeps it.

    Of another scale than the digest's they can't be told beside the rest, and wait.
    """
    asked = _asked(material)
    return tuple(batch for batch in batches(material.waiting) if _which(batch) in asked)


def _asked(material: Material) -> Mapping[tuple[CheckInId, IndicatorId], tuple[CheckIn, AskedIndicator]]:
    check_ins = (*material.older, *(closed.check_in for closed in (*material.earlier, *material.closed)))
    return {
        (check_in.id, asked.id): (check_in, asked)
        for check_in in check_ins
        for asked in check_in.asked
        if check_in.scale == material.rubric.scale
    }


def _which(batch: Sequence[SecondRating]) -> tuple[CheckInId, IndicatorId]:
    return batch[0].check_in_id, batch[0].indicator_id


def _fact(check_in: CheckIn, indicator: AskedIndicator, counted: Tally, first: Tally | None) -> SecondLook:
    before = None if first is None else release(first)
    return SecondLook(
        indicator_id=indicator.id,
        label=indicator.label,
        text=indicator.text,
        number=check_in.number,
        check_in_id=check_in.id,
        counts=counted.counts,
        dont_know=counted.dont_know,
        first_counts=() if before is None else before.counts,
        first_dont_know=0 if before is None else before.dont_know,
    )
