"""Makes teams, check-ins and ratings for tests: name what the test is about, and leave the rest to sensible defaults.

Ratings are drawn as a grid, one line for each member and one letter for each indicator asked; see `rate_grid`.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta

from rubric.agenda import Standing
from rubric.cadence import Cadence
from rubric.check_in import AskedIndicator, CheckIn, ask
from rubric.model import Domain, DomainId, Indicator, IndicatorId, Level, LevelId, Rubric, RubricId, Scale
from rubric.people import CheckInId, Member, MemberId, Role, TeamId, WorkspaceId
from rubric.rating import Rating
from rubric.results import Closed
from rubric.rotation import History, PastCheckIn
from rubric.team import Rhythm, Team, TeamState
from rubric.timetable import Occurrence

ZONE = "America/New_York"
# A Monday, nine in the morning in New York.
MONDAY = date(2026, 9, 14)
NINE = time(9, 0)
OPENING = datetime(2026, 9, 14, 13, 0, tzinfo=UTC)


def a_scale(*names: str) -> Scale:
    """Levels of these names, best first, and Don't know; four of them unless told."""
    names = names or ("Strength", "OK for now", "Could be better", "Urgent gap")
    return Scale(
        levels=tuple(a_level(name) for name in names), dont_know=a_level("Don't know", emoji=":grey_question:")
    )


def a_level(name: str, *, emoji: str = ":seedling:") -> Level:
    level_id = LevelId(name.lower().replace("'", "").replace(" ", "-"))
    return Level(id=level_id, name=name, meaning=f"What {name} means.", emoji=emoji)


def a_rubric(*sizes: int, scale: Scale | None = None) -> Rubric:
    """One domain for each size: `a_rubric(2, 3)` has a.1, a.2, b.1, b.2 and b.3."""
    return Rubric(
        id=RubricId("made-up"),
        title="Made up",
        version="1",
        source="These tests.",
        rights="Free to use.",
        evidence_prompt="How do you know?",
        scale=scale or a_scale(),
        domains=tuple(_domain(chr(ord("a") + at), size) for at, size in enumerate(sizes or (2, 3))),
    )


def _domain(letter: str, size: int) -> Domain:
    return Domain(
        id=DomainId(letter),
        title=f"Domain {letter.upper()}",
        indicators=tuple(
            Indicator(id=IndicatorId(f"{letter}.{number}"), text=f"Statement {number} of {letter.upper()}.")
            for number in range(1, size + 1)
        ),
    )


def a_member(
    name: str,
    *,
    role: Role = Role.MEMBER,
    coordinates: bool = False,
    zone: str = ZONE,
    departments: tuple[str, ...] = (),
    away_until: datetime | None = None,
) -> Member:
    """The id is the name in small letters."""
    return Member(
        id=MemberId(name.lower()),
        name=name,
        role=role,
        coordinates=coordinates,
        zone=zone,
        departments=departments,
        away_until=away_until,
    )


def members(*names: str) -> tuple[Member, ...]:
    return tuple(a_member(name) for name in names)


def a_cadence(anchor: date = MONDAY, *, every_weeks: int = 2, at: time = NINE, zone: str = ZONE) -> Cadence:
    return Cadence(anchor=anchor, every_weeks=every_weeks, at=at, zone=zone)


def a_rhythm(
    anchor: date = MONDAY,
    *,
    every_weeks: int = 2,
    at: time = NINE,
    zone: str = ZONE,
    indicators_per_check_in: int = 7,
    days_open: int = 7,
    reminder_days: tuple[int, ...] = (3, 5),
) -> Rhythm:
    return Rhythm.starting(
        anchor,
        every_weeks,
        at,
        zone,
        indicators_per_check_in=indicators_per_check_in,
        days_open=days_open,
        reminder_days=reminder_days,
    )


def a_team(
    rhythm: Rhythm | None = None,
    *,
    id: str = "team",
    workspace_id: str = "workspace",
    channel_id: str = "C0CABINET",
    name: str = "Attendance cabinet",
    rubric_id: str = "district-attendance",
    state: TeamState = TeamState.ACTIVE,
    next_check_in_at: datetime | None = None,
    next_digest_at: datetime | None = None,
    digested_until: datetime | None = None,
) -> Team:
    """Set up the week before its first check-in."""
    rhythm = rhythm or a_rhythm()
    first = rhythm.cadence.instant(0)
    return Team(
        id=TeamId(id),
        workspace_id=WorkspaceId(workspace_id),
        channel_id=channel_id,
        name=name,
        rubric_id=RubricId(rubric_id),
        rhythm=rhythm,
        state=state,
        next_check_in_at=next_check_in_at or first,
        next_digest_at=next_digest_at or rhythm.digest.instant(0),
        digested_until=digested_until or first - timedelta(days=7),
    )


