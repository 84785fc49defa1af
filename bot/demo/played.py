"""The outcome of a play: what was seen, what had to happen, and what was counted by hand."""

from dataclasses import dataclass, field

from bot.demo.transcript import Line
from rubric.model import IndicatorId

Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Step:
    """Something that has to happen in a fortnight."""

    name: str
    happened: bool


@dataclass(slots=True)
class Played:
    """`expected` is counted from what each member chose, `shown` is read out of the reveal, both by level name."""

    steps: list[Step] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    expected: dict[IndicatorId, Counts] = field(default_factory=dict)
    shown: dict[IndicatorId, Counts] = field(default_factory=dict)

    def step(self, name: str, happened: bool) -> None:
        self.steps.append(Step(name, happened))

    @property
    def complete(self) -> bool:
        return bool(self.steps) and all(step.happened for step in self.steps) and self.agrees

    @property
    def agrees(self) -> bool:
        return bool(self.expected) and self.expected == self.shown

    def as_data(self) -> dict[str, object]:
        return {
            "complete": self.complete,
            "steps": [{"name": step.name, "happened": step.happened} for step in self.steps],
            "counted_by_hand": self.expected,
            "shown_in_the_reveal": self.shown,
            "transcript": [line.as_data() for line in self.lines],
        }

    def as_text(self) -> str:
        seen = "\n\n".join(line.as_text() for line in self.lines)
        steps = "\n".join(f"{'ok  ' if step.happened else 'MISS'} {step.name}" for step in self.steps)
        numbers = "agree with" if self.agrees else "DIFFER from"
        return f"{seen}\n\n{steps}\nThe numbers in the reveal {numbers} the ratings counted by hand."
