"""Coordinators make next steps, from an indicator of a check-in or out of the blue; also those of finding out."""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.sections import step_forms as sections
from bot.sections.forms import Values
from bot.sections.step_forms import StepFormFacts, domain_form, step_form
from bot.use_cases.next_steps.filling_in import due_day_in, owner_in, possible_owners, sentence_in
from bot.use_cases.next_steps.settle_step import step_facts
from bot.use_cases.next_steps.target import StepTarget
from bot.use_cases.questioned import question
from bot.use_cases.results import FormErrors, Notice, OpenForm
from bot.use_cases.steer import Looking, Steering, looking, steering
from bot.use_cases.who import Deps, Speaker
from bot.wording import next_steps as words
from jobs.remind_owners import tell_owner
from jobs.step_changed import step_changed
from rubric.audit import What
from rubric.check_in import AskedIndicator, ask
from rubric.library import load
from rubric.model import Domain, IndicatorId
from rubric.next_step import NextStep, StepKind, StepState, WhyTold
from rubric.people import NextStepId
from rubric.refusals import FormDoesNotMatch
from rubric.step_reminding import is_too_close_to_remind
from storage import check_ins, next_steps
from storage.store import new_id

# Until about the check-in after the next one.
USUALLY_DUE_AFTER = timedelta(weeks=2)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a form makes: its id is given when the form opens, so that a form that arrives twice makes one step."""

    step_id: NextStepId
    kind: StepKind
    target: StepTarget

    def __str__(self) -> str:
        return f"{self.step_id}@{self.kind}@{self.target}"

    @classmethod
    def read(cls, text: str) -> "Draft":
        """Raises FormDoesNotMatch."""
        parts = text.split("@", 2)
        if len(parts) != 3 or not _is_an_id(parts[0]) or parts[1] not in list(StepKind):
            raise FormDoesNotMatch
        return cls(NextStepId(parts[0]), StepKind(parts[1]), StepTarget.read(parts[2]))


def open_add(deps: Deps, who: Speaker, target: StepTarget, *, kind: StepKind) -> OpenForm:
    """Raises CoordinatorsOnly, NotOnTheTeam, FormDoesNotMatch."""
    with looking(deps, who, target.team_id) as ground:
        rubric, draft = load(ground.team.rubric_id), Draft(NextStepId(new_id()), kind, target)
        if target.indicator_id is None and len(rubric) > sections.MOST_ITEMS:
            return OpenForm(domain_form(str(draft), kind, rubric.domains))
        return _form(ground, draft, rubric.domains)


def choose_domain(deps: Deps, who: Speaker, about: str, values: Values) -> OpenForm | FormErrors:
    """Raises CoordinatorsOnly, NotOnTheTeam, FormDoesNotMatch."""
    draft = Draft.read(about)
    with looking(deps, who, draft.target.team_id) as ground:
        domains = load(ground.team.rubric_id).domains
        chosen = tuple(domain for domain in domains if domain.id == values.get(sections.DOMAIN))
        return _form(ground, draft, chosen) if chosen else FormErrors({sections.DOMAIN: words.indicator_missing()})


def add_step(deps: Deps, who: Speaker, about: str, values: Values) -> Notice | FormErrors:
    """Whoever gets it from somebody else is told. Raises what `steering` raises."""
    draft = Draft.read(about)
    with steering(deps, who, draft.target.team_id) as ground:
        known = next_steps.get(ground.transaction, draft.step_id)
        if known is not None and known.team_id != ground.team.id:
            raise FormDoesNotMatch
        step = known or _filled_in(ground, draft, values)
        if isinstance(step, FormErrors):
            return step
        is_own = step.owner_id == ground.member.id
        if known is None:
            if questioned := _questioned(ground, who, step):
                return questioned
            next_steps.add(ground.transaction, step)
            entry = ground.log(What.STEP_ADDED, after=step_facts(step))
            if not is_own:
                tell_owner(ground.transaction, ground.team, step, WhyTold.NEW, entry=entry, now=ground.now)
            step_changed(ground.transaction, ground.team, step, now=ground.now)
        return words.added(step, is_own=is_own, today=ground.team.day_of(ground.now))


def _form(ground: Looking, draft: Draft, domains: tuple[Domain, ...]) -> OpenForm:
    facts = StepFormFacts(
        kind=draft.kind,
        indicator=_indicator(ground, draft.target),
        owners=tuple(possible_owners(ground.transaction, ground.team)),
        due=ground.team.day_of(ground.now) + USUALLY_DUE_AFTER,
    )
    return OpenForm(step_form(str(draft), facts, load(ground.team.rubric_id), domains))


def _filled_in(ground: Steering, draft: Draft, values: Values) -> NextStep | FormErrors:
    transaction, team, errors = ground.transaction, ground.team, dict[str, str]()
    chosen = values.get(sections.INDICATOR)
    target = draft.target
    if target.indicator_id is None and chosen:
        target = replace(target, indicator_id=IndicatorId(str(chosen)))
    indicator = _indicator(ground, target)
    if indicator is None:
        errors[sections.INDICATOR] = words.indicator_missing()
    elif draft.kind is StepKind.FIND_OUT and (under_way := _under_way(ground, indicator)) is not None:
        errors[sections.OWNER] = words.found_out_already(under_way)
    sentence = sentence_in(values, errors)
    owner = owner_in(transaction, team, values, errors)
    due_on = due_day_in(values, errors, today=team.day_of(ground.now))
    if indicator is None or owner is None or due_on is None or errors:
        return FormErrors(errors)
    return NextStep(
        id=draft.step_id,
        team_id=team.id,
        kind=draft.kind,
        indicator_id=indicator.id,
        domain_id=indicator.domain_id,
        label=indicator.label,
        sentence=sentence,
        owner_id=owner.id,
        owner=owner.name,
        due_on=due_on,
        state=StepState.OPEN,
        made_at=ground.now,
        made_by=ground.member.name,
        check_in_id=target.check_in_id,
        reminded_before=is_too_close_to_remind(team, due_on, owner_zone=owner.zone, now=ground.now),
    )


def _under_way(ground: Steering, indicator: AskedIndicator) -> NextStep | None:
    """What somebody is to find out about it already."""
    steps = next_steps.open_of_team(ground.transaction, ground.team.id)
    return next((one for one in steps if (one.kind, one.indicator_id) == (StepKind.FIND_OUT, indicator.id)), None)


def _questioned(ground: Steering, who: Speaker, step: NextStep) -> FormErrors | None:
    """What looks like a record about a student, once."""
    fields, about = {sections.SENTENCE: step.sentence}, f"next_step:{step.id}"
    return question(ground.transaction, ground.team, who.address, about=about, fields=fields, now=ground.now)


def _indicator(ground: Looking | Steering, target: StepTarget) -> AskedIndicator | None:
    """As its check-in asked it, or as the rubric has it now; None where none is named. Raises FormDoesNotMatch."""
    if target.check_in_id is None:
        rubric = load(ground.team.rubric_id)
        known = {indicator.id for indicator in rubric.indicators}
        found = ask(rubric, [target.indicator_id]) if target.indicator_id in known else ()
    else:
        check_in = check_ins.get(ground.transaction, target.check_in_id)
        if check_in is None or check_in.team_id != ground.team.id:
            raise FormDoesNotMatch
        found = tuple(asked for asked in check_in.asked if asked.id == target.indicator_id)
    if target.indicator_id is not None and not found:
        raise FormDoesNotMatch
    return found[0] if found else None


def _is_an_id(text: str) -> bool:
    return len(text) == len(new_id()) and text.isascii() and text.isalnum()
