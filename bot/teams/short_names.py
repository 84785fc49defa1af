"""Short names for the fields and options of a form, where a card would be too heavy with their own.

The form is kept, so what comes back short can be spelled out again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.sections.forms import ChooseOne, ChooseSeveral, Field, Form, FormPart, Option
from bot.teams.ids import BETWEEN, Carried, one_of_several

# No name of a field and no value of an option starts with it.
_MARK = "#"


def coded(form: Form) -> Form:
    """The same form with short names."""
    numbers = {field.name: number for number, field in enumerate(form.fields())}
    return replace(form, parts=tuple(_coded(part, numbers) for part in form.parts))


def spelled_out(form: Form, carried: Carried) -> Carried:
    """What came back of `form`, with its own names and values again; what isn't known stays as it is."""
    by_code = {f"{_MARK}{number}": field for number, field in enumerate(form.fields())}
    own = {field.name: field for field in by_code.values()}
    found: dict[str, str] = {}
    for name, text in carried.fields.items():
        field = own.get(name) or by_code.get(name)
        found[name if field is None else field.name] = text if field is None else _text(field, text)
    return replace(carried, fields=found)


def _text(field: Field, text: str) -> str:
    match field:
        case ChooseOne(options=options):
            return _values(options).get(text, text)
        case ChooseSeveral(options=options):
            values = _values(options)
            return BETWEEN.join(one_of_several(values[one]) if one in values else one for one in text.split(BETWEEN))
        case _:
            return text


def _coded(part: FormPart, numbers: Mapping[str, int]) -> FormPart:
    match part:
        case ChooseOne(options=options, chosen=chosen):
            short = _codes(options)
            part = replace(part, options=_options(options, short), chosen=None if chosen is None else short.get(chosen))
        case ChooseSeveral(options=options):
            short = _codes(options)
            several = tuple(short[one] for one in part.chosen if one in short)
            part = replace(part, options=_options(options, short), chosen=several)
        case _:
            pass
    return replace(part, name=f"{_MARK}{numbers[part.name]}") if isinstance(part, Field) else part


def _codes(options: Sequence[Option]) -> dict[str, str]:
    return {option.value: f"{_MARK}{number}" for number, option in enumerate(options)}


def _values(options: Sequence[Option]) -> dict[str, str]:
    return {code: value for value, code in _codes(options).items()}


def _options(options: Sequence[Option], short: Mapping[str, str]) -> tuple[Option, ...]:
    return tuple(replace(option, value=short[option.value]) for option in options)
