"""What follows from a change of a next step: the open check-in's card, and when its owner is reminded."""

from datetime import datetime

from jobs.refresh_card import DEBOUNCE, refresh_card
from jobs.tick import set_alarm
from rubric.next_step import NextStep
from rubric.team import Team
from storage import check_ins
from storage.store import Transaction


def step_changed(transaction: Transaction, team: Team, step: NextStep, *, now: datetime) -> None:
    check_in = check_ins.open_one(transaction, team.id)
    # The card names what is open from before.
    if check_in is not None and check_in.asks(step.indicator_id) and step.made_at < check_in.opened_at:
        refresh_card(transaction, team, check_in, at=now + DEBOUNCE)
    set_alarm(transaction, team, now=now)
