"""What somebody does who sets a team up from its channel, step by step, and what then stands in the database."""

from collections.abc import Mapping

from sqlalchemy import select

from bot.sections.set_up import SetUpAct
from bot.slack import ids
from bot.slack.routed_ids import field_block, form_callback
from rubric.team import Team
from sandbox.people import Person
from storage import teams, workspaces
from storage.tables import drafts
from storage.teams import Addressed
from tests.stories.in_slack import InSlack, words
from tests.stories.test_commands import GENERAL

HOMEROOM = "U0HOMEROOM"


def types_setup(person: Person, channel: str = GENERAL) -> None:
    reply = person.command(ids.COMMAND, "setup", channel)
    assert reply.error is None


def is_at(person: Person, form: str) -> bool:
    return (person.view or {}).get("callback_id") == form_callback(form)


def next_step(person: Person, to: str) -> None:
    reply = person.submit()
    assert (reply.error, reply.errors) == (None, {})
    assert is_at(person, to), words(person.view)


def goes_back(person: Person, to: str) -> None:
    assert person.click_in_view(ids.action_id(SetUpAct.BACK)).error is None
    assert is_at(person, to), words(person.view)


def chooses(person: Person, field: str, value: str | list[str] | None) -> None:
    assert person.choose(field_block(field), value).error is None


def fills_in(person: Person, values: Mapping[str, str | list[str] | None]) -> None:
    for field, value in values.items():
        chooses(person, field, value)


def held(person: Person, field: str) -> object:
    """What stands in a field of the form on top."""
    (state,) = (person.view or {})["state"]["values"][field_block(field)].values()
    for key in ("value", "selected_date", "selected_time"):
        if key in state:
            return state[key]
    if "selected_option" in state:
        return (state["selected_option"] or {}).get("value")
    return [option["value"] for option in state["selected_options"]]


def team_in(slack: InSlack, channel: str = GENERAL) -> tuple[Team, dict[str, Addressed]]:
    """The channel's team, and its roster by name."""
    with slack.running.story.deps.store.read() as transaction:
        workspace = workspaces.find(transaction, platform="slack", external_id="T0MAPLE")
        assert workspace is not None
        team = teams.in_channel(transaction, workspace, channel)
        assert team is not None
        return team, {one.member.name: one for one in teams.roster(transaction, team.id)}


def drafts_kept(slack: InSlack) -> int:
    with slack.running.story.deps.store.read() as transaction:
        return len(transaction.execute(select(drafts.c.id)).all())
