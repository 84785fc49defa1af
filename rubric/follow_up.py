"""What a member may be asked once they have rated: why they don't know, and what the best and the worst rest on."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from rubric.check_in import AskedIndicator, CheckIn
from rubric.model import IndicatorId, Level, LevelId
from rubric.rating import Rating

# More of them is no longer one more thing.
MOST_QUESTIONS = 10


@dataclass(frozen=True, slots=True)
class Question:
    """About one rating that stands: its reason where that is Don't know (`wants_reason`), its evidence otherwise."""

    indicator: AskedIndicator
    level: Level
    wants_reason: bool

    @property
    def key(self) -> str:
        """What tells it from any other of the check-in; another level makes it another question."""
        return f"{self.indicator.id}={self.level.id}"


def questions(check_in: CheckIn, rated: Mapping[IndicatorId, Rating]) -> tuple[Question, ...]:
    """Everything that one member's ratings leave open, in the order asked."""
    found = []
    for indicator in check_in.asked:
        rating = rated.get(indicator.id)
        if rating is not None and rating.level_id is not None and _leaves_open(check_in, rating.level_id, rating):
            level = check_in.scale.level(rating.level_id)
            found.append(Question(indicator, level, wants_reason=check_in.scale.is_dont_know(level.id)))
    return tuple(found)


def not_asked_yet(found: tuple[Question, ...], asked: Collection[str]) -> tuple[Question, ...]:
    """Those whose key is not among `asked`, as many as may be asked at once."""
    return tuple(question for question in found if question.key not in asked)[:MOST_QUESTIONS]


def _leaves_open(check_in: CheckIn, level_id: LevelId, rating: Rating) -> bool:
    levels = check_in.scale.levels
    if check_in.scale.is_dont_know(level_id):
        return True
    return not rating.evidence and level_id in (levels[0].id, levels[-1].id)
