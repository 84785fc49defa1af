"""What setting up would bring about, before anything is posted; and whether it can be done as it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.use_cases.set_up.draft import SetUpDraft, Step, several
from bot.use_cases.set_up.people import Seat, people_faults, people_values, seats, unrepresented
from bot.use_cases.set_up.rhythm import Settings, read_rhythm, rhythm_values, rubric_of
from bot.use_cases.who import Speaker
from rubric.coverage_plan import CoveragePlan, coverage_plan
from rubric.library import load
from rubric.model import Rubric
from rubric.people import Role
from rubric.rotation import History


@dataclass(frozen=True, slots=True)
class Plan:
    """A team as it would be: nothing of it is stored yet."""

    settings: Settings
    members: tuple[Seat, ...]

    @property
    def rubric(self) -> Rubric:
        return load(self.settings.rubric_id)

    @property
    def raters(self) -> int:
        return sum(seat.role is Role.MEMBER for seat in self.members)

    @property
    def coordinators(self) -> tuple[str, ...]:
        return tuple(seat.person.name for seat in self.members if seat.coordinates)

    @property
    def unrepresented(self) -> tuple[str, ...]:
        """The functions that nobody on the team stands for."""
        return unrepresented(self.members, self.rubric)

    def coverage(self, now: datetime) -> CoveragePlan:
        return coverage_plan(self.rubric, self.settings.rhythm, history=History(()), after=now)


@dataclass(frozen=True, slots=True)
class NotYet:
    """The step that something is wrong in, and what, by field."""

    step: Step
    faults: Mapping[str, str]


def plan_of(draft: SetUpDraft, who: Speaker, now: datetime) -> Plan | NotYet:
    """The team that the draft makes, or the first step that has to be looked at again."""
    people = people_values(draft, who.address, rubric_of(draft))
    if faults := people_faults(draft, people):
        return NotYet(Step.PEOPLE, faults)
    settings = read_rhythm(rhythm_values(draft, first_coordinator(draft, who), now), now)
    if not isinstance(settings, Settings):
        return NotYet(Step.RHYTHM, settings)
    return Plan(settings, seats(draft, people))


def first_coordinator(draft: SetUpDraft, who: Speaker) -> str:
    """The one whose zone is taken for the team's: the speaker, if they coordinate, or the first who does."""
    chosen = several(people_values(draft, who.address, rubric_of(draft)), "coordinators")
    return who.address if who.address in chosen else next(iter(chosen), who.address)
