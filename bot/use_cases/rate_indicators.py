"""Saves what a member chose and typed, durably, before anybody is told that it is saved."""

from collections.abc import Sequence

from bot.use_cases.results import Saved
from bot.use_cases.who import Deps, Refused, Speaker, at_check_in
from jobs.refresh_card import DEBOUNCE, refresh_card
from rubric.check_in import CheckIn
from rubric.people import CheckInId
from rubric.rating import Act, Choice, rate, waiting
from rubric.refusals import Refusal
from storage import ratings


def rate_indicators(
    deps: Deps, who: Speaker, check_in_id: CheckInId, choices: Sequence[Choice], *, act: Act | None = None
) -> Saved:
    """What `act` (None: an act of just now) does, unless a later act has overtaken it.

    Raises Refused, carrying what was typed, when a rule says no; then nothing of `choices` is saved.

    NotOnTheTeam and FormDoesNotMatch come bare: they say nothing about any team.
    """
    now = deps.clock.now()
    with deps.store.begin() as transaction:
        at = at_check_in(transaction, who, check_in_id, hold=True)
        team, check_in, current = at.team, at.check_in, at.current
        try:
            changed = rate(check_in, member=at.member, choices=choices, current=current, now=now, act=act)
        except Refusal as refusal:
            raise Refused(refusal, zone=team.rhythm.cadence.zone, kept=_typed(check_in, choices)) from refusal
        ratings.save(transaction, check_in_id, changed, current=current, now=now)
        after = {**current} | {rating.indicator_id: rating for rating in changed}
        left = waiting(check_in, after)
        # The card only counts who has finished, so only finishing is news to it.
        if left == 0 and waiting(check_in, current):
            refresh_card(transaction, team, check_in, at=now + DEBOUNCE)
    without_level = tuple(
        asked.id
        for asked in check_in.asked
        if asked.id in after and after[asked.id].level_id is None and after[asked.id].evidence
    )
    return Saved(waiting=left, notes_without_level=without_level)


def _typed(check_in: CheckIn, choices: Sequence[Choice]) -> tuple[tuple[str, str], ...]:
    labels = {asked.id: asked.label for asked in check_in.asked}
    return tuple(
        (labels[choice.indicator_id], choice.evidence)
        for choice in choices
        if choice.evidence and choice.evidence != choice.evidence_before and choice.indicator_id in labels
    )
