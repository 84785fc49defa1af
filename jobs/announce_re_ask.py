"""Gathers what somebody is asked again who didn't know, once somebody else has found out."""

from jobs.announcements import ReAsk
from jobs.ask_again import asked_in, who_did_not_know
from rubric.check_in import CheckIn
from rubric.next_step import NextStep
from rubric.people import EvidenceId, MemberId, NextStepId
from rubric.reveal import is_worth_a_second_look
from rubric.team import Team
from storage import check_ins, evidence, next_steps, second_ratings, teams
from storage.deliveries import Delivery
from storage.store import Transaction


def re_ask(transaction: Transaction, delivery: Delivery, team: Team) -> ReAsk | None:
    """None when they have left or no longer rate, when they have seen it differently since, or when the whole team
    was asked again."""
    step = next_steps.get(transaction, NextStepId(delivery.about))
    found = evidence.get(transaction, EvidenceId(delivery.about))
    if step is None or found is None or delivery.member_id is None:
        return None
    check_in = asked_in(transaction, team, step)
    if check_in is None or not _is_to_ask(transaction, team, check_in, step, delivery.member_id):
        return None
    position = next(at for at, asked in enumerate(check_in.asked) if asked.id == step.indicator_id)
    return ReAsk(
        team_name=team.name,
        zone=team.rhythm.cadence.zone,
        check_in_id=check_in.id,
        number=check_in.number,
        scale=check_in.scale,
        position=position,
        indicator=check_in.asked[position],
        found=found.text,
        link=found.link,
        found_by=found.added_by,
    )


def _is_to_ask(transaction: Transaction, team: Team, check_in: CheckIn, step: NextStep, member_id: MemberId) -> bool:
    roster = (one.member for one in teams.roster(transaction, team.id))
    return (
        any(member.id == member_id and member.rates for member in roster)
        and member_id in who_did_not_know(transaction, check_in, step.indicator_id)
        and second_ratings.asked_since(transaction, check_in, step.indicator_id) is None
        and not _sees_it_already(transaction, check_in, step, member_id)
        and _may_be_rated_again(transaction, check_in, step)
    )


def _sees_it_already(transaction: Transaction, check_in: CheckIn, step: NextStep, member_id: MemberId) -> bool:
    """Whether they have given it a level since, or looked again as a digest has counted, which stays as it is."""
    look = second_ratings.get(transaction, check_in.id, step.indicator_id, member_id)
    return look is not None and (look.released_in is not None or not check_in.scale.is_dont_know(look.level_id))


def _may_be_rated_again(transaction: Transaction, check_in: CheckIn, step: NextStep) -> bool:
    if check_in.closed_at is None:
        return False
    found = check_ins.with_ratings(transaction, check_in).revealed()
    return any(one.indicator.id == step.indicator_id and is_worth_a_second_look(one) for one in found.results)
