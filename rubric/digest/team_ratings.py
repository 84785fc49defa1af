"""What the team agreed on in the period, and from where to where that moved: the headline of what moved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rubric.digest.material import Material
from rubric.model import IndicatorId, LevelId, Scale
from rubric.people import CheckInId
from rubric.results import Finding, latest_findings
from rubric.team_rating import TeamRating, standing


@dataclass(frozen=True, slots=True)
class RatedByTeam:
    """The team rating that stands now; `before` is the level that stood when the period began, None where none did.

    `counts` and `dont_know` are how the members had rated in check-in `number`, empty where that can't be shown.
    `rating_id` is the team rating's.
    """

    rating_id: int
    indicator_id: IndicatorId
    label: str
    text: str
    level: LevelId
    before: LevelId | None
    rationale: str
    dissent: str
    agreed_on: date
    recorded_by: str
    number: int
    check_in_id: CheckInId
    counts: tuple[int, ...] = ()
    dont_know: int = 0

    @property
    def has_moved(self) -> bool:
        return self.before is not None and self.before != self.level


def team_ratings(material: Material) -> tuple[RatedByTeam, ...]:
    """Those that were recorded in the period and stand: moved ones first, then first ones, then confirmed ones.

    Levels that the rubric has no more are left out.
    """
    scale = material.rubric.scale
    before = standing(one for one in material.agreed_by_then if one.recorded_at < material.period.start)
    now = [
        one
        for one in standing(material.agreed_by_then).values()
        if one.recorded_at >= material.period.start and one.level_id in scale
    ]
    seen = {
        (finding.closed.check_in.id, finding.result.indicator.id): finding
        for closed in (*material.earlier, *material.closed)
        if closed.check_in.id in {one.check_in_id for one in now}
        for finding in latest_findings([closed])
    }
    facts = [_fact(one, before, seen.get((one.check_in_id, one.indicator_id)), material) for one in now]
    return tuple(sorted(facts, key=_turn))


def _turn(fact: RatedByTeam) -> tuple[int, int]:
    return (0 if fact.has_moved else 1 if fact.before is None else 2), fact.rating_id


def _fact(
    one: TeamRating, before: Mapping[IndicatorId, TeamRating], finding: Finding | None, material: Material
) -> RatedByTeam:
    scale = material.rubric.scale
    earlier = before.get(one.indicator_id)
    tally = None if finding is None or finding.closed.check_in.scale != scale else finding.result.tally
    return RatedByTeam(
        rating_id=one.id,
        indicator_id=one.indicator_id,
        label=one.label,
        text=_text(one.indicator_id, finding, material),
        level=one.level_id,
        before=_level(earlier, scale),
        rationale=one.rationale,
        dissent=one.dissent,
        agreed_on=one.agreed_on,
        recorded_by=one.recorded_by,
        number=one.number,
        check_in_id=one.check_in_id,
        counts=() if tally is None else tally.counts,
        dont_know=0 if tally is None else tally.dont_know,
    )


def _level(rating: TeamRating | None, scale: Scale) -> LevelId | None:
    return None if rating is None or rating.level_id not in scale else rating.level_id


def _text(indicator_id: IndicatorId, finding: Finding | None, material: Material) -> str:
    """As it was asked; where that is too long ago, as the rubric has it, if it still does."""
    if finding is not None:
        return finding.result.indicator.text
    return next((one.text for one in material.rubric.indicators if one.id == indicator_id), "")
