"""Gathers what the team is asked to talk about after a reveal."""

from jobs.announcements import TalkPrompt
from rubric.check_in import CheckIn
from rubric.reveal import to_talk_about
from rubric.team import Team
from storage import check_ins
from storage.deliveries import Delivery
from storage.store import Transaction


def talk_prompt(transaction: Transaction, delivery: Delivery, team: Team, check_in: CheckIn) -> TalkPrompt | None:
    """None when there is nothing to talk about."""
    position = int(delivery.about.partition("/")[2])
    found = check_ins.with_ratings(transaction, check_in).revealed()
    for result in to_talk_about(found):
        if result.indicator == check_in.asked[position]:
            zone = team.rhythm.cadence.zone
            return TalkPrompt(zone, check_in.id, check_in.number, check_in.scale, position, result)
    return None
