"""Asks, once a member has rated, for what their ratings leave open, and keeps what they answer; never twice."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.sections import follow_up as sections
from bot.sections.forms import Values
from bot.use_cases.questioned import question
from bot.use_cases.results import Done, FormErrors, OpenForm
from bot.use_cases.who import AtCheckIn, Deps, Refused, Speaker, at_check_in
from rubric.check_in import CheckIn
from rubric.dont_know import GivenReason, Reason
from rubric.follow_up import not_asked_yet, questions
from rubric.model import IndicatorId
from rubric.people import CheckInId
from rubric.rating import Choice, Rating, rate
from rubric.refusals import FormDoesNotMatch, Refusal
from rubric.typed_text import clean
from storage import dont_know, drafts, ratings
from storage.store import Transaction

KIND = "follow_up"
# Longer than any check-in stays open.
FORGOTTEN_AFTER = timedelta(days=120)


def follow_up(
    transaction: Transaction, at: AtCheckIn, address: str, rated: Mapping[IndicatorId, Rating], *, now: datetime
) -> OpenForm | None:
    """The form for what the member's ratings, now `rated`, leave open and they have not been asked in this check-in.

    Asks the database only when there may be something.
    """
    found = questions(at.check_in, rated)
    if not found:
        return None
    about = at.check_in.id
    draft = drafts.find(transaction, at.team.workspace_id, address, kind=KIND, about=about)
    asked: list[str] = [] if draft is None else draft.values["asked"]
    new = not_asked_yet(found, asked)
    if not new:
        return None
    # Whoever closes it is not heard of again, so it counts as asked from here on.
    values = {"asked": [*asked, *(one.key for one in new)]}
    drafts.keep(transaction, at.team.workspace_id, address, kind=KIND, about=about, values=values, now=now)
    return OpenForm(sections.follow_up_form(at.check_in, new))


def save_follow_up(deps: Deps, who: Speaker, about: str, values: Values) -> Done | FormErrors:
    """What is left empty changes nothing.

    Raises Refused, carrying what was typed, when a rule says no; NotOnTheTeam, FormDoesNotMatch.
    """
    now, check_in_id = deps.clock.now(), CheckInId(about)
    reasons, notes = _reasons(values), _notes(values)
    with deps.store.begin() as transaction:
        at = at_check_in(transaction, who, check_in_id, hold=True)
        choices = [Choice(indicator_id, evidence=text, tapped=False) for indicator_id, text in notes.items()]
        try:
            changed = rate(at.check_in, member=at.member, choices=choices, current=at.current, now=now)
        except Refusal as refusal:
            zone = at.team.rhythm.cadence.zone
            raise Refused(refusal, zone=zone, kept=_typed(at.check_in, notes)) from refusal
        fields = {sections.note_field(indicator_id): text for indicator_id, text in notes.items()}
        errors = question(transaction, at.team, who.address, about=f"{KIND}:{about}", fields=fields, now=now)
        if errors is not None:
            return errors
        ratings.save(transaction, check_in_id, changed, current=at.current, now=now)
        for indicator_id, reason in reasons.items():
            if _is_unknown(at, indicator_id):
                dont_know.save(transaction, GivenReason(check_in_id, indicator_id, at.member.id, reason, now))
        drafts.drop_older(transaction, now - FORGOTTEN_AFTER, kinds=(KIND,))
    return Done()


def _is_unknown(at: AtCheckIn, indicator_id: IndicatorId) -> bool:
    """Whether the member still doesn't know: they may have changed it on another device."""
    rating = at.current.get(indicator_id)
    return rating is not None and rating.level_id is not None and at.check_in.scale.is_dont_know(rating.level_id)


def _reasons(values: Values) -> dict[IndicatorId, Reason]:
    """Raises FormDoesNotMatch."""
    given = ((sections.reason_of(name), value) for name, value in values.items() if value)
    try:
        return {indicator_id: Reason(str(value)) for indicator_id, value in given if indicator_id is not None}
    except ValueError:
        raise FormDoesNotMatch from None


def _notes(values: Values) -> dict[IndicatorId, str]:
    given = ((sections.note_of(name), value) for name, value in values.items())
    return {
        indicator_id: value
        for indicator_id, value in given
        if indicator_id is not None and isinstance(value, str) and clean(value)
    }


def _typed(check_in: CheckIn, notes: Mapping[IndicatorId, str]) -> tuple[tuple[str, str], ...]:
    labels = {asked.id: asked.label for asked in check_in.asked}
    return tuple((labels.get(indicator_id, indicator_id), text) for indicator_id, text in notes.items())
