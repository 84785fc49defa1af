"""What a single value of a rubric may be: ids, lines of text, emoji. Each check says what is wrong in a few words.

How values fit together is left to consistency.py.
"""

import re
import unicodedata
from collections.abc import Callable

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from rubric.typed_text import without_marks

# Slack shows a level's meaning as the description of an option, which holds 75 characters.
MEANING_LIMIT = 75
# Slack's input labels hold 2,000 characters; the indicator's own label stands before its text.
INDICATOR_LIMIT = 1900
# Titles are headings, and the start of labels: longer ones leave an indicator's text too little room.
TITLE_LIMIT = 80
NAME_LIMIT = 40
PROMPT_LIMIT = 150
NOTE_LIMIT = 1000

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_INDICATOR_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.[1-9][0-9]{0,2}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_EMOJI = re.compile(r":[a-z0-9_+'-]+:")
# Ids travel in block ids, which Slack cuts off at 255 characters, beside the check-in's own.
_LONGEST_ID = 60


def matching(pattern: re.Pattern[str], problem: str) -> AfterValidator:
    """Text that matches all of `pattern`; `problem` is what is said of any other."""

    def check(text: str) -> str:
        if not pattern.fullmatch(text) or len(text) > _LONGEST_ID:
            raise PydanticCustomError("text", "{problem}", {"problem": problem})
        return text

    return AfterValidator(check)


def line(limit: int) -> AfterValidator:
    """Between 1 and `limit` characters on one line, without control characters or white space around them."""
    return AfterValidator(_line_check(limit))


def _line_check(limit: int) -> Callable[[str], str]:
    def check(text: str) -> str:
        problem = _line_problem(text, limit)
        if problem is not None:
            raise PydanticCustomError("text", "{problem}", {"problem": problem})
        return text

    return check


def _line_problem(text: str, limit: int) -> str | None:
    if not text.strip():
        return "is empty"
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in text):
        return "holds a line break or another control character"
    if without_marks(text) != text:
        return "holds a private-use character"
    if text != text.strip():
        return "begins or ends with a space"
    if len(text) > limit:
        return f"has {len(text)} characters; at most {limit} fit"
    return None


ID = matching(_ID, "must be lowercase letters and digits joined by hyphens, like my-domain")
INDICATOR_ID = matching(_INDICATOR_ID, "must be its domain's id, a dot and a number, like my-domain.1")
LANGUAGE = matching(_LANGUAGE, "must be a language tag, like en or es-MX")
EMOJI = matching(_EMOJI, "must be an emoji's short name between colons, like :seedling:")
