"""Shows anybody on a team how it saw an indicator, check-in by check-in: as it was shown then, and never who."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.sections.history import history_form
from bot.use_cases.history.facts import AllDomains, DomainLine, LatestWord, Named, OneDomain, OneIndicator, Then, Whose
from bot.use_cases.home.paging import Place
from bot.use_cases.results import OpenForm
from bot.use_cases.steer import Looking, looking
from bot.use_cases.who import Deps, Speaker
from rubric.library import load
from rubric.model import DomainId, IndicatorId, Rubric
from rubric.next_step import NextStep
from rubric.people import CheckInId
from rubric.refusals import FormDoesNotMatch
from rubric.team_rating import standing
from storage import history, next_steps, team_ratings
from storage.exporting import ever_asked, past_check_in

# About two screens of a phone each.
CHECK_INS_ON_A_PAGE = 6
INDICATORS_ON_A_PAGE = 8


def show_history(deps: Deps, who: Speaker, place: Place) -> OpenForm:
    """`place.within` is a domain or an indicator, empty for all domains. Raises NotOnTheTeam, FormDoesNotMatch."""
    with looking(deps, who, place.team_id, coordinates=False) as ground:
        found = _History(ground, load(ground.team.rubric_id))
        if not place.within:
            return OpenForm(history_form(found.all_domains()))
        if place.within in found.domains:
            return OpenForm(history_form(found.one_domain(DomainId(place.within), place.page)))
        if place.within in found.indicators:
            return OpenForm(history_form(found.one_indicator(IndicatorId(place.within), place.page)))
    raise FormDoesNotMatch


class _History:
    """What a team's rubric has now, and what it was ever asked beside that."""

    def __init__(self, ground: Looking, rubric: Rubric) -> None:
        self._transaction, self._team = ground.transaction, ground.team
        self._whose = Whose(ground.team.id, ground.team.name, ground.zone)
        self.domains: dict[str, str] = {domain.id: domain.title for domain in rubric.domains}
        self.indicators: dict[str, tuple[DomainId, Named]] = {
            one.id: (domain.id, Named(one.id, rubric.label(one.id), one.text))
            for domain in rubric.domains
            for one in domain.indicators
        }
        for indicator_id, domain_id, label in ever_asked(self._transaction, self._team.id):
            self.domains.setdefault(domain_id, domain_id)
            self.indicators.setdefault(indicator_id, (domain_id, Named(indicator_id, label, "")))

    def all_domains(self) -> AllDomains:
        asked = [one.domain_id for one in history.asked_last(self._transaction, self._team.id)]
        lines = (
            DomainLine(DomainId(id), title, asked=asked.count(DomainId(id)), total=len(self._of(DomainId(id))))
            for id, title in self.domains.items()
        )
        return AllDomains(self._whose, tuple(lines))

    def one_domain(self, domain_id: DomainId, page: int) -> OneDomain:
        everything = self._of(domain_id)
        shown = everything[page * INDICATORS_ON_A_PAGE : (page + 1) * INDICATORS_ON_A_PAGE]
        agreed = standing(team_ratings.of_team(self._transaction, self._team.id))
        last = {one.indicator_id: one.number for one in history.asked_last(self._transaction, self._team.id)}
        wanted = {last[one.id] for one in shown if one.id in last}
        ids = history.with_number(self._transaction, self._team.id, wanted)
        latest = {number: self._seen(id, [one.id for one in shown]) for number, id in ids.items()}
        words = (
            LatestWord(
                one, replace(latest[last[one.id]][one.id], team_rating=agreed.get(one.id)) if one.id in last else None
            )
            for one in shown
        )
        return OneDomain(
            self._whose,
            domain_id,
            self.domains[domain_id],
            all=everything,
            page=page,
            shown=tuple(words),
            has_more=len(everything) > (page + 1) * INDICATORS_ON_A_PAGE,
        )

    def one_indicator(self, indicator_id: IndicatorId, page: int) -> OneIndicator:
        domain_id, named = self.indicators[indicator_id]
        closed = history.closed_about(self._transaction, self._team.id, indicator_id)
        steps = _by_check_in(closed, next_steps.about(self._transaction, self._team.id, indicator_id))
        shown = closed[page * CHECK_INS_ON_A_PAGE : (page + 1) * CHECK_INS_ON_A_PAGE]
        times = tuple(self._then(id, indicator_id, steps.get(id, [])) for id, _ in shown)
        if times and not named.text:
            # The rubric has it no more, and every check-in keeps what it asked.
            named = replace(named, text=times[0].result.indicator.text)
        return OneIndicator(
            self._whose,
            domain_id,
            self.domains[domain_id],
            beside=self._of(domain_id),
            indicator=named,
            page=page,
            times=times,
            total=len(closed),
            has_more=len(closed) > (page + 1) * CHECK_INS_ON_A_PAGE,
        )

    def _of(self, domain_id: DomainId) -> tuple[Named, ...]:
        return tuple(named for its, named in self.indicators.values() if its == domain_id)

    def _seen(self, check_in_id: CheckInId, indicator_ids: Sequence[IndicatorId]) -> dict[IndicatorId, Then]:
        closed = past_check_in(self._transaction, check_in_id).closed
        revealed = closed.revealed()
        return {
            one.indicator.id: Then(revealed.number, revealed.closed_at, revealed.scale, one)
            for one in revealed.results
            if one.indicator.id in indicator_ids
        }

    def _then(self, check_in_id: CheckInId, indicator_id: IndicatorId, steps: Sequence[NextStep]) -> Then:
        seen = self._seen(check_in_id, [indicator_id])[indicator_id]
        recorded = [
            one
            for one in team_ratings.of_check_in(self._transaction, self._team.id, check_in_id)
            if one.indicator_id == indicator_id
        ]
        return replace(
            seen,
            team_rating=recorded[-1] if recorded else None,
            changed=max(len(recorded) - 1, 0),
            steps=tuple(steps),
        )


def _by_check_in(
    closed: Sequence[tuple[CheckInId, datetime]], steps: Sequence[NextStep]
) -> dict[CheckInId, list[NextStep]]:
    """Each beside the check-in it came from; one that came from none, beside the last that had closed by then."""
    found: dict[CheckInId, list[NextStep]] = {}
    oldest_first = list(reversed(closed))
    ids = [id for id, _ in oldest_first]
    for step in steps:
        at = bisect_right([moment for _, moment in oldest_first], step.made_at)
        id = step.check_in_id if step.check_in_id in ids else ids[max(at - 1, 0)] if ids else None
        if id is not None:
            found.setdefault(id, []).append(step)
    return found
