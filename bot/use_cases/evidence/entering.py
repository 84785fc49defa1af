"""What stands in a form that adds evidence, read and checked: the text, the link, the day."""

from dataclasses import dataclass
from datetime import date

from bot.sections import evidence as sections
from bot.sections.forms import Values
from bot.use_cases.results import FormErrors
from bot.use_cases.steering.moments import picked_day
from bot.wording import evidence as words
from rubric.evidence import LONGEST_TEXT, is_link
from rubric.typed_text import clean


@dataclass(frozen=True, slots=True)
class Entered:
    text: str
    link: str
    dated_on: date

    def fields(self) -> dict[str, str]:
        """What was typed, by field."""
        return {sections.TEXT: self.text, sections.LINK: self.link}


def entered(values: Values, *, today: date) -> Entered | FormErrors:
    """FormErrors for whatever is missing, no link, or from a day to come."""
    text, link = (clean(str(values.get(name) or "")) for name in (sections.TEXT, sections.LINK))
    day = picked_day(values.get(sections.DATED_ON))
    errors: dict[str, str] = {}
    if not text:
        errors[sections.TEXT] = words.text_missing()
    elif len(text) > LONGEST_TEXT:
        errors[sections.TEXT] = words.text_too_long(len(text))
    if link and not is_link(link):
        errors[sections.LINK] = words.no_link()
    if day is None:
        errors[sections.DATED_ON] = words.no_day()
    elif day > today:
        errors[sections.DATED_ON] = words.day_ahead(today)
    if errors or day is None:
        return FormErrors(errors)
    return Entered(text, link, day)
