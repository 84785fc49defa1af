"""Opens a check-in: chooses what to ask, keeps the wording, and queues the card. Others decide whether it is time."""

from dataclasses import replace
from datetime import datetime

from rubric.check_in import AskedIndicator, CheckIn, ask
from rubric.library import load
from rubric.model import IndicatorId, Rubric
from rubric.people import CheckInId
from rubric.rating import UNDATED
from rubric.refusals import NothingToAsk
from rubric.rotation import next_indicators, next_turn
from rubric.sooner import come_sooner
from rubric.team import Team
from storage import check_ins, deliveries, next_steps, teams
from storage.store import Transaction, new_id


def open_check_in(
    transaction: Transaction, team: Team, *, due_at: datetime, closes_at: datetime, now: datetime
) -> CheckIn | None:
    """The check-in that is now open; None when one for `due_at` was opened already.

    Indicators that were pinned and are asked now are taken off the team's pins, which is saved; a `team` that is saved
    afterwards must have lost them too. Raises NothingToAsk when every indicator is left out.
    """
    rubric = load(team.rubric_id)
    history = check_ins.asked_lately(transaction, team.id)
    asked = next_asked(transaction, team, now=now)
    if not asked:
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
        asked=asked,
    )
    if not check_ins.add(transaction, check_in, pass_number=next_turn(rubric, history, team.preferences).pass_number):
        return None
    unpinned = without_pins(team, check_in)
    if unpinned != team:
        teams.save(transaction, unpinned)
    deliveries.enqueue(
        transaction, deliveries.Order.to_channel(team, deliveries.Kind.CARD, about=check_in.id, run_at=now)
    )
    return check_in


def without_pins(team: Team, check_in: CheckIn) -> Team:
    """The team once `check_in` has opened: a pin has done its work when its indicator is asked."""
    asked = frozenset(asked.id for asked in check_in.asked)
    return replace(team, preferences=team.preferences.without_pins(asked))


def is_nothing_left(team: Team) -> bool:
    """Whether every indicator is left out."""
    excluded = team.preferences.excluded_ids
    return bool(excluded) and all(indicator.id in excluded for indicator in load(team.rubric_id).indicators)


def next_asked(transaction: Transaction, team: Team, *, now: datetime) -> tuple[AskedIndicator, ...]:
    """What the team's next check-in asks, as things stand."""
    rubric = load(team.rubric_id)
    history = check_ins.asked_lately(transaction, team.id)
    chosen = next_indicators(
        rubric,
        history,
        team.rhythm.indicators_per_check_in,
        preferences=team.preferences,
        sooner=sooner(transaction, team, rubric, now=now),
    )
    return ask(rubric, chosen)


def sooner(transaction: Transaction, team: Team, rubric: Rubric, *, now: datetime) -> tuple[IndicatorId, ...]:
    """Indicators whose last result, or something done since, says that they should be asked before others; the last two
    passes count."""
    closed = check_ins.closed_in_two_passes(transaction, team, rubric, before=now)
    since = min((one.check_in.opened_at for one in closed), default=UNDATED)
    return come_sooner(closed, settled_steps=next_steps.settled_since(transaction, team.id, since))
