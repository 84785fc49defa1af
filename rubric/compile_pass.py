"""Works out a full pass from what closed in it and in the pass before, what was agreed, and what was undertaken.

Gathering that from what is stored is left to others, and so is putting it into words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from rubric.evidence import Evidence
from rubric.full_pass import Agreed, Found, FullPass, Movement, Outcome, PassDomain, PassIndicator
from rubric.model import Domain, DomainId, IndicatorId, Rubric, Scale, UnknownLevel, better_half
from rubric.next_step import NextStep
from rubric.people import CheckInId
from rubric.preferences import NO_PREFERENCES, Preferences
from rubric.privacy import may_compare, release
from rubric.results import Closed, Finding, latest_findings
from rubric.second_rating import SecondRating
from rubric.statistics.change import paired
from rubric.statistics.flags import Flag
from rubric.statistics.tally import tally
from rubric.team_rating import TeamRating, standing


@dataclass(frozen=True, slots=True)
class PassMaterial:
    """`closed` in the pass and `before` in the one before it, oldest first; `closed` is never empty.

    `open_now` is what is being asked in the pass. `team_ratings` reach back to the first day, with the scale of each
    check-in they are of in `scales`. `next_steps`, `evidence` and `second_ratings`, which must be released ones, may
    reach beyond the pass, which ends at `until` when another follows it.
    """

    team_name: str
    zone: str
    pass_number: int
    rubric: Rubric
    closed: tuple[Closed, ...]
    before: tuple[Closed, ...]
    open_now: frozenset[IndicatorId]
    team_ratings: Sequence[TeamRating]
    scales: Mapping[CheckInId, Scale]
    second_ratings: Sequence[SecondRating]
    next_steps: Sequence[NextStep]
    evidence: Sequence[Evidence]
    now: datetime
    until: datetime | None = None
    preferences: Preferences = NO_PREFERENCES


def compile_pass(material: PassMaterial) -> FullPass:
    """Of an indicator that was asked twice in the pass, the later result counts."""
    compiling = _Compiling(material)
    closings = [one.check_in.closed_at for one in material.closed if one.check_in.closed_at is not None]
    scale = material.rubric.scale
    return FullPass(
        team_name=material.team_name,
        zone=material.zone,
        pass_number=material.pass_number,
        rubric_title=material.rubric.title,
        source=material.rubric.source,
        rights=material.rubric.rights,
        scale=scale,
        in_hand_levels=scale.levels[: better_half(len(scale.levels))],
        domains=compiling.domains(),
        check_ins=tuple(one.check_in.number for one in material.closed),
        first_closed_at=min(closings),
        last_closed_at=max(closings),
        made_at=material.now,
        today=material.now.astimezone(ZoneInfo(material.zone)).date(),
    )


class _Compiling:
    def __init__(self, material: PassMaterial) -> None:
        self.material = material
        self.findings = {one.result.indicator.id: one for one in latest_findings(material.closed)}
        self.findings_before = {one.result.indicator.id: one for one in latest_findings(material.before)}
        ended = max(one.check_in.number for one in material.closed)
        ended_before = max((one.check_in.number for one in material.before), default=0)
        self.ratings = [one for one in material.team_ratings if one.number <= ended]
        self.agreed = standing(self.ratings)
        self.agreed_before = standing(one for one in self.ratings if one.number <= ended_before)
        self.began = min(one.check_in.opened_at for one in material.closed)
        self.numbers = {one.check_in.number for one in material.closed}
        self.why_excluded = {one.indicator_id: one.reason for one in material.preferences.excluded}

    def domains(self) -> tuple[PassDomain, ...]:
        """The rubric's, in its order; after them what was asked of domains that it no longer has."""
        known = {indicator.id for indicator in self.material.rubric.indicators}
        gone = [finding for each, finding in self.findings.items() if each not in known]
        ours = {domain.id for domain in self.material.rubric.domains}
        found = [self._domain(each, gone) for each in self.material.rubric.domains]
        lost = sorted((one for one in gone if _domain_of(one) not in ours), key=_domain_of)
        for domain_id, findings in groupby(lost, key=_domain_of):
            found.append(_lost_domain(domain_id, [self._gone(one) for one in findings]))
        return tuple(found)

    def _domain(self, domain: Domain, gone: Sequence[Finding]) -> PassDomain:
        rubric = self.material.rubric
        indicators = [
            self._indicator(one.id, domain.id, rubric.label(one.id), one.text) for one in domain.indicators
        ] + [self._gone(one) for one in gone if _domain_of(one) == domain.id]
        return PassDomain(domain.id, domain.title, domain.label, tuple(indicators))

    def _gone(self, finding: Finding) -> PassIndicator:
        asked = finding.result.indicator
        return self._indicator(asked.id, asked.domain_id, asked.label, asked.text)

    def _indicator(self, id: IndicatorId, domain_id: DomainId, label: str, text: str) -> PassIndicator:
        finding = self.findings.get(id)
        found = None if finding is None else self._found(finding)
        agreed = self._agreed(self.agreed.get(id))
        why_excluded = self.why_excluded.get(id)
        return PassIndicator(
            id=id,
            domain_id=domain_id,
            label=label if finding is None else finding.result.indicator.label,
            text=text if finding is None else finding.result.indicator.text,
            outcome=_outcome(agreed, found, is_excluded=why_excluded is not None),
            why_excluded=why_excluded,
            is_open=found is None and id in self.material.open_now,
            found=found,
            agreed=agreed,
            earlier=self._earlier(id),
            movement=self._movement(id),
            steps=self._steps(id),
            evidence=sum(one.indicator_id == id and self._is_of_pass(one.added_at) for one in self.material.evidence),
        )

    def _found(self, finding: Finding) -> Found:
        check_in, result = finding.closed.check_in, finding.result
        return Found(
            check_in_id=check_in.id,
            number=check_in.number,
            closed_at=check_in.closed_at or check_in.closes_at,
            scale=check_in.scale,
            answers=result.answers,
            tally=result.tally,
            median=result.median,
            agreement=result.agreement,
            flags=result.flags,
            second=tuple(
                counted
                for batch in _batches(self.material.second_ratings, check_in.id, result.indicator.id)
                if (counted := release(tally(check_in.scale, (one.level_id for one in batch)))) is not None
            ),
        )

    def _agreed(self, rating: TeamRating | None) -> Agreed | None:
        """None also for a level that its scale never had."""
        if rating is None:
            return None
        scale = self.material.scales.get(rating.check_in_id, self.material.rubric.scale)
        if rating.level_id not in scale:
            return None
        position = None if scale.is_dont_know(rating.level_id) else scale.position(rating.level_id)
        is_in_hand = position is not None and position < better_half(len(scale.levels))
        return Agreed(rating, scale.level(rating.level_id), position, is_in_hand)

    def _earlier(self, id: IndicatorId) -> tuple[Agreed, ...]:
        stands = self.agreed.get(id)
        ratings = (one for one in self.ratings if one.indicator_id == id and one.number in self.numbers)
        others = (self._agreed(one) for one in ratings if stands is None or one.id != stands.id)
        return tuple(one for one in others if one is not None)

    def _movement(self, id: IndicatorId) -> Movement | None:
        after, before = self.findings.get(id), self.findings_before.get(id)
        if after is None or before is None or after.closed.check_in.scale != before.closed.check_in.scale:
            return None
        scale = after.closed.check_in.scale
        agreed_before, agreed_after = self._agreed(self.agreed_before.get(id)), self._agreed(self.agreed.get(id))
        if agreed_after is not None and agreed_after.rating.number not in self.numbers:
            # It was carried over, so it says nothing of this pass.
            agreed_after = None
        then, now = before.closed.answers(id), after.closed.answers(id)
        compared = may_compare(then, now)
        return Movement(
            agreed_before=agreed_before,
            agreed_after=agreed_after,
            steps=_steps_up(scale, agreed_before, agreed_after),
            scale=scale,
            median_before=before.result.median,
            median_after=after.result.median,
            change=paired(scale, then, now) if compared else None,
            only_before=len(then.keys() - now.keys()),
            only_after=len(now.keys() - then.keys()),
        )

    def _steps(self, id: IndicatorId) -> tuple[NextStep, ...]:
        """What is open, and what was settled since the pass began."""
        return tuple(
            one
            for one in self.material.next_steps
            if one.indicator_id == id
            and self._is_of_pass(one.made_at)
            and (one.settled_at is None or one.settled_at >= self.began)
        )

    def _is_of_pass(self, moment: datetime) -> bool:
        """Whether it was there before the next pass began."""
        return self.material.until is None or moment < self.material.until


