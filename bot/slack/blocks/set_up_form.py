"""The form that sets up a team."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.sections.parts import paragraph
from bot.slack import ids
from bot.slack.blocks.sections import blocks
from bot.slack.blocks.text import LONGEST_LABEL, LONGEST_OPTION, LONGEST_TITLE, plain
from bot.use_cases.results import SetUpForm
from bot.wording import set_up
from bot.wording.times import US_ZONES, zone_name

WEEKS = (1, 2, 3, 4, 6, 8)
INDICATORS = tuple(range(3, 16))

View = dict[str, Any]


def set_up_view(form: SetUpForm) -> View:
    elements = {
        "channel": _channel(form.channel_id),
        "every_weeks": _select(
            [(str(weeks), set_up.every_weeks(weeks)) for weeks in _with(WEEKS, form.every_weeks)], str(form.every_weeks)
        ),
        "first_date": {"type": "datepicker", "initial_date": form.first_date.isoformat()},
        "at": {"type": "timepicker", "initial_time": form.at.strftime("%H:%M")},
        "zone": _select(_zones(form.zone), form.zone),
        "indicators_per_check_in": _select(
            [(str(number), set_up.indicators(number)) for number in _with(INDICATORS, form.indicators_per_check_in)],
            str(form.indicators_per_check_in),
        ),
    }
    return {
        "type": "modal",
        "callback_id": ids.SET_UP_FORM,
        "title": plain(set_up.SET_UP_TITLE, LONGEST_TITLE),
        "submit": plain(set_up.SET_UP_SUBMIT, LONGEST_TITLE),
        "close": plain(set_up.CANCEL, LONGEST_TITLE),
        "blocks": [*blocks([paragraph(set_up.set_up_intro())]), *(_field(name, elements[name]) for name in elements)],
    }


def set_up_errors(errors: Mapping[str, str]) -> dict[str, str]:
    """Each sentence beside its field; one about something that isn't on the form stands at the top field."""
    found: dict[str, str] = {}
    for field, sentence in errors.items():
        block = ids.set_up_block(field if field in ids.SET_UP_FIELDS else ids.SET_UP_FIELDS[0])
        found[block] = f"{found[block]} {sentence}" if block in found else sentence
    return found


def _field(name: str, element: View) -> View:
    hint = set_up.FIELD_HINTS.get(name)
    return {
        "type": "input",
        "block_id": ids.set_up_block(name),
        "label": plain(set_up.FIELD_LABELS[name], LONGEST_LABEL),
        "element": {"action_id": ids.SET_UP_INPUT, **element},
        **({"hint": plain(hint, LONGEST_LABEL)} if hint else {}),
    }


def _channel(channel_id: str) -> View:
    # A conversation that the filter leaves out can't be prefilled: the command may have come from a direct message.
    is_channel = channel_id[:1] in ("C", "G")
    return {
        "type": "conversations_select",
        "filter": {
            "include": ["public", "private"],
            "exclude_bot_users": True,
            "exclude_external_shared_channels": True,
        },
        **({"initial_conversation": channel_id} if is_channel else {}),
    }


def _zones(own: str) -> list[tuple[str, str]]:
    known = list(US_ZONES.items())
    return known if own in US_ZONES else [(own, zone_name(own)), *known]


def _with(offered: Sequence[int], chosen: int) -> list[int]:
    return sorted({*offered, chosen})


def _select(offered: Sequence[tuple[str, str]], chosen: str) -> View:
    options = {value: {"text": plain(text, LONGEST_OPTION), "value": value} for value, text in offered}
    return {"type": "static_select", "options": list(options.values()), "initial_option": options[chosen]}
