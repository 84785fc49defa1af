"""A form as a card; its inputs are named for its fields, so errors and values find their way back.

Nothing is required by Teams itself, which would keep the form's other buttons from working too: what is missing is
said beside its field, once somebody submits.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import assert_never

from bot.sections.forms import Attach, ChooseOne, ChooseSeveral, Field, Form, Option, PickDay, PickTime, Write
from bot.sections.parts import Button, Heading, Span, bold, paragraph
from bot.teams import ids
from bot.teams.blocks.fitting import MOST_IN_BODY, Card, card, fit, shortened, weight
from bot.teams.blocks.rich_text import Element, blocks, lines
from bot.teams.blocks.sections import SMALL, Made, Part, Place, body
from bot.teams.blocks.text import LONGEST_CHOICE, LONGEST_LABEL, inert, said
from bot.teams.ids import Own, Surface
from bot.teams.short_names import coded
from bot.wording.dialogs import look_again, send_file

WRONG = {"color": "Attention"}
# Behind the label of what need not be filled in, as nothing else tells it.
OPTIONAL = " (optional)"


def form_title(form: Form) -> str:
    """A dialog's."""
    return said(form.title)


def form_card(form: Form, *, kept: str, surface: Surface, errors: Mapping[str, str] | None = None) -> Card:
    """`kept` is the token under which the form is kept.

    `errors` by field name stand beside their fields, those that name none at the top.
    """
    told = dict(errors or {})
    place = Place(surface, kept)
    made = body(_parts(form, form, told, surface), place)
    if not any(form.fields()):
        return card(fit(made), fallbackText=form_title(form))
    if weight(made) > MOST_IN_BODY:
        made = body(_parts(form, coded(form), told, surface), place)
    return card(shortened(made), fallbackText=form_title(form))


def _parts(form: Form, drawn: Form, told: Mapping[str, str], surface: Surface) -> list[Part]:
    """`drawn` is the same form with other names for the same fields."""
    fields = {field.name for field in form.fields()}
    parts: list[Part] = [Heading(form.title)] if surface is Surface.CHAT else []
    parts += [problem(sentence) for sentence in _at_the_top(told, fields)]
    for own, part in zip(form.parts, drawn.parts, strict=True):
        if isinstance(own, Field) and isinstance(part, Field):
            parts.append(Made(_field(part, told.get(own.name, ""))))
        elif not isinstance(part, Field):
            parts.append(part)
    if form.submit is not None:
        parts.append(Button(form.submit, Own.SUBMIT, primary=True))
    return parts


def _at_the_top(told: Mapping[str, str], fields: Collection[str]) -> list[str]:
    """That something is wrong further down, and what no field can say."""
    below = sum(name in fields for name in told)
    return [*([look_again(below)] if below else []), *(told[name] for name in told if name not in fields)]


def problem(sentence: str) -> Made:
    """What keeps a form from being taken."""
    return Made(tuple(blocks(lines([Span(sentence, bold=True)]), spacing="Small", look=WRONG)))


def _field(field: Field, error: str) -> tuple[Element, ...]:
    """The input, what is said about it, and what is wrong with it."""
    if isinstance(field, Attach):
        made = [*body([paragraph(bold(field.label))]), *blocks(lines([Span(send_file(field.types))]), spacing="Small")]
    else:
        made = [{**_input(field), "id": ids.input_id(field.name), "label": _label(field)}]
    if field.hint:
        made += blocks(lines([Span(field.hint)]), spacing="Small", look=SMALL)
    return (*made, *(problem(error).elements if error else ()))


def _label(field: Field) -> str:
    return f"{inert(field.label, LONGEST_LABEL)}{OPTIONAL if field.optional else ''}"


def _input(field: ChooseOne | ChooseSeveral | PickDay | PickTime | Write) -> Element:
    match field:
        case ChooseOne():
            values = [option.value for option in field.options]
            return {**_choices(field, values), **({"value": field.chosen} if field.chosen in values else {})}
        case ChooseSeveral():
            values = [ids.one_of_several(option.value) for option in field.options]
            chosen = ids.BETWEEN.join(map(ids.one_of_several, field.chosen))
            return {**_choices(field, values), "isMultiSelect": True, **({"value": chosen} if chosen else {})}
        case PickDay(chosen=chosen):
            return {"type": "Input.Date", **({} if chosen is None else {"value": chosen.isoformat()})}
        case PickTime(chosen=chosen):
            return {"type": "Input.Time", **({} if chosen is None else {"value": chosen.strftime("%H:%M")})}
        case Write():
            return {
                "type": "Input.Text",
                "isMultiline": field.several_lines,
                "maxLength": field.longest,
                **({"value": field.text} if field.text else {}),
                **({"placeholder": said(field.placeholder)} if field.placeholder else {}),
            }
        case _:
            assert_never(field)


def _choices(field: ChooseOne | ChooseSeveral, values: Sequence[str]) -> Element:
    titles = dict(zip(values, map(_title, field.options), strict=True))
    return {
        "type": "Input.ChoiceSet",
        "style": "expanded" if field.as_list else "compact",
        "wrap": True,
        "choices": [{"title": title, "value": value} for value, title in titles.items()],
    }


def _title(option: Option) -> str:
    return inert(f"{option.text}: {option.about}" if option.about else option.text, LONGEST_CHOICE)
