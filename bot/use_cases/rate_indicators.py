"""Saves what a member chose and typed, durably, before anybody is told that it is saved."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.use_cases.follow_up import follow_up
from bot.use_cases.questioned import question
from bot.use_cases.results import Saved
from bot.use_cases.who import AtCheckIn, Deps, Refused, Speaker, at_check_in
from jobs.refresh_card import DEBOUNCE, refresh_card
from rubric.check_in import CheckIn
from rubric.model import IndicatorId
from rubric.people import CheckInId
from rubric.rating import Act, Choice, Rating, rate, waiting
from rubric.refusals import Refusal
from rubric.student_data import suspicions
from rubric.typed_text import clean
from storage import ratings
from storage.store import Transaction


def rate_indicators(
    deps: Deps,
    who: Speaker,
    check_in_id: CheckInId,
    choices: Sequence[Choice],
    *,
    act: Act | None = None,
    goes_on: bool = False,
) -> Saved:
    """What `act` (None: a submission of just now) does, unless a later act has overtaken it; `goes_on` when the same
    form has more pages to come, so that nothing more is asked yet.

    A note that looks like a record about a student waits for a submission, and is questioned then; the rest is saved.
    Raises Refused, carrying what was typed, when a rule says no; then nothing of `choices` is saved.
    NotOnTheTeam and FormDoesNotMatch come bare: they say nothing about any team.
    """
    now, is_final = deps.clock.now(), act is None or act.final
    with deps.store.begin() as transaction:
        at = at_check_in(transaction, who, check_in_id, hold=True)
        team, check_in, current = at.team, at.check_in, at.current
        held = _held_back(transaction, at, who.address, choices, is_final=is_final, now=now)
        kept = [replace(each, evidence=None) if each.indicator_id in held else each for each in choices]
        try:
            changed = rate(check_in, member=at.member, choices=kept, current=current, now=now, act=act)
        except Refusal as refusal:
            raise Refused(refusal, zone=team.rhythm.cadence.zone, kept=_typed(check_in, choices)) from refusal
        ratings.save(transaction, check_in_id, changed, current=current, now=now)
        after = {**current} | {rating.indicator_id: rating for rating in changed}
        left = waiting(check_in, after)
        # The card only counts who has finished, so only finishing is news to it.
        if left == 0 and waiting(check_in, current):
            refresh_card(transaction, team, check_in, at=now + DEBOUNCE)
        without_level = _without_level(check_in, after)
        asks = is_final and not goes_on and not without_level and not held
        more = follow_up(transaction, at, who.address, after, now=now) if asks else None
    return Saved(waiting=left, notes_without_level=without_level, questioned=held, follow_up=more)


def _held_back(
    transaction: Transaction,
    at: AtCheckIn,
    address: str,
    choices: Sequence[Choice],
    *,
    is_final: bool,
    now: datetime,
) -> Mapping[IndicatorId, str]:
    """The notes that are not saved for now, and what to say of them; what is saved already is not questioned."""
    notes: dict[str, str] = {
        each.indicator_id: each.evidence
        for each in choices
        if each.evidence and clean(each.evidence) != _evidence(at.current.get(each.indicator_id))
    }
    if not is_final:
        return {IndicatorId(name): "" for name, text in notes.items() if suspicions(text)}
    errors = question(transaction, at.team, address, about=at.check_in.id, fields=notes, now=now)
    return {} if errors is None else {IndicatorId(name): sentence for name, sentence in errors.errors.items()}


def _evidence(rating: Rating | None) -> str:
    return "" if rating is None else rating.evidence


def _without_level(check_in: CheckIn, rated: Mapping[IndicatorId, Rating]) -> tuple[IndicatorId, ...]:
    return tuple(
        asked.id
        for asked in check_in.asked
        if asked.id in rated and rated[asked.id].level_id is None and rated[asked.id].evidence
    )


def _typed(check_in: CheckIn, choices: Sequence[Choice]) -> tuple[tuple[str, str], ...]:
    labels = {asked.id: asked.label for asked in check_in.asked}
    return tuple(
        (labels[choice.indicator_id], choice.evidence)
        for choice in choices
        if choice.evidence and choice.evidence != choice.evidence_before and choice.indicator_id in labels
    )
