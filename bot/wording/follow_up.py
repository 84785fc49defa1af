"""What somebody is asked once their ratings are saved: one short form, all of it optional."""

from typing import assert_never

from rubric.dont_know import Reason
from rubric.follow_up import Question
from rubric.privacy import MINIMUM_ANSWERS

TITLE = "One more thing"
SUBMIT = "Save"
PLACEHOLDER = "What you saw: numbers, dates, examples. A link is welcome. No student names, please."


def intro() -> str:
    return "Your ratings are saved. All of this is optional: answer what you like and save, or leave it at that."


def who_sees() -> str:
    return (
        "Notes are shown without names when the check-in closes. Reasons are only ever counted, once at least "
        f"{MINIMUM_ANSWERS} people gave one."
    )


def reason_label(question: Question) -> str:
    return f"{question.indicator.label}: {question.level.name}. What keeps you from knowing?"


def evidence_label(question: Question, prompt: str) -> str:
    return f"{question.indicator.label}: {question.level.name}. {prompt}"


def reason(reason: Reason) -> str:
    match reason:
        case Reason.NOT_MY_AREA:
            return "It's not my area"
        case Reason.NO_DATA_SEEN:
            return "I haven't seen data"
        case Reason.WORDING_UNCLEAR:
            return "The wording is unclear"
        case _:
            assert_never(reason)
