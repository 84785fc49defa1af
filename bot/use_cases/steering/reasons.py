"""What stands in a form's field for the reason."""

from bot.sections import steering as sections
from bot.sections.forms import Values


def reason_in(values: Values) -> str:
    """In one line; empty when none was given."""
    return " ".join(str(values.get(sections.REASON) or "").split())[: sections.LONGEST_REASON]
