"""`homeroom doctor`: looks at everything that has to be right, and says of each thing that is not what to do."""

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from bot.by_address import SLACK, TEAMS, platform_at
from bot.finding import Finding
from bot.platforms import NotInstalled, connect_teams
from bot.settings import Settings
from bot.use_cases.who import Deps
from bot.wording.troubles import in_doubt
from jobs.ports import Clock
from rubric.team import Team
from storage import deliveries, teams
from storage.deliveries import State
from storage.schema import schema_state
from storage.store import DatabaseError, Store

if TYPE_CHECKING:
    from bot.teams.connection import Teams


def examine(
    settings: Settings,
    store: Store,
    clock: Clock,
    *,
    connecting: "Callable[[Settings, Deps], Teams]" = connect_teams,
) -> Iterator[Finding]:
    """Everything that can be looked at, in the order in which it would go wrong; each platform for itself."""
    database = list(_database(store))
    yield from database
    is_sound = all(finding.ok for finding in database)
    everyone: tuple[Team, ...] = ()
    states: dict[State, int] = {}
    if is_sound:
        with store.read() as transaction:
            everyone = tuple(teams.everyone(transaction))
            states = deliveries.counts(transaction)
    if settings.has_slack:
        yield from _slack(settings, clock, [team for team in everyone if platform_at(team.channel_id) == SLACK])
    if settings.has_teams:
        there = [team for team in everyone if platform_at(team.channel_id) == TEAMS] if is_sound else None
        yield from _teams(settings, lambda: connecting(settings, Deps(store, clock)), there)
    if is_sound:
        yield _outbox(states)


def _slack(settings: Settings, present: Clock, there: list[Team]) -> Iterator[Finding]:
    from bot.slack import checks
    from bot.slack.identity import SlackSaysNo, SlackUnreachable, identify
    from bot.slack.messenger import posting_client

    client = posting_client(settings.SLACK_BOT_TOKEN.get_secret_value(), settings.SLACK_API_URL)
    try:
        identity = identify(client)
    except SlackUnreachable as error:
        yield Finding(
            "Slack",
            False,
            f"no answer from {settings.SLACK_API_URL} ({error})",
            "Check SLACK_API_URL and that this machine may reach it.",
        )
        return
    except SlackSaysNo as error:
        yield Finding("Bot token", False, f"Slack says {error.code}", checks.token_advice(error.code))
        return
    yield Finding("Bot token", True, f"{identity.workspace_name} ({identity.workspace})")
    yield checks.scopes(identity)
    yield checks.clock(client, present)
    if settings.SLACK_MODE == "socket" and settings.SLACK_APP_TOKEN is not None:
        yield checks.app_token(settings.SLACK_APP_TOKEN.get_secret_value(), settings.SLACK_API_URL)
    for team in there:
        yield checks.channel(client, team)


def _teams(settings: Settings, connecting: "Callable[[], Teams]", there: list[Team] | None) -> Iterator[Finding]:
    """`there` is None where the database can't be asked; it knows what Teams told."""
    try:
        teams = connecting()
    except NotInstalled as error:
        yield Finding("Teams library", False, "is not installed", str(error))
        return
    from bot.teams import checks

    with closing(teams):
        found = checks.credentials(teams.tokens)
        yield found
        if settings.TEAMS_CLOUD != "public":
            yield Finding("Teams cloud", True, f"{settings.TEAMS_CLOUD}: Teams neither takes nor hands on files there")
        if there is None:
            return
        yield checks.ever_reached(teams.places)
        if found.ok:
            for team in there:
                yield checks.channel(teams.places, team)


def _database(store: Store) -> Iterator[Finding]:
    kind = "SQLite" if store.is_sqlite else "PostgreSQL"
    try:
        state = schema_state(store)
        if state.is_current:
            store.probe()
    except DatabaseError as error:
        yield Finding(
            "Database",
            False,
            f"{kind} is in trouble: {error}",
            error.advice,
        )
        return
    yield Finding("Database", True, kind)
    if state.is_current:
        yield Finding("Migrations", True, f"at {state.current}")
    elif state.is_newer_than_the_code:
        yield Finding(
            "Migrations",
            False,
            f"the database is at {state.current}, newer than this copy",
            "Update Homeroom.",
        )
    else:
        found = state.current or "empty"
        yield Finding(
            "Migrations", False, f"the database is {found}, {state.needed} is needed", "Run: homeroom release"
        )


def _outbox(states: dict[State, int]) -> Finding:
    waiting = states.get(State.QUEUED, 0) + states.get(State.SENDING, 0)
    dead, unknown = states.get(State.DEAD, 0), states.get(State.UNKNOWN, 0)
    detail = f"{waiting} waiting, {dead} could not be delivered"
    advice = "The log names each with its reason; a channel may be archived or Homeroom removed." if dead else ""
    if unknown:
        detail += f", {unknown} in doubt"
        advice = f"{advice} Of those in doubt: {in_doubt()}".strip()
    return Finding("Deliveries", not dead and not unknown, detail, advice)