def _outcome(agreed: Agreed | None, found: Found | None, *, is_excluded: bool) -> Outcome:
    if is_excluded and found is None:
        return Outcome.EXCLUDED
    if agreed is not None and agreed.position is not None:
        return Outcome.IN_HAND if agreed.is_in_hand else Outcome.TO_WORK_ON
    if agreed is not None or (found is not None and Flag.DONT_KNOW in found.flags):
        return Outcome.UNKNOWN
    return Outcome.NOT_ASKED if found is None else Outcome.NOT_AGREED


def _batches(
    ratings: Sequence[SecondRating], check_in_id: CheckInId, indicator_id: IndicatorId
) -> list[list[SecondRating]]:
    """By the digest that counted them, in the order they were counted."""
    found: dict[str, list[SecondRating]] = {}
    for one in ratings:
        if one.check_in_id == check_in_id and one.indicator_id == indicator_id and one.released_in is not None:
            found.setdefault(one.released_in, []).append(one)
    return sorted(found.values(), key=lambda batch: max(one.rated_at for one in batch))


def _steps_up(scale: Scale, before: Agreed | None, after: Agreed | None) -> int:
    """0 unless both are levels of this scale."""
    if before is None or after is None:
        return 0
    try:
        return scale.position(before.rating.level_id) - scale.position(after.rating.level_id)
    except UnknownLevel:
        return 0


def _domain_of(finding: Finding) -> DomainId:
    return finding.result.indicator.domain_id


def _lost_domain(domain_id: DomainId, indicators: Sequence[PassIndicator]) -> PassDomain:
    """Its title is gone with it; what its indicators were called still has the short one."""
    title = indicators[0].label.rpartition(" ")[0] or indicators[0].label
    return PassDomain(domain_id, title, title, tuple(indicators))
