"""The card of a check-in as its channel sees it, and what only one member sees on it: how far they are themselves."""

from dataclasses import dataclass

from bot.use_cases.who import Deps, Speaker, at_check_in
from jobs.announce import card_of
from jobs.announcements import Card
from rubric.people import CheckInId
from rubric.rating import waiting
from storage import teams


@dataclass(frozen=True, slots=True)
class OwnCard:
    """`rated` is None for somebody who doesn't rate, and once the check-in is closed. `team` are addresses."""

    card: Card
    rated: int | None
    team: tuple[str, ...]


def show_own_card(deps: Deps, who: Speaker, check_in_id: CheckInId) -> OwnCard:
    """Raises NotOnTheTeam, FormDoesNotMatch."""
    now = deps.clock.now()
    with deps.store.read() as transaction:
        at = at_check_in(transaction, who, check_in_id)
        card = card_of(transaction, at.team, at.check_in, now=now)
        roster = teams.roster(transaction, at.team.id)
    is_counted = at.member.rates and at.check_in.is_open(now)
    rated = len(at.check_in.asked) - waiting(at.check_in, at.current) if is_counted else None
    return OwnCard(card, rated, tuple(one.address for one in roster if one.address))
