"""What comes back of a form that was kept when it was shown: what stands in its fields, and what was typed.

What comes back may have been tampered with, or be older than the code: anything odd is FormDoesNotMatch.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, time

from bot.sections.forms import (
    Attach,
    ChooseOne,
    ChooseSeveral,
    Field,
    Form,
    FormPart,
    Option,
    PickDay,
    PickTime,
    Value,
    Values,
    Write,
)
from bot.sections.parts import Button, Menu
from bot.teams.ids import BETWEEN, Carried, one_of_several
from bot.teams.short_names import spelled_out
from bot.wording.in_forms import at_most, too_long
from bot.wording.set_up import field_missing
from rubric.refusals import FormDoesNotMatch


def form_values(form: Form, carried: Carried) -> Values:
    """What stands in each field, by its name, and what is chosen in each menu, by what that does.

    Raises FormDoesNotMatch.
    """
    carried = spelled_out(form, carried)
    fields = {field.name: field for field in form.fields()}
    if not carried.fields.keys() <= fields.keys():
        raise FormDoesNotMatch
    found = {name: _value(field, carried.fields.get(name, "")) for name, field in fields.items()}
    return found | _menus(form, carried.menus)


def pressed_value(form: Form, carried: Carried) -> str:
    """The value of the button that was pressed, or what was chosen in the menu. Raises FormDoesNotMatch where the form
    has no such one.
    """
    for part in form.parts:
        match part:
            case Button(act=act, value=value) if (act, value) == (carried.act, carried.value):
                return value
            case Menu(act=act, items=items) if act == carried.act:
                chosen = carried.value or carried.menus.get(act, "")
                if any(item.value == chosen for item in items):
                    return chosen
    raise FormDoesNotMatch


def not_taken(form: Form, values: Values) -> Mapping[str, str]:
    """What no client of Teams holds people to: a sentence beside each field with nothing or with too much in it."""
    found: dict[str, str] = {}
    for field in form.fields():
        match field, values.get(field.name):
            case _, None | () if not field.optional:
                found[field.name] = field_missing()
            case ChooseSeveral(most=int(most)), tuple(chosen) if len(chosen) > most:
                found[field.name] = at_most(most)
            case Write(longest=longest), str(text) if len(text) > longest:
                found[field.name] = too_long(len(text), longest)
    return found


def filled(form: Form, values: Values) -> Form:
    """The same form with these values in it, as they are."""
    return replace(form, parts=tuple(_filled(part, values) for part in form.parts))


def typed_texts(form: Form, carried: Carried) -> tuple[tuple[str, str], ...]:
    """What was typed into a form that could not be saved, as (label, text)."""
    carried = spelled_out(form, carried)
    return tuple(
        (field.label, text)
        for field in form.fields()
        if isinstance(field, Write) and (text := carried.fields.get(field.name, "")) and text != field.text
    )


def _value(field: Field, text: str) -> Value:
    match field:
        case ChooseOne(options=options):
            return _offered(text, options) if text else None
        case ChooseSeveral(options=options):
            return tuple(_several(text, [option.value for option in options]))
        case PickDay():
            return _day(text) if text else None
        case PickTime():
            return _time(text) if text else None
        case Write():
            return text or None
        case Attach():
            # No card takes files: they come in a message of their own.
            return ()


def _menus(form: Form, chosen: Mapping[str, str]) -> dict[str, Value]:
    offered: dict[str, set[str]] = {}
    for part in form.parts:
        if isinstance(part, Menu):
            offered.setdefault(part.act, set()).update(item.value for item in part.items)
    found: dict[str, Value] = {}
    for act, value in chosen.items():
        if value and value not in offered.get(act, ()):
            raise FormDoesNotMatch
        found |= {act: value} if value else {}
    return found


def _offered(value: str, options: Iterable[Option]) -> str:
    if not any(option.value == value for option in options):
        raise FormDoesNotMatch
    return value


def _several(text: str, offered: Sequence[str]) -> list[str]:
    """In the order in which they came, each once."""
    chosen = dict.fromkeys(text.split(BETWEEN) if text else ())
    known = {one_of_several(value): value for value in offered}
    if not chosen.keys() <= known.keys():
        raise FormDoesNotMatch
    return [known[name] for name in chosen]


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise FormDoesNotMatch from None


def _time(text: str) -> str:
    try:
        return time.fromisoformat(text).strftime("%H:%M")
    except ValueError:
        raise FormDoesNotMatch from None


def _filled(part: FormPart, values: Values) -> FormPart:
    """A field that `values` doesn't name, or anything else, stays as it is."""
    match part:
        case Menu(act=act) if act in values:
            return replace(part, chosen=_text(values[act]))
        case ChooseOne() | ChooseSeveral() | PickDay() | PickTime() | Write() if part.name in values:
            return _with(part, values[part.name])
        case _:
            return part


def _with(field: ChooseOne | ChooseSeveral | PickDay | PickTime | Write, value: Value) -> FormPart:
    match field:
        case ChooseOne():
            return replace(field, chosen=_text(value))
        case ChooseSeveral():
            return replace(field, chosen=value if isinstance(value, tuple) else ())
        case PickDay():
            return replace(field, chosen=date.fromisoformat(value) if isinstance(value, str) else None)
        case PickTime():
            return replace(field, chosen=time.fromisoformat(value) if isinstance(value, str) else None)
        case Write():
            # More than fits comes from no client, and would fit into no card either.
            return replace(field, text=(_text(value) or "")[: field.longest])


def _text(value: Value) -> str | None:
    return value if isinstance(value, str) else None
