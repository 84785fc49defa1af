"""The short form after rating: why somebody doesn't know, and what their best and worst levels rest on."""

from collections.abc import Sequence

from bot.sections.forms import ChooseOne, Field, Form, Option, Write
from bot.sections.parts import Small, paragraph
from bot.wording import follow_up as words
from rubric.check_in import CheckIn
from rubric.dont_know import Reason
from rubric.follow_up import Question
from rubric.model import IndicatorId
from rubric.rating import EVIDENCE_LIMIT

FOLLOW_UP_FORM = "follow_up"
_REASON, _NOTE = "reason:", "note:"


def follow_up_form(check_in: CheckIn, questions: Sequence[Question]) -> Form:
    return Form(
        id=FOLLOW_UP_FORM,
        title=words.TITLE,
        parts=(
            paragraph(words.intro()),
            *(_field(question, check_in.evidence_prompt) for question in questions),
            Small(words.who_sees()),
        ),
        submit=words.SUBMIT,
        about=check_in.id,
    )


def reason_field(indicator_id: IndicatorId) -> str:
    return f"{_REASON}{indicator_id}"


def note_field(indicator_id: IndicatorId) -> str:
    return f"{_NOTE}{indicator_id}"


def reason_of(name: str) -> IndicatorId | None:
    """The indicator whose reason a field holds, if it holds one."""
    return IndicatorId(name.removeprefix(_REASON)) if name.startswith(_REASON) else None


def note_of(name: str) -> IndicatorId | None:
    """The indicator whose note a field holds, if it holds one."""
    return IndicatorId(name.removeprefix(_NOTE)) if name.startswith(_NOTE) else None


def _field(question: Question, prompt: str) -> Field:
    indicator = question.indicator
    if question.wants_reason:
        options = tuple(Option(one.value, words.reason(one)) for one in Reason)
        return ChooseOne(
            reason_field(indicator.id),
            words.reason_label(question),
            options,
            hint=indicator.text,
            optional=True,
            as_list=True,
        )
    return Write(
        note_field(indicator.id),
        words.evidence_label(question, prompt),
        hint=indicator.text,
        placeholder=words.PLACEHOLDER,
        optional=True,
        several_lines=True,
        longest=EVIDENCE_LIMIT,
    )
