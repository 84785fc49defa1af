"""Adds to a team's evidence ledger, openly and by name; any member may, observers only read."""

from bot.sections import evidence as sections
from bot.sections.forms import Values
from bot.use_cases.evidence.entering import entered
from bot.use_cases.home.paging import Place
from bot.use_cases.questioned import question
from bot.use_cases.results import FormErrors, Notice, OpenForm
from bot.use_cases.who import Deps, Refused, Speaker, member_of, team_with_id
from bot.wording import evidence as words
from rubric.audit import What
from rubric.evidence import Evidence
from rubric.library import load
from rubric.model import IndicatorId, Rubric
from rubric.people import EvidenceId, Member
from rubric.refusals import ObserversOnlyRead
from rubric.team import Team
from storage import audit, evidence, teams
from storage.store import Transaction, new_id


def open_add(deps: Deps, who: Speaker, place: Place) -> OpenForm:
    """Of the domain `place.within`, or of all. Raises NotOnTheTeam, FormDoesNotMatch, and Refused to observers."""
    with deps.store.read() as transaction:
        team, member = team_with_id(transaction, who, place.team_id)
    _check(team, member)
    rubric = load(team.rubric_id)
    return OpenForm(
        sections.add_form(str(place), rubric, _on_offer(rubric, place.within), today=team.day_of(deps.clock.now()))
    )


def add_evidence(deps: Deps, who: Speaker, about: str, values: Values) -> Notice | FormErrors:
    """The same again, as a form says that is sent twice, is kept once.

    Raises NotOnTheTeam, FormDoesNotMatch, and Refused to observers.
    """
    now = deps.clock.now()
    with deps.store.begin() as transaction:
        team, _ = team_with_id(transaction, who, Place.read(about).team_id)
        team = teams.wait_for(transaction, team.id)
        member = member_of(transaction, team, who)
        _check(team, member)
        rubric, today = load(team.rubric_id), team.day_of(now)
        given, chosen = entered(values, today=today), values.get(sections.INDICATOR)
        errors = dict(given.errors) if isinstance(given, FormErrors) else {}
        if not any(one.id == chosen for one in rubric.indicators):
            errors[sections.INDICATOR] = words.choose_one()
        if errors or isinstance(given, FormErrors):
            return FormErrors(errors)
        fields = given.fields()
        questioned = question(transaction, team, who.address, about=f"evidence:{team.id}", fields=fields, now=now)
        if questioned is not None:
            return questioned
        indicator_id = IndicatorId(str(chosen))
        entry = Evidence(
            id=EvidenceId(new_id()),
            team_id=team.id,
            indicator_id=indicator_id,
            domain_id=rubric.domain_of(indicator_id).id,
            label=rubric.label(indicator_id),
            text=given.text,
            link=given.link,
            dated_on=given.dated_on,
            added_at=now,
            added_by=member.name,
        )
        if not evidence.is_known(transaction, entry):
            keep(transaction, entry, member)
    return words.added(entry.label)


def keep(transaction: Transaction, entry: Evidence, member: Member) -> None:
    """Put it into the ledger, and into the audit log as that member's."""
    evidence.add(transaction, entry)
    audit.write(
        transaction,
        entry.team_id,
        What.EVIDENCE_ADDED,
        actor=member.name,
        actor_id=member.id,
        now=entry.added_at,
        after={"indicator": entry.label, "indicator_id": entry.indicator_id},
    )


def _check(team: Team, member: Member) -> None:
    if not (member.rates or member.coordinates):
        raise Refused(ObserversOnlyRead(), zone=team.rhythm.cadence.zone)


def _on_offer(rubric: Rubric, domain_id: str) -> list[IndicatorId]:
    """Those of a domain, or of all where there is no such one."""
    chosen = [domain for domain in rubric.domains if domain.id == domain_id] or rubric.domains
    return [indicator.id for domain in chosen for indicator in domain.indicators]
