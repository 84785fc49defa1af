"""What somebody does who sets a team up from its channel, step by step, and what then stands in the database."""

from sqlalchemy import select

from bot.use_cases.set_up.draft import KIND
from bot.use_cases.set_up.people import departments_field
from rubric.team import Team
from storage import teams, workspaces
from storage.tables import drafts
from storage.teams import Addressed
from tests.contracts.stage import Actor, Held, Scene, words

DEPARTMENTS = {
    "ana": "student support",
    "dev": "data",
    "dana": "family engagement",
    "lee": "academics",
    "sam": "operations",
    "ruth": "health",
    "mia": "communications",
    "omar": "special education",
}


def types_setup(scene: Scene, name: str, *, device: str = "desktop") -> Actor:
    """In the other channel; with the form, or what is said instead, before them."""
    person = scene.person(name, device=device)
    person.types("setup", channel=scene.stage.other_channel)
    return person


def is_at(person: Actor, form: str) -> bool:
    return person.shown is not None and person.shown.form == form


def next_step(person: Actor, to: str) -> None:
    assert person.submits() == {}
    assert is_at(person, to), words(person)


def held(person: Actor, field: str) -> Held:
    """What stands in a field of the form on top."""
    assert person.shown is not None
    return person.shown.fields[field]


def addresses(scene: Scene, *names: str) -> list[str]:
    return [scene.address(name) for name in names]


def departments_of(scene: Scene, name: str) -> str:
    """The field for what somebody stands for."""
    return departments_field(scene.address(name))


def team_in_other_channel(scene: Scene) -> tuple[Team, dict[str, Addressed]]:
    """The team, and its roster by name."""
    setting = scene.stage.setting
    with scene.stage.story.deps.store.read() as transaction:
        workspace = workspaces.find(transaction, platform=setting.platform, external_id=setting.workspace)
        assert workspace is not None
        team = teams.in_channel(transaction, workspace, scene.stage.other_channel)
        assert team is not None
        return team, {one.member.name: one for one in teams.roster(transaction, team.id)}


def drafts_kept(scene: Scene) -> int:
    with scene.stage.story.deps.store.read() as transaction:
        return len(transaction.execute(select(drafts.c.id).where(drafts.c.kind == KIND)).all())
