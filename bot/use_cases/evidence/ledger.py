"""Shows anybody on a team its evidence, page by page, and coordinators what is still missing or has grown old."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from bot.sections.evidence import ledger_form
from bot.use_cases.evidence.facts import LedgerGroup, LedgerItem, LedgerPage
from bot.use_cases.home.paging import Place
from bot.use_cases.results import OpenForm
from bot.use_cases.steer import Looking, looking, team_here
from bot.use_cases.who import Deps, Speaker
from rubric import evidence as facts
from rubric.blind_spots import telling_findings
from rubric.evidence import Evidence, Notes, Standing
from rubric.library import load
from rubric.model import IndicatorId, Rubric
from rubric.team_rating import standing
from storage import check_ins, evidence, team_ratings

# About three screens of a phone, with the longest text there may be in one piece: nothing is ever cut short.
CHARACTERS_ON_A_PAGE = 8_000
ITEMS_ON_A_PAGE = 12


@dataclass(frozen=True, slots=True)
class _Ledger:
    """All of a team's evidence that may be shown."""

    entries: Sequence[Evidence]
    notes: Sequence[Notes]


def show_ledger(deps: Deps, who: Speaker, place: Place) -> OpenForm:
    """`place.within` is the domain, empty for all. Raises NotOnTheTeam, FormDoesNotMatch."""
    with looking(deps, who, place.team_id, coordinates=False) as ground:
        team, rubric = ground.team, load(ground.team.rubric_id)
        ledger = _ledger(ground)
        pages = _pages(_of_domain(ledger, rubric, place.within))
        page = LedgerPage(
            team_id=team.id,
            team_name=team.name,
            zone=ground.zone,
            domains=tuple((domain.id, domain.title) for domain in rubric.domains),
            domain_id=place.within,
            page=place.page,
            groups=_groups(pages[place.page] if place.page < len(pages) else (), rubric),
            has_more=place.page + 1 < len(pages),
            may_add=ground.member.rates or ground.member.coordinates,
            best_level=rubric.scale.levels[0].name,
        )
        if ground.member.coordinates and not place.page and not place.within:
            page = _with_what_is_missing(ground, page, rubric, ledger)
    return OpenForm(ledger_form(page))


def ledger_here(deps: Deps, who: Speaker, channel_id: str) -> OpenForm:
    """Of the team whose channel it is. Raises NoTeamHere, NotOnTheTeam."""
    return show_ledger(deps, who, Place(team_here(deps, who, channel_id)))


def _ledger(ground: Looking) -> _Ledger:
    written = evidence.written(ground.transaction, ground.team.id)
    answers = evidence.answers(ground.transaction, {one.check_in_id for one in written})
    return _Ledger(
        entries=evidence.of_team(ground.transaction, ground.team.id),
        notes=facts.released_notes(written, answers, zone=ground.zone),
    )


def _of_domain(ledger: _Ledger, rubric: Rubric, domain_id: str) -> list[LedgerItem]:
    """Indicator by indicator in the rubric's order, those it no longer has at the end; each the newest first."""
    domain_of = {one.id: domain.id for domain in rubric.domains for one in domain.indicators}
    order = {indicator_id: at for at, indicator_id in enumerate(domain_of)}
    # One note an item, so that any number of them can be turned page by page.
    items: list[LedgerItem] = [replace(one, texts=(text,)) for one in ledger.notes for text in one.texts]
    items += ledger.entries
    if domain_id:
        items = [item for item in items if domain_of.get(item.indicator_id) == domain_id]
    items.sort(key=_dated, reverse=True)
    return sorted(items, key=lambda item: (order.get(item.indicator_id, len(order)), item.label))


def _dated(item: LedgerItem) -> date:
    return item.dated_on if isinstance(item, Evidence) else item.closed_on


def _pages(items: Iterable[LedgerItem]) -> list[list[LedgerItem]]:
    pages: list[list[LedgerItem]] = []
    room = 0
    for item in items:
        needed = len(item.text) + len(item.link) if isinstance(item, Evidence) else sum(map(len, item.texts))
        if not pages or needed > room or len(pages[-1]) == ITEMS_ON_A_PAGE:
            pages.append([])
            room = CHARACTERS_ON_A_PAGE
        pages[-1].append(item)
        room -= needed
    return pages


def _groups(items: Sequence[LedgerItem], rubric: Rubric) -> tuple[LedgerGroup, ...]:
    texts: Mapping[IndicatorId, str] = {one.id: one.text for one in rubric.indicators}
    found = []
    for indicator_id, some in groupby(items, key=lambda item: item.indicator_id):
        same = tuple(some)
        known = indicator_id in texts
        label = rubric.label(indicator_id) if known else same[0].label
        found.append(LedgerGroup(label, texts.get(indicator_id, ""), same))
    return tuple(found)


def _with_what_is_missing(ground: Looking, page: LedgerPage, rubric: Rubric, ledger: _Ledger) -> LedgerPage:
    best, worst = _standing_at_the_ends(ground, rubric)
    return replace(
        page,
        without=facts.without_evidence(best, entries=ledger.entries, notes=ledger.notes),
        stale=facts.stale(
            [*best, *worst], entries=ledger.entries, notes=ledger.notes, today=ground.team.day_of(ground.now)
        ),
    )


def _standing_at_the_ends(ground: Looking, rubric: Rubric) -> tuple[list[Standing], list[Standing]]:
    """What stands at the best and at the worst level: as agreed, or else by the latest median that was shown."""
    team = ground.team
    agreed = standing(team_ratings.of_team(ground.transaction, team.id))
    closed = check_ins.closed_in_two_passes(ground.transaction, team, rubric, before=ground.now)
    found = {one.result.indicator.id: one for one in telling_findings(closed)}
    scales = {one.check_in.id: one.check_in.scale for one in closed}
    ends: tuple[list[Standing], list[Standing]] = ([], [])
    for indicator in rubric.indicators:
        finding, label = found.get(indicator.id), rubric.label(indicator.id)
        if indicator.id in agreed:
            one = Standing(indicator.id, label, agreed[indicator.id].check_in_id, agreed[indicator.id].level_id)
        elif finding is not None and len(finding.result.median) == 1:
            one = Standing(indicator.id, label, finding.closed.check_in.id, finding.result.median[0])
        else:
            continue
        levels = scales.get(one.check_in_id, rubric.scale).levels
        for end, level in zip(ends, (levels[0], levels[-1]), strict=True):
            if one.level_id == level.id:
                end.append(one)
    return ends
