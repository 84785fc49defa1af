"""The rubrics that ship with Homeroom, by id."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from rubric.model import Rubric, RubricId
from rubric.parse import parse_rubric


class UnknownRubric(LookupError):
    """No rubric of that id ships; its text lists those that do."""

    def __init__(self, rubric_id: str) -> None:
        super().__init__(f'there is no rubric "{rubric_id}"; these ship: {", ".join(shipped())}')
        self.rubric_id = rubric_id


def shipped() -> tuple[RubricId, ...]:
    """The ids of all rubrics that ship, in alphabetical order."""
    names = (entry.name for entry in _sets().iterdir())
    return tuple(sorted(RubricId(name.removesuffix(".toml")) for name in names if name.endswith(".toml")))


@cache
def load(rubric_id: RubricId) -> Rubric:
    """The rubric of that id, read once. Raises UnknownRubric."""
    if rubric_id not in shipped():
        raise UnknownRubric(rubric_id)
    return parse_rubric(_sets().joinpath(f"{rubric_id}.toml").read_text(encoding="utf-8"))


def _sets() -> Traversable:
    return files("rubric").joinpath("sets")
