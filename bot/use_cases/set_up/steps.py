"""From the command to the preview: finds out who is in the channel, then goes through the steps, back and forth.

What stands in a step is kept whenever it is left, so that nothing has to be filled in twice.
"""

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import assert_never

from bot.lookups import ChannelPeople, Found, NotFound, WantedPeople
from bot.sections import set_up as sections
from bot.sections.forms import Form, Values
from bot.sections.set_up_preview import preview_form
from bot.use_cases.results import Answer, Fetch, FormErrors, OpenForm
from bot.use_cases.set_up import draft as drafts
from bot.use_cases.set_up.draft import FORGOTTEN_AFTER, KIND, SetUpDraft, Step
from bot.use_cases.set_up.people import asked_about, not_asked_yet, people_faults, people_values
from bot.use_cases.set_up.preview import NotYet, first_coordinator, plan_of
from bot.use_cases.set_up.rhythm import (
    Settings,
    profile_zone,
    read_rhythm,
    rhythm_values,
    rubric_of,
    zones_on_offer,
)
from bot.use_cases.set_up.taken import own_draft, refuse_if_taken
from bot.use_cases.who import Deps, Refused, Speaker
from bot.wording import set_up as words
from bot.wording import set_up_refused as refused
from rubric.refusals import FormDoesNotMatch, SharedChannel
from storage.drafts import drop_older

UNKNOWN_ZONE = "UTC"


def open_set_up(deps: Deps, who: Speaker, channel_id: str) -> Fetch:
    """Look who is in the channel, and then begin, or go on where the speaker stopped.

    Raises NoTeamHere, and Refused when the channel has a team.
    """
    with deps.store.read() as transaction:
        refuse_if_taken(transaction, who, channel_id)
    return Fetch(refused.looking(), WantedPeople(channel_id), partial(_begin, deps, who, channel_id))


def choose_people(deps: Deps, who: Speaker, channel_id: str, values: Values) -> Answer:
    """The first step was filled in: on to the second, unless something is wrong. Raises Refused, DraftIsGone."""
    now = deps.clock.now()
    with deps.store.begin() as transaction:
        draft = own_draft(transaction, who, channel_id)
        draft = replace(draft, people={**draft.people, **values})
        filled = people_values(draft, who.address, rubric_of(draft))
        faults = people_faults(draft, filled)
        has_more_to_ask = not faults and not_asked_yet(draft, filled)
        draft = replace(draft, step=Step.PEOPLE if faults or has_more_to_ask else Step.RHYTHM)
        drafts.keep(transaction, who, channel_id, draft, now=now)
    if faults:
        return FormErrors(faults)
    note = words.now_departments() if has_more_to_ask else ""
    return OpenForm(form_of(draft, who, channel_id, now=now, note=note))


def choose_rhythm(deps: Deps, who: Speaker, channel_id: str, values: Values) -> Answer:
    """The second step was filled in: on to the preview, unless something is wrong. Raises Refused, DraftIsGone."""
    now = deps.clock.now()
    settings = read_rhythm(values, now)
    is_right = isinstance(settings, Settings)
    with deps.store.begin() as transaction:
        draft = own_draft(transaction, who, channel_id)
        draft = replace(draft, rhythm=values, step=Step.PREVIEW if is_right else Step.RHYTHM)
        drafts.keep(transaction, who, channel_id, draft, now=now)
    if not isinstance(settings, Settings):
        return FormErrors(settings)
    return OpenForm(form_of(draft, who, channel_id, now=now))


def go_back(deps: Deps, who: Speaker, about: str, values: Values, *, to: str) -> OpenForm:
    """To an earlier step, keeping what stands in this one, right or wrong. Raises Refused, DraftIsGone."""
    channel_id = drafts.channel_of(about)
    if to not in (Step.PEOPLE, Step.RHYTHM):
        raise FormDoesNotMatch
    now = deps.clock.now()
    with deps.store.begin() as transaction:
        draft = own_draft(transaction, who, channel_id)
        # The preview has no fields.
        draft = replace(draft, step=Step(to), rhythm=values or draft.rhythm)
        drafts.keep(transaction, who, channel_id, draft, now=now)
    return OpenForm(form_of(draft, who, channel_id, now=now))


def _begin(deps: Deps, who: Speaker, channel_id: str, found: Found) -> Answer:
    if isinstance(found, NotFound):
        return refused.cannot_look(found)
    if not isinstance(found, ChannelPeople):
        raise TypeError(f"{type(found).__name__} is not who is in a channel")
    if found.is_shared:
        raise Refused(SharedChannel(), zone=UNKNOWN_ZONE)
    if not found.people:
        return refused.nobody_here()
    if who.address not in {person.address for person in found.people}:
        return refused.not_for_you()
    now = deps.clock.now()
    with deps.store.begin() as transaction:
        refuse_if_taken(transaction, who, channel_id)
        drop_older(transaction, now - FORGOTTEN_AFTER, kinds=(KIND,))
        earlier = drafts.find(transaction, who, channel_id)
        # As it was left, with the people who are there now.
        draft = SetUpDraft(found) if earlier is None else replace(earlier, channel=found)
        drafts.keep(transaction, who, channel_id, draft, now=now)
    return OpenForm(form_of(draft, who, channel_id, now=now))


def form_of(
    draft: SetUpDraft, who: Speaker, channel_id: str, *, now: datetime, note: str = "", problems: tuple[str, ...] = ()
) -> Form:
    """The form of the step that the draft is at, with a note on top; `problems` are what to change in it."""
    notes = tuple(filter(None, (note, *((words.not_as_it_stands(), *problems) if problems else ()))))
    match draft.step:
        case Step.PEOPLE:
            rubric = rubric_of(draft)
            values = people_values(draft, who.address, rubric)
            people = asked_about(draft, values)
            return sections.people_form(channel_id, draft.channel, values, people=people, rubric=rubric, notes=notes)
        case Step.RHYTHM:
            coordinator = first_coordinator(draft, who)
            filled = rhythm_values(draft, coordinator, now)
            zones = zones_on_offer(draft, drafts.text(filled, "zone"))
            zone = profile_zone(draft, coordinator)
            return sections.rhythm_form(channel_id, filled, zones=zones, profile=zone, notes=notes)
        case Step.PREVIEW:
            plan = plan_of(draft, who, now)
            if isinstance(plan, NotYet):
                again = replace(draft, step=plan.step)
                return form_of(again, who, channel_id, now=now, problems=tuple(plan.faults.values()))
            return preview_form(drafts.about_preview(channel_id, draft), plan, now=now)
        case _:
            assert_never(draft.step)
