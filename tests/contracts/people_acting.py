"""What people do about who is on the team, on any platform."""

from bot.sections.roster import STAYS, WHO
from tests.contracts.stage import Actor, Scene, words


def submits(person: Actor) -> str:
    """The form on top; what is shown in its place."""
    assert person.submits() == {}
    return words(person)


def coordinators(scene: Scene) -> list[str]:
    return sorted(name for name, member in scene.roster().items() if member.coordinates)


def hands_over(scene: Scene, by: str, to: str, *, stays: bool) -> str:
    person = scene.person(by)
    assert person.types("hand over") == ""
    person.fills_in({WHO: [scene.roster()[to].id], STAYS: "yes" if stays else "no"})
    said = submits(person)
    person.closes()
    return said
