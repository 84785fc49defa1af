"""What a rubric is: domains of indicators, and the scale they are rated on. Frozen, because rubrics arrive from files.

Reading a file and naming its faulty lines is left to parse.py; no rubric's own text or size is known here.
"""

from collections.abc import Sequence
from typing import Annotated, NewType, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from rubric.consistency import Inconsistency, rubric_inconsistencies, scale_inconsistencies
from rubric.texts import (
    EMOJI,
    ID,
    INDICATOR_ID,
    INDICATOR_LIMIT,
    LANGUAGE,
    MEANING_LIMIT,
    NAME_LIMIT,
    NOTE_LIMIT,
    PROMPT_LIMIT,
    TITLE_LIMIT,
    line,
)

DomainId = NewType("DomainId", str)
IndicatorId = NewType("IndicatorId", str)
LevelId = NewType("LevelId", str)
RubricId = NewType("RubricId", str)

# The kind of error that model validators raise, so that parse.py can tell it from a single wrong value.
INCONSISTENT = "inconsistent"


class UnknownLevel(KeyError):
    """The scale has no such level."""


class UnknownIndicator(KeyError):
    """The rubric has no such indicator."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Level(_Part):
    """One answer on a scale. `emoji` is a short name between colons; never shown without the name."""

    id: Annotated[LevelId, ID]
    name: Annotated[str, line(NAME_LIMIT)]
    meaning: Annotated[str, line(MEANING_LIMIT)]
    emoji: Annotated[str, EMOJI]


class Scale(_Part):
    """The levels, best first, and Don't know, which stands outside their order."""

    levels: tuple[Level, ...] = Field(min_length=1)
    dont_know: Level

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        _refuse(scale_inconsistencies(self.model_dump()))
        return self

    def position(self, level_id: LevelId) -> int:
        """How many levels are better than this one. Raises UnknownLevel, also for Don't know."""
        for position, level in enumerate(self.levels):
            if level.id == level_id:
                return position
        raise UnknownLevel(level_id)

    def level(self, level_id: LevelId) -> Level:
        """The level of that id, or Don't know. Raises UnknownLevel."""
        return self.dont_know if self.is_dont_know(level_id) else self.levels[self.position(level_id)]

    def is_dont_know(self, level_id: LevelId) -> bool:
        return level_id == self.dont_know.id

    def __contains__(self, level_id: object) -> bool:
        """Whether it can be chosen: a level, or Don't know."""
        return any(level.id == level_id for level in (*self.levels, self.dont_know))


def better_half(levels: int) -> int:
    """How many levels of a scale count as well in hand; of an odd number, the middle one doesn't."""
    return levels // 2


class Indicator(_Part):
    """One statement that is rated, verbatim."""

    id: Annotated[IndicatorId, INDICATOR_ID]
    text: Annotated[str, line(INDICATOR_LIMIT)]

    @property
    def number(self) -> int:
        """Its number within its domain, as in its id."""
        return int(self.id.rpartition(".")[2])


class Domain(_Part):
    """A titled group of indicators. `short_title` is for where room is short."""

    id: Annotated[DomainId, ID]
    title: Annotated[str, line(TITLE_LIMIT)]
    short_title: Annotated[str, line(NAME_LIMIT)] | None = None
    indicators: tuple[Indicator, ...] = Field(min_length=1)

    @property
    def label(self) -> str:
        """What the domain is called where room is short."""
        return self.short_title or self.title


class Cabinet(_Part):
    """What the people of a team should stand for, as the indicator `named_in` names it."""

    named_in: Annotated[IndicatorId, INDICATOR_ID]
    functions: tuple[Annotated[str, line(NAME_LIMIT)], ...] = Field(min_length=1)


class Rubric(_Part):
    """A versioned set of domains with the scale they are rated on, where its wording comes from, and who holds it.

    `cabinet` is None where the rubric doesn't say who should be on a team.
    """

    id: Annotated[RubricId, ID]
    title: Annotated[str, line(TITLE_LIMIT)]
    version: Annotated[str, line(NAME_LIMIT)]
    language: Annotated[str, LANGUAGE] = "en"
    source: Annotated[str, line(NOTE_LIMIT)]
    rights: Annotated[str, line(NOTE_LIMIT)]
    evidence_prompt: Annotated[str, line(PROMPT_LIMIT)]
    scale: Scale
    cabinet: Cabinet | None = None
    domains: tuple[Domain, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        _refuse(rubric_inconsistencies(self.model_dump()))
        return self

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All of them, in the rubric's order."""
        return tuple(indicator for domain in self.domains for indicator in domain.indicators)

    def indicator(self, indicator_id: IndicatorId) -> Indicator:
        """Raises UnknownIndicator."""
        return self._find(indicator_id)[1]

    def domain_of(self, indicator_id: IndicatorId) -> Domain:
        """Raises UnknownIndicator."""
        return self._find(indicator_id)[0]

    def label(self, indicator_id: IndicatorId) -> str:
        """What it is called in a sentence: its domain's short title and its number. Raises UnknownIndicator."""
        domain, indicator = self._find(indicator_id)
        return f"{domain.label} {indicator.number}"

    def __len__(self) -> int:
        """How many indicators there are."""
        return len(self.indicators)

    def _find(self, indicator_id: IndicatorId) -> tuple[Domain, Indicator]:
        for domain in self.domains:
            for indicator in domain.indicators:
                if indicator.id == indicator_id:
                    return domain, indicator
        raise UnknownIndicator(indicator_id)


def _refuse(found: Sequence[Inconsistency]) -> None:
    if found:
        raise PydanticCustomError(INCONSISTENT, "{problems}", {"problems": "; ".join(each.message for each in found)})
