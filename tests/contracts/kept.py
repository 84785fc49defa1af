"""What the database keeps after a story, by people's handles: what no screen shows, or shows to one person alone."""

from sqlalchemy import select

from rubric.next_step import StepState
from storage import next_steps, ratings, second_ratings, team_ratings
from storage.tables import check_ins as check_ins_table
from storage.tables import metadata
from storage.tables import ratings as ratings_table
from storage.tables import teams as teams_table
from tests.contracts.stage import Scene

# What a look or a refusal may leave behind: forms that are open, the queue, and when somebody was heard of last.
PASSING = frozenset({"drafts", "deliveries", "lanes", "conversation_references"})


def saved(scene: Scene, name: str, indicator: str) -> tuple[str | None, str]:
    """The level and the note that somebody has at an indicator of the open check-in."""
    with scene.stage.story.deps.store.read() as transaction:
        of_theirs = ratings.of_member(transaction, scene.check_in.id, scene.roster()[name].id)
    rating = {str(each): kept for each, kept in of_theirs.items()}.get(indicator)
    return (None, "") if rating is None else (rating.level_id, rating.evidence)


def levels_saved(scene: Scene) -> int:
    """In all check-ins together."""
    with scene.stage.story.deps.store.read() as transaction:
        rated = select(ratings_table.c.level_id).where(ratings_table.c.level_id.is_not(None))
        return len(transaction.execute(rated).all())


def check_ins_so_far(scene: Scene) -> int:
    with scene.stage.story.deps.store.read() as transaction:
        return len(transaction.execute(select(check_ins_table.c.id)).all())


def settings_of_all_teams(scene: Scene) -> list[tuple[object, ...]]:
    with scene.stage.story.deps.store.read() as transaction:
        return [tuple(row) for row in transaction.execute(select(teams_table).order_by(teams_table.c.id))]


def second_looks(scene: Scene) -> list[str]:
    """The levels, of whoever took one."""
    story = scene.stage.story
    with story.deps.store.read() as transaction:
        return [one.level_id for one in second_ratings.waiting(transaction, story.team(transaction).id)]


def recorded(scene: Scene) -> list[str]:
    """The levels of the team's own ratings, oldest first, those that were changed since too."""
    story = scene.stage.story
    with story.deps.store.read() as transaction:
        return [one.level_id for one in team_ratings.of_team(transaction, story.team(transaction).id)]


def step_states(scene: Scene) -> list[StepState]:
    story = scene.stage.story
    with story.deps.store.read() as transaction:
        return [step.state for step in next_steps.of_team(transaction, story.team(transaction).id)]


def everything(scene: Scene) -> dict[str, list[str]]:
    """All rows by table, but for what is only passing."""
    kept = [table for table in metadata.sorted_tables if table.name not in PASSING]
    with scene.stage.story.deps.store.read() as transaction:
        return {table.name: sorted(map(repr, transaction.execute(select(table)))) for table in kept}
