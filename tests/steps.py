"""Next steps for tests: name what the test is about, and leave the rest to sensible defaults."""

from dataclasses import replace
from datetime import date
from typing import Any

from rubric.model import DomainId, IndicatorId
from rubric.next_step import NextStep, StepKind, StepState
from rubric.people import MemberId, NextStepId, TeamId
from tests.builders import OPENING

# A Friday.
DUE = date(2026, 11, 20)


def a_step(id: str = "step", *, owner: str = "Lee", due_on: date = DUE, **changed: Any) -> NextStep:
    """An open one on Actionable data 5; the owner's id is the name in small letters."""
    step = NextStep(
        id=NextStepId(id),
        team_id=TeamId("team"),
        kind=StepKind.STEP,
        indicator_id=IndicatorId("actionable-data.5"),
        domain_id=DomainId("actionable-data"),
        label="Actionable data 5",
        sentence="Publish the outreach protocol",
        owner_id=MemberId(owner.lower()),
        owner=owner,
        due_on=due_on,
        state=StepState.OPEN,
        made_at=OPENING,
        made_by="Ana",
    )
    return replace(step, **changed)
