"""Saves a member's second look at an indicator whose check-in has closed; the first rating stays what it was."""

from collections.abc import Callable

from bot.sections.talking import again_form
from bot.use_cases.deciding.asked import asked_at, asked_one, parts_of
from bot.use_cases.results import Notice, OpenForm
from bot.use_cases.who import AtCheckIn, Deps, Refused, Speaker, at_check_in
from bot.wording import talking as words
from rubric.check_in import AskedIndicator, CheckIn
from rubric.model import IndicatorId, LevelId
from rubric.people import CheckInId
from rubric.refusals import (
    AskedSince,
    CountedAlready,
    FormDoesNotMatch,
    NotSplitNorUnknown,
    ObserversDontRate,
    Refusal,
    SealedUntilClose,
)
from rubric.reveal import is_worth_a_second_look
from rubric.second_rating import SecondRating
from storage import check_ins, second_ratings, teams
from storage.store import Transaction


def rate_again(
    deps: Deps, who: Speaker, check_in_id: CheckInId, indicator_id: IndicatorId, level_id: LevelId
) -> Notice:
    """In place of the same member's earlier second look, until a digest has counted that.

    Raises FormDoesNotMatch, NotOnTheTeam, and Refused: an observer, a check-in that is open, an indicator that was
    asked again since, or is neither split nor unknown, or a second look that was counted already.
    """
    return _save(deps, who, check_in_id, lambda check_in: asked_one(check_in, indicator_id), level_id)


def open_rate_again(deps: Deps, who: Speaker, check_in_id: CheckInId) -> OpenForm | Notice:
    """All of a check-in that may be rated again. Raises FormDoesNotMatch, NotOnTheTeam, and Refused: an observer, a
    check-in that is open."""
    with deps.store.read() as transaction:
        at = at_check_in(transaction, who, check_in_id)
        refusal = _refusal_at_all(at)
        if refusal is not None:
            raise Refused(refusal, zone=at.team.rhythm.cadence.zone)
        found = check_ins.with_ratings(transaction, at.check_in).revealed()
        results = [
            one
            for one in found.results
            if is_worth_a_second_look(one)
            and second_ratings.asked_since(transaction, at.check_in, one.indicator.id) is None
        ]
    return OpenForm(again_form(at.check_in, results)) if results else words.nothing_to_rate_again()


def press_rate_again(deps: Deps, who: Speaker, value: str) -> Notice:
    """The same for the value of a button, see DecideAct.RATE_AGAIN."""
    check_in_id, (position, level_id) = parts_of(value, 2)
    return _save(deps, who, check_in_id, lambda check_in: asked_at(check_in, position), LevelId(level_id))


def _save(
    deps: Deps, who: Speaker, check_in_id: CheckInId, find: Callable[[CheckIn], AskedIndicator], level_id: LevelId
) -> Notice:
    now = deps.clock.now()
    with deps.store.begin() as transaction:
        at = at_check_in(transaction, who, check_in_id)
        # A digest that counts second looks holds the team as well, so none changes while it is being counted.
        teams.wait_for(transaction, at.team.id)
        at = at_check_in(transaction, who, check_in_id)
        check_in, asked = at.check_in, find(at.check_in)
        if level_id not in check_in.scale:
            raise FormDoesNotMatch
        refusal = _refusal(transaction, at, asked)
        saved = refusal is None and second_ratings.save(
            transaction, SecondRating(check_in.id, asked.id, at.member.id, level_id, rated_at=now)
        )
        if not saved:
            raise Refused(refusal or CountedAlready(asked.label), zone=at.team.rhythm.cadence.zone)
    first = at.current.get(asked.id)
    return words.rated_again(
        asked.label, check_in.scale, level_id=level_id, first=None if first is None else first.level_id
    )


def _refusal(transaction: Transaction, at: AtCheckIn, asked: AskedIndicator) -> Refusal | None:
    check_in, refusal = at.check_in, _refusal_at_all(at)
    if refusal is not None:
        return refusal
    since = second_ratings.asked_since(transaction, check_in, asked.id)
    if since is not None:
        return AskedSince(asked.label, since)
    found = check_ins.with_ratings(transaction, check_in).revealed()
    result = next(one for one in found.results if one.indicator.id == asked.id)
    return None if is_worth_a_second_look(result) else NotSplitNorUnknown(asked.label)


def _refusal_at_all(at: AtCheckIn) -> Refusal | None:
    """Whatever the indicator."""
    if not at.member.rates:
        return ObserversDontRate()
    return SealedUntilClose(at.check_in.closes_at) if at.check_in.closed_at is None else None