def a_standing(
    team: Team | None = None,
    *,
    members: Iterable[Member] = (),
    open_check_in: CheckIn | None = None,
    finished: Iterable[MemberId] = (),
    reminded: Iterable[tuple[MemberId, int]] = (),
) -> Standing:
    return Standing(
        team=team or a_team(),
        members=tuple(members),
        open_check_in=open_check_in,
        finished=frozenset(finished),
        reminded=frozenset(reminded),
    )


def a_history(*check_ins: Iterable[str], passes: Iterable[int] = ()) -> History:
    """What each check-in asked, oldest first, and in which pass; all in the first unless told."""
    numbers = list(passes) or [1] * len(check_ins)
    return History(
        tuple(
            PastCheckIn(tuple(map(IndicatorId, asked)), number)
            for asked, number in zip(check_ins, numbers, strict=True)
        )
    )


def openings(*moments: datetime) -> tuple[Occurrence, ...]:
    """Dates that nothing moved."""
    return tuple(Occurrence(moment.date(), moment, moment.date()) for moment in moments)


def asked(*ids: str) -> tuple[AskedIndicator, ...]:
    """Indicators called "A 1" for a.1, and so on."""
    return tuple(
        AskedIndicator(
            id=IndicatorId(each),
            domain_id=DomainId(each.rpartition(".")[0]),
            label=each.replace(".", " ").capitalize(),
            text=f"Statement {each}.",
        )
        for each in ids
    )


def a_check_in(
    *ids: str,
    rubric: Rubric | None = None,
    id: str = "",
    team_id: str = "team",
    number: int = 1,
    opened_at: datetime = OPENING,
    days_open: int = 7,
    closes_at: datetime | None = None,
    is_closed: bool = False,
    scale: Scale | None = None,
) -> CheckIn:
    """Asks `ids` (a.1 and a.2 unless told), with their wording in `rubric` where one is given."""
    ids = ids or ("a.1", "a.2")
    closes_at = closes_at or opened_at + timedelta(days=days_open)
    return CheckIn(
        id=CheckInId(id or f"check-in-{number}"),
        team_id=TeamId(team_id),
        number=number,
        due_at=opened_at,
        opened_at=opened_at,
        closes_at=closes_at,
        closed_at=closes_at if is_closed else None,
        scale=scale or (rubric.scale if rubric else a_scale()),
        evidence_prompt="How do you know?",
        asked=ask(rubric, [IndicatorId(each) for each in ids]) if rubric else asked(*ids),
    )


def rate_grid(
    check_in: CheckIn,
    grid: str,
    *,
    evidence: Mapping[tuple[str, str], str] | None = None,
    rated_at: datetime | None = None,
) -> tuple[Rating, ...]:
    """Ratings as drawn: a line for each member, a letter for each indicator in the order asked.

        Dana: S O ?
        Lee:  U . 3

    A letter is the first of a level's name, where only one begins with it; a digit is the level counted from 1 at the
    best; "?" is Don't know and "." no rating. The member's id is the name in small letters. `evidence` is by (name,
    indicator id); beside a "." it makes a note without a level. Raises ValueError when a line does not fit.
    """
    levels = check_in.scale.levels
    initials = [level.name[0].upper() for level in levels]
    letters = {".": None, "?": check_in.scale.dont_know.id}
    letters |= {str(position): level.id for position, level in enumerate(levels, start=1)}
    letters |= {initials[at]: level.id for at, level in enumerate(levels) if initials.count(initials[at]) == 1}
    notes = evidence or {}
    rated: list[Rating] = []
    for line in grid.strip().splitlines():
        name, _, drawn = line.strip().partition(":")
        if len(drawn.split()) != len(check_in.asked) or not set(drawn.split()) <= letters.keys():
            raise ValueError(f"does not fit the check-in: {line}")
        for indicator, letter in zip(check_in.asked, drawn.split(), strict=True):
            note = notes.get((name, indicator.id), "")
            if letter != "." or note:
                rated.append(
                    Rating(
                        indicator_id=indicator.id,
                        member_id=MemberId(name.lower()),
                        level_id=letters[letter],
                        evidence=note,
                        rated_at=rated_at or check_in.opened_at,
                    )
                )
    return tuple(rated)


def a_closed(
    grid: str,
    *ids: str,
    number: int = 1,
    opened_at: datetime | None = None,
    of: int | None = None,
    scale: Scale | None = None,
    rubric: Rubric | None = None,
    evidence: Mapping[tuple[str, str], str] | None = None,
) -> Closed:
    """A closed check-in rated as drawn; check-ins of different numbers are two weeks apart."""
    opened_at = opened_at or OPENING + timedelta(weeks=2 * (number - 1))
    check_in = a_check_in(*ids, number=number, opened_at=opened_at, scale=scale, rubric=rubric, is_closed=True)
    ratings = rate_grid(check_in, grid, evidence=evidence)
    return Closed(check_in=check_in, ratings=ratings, of=len(grid.strip().splitlines()) if of is None else of)


def column(letters: str) -> str:
    """A grid of one indicator: `column("SSU?")` is four members called A to D."""
    return "\n".join(f"{chr(ord('A') + at)}: {letter}" for at, letter in enumerate(letters))
