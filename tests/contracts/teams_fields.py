"""Which input in a card is which field of its form: both may have short names there, and choices with commas others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.sections.forms import ChooseOne, ChooseSeveral, Form
from bot.teams import ids
from sandbox.teams.reading import inputs
from tests.contracts.stage import Held

Json = dict[str, Any]
_INPUT = ids.input_id("")
_BETWEEN = ","


@dataclass(frozen=True)
class FieldsInCard:
    """`form` is what the card was made of; None for a page of ratings, whose names stand as they are."""

    card: Json
    form: Form | None

    def input_of(self, name: str) -> Json:
        found = [element for own, element in self._each() if own == name]
        assert found, f"no field {name!r}; there is {[own for own, _ in self._each()]}"
        return found[0]

    def name_of(self, input_id: str) -> str:
        return next((own for own, element in self._each() if element["id"] == input_id), input_id)

    def put(self, name: str, value: Held) -> str | list[str] | None:
        """What somebody puts into the field's input to choose this."""
        codes = self._codes(name)
        if value is None or isinstance(value, str):
            return None if value is None else codes.get(value, value)
        return [codes.get(one, one) for one in value]

    def held(self, standing: Mapping[str, str]) -> Mapping[str, Held]:
        """What stands in each field."""
        return {own: self._held(own, element, standing[element["id"]]) for own, element in self._each()}

    def chosen(self, standing: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
        """How what is chosen reads, without what is said about it."""
        held = self.held(standing)
        fields = () if self.form is None else self.form.fields()
        return {
            field.name: tuple(one.text for one in field.options if one.value in _several(held[field.name]))
            for field in fields
            if isinstance(field, ChooseOne | ChooseSeveral)
        }

    def _each(self) -> Iterator[tuple[str, Json]]:
        numbered = [] if self.form is None else [field.name for field in self.form.fields()]
        for element in inputs(self.card):
            if element["id"].startswith(_INPUT):
                own = element["id"].removeprefix(_INPUT)
                if own not in numbered and own[:1] == "#":
                    own = numbered[int(own[1:])]
                yield own, element

    def _held(self, name: str, element: Json, text: str) -> Held:
        own = {code: value for value, code in self._codes(name).items()}
        if element.get("isMultiSelect"):
            return [own.get(one, one) for one in text.split(_BETWEEN)] if text else []
        return own.get(text, text) or None

    def _codes(self, name: str) -> Mapping[str, str]:
        """The value in the card of each option, by its own."""
        field = next((one for one in self.form.fields() if one.name == name), None) if self.form is not None else None
        if not isinstance(field, ChooseOne | ChooseSeveral):
            return {}
        choices = [str(one["value"]) for one in self.input_of(name)["choices"]]
        return dict(zip([option.value for option in field.options], choices, strict=True))


def _several(held: Held) -> Sequence[str]:
    return (held,) if isinstance(held, str) else held or ()
