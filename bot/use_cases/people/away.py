"""Somebody says until when they are away, from all of their teams or some, and that they are back."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.sections.away import TEAMS, UNTIL, OwnTeam, away_form
from bot.sections.forms import Value, Values
from bot.use_cases.people.own_teams import own_teams
from bot.use_cases.results import FormErrors, Notice, OpenForm
from bot.use_cases.who import Deps, Speaker, team_with_id
from bot.wording import away
from jobs.roster_changed import roster_changed
from rubric.cadence import at_wall_time, find_zone
from rubric.people import CheckInId, Member, TeamId
from rubric.refusals import FormDoesNotMatch
from rubric.team import Team
from storage import check_ins, teams
from storage.store import Transaction

# Whoever is away for longer has left the team.
LONGEST_ABSENCE = timedelta(days=366)
MIDNIGHT = time(0)


def open_away(deps: Deps, who: Speaker, check_in_id: str | None = None) -> OpenForm:
    """With a check-in, only for people of its team. Raises OnNoTeam, NoTeamHere, NotOnTheTeam, FormDoesNotMatch."""
    now = deps.clock.now()
    with deps.store.read() as transaction:
        if check_in_id is not None:
            check_in = check_ins.get(transaction, CheckInId(check_in_id))
            if check_in is None:
                raise FormDoesNotMatch
            team_with_id(transaction, who, check_in.team_id)
        own = own_teams(transaction, who)
    until = max((member.away_until for _, member in own if member.away_until and member.is_away(now)), default=None)
    return OpenForm(
        away_form(
            tuple(OwnTeam(team.id, team.name) for team, _ in own),
            zone=_zone(*own[0]),
            until=until,
            rates=any(member.rates for _, member in own),
        )
    )


def go_away(deps: Deps, who: Speaker, about: str, values: Values) -> Notice | FormErrors:
    """Away until the day begins in the member's own zone. Raises OnNoTeam, NoTeamHere."""
    del about
    now = deps.clock.now()
    with deps.store.begin() as transaction:
        own = own_teams(transaction, who)
        zone = _zone(*own[0])
        wanted = values.get(TEAMS, tuple(team.id for team, _ in own)) or ()
        chosen = [(team, member) for team, member in own if team.id in wanted]
        day, problem = _day(values.get(UNTIL), now=now, zone=zone)
        errors = {} if problem is None else {UNTIL: problem}
        if not chosen:
            errors[TEAMS] = away.no_team_chosen()
        if day is None or errors:
            return FormErrors(errors)
        until: dict[TeamId, datetime] = {
            team.id: at_wall_time(day, MIDNIGHT, _where(team, member)) for team, member in chosen
        }
        _keep(transaction, who, until, now=now)
    names = tuple(team.name for team, _ in chosen)
    rates = any(member.rates for _, member in chosen)
    return away.is_away(at_wall_time(day, MIDNIGHT, ZoneInfo(zone)), zone, team_names=names, of=len(own), rates=rates)


def come_back(deps: Deps, who: Speaker) -> Notice:
    """To all of their teams. Raises OnNoTeam, NoTeamHere."""
    now = deps.clock.now()
    with deps.store.begin() as transaction:
        own = own_teams(transaction, who)
        # Not None, or nobody would know that they have been away, and what they missed would come late.
        gone = {team.id: now for team, member in own if member.is_away(now)}
        if not gone:
            return away.was_not_away()
        _keep(transaction, who, gone, now=now)
    return away.is_back()


def _keep(transaction: Transaction, who: Speaker, until: dict[TeamId, datetime], *, now: datetime) -> None:
    """Each team held, all in one order, so that two who do this at once never wait for each other."""
    for team_id, moment in sorted(until.items()):
        team = teams.wait_for(transaction, team_id)
        member = teams.member_at(transaction, team_id, who.address)
        if member is not None:
            teams.change_member(transaction, replace(member, away_until=moment))
            roster_changed(transaction, team, now=now)


def _day(given: Value, *, now: datetime, zone: str) -> tuple[date | None, str | None]:
    """The day, or what is wrong with it."""
    try:
        day = date.fromisoformat(str(given))
    except ValueError:
        return None, away.day_missing()
    today = now.astimezone(ZoneInfo(zone)).date()
    if day <= today:
        return None, away.day_passed()
    return (None, away.day_too_far()) if day > today + LONGEST_ABSENCE else (day, None)


def _where(team: Team, member: Member) -> ZoneInfo:
    """Where their days begin; a zone that nobody knows is taken to be the team's."""
    return find_zone(member.zone) or ZoneInfo(team.rhythm.cadence.zone)


def _zone(team: Team, member: Member) -> str:
    return str(_where(team, member))
