"""Sets up a channel's team from the first form: who may, what was filled in, and what follows from it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field, ValidationError

from bot import wording
from bot.use_cases.results import FormErrors, Notice, OpenForm, SetUpForm
from bot.use_cases.who import Deps, Refused, Speaker, workspace_of
from jobs.tick import set_alarm
from rubric.cadence import MOST_WEEKS, BadCadence
from rubric.library import shipped
from rubric.people import Member, MemberId, TeamId
from rubric.refusals import BadSetting, TeamAlreadySetUp
from rubric.team import Rhythm, Team, TeamState
from storage import deliveries, teams, workspaces
from storage.store import Transaction, new_id

# The channel carries the team's real name; a name of its own comes with the coordinators' settings.
TEAM_NAME = "Attendance team"
DEFAULT_TIME = time(9, 0)
DEFAULT_ZONE = "America/New_York"


class SetUpValues(BaseModel):
    """What the form sends, as text."""

    channel: str
    every_weeks: int = Field(ge=1, le=MOST_WEEKS)
    first_date: date
    at: time
    zone: str
    indicators_per_check_in: int


def open_set_up(deps: Deps, who: Speaker, channel_id: str) -> OpenForm:
    """The form for a channel without a team, prefilled with the coming Monday at nine. Raises Refused."""
    zone = DEFAULT_ZONE
    today = deps.clock.now().astimezone(ZoneInfo(zone)).date()
    with deps.store.read() as transaction:
        workspace = workspaces.find(transaction, platform=who.platform, external_id=who.workspace)
        if workspace is not None and teams.in_channel(transaction, workspace, channel_id) is not None:
            raise Refused(TeamAlreadySetUp(), zone=zone)
    coming_monday = today + timedelta(days=7 - today.weekday())
    return OpenForm(SetUpForm(channel_id=channel_id, first_date=coming_monday, at=DEFAULT_TIME, zone=zone))


def set_up_team(deps: Deps, who: Speaker, values: Mapping[str, str | None]) -> Notice | FormErrors:
    """Keep the team, with the speaker as its first coordinator, and queue its welcome (which takes the roster).

    Nothing is kept unless every field is right: then FormErrors has a sentence for each that is not.
    """
    now = deps.clock.now()
    try:
        filled_in = SetUpValues.model_validate(values)
        rhythm = _rhythm(filled_in, now)
    except ValidationError as error:
        return FormErrors({str(fault["loc"][0]): wording.field_missing() for fault in error.errors()})
    except BadCadence as error:
        return FormErrors({"zone": str(error)})
    except BadSetting as error:
        return FormErrors({error.field: wording.setting_problem(error)})
    with deps.store.begin() as transaction:
        team = Team(
            id=TeamId(new_id()),
            workspace_id=workspace_of(transaction, who),
            channel_id=filled_in.channel,
            name=TEAM_NAME,
            rubric_id=shipped()[0],
            rhythm=rhythm,
            state=TeamState.ACTIVE,
            next_check_in_at=rhythm.cadence.next_after(now),
            next_digest_at=rhythm.digest.next_after(now),
            digested_until=now,
        )
        if not teams.add(transaction, team, now=now):
            return FormErrors({"channel": wording.channel_has_a_team()})
        _add_coordinator(transaction, team, who, now=now)
        welcome = deliveries.Order.to_channel(team, deliveries.Kind.WELCOME, about=team.id, run_at=now)
        deliveries.enqueue(transaction, welcome)
        set_alarm(transaction, team, now=now)
    return wording.set_up_done(team.next_check_in_at, rhythm.cadence.zone)


def _rhythm(values: SetUpValues, now: datetime) -> Rhythm:
    rhythm = Rhythm.starting(
        values.first_date,
        values.every_weeks,
        values.at,
        values.zone,
        indicators_per_check_in=values.indicators_per_check_in,
    )
    if rhythm.cadence.instant(0) <= now.astimezone(UTC):
        raise BadSetting("first_date", wording.already_past())
    return rhythm


def _add_coordinator(transaction: Transaction, team: Team, who: Speaker, *, now: datetime) -> None:
    coordinator = Member(id=MemberId(new_id()), name=who.name, coordinates=True, zone=team.rhythm.cadence.zone)
    teams.add_member(transaction, team.id, coordinator, address=who.address, now=now)
