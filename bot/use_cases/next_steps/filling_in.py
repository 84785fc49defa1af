"""What stands in the forms about next steps, read and checked: the sentence, the owner, the day."""

from collections.abc import Sequence
from datetime import date

from bot.sections.forms import Values
from bot.sections.step_forms import DUE, OWNER, SENTENCE
from bot.use_cases.steering.moments import picked_day
from bot.wording import next_steps as words
from rubric.next_step import LONGEST_STEP
from rubric.people import Member, MemberId
from rubric.refusals import FormDoesNotMatch
from rubric.team import Team
from rubric.typed_text import clean
from storage import teams
from storage.store import Transaction


def possible_owners(transaction: Transaction, team: Team) -> Sequence[Member]:
    """Those who take part; observers only read."""
    roster = (one.member for one in teams.roster(transaction, team.id))
    return [member for member in roster if _may_own(member)]


def sentence_in(values: Values, errors: dict[str, str]) -> str:
    """In one line. What is wrong with it is added to `errors`."""
    sentence = " ".join(clean(str(values.get(SENTENCE) or "")).split())
    if not sentence:
        errors[SENTENCE] = words.sentence_missing()
    elif len(sentence) > LONGEST_STEP:
        errors[SENTENCE] = words.sentence_too_long(len(sentence), LONGEST_STEP)
    return sentence


def owner_in(transaction: Transaction, team: Team, values: Values, errors: dict[str, str]) -> Member | None:
    """None, and the reason in `errors`, for nobody, and for somebody who left or only observes now.

    Raises FormDoesNotMatch for somebody who never was on the team.
    """
    chosen = values.get(OWNER)
    if not chosen:
        errors[OWNER] = words.owner_missing()
        return None
    for one in teams.roster(transaction, team.id):
        if one.member.id == chosen:
            if _may_own(one.member):
                return one.member
            errors[OWNER] = words.owner_observes(one.member.name)
            return None
    name = teams.name_of(transaction, team.id, MemberId(str(chosen)))
    if name is None:
        raise FormDoesNotMatch
    errors[OWNER] = words.owner_left(name)
    return None


def due_day_in(values: Values, errors: dict[str, str], *, today: date) -> date | None:
    """None, and the reason in `errors`, for no day, and for one that is over."""
    on = picked_day(values.get(DUE))
    if on is None:
        errors[DUE] = words.day_missing()
        return None
    if on < today:
        errors[DUE] = words.day_is_past(on, today)
        return None
    return on


def _may_own(member: Member) -> bool:
    return member.rates or member.coordinates
