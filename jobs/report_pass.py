"""Gathers a full pass from what is stored, and queues its report once everything in it has closed."""

from collections.abc import Sequence
from datetime import datetime

from rubric.compile_pass import PassMaterial, compile_pass
from rubric.full_pass import FullPass
from rubric.library import load
from rubric.rotation import progress
from rubric.team import Team
from storage import check_ins, deliveries, evidence, next_steps, passes, second_ratings, team_ratings
from storage.passes import OfPass
from storage.store import Transaction


def passes_closed(transaction: Transaction, team: Team) -> tuple[int, ...]:
    """The passes in which a check-in has closed, oldest first; the last of them is what a report is about."""
    found = passes.check_ins_by_pass(transaction, team.id)
    return tuple(dict.fromkeys(one.pass_number for one in found if one.closed_at is not None))


def full_pass_of(transaction: Transaction, team: Team, pass_number: int, *, now: datetime) -> FullPass | None:
    """None when nothing has closed in that pass."""
    calendar = passes.check_ins_by_pass(transaction, team.id)
    in_pass = [one for one in calendar if one.pass_number == pass_number]
    closed = check_ins.closed_of_pass(transaction, team.id, pass_number)
    if not closed:
        return None
    before = check_ins.closed_of_pass(transaction, team.id, pass_number - 1)
    agreed = team_ratings.of_team(transaction, team.id)
    open_now = check_ins.open_one(transaction, team.id)
    is_open_in_pass = open_now is not None and any(one.id == open_now.id for one in in_pass)
    return compile_pass(
        PassMaterial(
            team_name=team.name,
            zone=team.rhythm.cadence.zone,
            pass_number=pass_number,
            rubric=load(team.rubric_id),
            closed=closed,
            before=before,
            open_now=frozenset(one.id for one in open_now.asked) if open_now and is_open_in_pass else frozenset(),
            team_ratings=agreed,
            scales={
                one.id: one.scale
                for one in check_ins.some(transaction, list(dict.fromkeys(one.check_in_id for one in agreed)))
            },
            second_ratings=second_ratings.released(transaction, team.id),
            next_steps=next_steps.of_team(transaction, team.id),
            evidence=evidence.of_team(transaction, team.id),
            now=now,
            until=_next_began(calendar, pass_number),
            preferences=team.preferences,
        )
    )


def report_if_complete(transaction: Transaction, team: Team, *, now: datetime) -> None:
    """Queue the report of the pass that is complete by now, for the channel, once for each pass."""
    complete = _complete_pass(transaction, team)
    if complete is not None:
        order = deliveries.Order.to_channel(team, deliveries.Kind.REPORT, about=report_key(team, complete), run_at=now)
        deliveries.enqueue(transaction, order)


def report_key(team: Team, pass_number: int) -> str:
    """What a delivery says that it is about."""
    return f"{team.id}/{pass_number}"


def _complete_pass(transaction: Transaction, team: Team) -> int | None:
    """The latest pass in which all is asked and closed; its successor may have begun already."""
    found = progress(load(team.rubric_id), check_ins.asked_lately(transaction, team.id), team.preferences)
    calendar = passes.check_ins_by_pass(transaction, team.id)
    is_through = bool(found.asked) and not found.left
    latest = found.pass_number if is_through and _has_closed(calendar, found.pass_number) else found.pass_number - 1
    return latest if latest and _has_closed(calendar, latest) else None


def _has_closed(calendar: Sequence[OfPass], pass_number: int) -> bool:
    closings = [one.closed_at for one in calendar if one.pass_number == pass_number]
    return bool(closings) and None not in closings


def _next_began(calendar: Sequence[OfPass], pass_number: int) -> datetime | None:
    return min((one.opened_at for one in calendar if one.pass_number > pass_number), default=None)
