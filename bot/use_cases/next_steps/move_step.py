"""Moves a step to another day, or gives it to somebody else; then its reminders begin anew."""

from dataclasses import dataclass, replace
from datetime import date

from bot.sections.forms import Values
from bot.sections.step_forms import move_form
from bot.use_cases.next_steps.filling_in import due_day_in, owner_in, possible_owners
from bot.use_cases.next_steps.on_step import OnStep, looking_at_step, on_step
from bot.use_cases.next_steps.settle_step import step_facts
from bot.use_cases.results import FormErrors, Notice, OpenForm
from bot.use_cases.who import Deps, Speaker
from bot.wording import next_steps as words
from jobs.remind_owners import tell_owner
from jobs.step_changed import step_changed
from rubric.audit import What
from rubric.next_step import NextStep, WhyTold
from rubric.people import Member, MemberId, NextStepId
from rubric.refusals import FormDoesNotMatch
from rubric.step_reminding import is_too_close_to_remind
from storage import audit, next_steps


@dataclass(frozen=True, slots=True)
class Seen:
    """A step as it was when the form was opened, so that nobody's change is overwritten unseen."""

    step_id: NextStepId
    due_on: str
    owner_id: MemberId

    def __str__(self) -> str:
        return f"{self.step_id}@{self.due_on}@{self.owner_id}"

    @classmethod
    def of(cls, step: NextStep) -> "Seen":
        return cls(step.id, step.due_on.isoformat(), step.owner_id)

    @classmethod
    def read(cls, text: str) -> "Seen":
        """Raises FormDoesNotMatch."""
        parts = text.split("@")
        if len(parts) != 3:
            raise FormDoesNotMatch
        return cls(NextStepId(parts[0]), parts[1], MemberId(parts[2]))


def open_move(deps: Deps, who: Speaker, step_id: NextStepId) -> OpenForm:
    """Raises what `on_step` raises."""
    with looking_at_step(deps, who, step_id) as ground:
        # One that is overdue can't stay where it is.
        return _form(ground, due=max(ground.step.due_on, ground.today), owner_id=ground.step.owner_id)


def move_step(deps: Deps, who: Speaker, about: str, values: Values) -> Notice | FormErrors | OpenForm:
    """The form again, with what was chosen, when somebody else moved it meanwhile. Raises what `on_step` raises."""
    seen = Seen.read(about)
    with on_step(deps, who, seen.step_id) as ground:
        errors: dict[str, str] = {}
        due_on = due_day_in(values, errors, today=ground.today)
        owner = owner_in(ground.transaction, ground.team, values, errors)
        if due_on is None or owner is None:
            return FormErrors(errors)
        step = ground.step
        if (due_on, owner.id) != (step.due_on, step.owner_id):
            if seen != Seen.of(step):
                said = words.moved_meanwhile(step, ground.today)
                return _form(ground, due=due_on, owner_id=owner.id, said=said)
            step = _move(ground, due_on, owner)
        return words.moved(step, is_own=step.owner_id == ground.member.id, today=ground.today)


def _move(ground: OnStep, due_on: date, owner: Member) -> NextStep:
    transaction, team, step, now = ground.transaction, ground.team, ground.step, ground.now
    moved = replace(
        step,
        due_on=due_on,
        owner_id=owner.id,
        owner=owner.name,
        reminded_before=is_too_close_to_remind(team, due_on, owner_zone=owner.zone, now=now),
        reminded_after=False,
    )
    next_steps.save(transaction, moved)
    entry = audit.write(
        transaction,
        team.id,
        What.STEP_MOVED,
        actor=ground.member.name,
        actor_id=ground.member.id,
        now=now,
        before=step_facts(step),
        after=step_facts(moved),
    )
    if owner.id != ground.member.id:
        why = WhyTold.MOVED if owner.id == step.owner_id else WhyTold.NEW
        tell_owner(transaction, team, moved, why, entry=entry, now=now)
    step_changed(transaction, team, moved, now=now)
    return moved


def _form(ground: OnStep, *, due: date, owner_id: MemberId, said: str = "") -> OpenForm:
    owners, step = possible_owners(ground.transaction, ground.team), ground.step
    return OpenForm(
        move_form(str(Seen.of(step)), step, owners, due=due, owner_id=owner_id, today=ground.today, said=said)
    )
