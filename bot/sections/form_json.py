"""A form as JSON and back, part by part under its class's name, so that it can be kept until it is handed in."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from typing import Any

from bot.sections import forms, parts
from bot.sections.forms import Form
from rubric.refusals import FormDoesNotMatch

Json = dict[str, Any]

_CLASS = "is"
# Everything that a form can be made of.
_CLASSES: Mapping[str, type[Any]] = {
    made.__name__: made
    for made in (
        forms.Form,
        forms.Option,
        forms.ChooseOne,
        forms.ChooseSeveral,
        forms.PickDay,
        forms.PickTime,
        forms.Write,
        forms.Attach,
        parts.Span,
        parts.ChannelLink,
        parts.WebLink,
        parts.Heading,
        parts.Paragraph,
        parts.Bullet,
        parts.Bar,
        parts.Bars,
        parts.Quotes,
        parts.Button,
        parts.MenuItem,
        parts.Menu,
        parts.Small,
        parts.Divider,
        parts.Series,
        parts.Chart,
    )
}
_DAY, _TIME = "date", "time"


def to_json(form: Form) -> Json:
    """Raises TypeError for a part that isn't known here."""
    made = _encoded(form)
    if not isinstance(made, dict):
        raise TypeError("a form is an object")
    return made


def from_json(kept: object) -> Form:
    """Raises FormDoesNotMatch for what this copy of the code doesn't know, such as what an older one kept."""
    try:
        form = _decoded(kept)
    except (KeyError, TypeError, ValueError):
        raise FormDoesNotMatch from None
    if not isinstance(form, Form):
        raise FormDoesNotMatch
    return form


def _encoded(value: object) -> object:
    match value:
        case None | bool() | int():
            return value
        case str():
            # Acts are names of an enumeration; as text they say the same.
            return str(value)
        case tuple():
            return [_encoded(each) for each in value]
        case date():
            return {_CLASS: _DAY, "at": value.isoformat()}
        case time():
            return {_CLASS: _TIME, "at": value.isoformat()}
    if is_dataclass(value) and not isinstance(value, type) and _CLASSES.get(type(value).__name__) is type(value):
        return {_CLASS: type(value).__name__} | {one.name: _encoded(getattr(value, one.name)) for one in fields(value)}
    raise TypeError(f"no form has a {type(value).__name__} in it")


def _decoded(kept: object) -> object:
    match kept:
        case list():
            return tuple(_decoded(each) for each in kept)
        case {"is": "date", "at": str(text)}:
            return date.fromisoformat(text)
        case {"is": "time", "at": str(text)}:
            return time.fromisoformat(text)
        case dict():
            named = {name: _decoded(value) for name, value in kept.items() if name != _CLASS}
            return _CLASSES[kept[_CLASS]](**named)
        case _:
            return kept
