"""The indicator that somebody chose in a form, with their reason; what the audit log calls it; how many are asked."""

from collections.abc import Mapping

from bot.sections import preferring as sections
from bot.sections.forms import Values
from bot.sections.steering import REASON
from bot.use_cases.results import FormErrors
from bot.use_cases.steering.reasons import reason_in
from bot.wording import preferring as words
from rubric.library import load
from rubric.model import IndicatorId, Rubric
from rubric.preferences import Reasoned
from rubric.team import Team


def chosen_indicator(rubric: Rubric, values: Values) -> Reasoned | FormErrors:
    """FormErrors for whatever is missing, or not in the rubric."""
    chosen, reason = values.get(sections.INDICATOR), reason_in(values)
    errors: dict[str, str] = {}
    if not any(indicator.id == chosen for indicator in rubric.indicators):
        errors[sections.INDICATOR] = words.choose_one()
    if not reason:
        errors[REASON] = words.reason_missing()
    return FormErrors(errors) if errors else Reasoned(IndicatorId(str(chosen)), reason)


def indicator_facts(rubric: Rubric, indicator_id: IndicatorId) -> Mapping[str, str]:
    """Its name as it is now, for a log that outlives the rubric."""
    known = any(indicator.id == indicator_id for indicator in rubric.indicators)
    return {"indicator": rubric.label(indicator_id) if known else indicator_id, "indicator_id": indicator_id}


def asked_of(team: Team) -> int:
    """How many indicators a pass asks: all but the excluded."""
    return sum(indicator.id not in team.preferences.excluded_ids for indicator in load(team.rubric_id).indicators)
