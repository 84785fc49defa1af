"""A member's private form, page by page: each is kept as it is shown, and saved whole when its button is pressed."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.teams.answering import Answering, Json, Shown
from bot.teams.arrived import Arrived
from bot.teams.blocks.rating_form import level_field, note_field, pages, rating_card, rating_title
from bot.teams.ids import Carried
from bot.teams.kept_forms import KeptPage, Stood, keep_page, kept_page
from bot.teams.sent_at import sent_at
from bot.use_cases.open_rating_form import open_rating_form
from bot.use_cases.rate_indicators import rate_indicators
from bot.use_cases.results import Answer, OpenForm, RatingForm, Result, Saved
from bot.wording import note_without_level
from bot.wording.check_ins import check_in_title, indicator_label
from bot.wording.in_forms import saved as saved_notice
from rubric.model import IndicatorId, LevelId
from rubric.people import CheckInId
from rubric.rating import Act, Choice, Rating
from rubric.refusals import FormDoesNotMatch
from rubric.typed_text import clean

# What can't be a page of any check-in is an id that was tampered with.
_LONGEST_NUMBER = 3
_LONGEST_ID = 255


@dataclass(frozen=True, slots=True)
class Left:
    """How a page was left that is shown again: what stood in it, and what is wrong, by indicator."""

    errors: Mapping[IndicatorId, str]
    typed: Mapping[IndicatorId, tuple[str | None, str]]


def answer_command(answering: Answering, arrived: Arrived, result: Result, *, words: str) -> None:
    """What a command came to, which may be a rating form; in a channel that has a button of its own."""
    match result:
        case OpenForm(form=RatingForm(check_in=check_in)) if arrived.is_alone:
            show_page(answering, arrived, check_in.id)
        case OpenForm(form=RatingForm(check_in=check_in)):
            answering.offer(arrived, check_in_title(check_in), words)
        case _:
            answering.command(arrived, result, words=words)


def answer_press(answering: Answering, arrived: Arrived, result: Result) -> Json | None:
    """What the button of a command came to."""
    match result:
        case OpenForm(form=RatingForm(check_in=check_in)):
            return show_page(answering, arrived, check_in.id)
        case _:
            return answering.press(arrived, result)


def show_page(
    answering: Answering,
    arrived: Arrived,
    check_in_id: str,
    *,
    page: int = 0,
    opened: str = "",
    left: Left | None = None,
) -> Json | None:
    """Raises Refused (closed, an observer), NotOnTheTeam, FormDoesNotMatch."""
    form = _form(answering, arrived, check_in_id)
    asked = pages(form.check_in)
    page = min(page, len(asked) - 1)
    statements = {one.id: indicator_label(one.label, one.text) for one in asked[page]}
    on_it = {one: rating for one, rating in form.current.items() if one in statements}
    token = keep_page(
        answering.deps, arrived.who, form.check_in.id, on_it, page=page, opened=opened, statements=statements
    )
    errors, typed = ({}, {}) if left is None else (left.errors, _not_saved(left.typed, form.current))
    card = rating_card(form, page=page, kept=token, surface=arrived.surface, errors=errors, typed=typed)
    return answering.give(arrived, Shown(rating_title(form), card))


def save_page(answering: Answering, arrived: Arrived, carried: Carried, *, to: int | None) -> Json | None:
    """Save what stands on a page, then show page `to`, or what there is to say at the end.

    Raises Refused with what was typed, NotOnTheTeam, FormDoesNotMatch.
    """
    kept = kept_page(answering.deps, arrived.who, carried.form)
    choices = _choices(kept, carried)
    act = Act(sent_at(arrived.activity, received_at=answering.deps.clock.now()), kept.opened)
    saved = rate_indicators(answering.deps, arrived.who, kept.check_in_id, choices, act=act, goes_on=to is not None)
    answering.refresh_home(arrived)
    errors = _errors(kept, saved, goes_back=to is not None and to < kept.page)
    if errors:
        typed = {one.indicator_id: (one.level_id, one.evidence) for one in choices if one.evidence is not None}
        left = Left(errors, typed)
        return show_page(answering, arrived, kept.check_in_id, page=kept.page, opened=kept.opened, left=left)
    if to is not None:
        return show_page(answering, arrived, kept.check_in_id, page=to, opened=kept.opened)
    return answering.show(arrived, _at_the_end(answering, arrived, kept, saved))


def page_number(value: str) -> int:
    """Raises FormDoesNotMatch."""
    if not (value.isascii() and value.isdecimal() and len(value) <= _LONGEST_NUMBER):
        raise FormDoesNotMatch
    return int(value)


def typed_notes(kept: KeptPage, carried: Carried) -> tuple[tuple[str, str], ...]:
    """The notes of a page that may not be saved yet, as (statement, note)."""
    return tuple(
        (statement, note)
        for indicator_id, statement in kept.statements.items()
        if (note := carried.fields.get(note_field(indicator_id), ""))
        and note != kept.before.get(indicator_id, Stood()).evidence
    )


def _form(answering: Answering, arrived: Arrived, check_in_id: str) -> RatingForm:
    if not 0 < len(check_in_id) <= _LONGEST_ID:
        raise FormDoesNotMatch
    form = open_rating_form(answering.deps, arrived.who, CheckInId(check_in_id)).form
    if not isinstance(form, RatingForm):
        raise FormDoesNotMatch
    return form


def _choices(kept: KeptPage, carried: Carried) -> tuple[Choice, ...]:
    """One for each indicator of the page. Raises FormDoesNotMatch for a field that isn't on it."""
    fields = {field for one in kept.statements for field in (level_field(one), note_field(one))}
    if not carried.fields.keys() <= fields:
        raise FormDoesNotMatch
    return tuple(_choice(one, kept.before.get(one, Stood()), carried) for one in kept.statements)


def _choice(indicator_id: IndicatorId, before: Stood, carried: Carried) -> Choice:
    level = carried.fields.get(level_field(indicator_id), "")
    chosen = LevelId(level) if level else None
    return Choice(
        indicator_id,
        chosen,
        # A note that had no room on the page comes back as nothing; one that was emptied as an empty text.
        carried.fields.get(note_field(indicator_id)),
        level_before=before.level_id,
        evidence_before=before.evidence,
        # What stood there already was chosen in this form only if it is another one now.
        tapped=chosen != before.level_id,
    )


def _not_saved(
    typed: Mapping[IndicatorId, tuple[str | None, str]], current: Mapping[IndicatorId, Rating]
) -> Mapping[IndicatorId, tuple[str | None, str]]:
    """A note that is saved needs no room of its own, which others may need."""
    notes = {one: rating.evidence for one, rating in current.items()}
    return {one: left for one, left in typed.items() if clean(left[1]) != notes.get(one, "")}


def _errors(kept: KeptPage, saved: Saved, *, goes_back: bool) -> Mapping[IndicatorId, str]:
    """Beside the notes of this page: what isn't saved yet and, for who goes on, what doesn't count yet."""
    without = () if goes_back else (one for one in saved.notes_without_level if one in kept.statements)
    return {**dict.fromkeys(without, note_without_level()), **saved.questioned}


def _at_the_end(answering: Answering, arrived: Arrived, kept: KeptPage, saved: Saved) -> Answer:
    if saved.follow_up is not None:
        return saved.follow_up
    form = _form(answering, arrived, kept.check_in_id)
    return saved_notice(form.check_in, waiting=saved.waiting, zone=form.zone)
