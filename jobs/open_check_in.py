"""Opens a check-in: chooses what to ask, keeps the wording, and queues the card. Others decide whether it is time."""

from datetime import datetime
from math import ceil

from rubric.check_in import CheckIn, ask
from rubric.library import load
from rubric.model import IndicatorId, Rubric
from rubric.people import CheckInId
from rubric.refusals import NothingToAsk
from rubric.rotation import next_indicators, pass_of_next
from rubric.sooner import come_sooner
from rubric.team import Team
from storage import check_ins, deliveries
from storage.store import Transaction, new_id


def open_check_in(
    transaction: Transaction, team: Team, *, due_at: datetime, closes_at: datetime, now: datetime
) -> CheckIn | None:
    """The check-in that is now open; None when one for `due_at` was opened already.

    Raises NothingToAsk when the rubric has no indicators for it.
    """
    rubric = load(team.rubric_id)
    history = check_ins.asked_lately(transaction, team.id)
    chosen = next_indicators(
        rubric,
        history.asked,
        team.rhythm.indicators_per_check_in,
        sooner=sooner(transaction, team, rubric, now=now),
    )
    if not chosen:
        raise NothingToAsk
    check_in = CheckIn(
        id=CheckInId(new_id()),
        team_id=team.id,
        number=check_ins.next_number(transaction, team.id),
        due_at=due_at,
        opened_at=now,
        closes_at=closes_at,
        closed_at=None,
        scale=rubric.scale,
        evidence_prompt=rubric.evidence_prompt,
        asked=ask(rubric, chosen),
    )
    if not check_ins.add(transaction, check_in, pass_number=pass_of_next(rubric, history)):
        return None
    deliveries.enqueue(
        transaction, deliveries.Order.to_channel(team, deliveries.Kind.CARD, about=check_in.id, run_at=now)
    )
    return check_in


def sooner(transaction: Transaction, team: Team, rubric: Rubric, *, now: datetime) -> tuple[IndicatorId, ...]:
    """Indicators whose last result says that they should be asked before others; the last two passes count."""
    two_passes = 2 * ceil(len(rubric.indicators) / team.rhythm.indicators_per_check_in)
    return come_sooner(check_ins.latest_closed(transaction, team.id, before=now, most=two_passes))
