"""Makes rows of what is stored: one row for each thing that was counted, agreed, undertaken or put down openly.

What may not be shown is withheld here, by the same rule as everywhere; which rows are wanted is export.py's Scope.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rubric.check_in import AskedIndicator, CheckIn
from rubric.evidence import Evidence
from rubric.export import (
    About,
    CheckInRow,
    EvidenceRow,
    NextStepRow,
    NoteRow,
    SecondRatingRow,
    SummaryRow,
    TallyRow,
    TeamRatingRow,
)
from rubric.model import Level, LevelId, Scale, UnknownLevel
from rubric.next_step import NextStep
from rubric.privacy import release
from rubric.results import Closed
from rubric.reveal import IndicatorResult, Reveal, reveal
from rubric.statistics.flags import Flag
from rubric.statistics.tally import Tally
from rubric.team_rating import TeamRating

# What stands in the place of counts that may not be shown.
TOO_FEW = "too few answers"


@dataclass(frozen=True, slots=True)
class PastCheckIn:
    """A closed check-in with all that was rated in it; `away` were away when it closed, and had not finished."""

    closed: Closed
    pass_number: int
    away: int

    @property
    def check_in(self) -> CheckIn:
        return self.closed.check_in


@dataclass(frozen=True, slots=True)
class CountedBatch:
    """Second ratings of one indicator that one digest counted together, at `counted_at`."""

    check_in: CheckIn
    asked: AskedIndicator
    counted_at: datetime
    counts: Mapping[LevelId, int]


def check_in_row(past: PastCheckIn, about: About) -> CheckInRow:
    revealed = _reveal(past)
    return CheckInRow(
        check_in=past.check_in.number,
        opened=about.day(past.check_in.opened_at),
        closed=about.day(revealed.closed_at),
        pass_number=past.pass_number,
        indicators=len(past.check_in.asked),
        finished=revealed.finished,
        members=revealed.of,
        away=past.away,
    )


def summary_rows(past: PastCheckIn, about: About) -> Iterator[SummaryRow]:
    scale = past.check_in.scale
    for result in _wanted(past, about):
        tally = result.tally
        middle = [scale.level(level_id) for level_id in result.median]
        yield SummaryRow(
            **_asked(past, result.indicator, about),
            answers=result.answers,
            withheld=tally is None,
            rated=None if tally is None else tally.rated,
            dont_know=None if tally is None else tally.dont_know,
            median_high_id=middle[0].id if middle else "",
            median_high=middle[0].name if middle else "",
            median_low_id=middle[-1].id if middle else "",
            median_low=middle[-1].name if middle else "",
            range_steps=result.steps,
            agreement=result.agreement,
            talk_about=None if tally is None else Flag.TALK_ABOUT in result.flags,
            we_dont_know=None if tally is None else Flag.DONT_KNOW in result.flags,
        )


def tally_rows(past: PastCheckIn, about: About) -> Iterator[TallyRow]:
    for result in _wanted(past, about):
        asked = _asked(past, result.indicator, about)
        for counted in _counted(past.check_in.scale, result.tally, answers=result.answers):
            yield TallyRow(**asked, **counted)


def note_rows(past: PastCheckIn, about: About) -> Iterator[NoteRow]:
    """In an order that says nothing, and only where the counts are shown too."""
    for result in _wanted(past, about):
        asked = _asked(past, result.indicator, about)
        kept = {name: asked[name] for name in ("check_in", "closed", "domain_id", "domain", "indicator_id", "label")}
        for note in result.evidence:
            yield NoteRow(**kept, note=note)


def second_rating_rows(batch: CountedBatch, about: About) -> Iterator[SecondRatingRow]:
    scale = batch.check_in.scale
    counted = Tally(
        counts=tuple(batch.counts.get(level.id, 0) for level in scale.levels),
        dont_know=batch.counts.get(scale.dont_know.id, 0),
    )
    for row in _counted(scale, release(counted), answers=counted.answers):
        yield SecondRatingRow(
            check_in=batch.check_in.number,
            domain_id=batch.asked.domain_id,
            domain=about.domain(batch.asked.domain_id),
            indicator_id=batch.asked.id,
            label=batch.asked.label,
            counted_on=about.day(batch.counted_at),
            **row,
        )


def team_rating_row(rating: TeamRating, scale: Scale, about: About, *, superseded: bool) -> TeamRatingRow:
    """`scale` is the one that its check-in was rated on."""
    return TeamRatingRow(
        id=rating.id,
        check_in=rating.number,
        domain_id=rating.domain_id,
        domain=about.domain(rating.domain_id),
        indicator_id=rating.indicator_id,
        label=rating.label,
        level_id=rating.level_id,
        level=_name(scale, rating.level_id),
        level_order=_order(scale, rating.level_id),
        rationale=rating.rationale,
        dissent=rating.dissent,
        agreed_on=rating.agreed_on,
        recorded_on=about.day(rating.recorded_at),
        recorded_by=rating.recorded_by,
        superseded=superseded,
    )


def next_step_row(step: NextStep, number: int | None, about: About) -> NextStepRow:
    """`number` is that of the check-in it came from."""
    return NextStepRow(
        id=step.id,
        kind=step.kind.value,
        check_in=number,
        domain_id=step.domain_id,
        domain=about.domain(step.domain_id),
        indicator_id=step.indicator_id,
        label=step.label,
        sentence=step.sentence,
        owner=step.owner,
        due_on=step.due_on,
        state=step.state.value,
        made_on=about.day(step.made_at),
        made_by=step.made_by,
        settled_on=None if step.settled_at is None else about.day(step.settled_at),
    )


def evidence_row(entry: Evidence, about: About) -> EvidenceRow:
    return EvidenceRow(
        id=entry.id,
        domain_id=entry.domain_id,
        domain=about.domain(entry.domain_id),
        indicator_id=entry.indicator_id,
        label=entry.label,
        text=entry.text,
        link=entry.link,
        dated_on=entry.dated_on,
        added_on=about.day(entry.added_at),
        added_by=entry.added_by,
    )


def _reveal(past: PastCheckIn) -> Reveal:
    return reveal(past.check_in, ratings=past.closed.ratings, of=past.closed.of)


def _wanted(past: PastCheckIn, about: About) -> Iterator[IndicatorResult]:
    """In the order asked, which says nothing of how anybody rated."""
    results = {result.indicator.id: result for result in _reveal(past).results}
    for asked in past.check_in.asked:
        if about.scope.takes(asked.id, asked.domain_id):
            yield results[asked.id]


def _asked(past: PastCheckIn, asked: AskedIndicator, about: About) -> dict[str, Any]:
    check_in = past.check_in
    return {
        "check_in": check_in.number,
        "opened": about.day(check_in.opened_at),
        "closed": about.day(check_in.closed_at or check_in.closes_at),
        "pass_number": past.pass_number,
        "domain_id": asked.domain_id,
        "domain": about.domain(asked.domain_id),
        "indicator_id": asked.id,
        "label": asked.label,
        "text": asked.text,
    }


def _counted(scale: Scale, tally: Tally | None, *, answers: int) -> Iterator[dict[str, Any]]:
    """Each level's count, Don't know last; or one row that says why there are none."""
    if tally is None:
        nothing = {"level_id": "", "level": "", "level_order": None, "ratings": None}
        yield {**nothing, "answers": answers, "withheld": True, "reason": TOO_FEW}
        return
    counts: list[tuple[Level, int | None, int]] = [
        (level, order, number)
        for order, (level, number) in enumerate(zip(scale.levels, tally.counts, strict=True), start=1)
    ]
    for level, order, number in [*counts, (scale.dont_know, None, tally.dont_know)]:
        chosen = {"level_id": level.id, "level": level.name, "level_order": order, "ratings": number}
        yield {**chosen, "answers": answers, "withheld": False, "reason": ""}


def _name(scale: Scale, level_id: LevelId) -> str:
    return scale.level(level_id).name if level_id in scale else level_id


def _order(scale: Scale, level_id: LevelId) -> int | None:
    """1 is the best; Don't know has none."""
    try:
        return scale.position(level_id) + 1
    except UnknownLevel:
        return None
