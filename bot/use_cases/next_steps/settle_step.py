"""Settles an open step, done or dropped: saved, written in the log, and what follows from it."""

from collections.abc import Mapping
from datetime import datetime

from jobs.step_changed import step_changed
from rubric.audit import What
from rubric.next_step import NextStep, StepState
from rubric.people import Member
from rubric.team import Team
from storage import audit, next_steps
from storage.store import Transaction


def settle(
    transaction: Transaction,
    team: Team,
    step: NextStep,
    *,
    state: StepState,
    actor: Member,
    now: datetime,
    reason: str = "",
) -> NextStep:
    """The step as it is then: done or dropped, saved, written in the log. The team is held, and the step open."""
    settled = step.settled(state, at=now)
    next_steps.save(transaction, settled)
    audit.write(
        transaction,
        team.id,
        What.STEP_DONE if state is StepState.DONE else What.STEP_DROPPED,
        actor=actor.name,
        actor_id=actor.id,
        now=now,
        after=step_facts(settled),
        reason=reason,
    )
    step_changed(transaction, team, settled, now=now)
    return settled


def step_facts(step: NextStep) -> Mapping[str, str]:
    """For the audit log, which outlives the rubric."""
    return {
        "indicator": step.label,
        "indicator_id": step.indicator_id,
        "sentence": step.sentence,
        "owner": step.owner,
        "due_on": step.due_on.isoformat(),
    }
