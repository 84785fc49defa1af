"""The ground that every change of a step stands on: its owner may, and so may a coordinator, as long as it is open."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from bot.use_cases.who import Deps, Refused, Speaker, member_of, team_with_id
from rubric.next_step import NextStep
from rubric.people import Member, NextStepId
from rubric.refusals import FormDoesNotMatch, NotYourStep, StepIsSettled
from rubric.team import Team
from storage import next_steps, teams
from storage.store import Transaction


@dataclass(frozen=True, slots=True)
class OnStep:
    """Somebody who may settle and move `step`."""

    transaction: Transaction
    team: Team
    member: Member
    step: NextStep
    now: datetime

    @property
    def zone(self) -> str:
        return self.team.rhythm.cadence.zone

    @property
    def today(self) -> date:
        return self.team.day_of(self.now)


@contextmanager
def on_step(deps: Deps, who: Speaker, step_id: NextStepId) -> Iterator[OnStep]:
    """The step, held with its team until the block ends; nothing is kept when the block raises.

    Raises NotOnTheTeam, FormDoesNotMatch, and Refused with NotYourStep or StepIsSettled.
    """
    with deps.store.begin() as transaction:
        team, _ = team_with_id(transaction, who, _known(transaction, step_id).team_id)
        team = teams.wait_for(transaction, team.id)
        # Only now: what they are, and what became of the step, may have changed while this waited.
        yield _checked(transaction, team, member_of(transaction, team, who), step_id, deps.clock.now())


@contextmanager
def looking_at_step(deps: Deps, who: Speaker, step_id: NextStepId) -> Iterator[OnStep]:
    """The same for what changes nothing yet. Raises as `on_step` does."""
    with deps.store.read() as transaction:
        team, member = team_with_id(transaction, who, _known(transaction, step_id).team_id)
        yield _checked(transaction, team, member, step_id, deps.clock.now())


def may_settle(member: Member, step: NextStep) -> bool:
    return member.coordinates or member.id == step.owner_id


def _known(transaction: Transaction, step_id: NextStepId) -> NextStep:
    step = next_steps.get(transaction, step_id)
    if step is None:
        raise FormDoesNotMatch
    return step


def _checked(transaction: Transaction, team: Team, member: Member, step_id: NextStepId, now: datetime) -> OnStep:
    step, zone = _known(transaction, step_id), team.rhythm.cadence.zone
    if not may_settle(member, step):
        coordinators = (one.member.name for one in teams.roster(transaction, team.id) if one.member.coordinates)
        raise Refused(NotYourStep(step.owner, tuple(coordinators)), zone=zone)
    if not step.is_open:
        raise Refused(StepIsSettled(step, step.settled_at or now), zone=zone)
    return OnStep(transaction, team, member, step, now)
