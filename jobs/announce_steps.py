"""Gathers what the owner of a next step is told about it."""

from datetime import datetime

from jobs.announcements import StepReminder
from jobs.remind_owners import whom_to_remind
from rubric.check_in import CheckIn
from rubric.next_step import NextStep, WhyTold
from rubric.people import NextStepId
from rubric.team import Team
from storage import next_steps, teams
from storage.deliveries import Delivery
from storage.store import Transaction


def step_due(transaction: Transaction, delivery: Delivery, team: Team, *, now: datetime) -> StepReminder | None:
    """None when it was settled, moved or given to somebody else meanwhile, or comes too late to be a reminder."""
    step = next_steps.get(transaction, NextStepId(delivery.about))
    if step is None or not step.is_open:
        return None
    told = [one for one in whom_to_remind(step, teams.roster(transaction, team.id)) if one.is_reachable]
    recipient = next((one.member for one in told if one.member.id == delivery.member_id), None)
    # The last part of the key says why, and of which due date.
    said, _, which = delivery.key.rsplit(":", 1)[1].partition("@")
    why = WhyTold(said)
    today = team.day_of(now)
    if recipient is None or not _still_holds(step, why, which, is_overdue=step.is_overdue(today)):
        return None
    return StepReminder(team.name, step, today, why=why, owner_has_left=recipient.id != step.owner_id)


def open_from_before(transaction: Transaction, check_in: CheckIn) -> tuple[NextStep, ...]:
    """What was to be done about the indicators of a check-in when it opened, and still is; by due date."""
    found = next_steps.open_of_team(transaction, check_in.team_id)
    return tuple(step for step in found if check_in.asks(step.indicator_id) and step.made_at < check_in.opened_at)


def _still_holds(step: NextStep, why: WhyTold, which: str, *, is_overdue: bool) -> bool:
    match why:
        case WhyTold.NEW | WhyTold.MOVED:
            return True
        case WhyTold.BEFORE:
            return which == step.due_on.isoformat() and not is_overdue
        case WhyTold.AFTER:
            return which == step.due_on.isoformat()
