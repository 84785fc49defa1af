"""A form as a Slack modal; which field is which is told by block ids, so errors and values find their way back."""

from collections.abc import Mapping, Sequence
from typing import Any, assert_never

from bot.sections.forms import Attach, ChooseOne, ChooseSeveral, Field, Form, Option, PickDay, PickTime, Write
from bot.sections.parts import Section
from bot.slack import routed_ids
from bot.slack.blocks.fitting import MOST_BLOCKS_IN_A_VIEW, fit
from bot.slack.blocks.sections import blocks
from bot.slack.blocks.text import LONGEST_LABEL, LONGEST_OPTION, LONGEST_PLACEHOLDER, LONGEST_TITLE, plain, said
from bot.wording.check_ins import CLOSE
from bot.wording.set_up import CANCEL

View = dict[str, Any]


def form_view(form: Form) -> View:
    """The modal. A field keeps what was typed when a view with the same field replaces it."""
    made: list[View] = []
    waiting: list[Section] = []
    for part in form.parts:
        if isinstance(part, Field):
            made += [*blocks(waiting), _input(part)]
            waiting = []
        else:
            waiting.append(part)
    made += blocks(waiting)
    return {
        "type": "modal",
        "callback_id": routed_ids.form_callback(form.id),
        "private_metadata": form.about,
        "title": plain(form.title, LONGEST_TITLE),
        "close": plain(CLOSE if form.submit is None else CANCEL, LONGEST_TITLE),
        **({} if form.submit is None else {"submit": plain(form.submit, LONGEST_TITLE)}),
        "blocks": _fitted(form, made),
    }


def _fitted(form: Form, made: list[View]) -> list[View]:
    """What is only read comes shorter where it is too much; a form to fill in keeps every field as it is."""
    if any(form.fields()):
        return made[:MOST_BLOCKS_IN_A_VIEW]
    return fit(made, most_blocks=MOST_BLOCKS_IN_A_VIEW)


def without_files(view: View) -> View:
    """The same without fields that take a file, for an app that may not read files."""
    kept = [block for block in view["blocks"] if (block.get("element") or {}).get("type") != "file_input"]
    return {**view, "blocks": kept}


def form_errors(view: Mapping[str, Any], errors: Mapping[str, str]) -> dict[str, str]:
    """Each sentence beside its field; one about something that isn't on the form stands at its first field."""
    fields = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    found: dict[str, str] = {}
    for name, sentence in errors.items():
        block = routed_ids.field_block(name)
        place = block if block in fields else fields[0]
        found[place] = f"{found[place]} {said(sentence)}" if place in found else said(sentence)
    return found


def _input(field: Field) -> View:
    return {
        "type": "input",
        "block_id": routed_ids.field_block(field.name),
        "label": plain(field.label, LONGEST_LABEL),
        "element": {"action_id": routed_ids.FIELD_INPUT, **_element(field)},
        **({"optional": True} if field.optional else {}),
        **({"hint": plain(field.hint, LONGEST_LABEL)} if field.hint else {}),
    }


def _element(field: Field) -> View:
    match field:
        case ChooseOne():
            options = _options(field.options)
            kind = "radio_buttons" if field.as_list else "static_select"
            initial = {} if field.chosen is None else {"initial_option": options[field.chosen]}
            return {"type": kind, "options": list(options.values()), **initial}
        case ChooseSeveral():
            return _several(field)
        case PickDay(chosen=chosen):
            return {"type": "datepicker", **({} if chosen is None else {"initial_date": chosen.isoformat()})}
        case PickTime(chosen=chosen):
            return {"type": "timepicker", **({} if chosen is None else {"initial_time": chosen.strftime("%H:%M")})}
        case Write():
            return {
                "type": "plain_text_input",
                "multiline": field.several_lines,
                "max_length": field.longest,
                **({"initial_value": field.text} if field.text else {}),
                **({"placeholder": plain(field.placeholder, LONGEST_PLACEHOLDER)} if field.placeholder else {}),
            }
        case Attach(types=types):
            return {"type": "file_input", "filetypes": list(types), "max_files": 1}
        case _:
            assert_never(field)


def _several(field: ChooseSeveral) -> View:
    options = _options(field.options)
    chosen = [options[value] for value in field.chosen]
    return {
        "type": "checkboxes" if field.as_list else "multi_static_select",
        "options": list(options.values()),
        **({"initial_options": chosen} if chosen else {}),
        **({} if field.most is None or field.as_list else {"max_selected_items": field.most}),
    }


def _options(options: Sequence[Option]) -> dict[str, View]:
    return {
        option.value: {
            "text": plain(option.text, LONGEST_OPTION),
            "value": option.value,
            **({"description": plain(option.about, LONGEST_OPTION)} if option.about else {}),
        }
        for option in options
    }
