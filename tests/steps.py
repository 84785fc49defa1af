"""Next steps for tests: name what the test is about, and leave the rest to sensible defaults."""

from dataclasses import replace
from datetime import date
from typing import Any

from rubric.check_in import AskedIndicator
from rubric.model import DomainId, IndicatorId
from rubric.next_step import NextStep, StepKind, StepState
from rubric.people import MemberId, NextStepId, TeamId
from tests.builders import OPENING

# A Friday.
DUE = date(2026, 11, 20)


def a_step(
    id: str = "step",
    *,
    owner: str = "Lee",
    due_on: date = DUE,
    indicator: str = "actionable-data.5",
    about: AskedIndicator | None = None,
    **changed: Any,
) -> NextStep:
    """An open one on `indicator`, or on what was asked `about`; the owner's id is the name in small letters."""
    step = NextStep(
        id=NextStepId(id),
        team_id=TeamId("team"),
        kind=StepKind.STEP,
        indicator_id=about.id if about else IndicatorId(indicator),
        domain_id=about.domain_id if about else DomainId(indicator.rpartition(".")[0]),
        label=about.label if about else indicator.replace("-", " ").replace(".", " ").capitalize(),
        sentence="Publish the outreach protocol",
        owner_id=MemberId(owner.lower()),
        owner=owner,
        due_on=due_on,
        state=StepState.OPEN,
        made_at=OPENING,
        made_by="Ana",
    )
    return replace(step, **changed)
