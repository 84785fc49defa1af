"""One member's private form: a choice and a note for each indicator, prefilled with what they have saved."""

from collections.abc import Mapping
from typing import Any

from bot.sections.parts import Small, paragraph
from bot.slack import ids
from bot.slack.blocks.sections import blocks
from bot.slack.blocks.text import LONGEST_LABEL, LONGEST_OPTION, LONGEST_PLACEHOLDER, LONGEST_TITLE, plain, said
from bot.use_cases.results import RatingForm
from bot.wording import check_ins
from rubric.check_in import AskedIndicator, CheckIn
from rubric.model import IndicatorId, Level, Scale
from rubric.rating import EVIDENCE_LIMIT, Rating

View = dict[str, Any]


def rating_view(form: RatingForm, *, from_home: bool = False) -> View:
    """The modal. Its ids depend on the check-in alone, so a view that replaces it keeps what is typed."""
    check_in = form.check_in
    made = blocks(
        [
            *map(paragraph, check_ins.form_intro(check_in, form.zone)),
            Small(check_ins.level_meanings(check_in.scale)),
        ]
    )
    for asked in check_in.asked:
        made += [{"type": "divider"}, *_fields(check_in, asked, form.current.get(asked.id))]
    return {
        "type": "modal",
        "callback_id": ids.RATING_FORM,
        "title": plain(check_ins.check_in_title(check_in), LONGEST_TITLE),
        "submit": plain(check_ins.DONE, LONGEST_TITLE),
        "close": plain(check_ins.CLOSE, LONGEST_TITLE),
        "private_metadata": ids.rating_form_about(check_in.id, from_home=from_home),
        "blocks": made,
    }


def rating_errors(check_in_id: str, errors: Mapping[IndicatorId, str]) -> dict[str, str]:
    """Each sentence beside its indicator's note, as Slack wants errors."""
    return {ids.evidence_block(check_in_id, indicator): said(sentence) for indicator, sentence in errors.items()}


def _fields(check_in: CheckIn, asked: AskedIndicator, rated: Rating | None) -> tuple[View, View]:
    level = None if rated is None or rated.level_id is None else check_in.scale.level(rated.level_id)
    return _choice(check_in, asked, level), _note(check_in, asked, "" if rated is None else rated.evidence)


def _choice(check_in: CheckIn, asked: AskedIndicator, chosen: Level | None) -> View:
    return {
        "type": "input",
        "block_id": ids.level_block(check_in.id, asked.id),
        "label": plain(check_ins.indicator_label(asked.label, asked.text), LONGEST_LABEL),
        # Done saves whatever there is; the rest can wait.
        "optional": True,
        "dispatch_action": True,
        "element": {
            "type": "radio_buttons",
            "action_id": ids.LEVEL_CHOICE,
            "options": _options(check_in.scale),
            **({} if chosen is None else {"initial_option": _option(chosen)}),
        },
    }


def _note(check_in: CheckIn, asked: AskedIndicator, evidence: str) -> View:
    return {
        "type": "input",
        "block_id": ids.evidence_block(check_in.id, asked.id),
        "label": plain(check_in.evidence_prompt, LONGEST_LABEL),
        "optional": True,
        "element": {
            "type": "plain_text_input",
            "action_id": ids.EVIDENCE_INPUT,
            "multiline": True,
            "max_length": EVIDENCE_LIMIT,
            "placeholder": plain(check_ins.EVIDENCE_HINT, LONGEST_PLACEHOLDER),
            **({"initial_value": evidence} if evidence else {}),
        },
    }


def _options(scale: Scale) -> list[View]:
    return [_option(level) for level in (*scale.levels, scale.dont_know)]


def _option(level: Level) -> View:
    return {"text": plain(f"{level.emoji} {level.name}", LONGEST_OPTION, emoji=True), "value": level.id}
