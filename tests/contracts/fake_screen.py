"""What stands before one person where there is no platform: a form that is being filled in, ratings, or a notice.

As strict as any client: what isn't on offer can't be chosen, and what must be filled in is asked for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from bot.demo.filling_in import filled_in
from bot.sections.forms import Attach, ChooseOne, ChooseSeveral, Field, Form, FormPart, PickDay, PickTime, Value, Write
from bot.sections.parts import Button, Menu, Section, plain_text
from bot.use_cases.results import Notice, RatingForm
from bot.wording.platform import in_dialect
from rubric.model import IndicatorId, LevelId
from rubric.rating import Choice
from tests.contracts.fake_dialect import NOWHERE
from tests.contracts.stage import Held, Shown

REQUIRED = "This has to be filled in."


@dataclass(slots=True)
class OpenNotice:
    """Something said to one person."""

    notice: Notice

    def shown(self) -> Shown:
        kept = (text for pair in self.notice.kept for text in pair)
        return Shown(said("\n".join([self.notice.title, *self.notice.paragraphs, *kept])))


@dataclass(slots=True)
class FillingIn:
    """A form with what stands in it, its menus by what they do; `errors` are beside its fields."""

    form: Form
    values: dict[str, Value]
    errors: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, form: Form) -> "FillingIn":
        menus = {part.act: part.chosen for part in form.parts if isinstance(part, Menu) and part.chosen is not None}
        return cls(form, {**filled_in(form), **menus})

    def shown(self) -> Shown:
        texts = [self.form.title, self.form.submit or "", *map(_words_of_part, self.form.parts), *self.errors.values()]
        fields = {one.name: _held(self.values[one.name]) for one in self.form.fields()}
        typed = [value for value in fields.values() if isinstance(value, str)]
        chosen = {one.name: _labels(one, self.values[one.name]) for one in self.form.fields()}
        return Shown(said("\n".join([*texts, *typed])), self.form.id, fields, acts_of(self.form.parts), chosen)

    def put(self, name: str, value: Held) -> None:
        field = next((one for one in self.form.fields() if one.name == name), None)
        assert field is not None, f"no field {name!r} in {self.form.id}; there is {list(self.values)}"
        self.values[name] = _taken(field, value)

    def missing(self) -> dict[str, str]:
        return {one.name: REQUIRED for one in self.form.fields() if not one.optional and not self.values[one.name]}

    def beside_fields(self, errors: Mapping[str, str]) -> Mapping[str, str]:
        """The same, at the first field where one is about none of them."""
        names = [one.name for one in self.form.fields()]
        placed: dict[str, str] = {}
        for name, sentence in errors.items():
            place = name if name in names else names[0]
            placed[place] = f"{placed[place]} {sentence}" if place in placed else sentence
        return placed

    def typed(self) -> tuple[tuple[str, str], ...]:
        """What was typed into it, as (label, text)."""
        return tuple(
            (one.label, text)
            for one in self.form.fields()
            if isinstance(one, Write) and isinstance(text := self.values[one.name], str) and text != one.text
        )


@dataclass(slots=True)
class Rating:
    """A rating form: a level and a note by indicator, as they stand and as they stood when it was opened."""

    form: RatingForm
    id: str
    levels: dict[IndicatorId, LevelId | None]
    notes: dict[IndicatorId, str]
    before: Mapping[IndicatorId, tuple[LevelId | None, str]]

    @classmethod
    def of(cls, form: RatingForm, form_id: str) -> "Rating":
        known = {one.id: form.current.get(one.id) for one in form.check_in.asked}
        before = {one: (None, "") if had is None else (had.level_id, had.evidence) for one, had in known.items()}
        levels, notes = ({one: had[part] for one, had in before.items()} for part in (0, 1))
        return cls(form, form_id, levels, notes, before)  # type: ignore[arg-type]

    def shown(self) -> Shown:
        check_in = self.form.check_in
        statements = [f"{one.label}: {one.text}" for one in check_in.asked]
        return Shown(said("\n".join([f"Check-in {check_in.number}", *statements, *self.notes.values()])), "rating")

    def choices(self, tapped: str = "") -> tuple[Choice, ...]:
        return tuple(
            Choice(one, self.levels[one], self.notes[one], *self.before[one], tapped=one == tapped)
            for one in self.levels
        )

    def typed(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (one.text, self.notes[one.id])
            for one in self.form.check_in.asked
            if self.notes[one.id] and self.notes[one.id] != self.before[one.id][1]
        )


Screen = OpenNotice | FillingIn | Rating


def said(text: str) -> str:
    """In the words of no platform."""
    return in_dialect(text, NOWHERE)


def words_of(sections: Sequence[Section]) -> str:
    """Everything in them, what is on buttons and in menus too."""
    return said("\n".join([plain_text(sections), *map(_on_it, sections)]))


def acts_of(parts: Sequence[FormPart]) -> tuple[str, ...]:
    return tuple(part.act for part in parts if isinstance(part, Button | Menu))


def pressable(parts: Sequence[FormPart], act: str, value: str | None) -> str:
    """What comes with a press of the first button that does it, or of the one or the menu that has the value."""
    for part in parts:
        if isinstance(part, Button) and part.act == act and value in (None, part.value):
            return part.value
        if isinstance(part, Menu) and part.act == act and value in [item.value for item in part.items]:
            return str(value)
    raise AssertionError(f"no {act} with {value!r} there; there is {acts_of(parts)}")


def _on_it(section: Section) -> str:
    match section:
        case Button(label=label, confirm=confirm):
            return f"{label}\n{confirm}"
        case Menu(label=label, items=items):
            return "\n".join([label, *(item.text for item in items)])
        case _:
            return ""


def _words_of_part(part: FormPart) -> str:
    match part:
        case (
            ChooseOne(label=label, hint=hint, options=options) | ChooseSeveral(label=label, hint=hint, options=options)
        ):
            return "\n".join([label, hint, *(f"{option.text}\n{option.about}" for option in options)])
        case Write(label=label, hint=hint, placeholder=placeholder):
            return "\n".join([label, hint, placeholder])
        case PickDay(label=label, hint=hint) | PickTime(label=label, hint=hint) | Attach(label=label, hint=hint):
            return f"{label}\n{hint}"
        case _:
            return words_of([part])


def _labels(field: Field, value: Value) -> tuple[str, ...]:
    options = field.options if isinstance(field, ChooseOne | ChooseSeveral) else ()
    picked = (value,) if isinstance(value, str) else value or ()
    return tuple(option.text for option in options if option.value in picked)


def _held(value: Value) -> Held:
    return list(value) if isinstance(value, tuple) else value


def _taken(field: Field, value: Held) -> Value:
    """What a client brings back of it. Fails the test for what nobody could put there."""
    match field, value:
        case (ChooseSeveral(options=options, most=most), values) if not isinstance(values, str):
            picked = tuple(values or ())
            assert set(picked) <= {one.value for one in options}, f"{picked} not all on offer in {field.name}"
            assert most is None or len(picked) <= most, f"{field.name} takes {most} at most"
            return picked
        case (_, None):
            return None
        case (ChooseOne(options=options), str(text)):
            assert text in [one.value for one in options], f"{text!r} is not on offer in {field.name}"
            return text
        case (PickDay(), str(text)):
            return date.fromisoformat(text).isoformat()
        case (PickTime(), str(text)):
            return time.fromisoformat(text).strftime("%H:%M")
        case (Write(longest=longest), str(text)):
            assert len(text) <= longest, f"{field.name} takes {longest} characters"
            return text or None
        case _:
            raise AssertionError(f"{value!r} is nothing for {field.name}")
