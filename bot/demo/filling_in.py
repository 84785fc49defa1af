"""Fills forms in as somebody does who takes what is prefilled and changes a little, with no platform in between."""

from collections.abc import Mapping
from typing import assert_never

from bot.lookups import ChannelPeople
from bot.sections.forms import Attach, ChooseOne, ChooseSeveral, Field, Form, PickDay, PickTime, Value, Values, Write
from bot.use_cases.results import Answer, Fetch, FormErrors, Notice, OpenForm
from bot.use_cases.set_up.save import set_up_team
from bot.use_cases.set_up.steps import choose_people, choose_rhythm, open_set_up
from bot.use_cases.who import Deps, Speaker


class FilledInWrong(ValueError):
    """The form was not taken; its text says why."""


def filled_in(form: Form, changes: Mapping[str, Value] | None = None) -> Values:
    """What a platform brings back when nothing but `changes` was touched, which may name fields of other forms too."""
    found = {field.name: _prefilled(field) for field in form.fields()}
    return found | {name: value for name, value in (changes or {}).items() if name in found}


def fill_in_set_up(
    deps: Deps, who: Speaker, channel_id: str, found: ChannelPeople, changes: Mapping[str, Value] | None = None
) -> Notice:
    """Set a team up in a channel where `found` is found, all three steps; what is said in the end.

    Raises FilledInWrong when a step does not go on.
    """
    preview = preview_of(deps, who, channel_id, found, changes)
    done = set_up_team(deps, who, preview.about)
    if not isinstance(done, Notice):
        raise FilledInWrong(str(done))
    return done


def preview_of(
    deps: Deps, who: Speaker, channel_id: str, found: ChannelPeople, changes: Mapping[str, Value] | None = None
) -> Form:
    """The first two steps: the form in which only Set up is left to press. Raises FilledInWrong."""
    people = shown(open_set_up(deps, who, channel_id), found)
    rhythm = shown(choose_people(deps, who, channel_id, filled_in(people, changes)))
    return shown(choose_rhythm(deps, who, channel_id, filled_in(rhythm, changes)))


def shown(result: Answer | Fetch, found: ChannelPeople | None = None) -> Form:
    """The form that a use case answered with, where need be after it was told what was looked up."""
    answer = result.then(found) if isinstance(result, Fetch) and found is not None else result
    match answer:
        case OpenForm(form=Form() as form):
            return form
        case FormErrors(errors=errors):
            raise FilledInWrong(str(dict(errors)))
        case _:
            raise FilledInWrong(str(answer))


def _prefilled(field: Field) -> Value:
    match field:
        case ChooseOne(chosen=chosen):
            return chosen
        case ChooseSeveral(chosen=several):
            return several
        case PickDay(chosen=day):
            return None if day is None else day.isoformat()
        case PickTime(chosen=at):
            return None if at is None else at.isoformat(timespec="minutes")
        case Write(text=text):
            return text or None
        case Attach():
            return ()
        case _:
            assert_never(field)
