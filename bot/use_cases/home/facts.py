"""What a person's home page and the pages behind it are made of."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.use_cases.next_steps.facts import StepCounts, StepLine
from rubric.audit import Entry
from rubric.check_in import CheckIn
from rubric.digest.participation import Participation
from rubric.people import TeamId
from rubric.school_calendar import Break
from rubric.statistics.coverage import Coverage
from rubric.team import Rhythm
from rubric.turnout import Turnout
from storage.history import OwnRating


@dataclass(frozen=True, slots=True)
class WaitingCheckIn:
    """An open check-in that the person is expected to rate in; `left` indicators have no level of theirs yet."""

    team_id: TeamId
    team_name: str
    zone: str
    check_in: CheckIn
    left: int


@dataclass(frozen=True, slots=True)
class Coming:
    """When something falls due next; without `moved_by` that would have been on `wanted`. `overdue`: any moment."""

    at: datetime
    moved_by: Break | None = None
    wanted: date | None = None
    moved_by_hand: bool = False
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One of several teams, in short. `proposals` wait for a decision of the person's."""

    team_id: TeamId
    team_name: str
    channel_id: str
    zone: str
    open_check_in: CheckIn | None
    next_check_in: Coming
    paused: bool
    reachable: bool
    proposals: int


@dataclass(frozen=True, slots=True)
class PlannedDate:
    """A coming check-in, and what it asks as things stand."""

    coming: Coming
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TakingPart:
    """Who on the team has rated everything in the open check-in, who has not, and who is away and has not.

    `turnout` counts those too who finished and then left.
    """

    turnout: Turnout
    finished: tuple[str, ...]
    missing: tuple[str, ...]
    away: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Roster:
    """How many of a team do what; coordinators may rate or not."""

    rating: int
    observing: int
    coordinating: int


@dataclass(frozen=True, slots=True)
class ForCoordinator:
    """What only coordinators see. `ahead` are the coming check-ins and the breaks between them, in order.

    `covered` is what the current pass has asked; everything has been asked once, and then twice, when the check-ins
    of `first_pass_at` and `second_pass_at` open. `latest` are the newest changes first.
    """

    ahead: tuple[PlannedDate | Break, ...]
    covered: Coverage
    first_pass_at: datetime | None
    second_pass_at: datetime | None
    taking_part: TakingPart | None
    took_part: tuple[Participation, ...]
    rhythm: Rhythm
    pinned: tuple[str, ...]
    excluded: tuple[str, ...]
    focus: str | None
    roster: Roster
    proposals: int
    steps: StepCounts
    latest: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class TeamPage:
    """One team as one of its people sees it.

    `left` is None when nothing is open, and for those who don't rate. `away_until` is None while they are not away.
    `lost_because` is why the channel takes no posts; None while it does.
    """

    team_id: TeamId
    team_name: str
    channel_id: str
    zone: str
    open_check_in: CheckIn | None
    left: int | None
    next_check_in: Coming
    next_digest: Coming
    is_first: bool
    paused: bool
    lost_because: str | None
    coordinators: tuple[str, ...]
    rates: bool
    coordinates: bool
    away_until: datetime | None
    coordinating: ForCoordinator | None
    wants_digest: bool = True


@dataclass(frozen=True, slots=True)
class Home:
    """One person's home page. `steps` are their own, what is due first first; `teams` are by name; `page` is the one
    they look at, None on no team."""

    waiting: tuple[WaitingCheckIn, ...] = ()
    steps: tuple[StepLine, ...] = ()
    teams: tuple[TeamLine, ...] = ()
    page: TeamPage | None = None


@dataclass(frozen=True, slots=True)
class OwnRatingsPage:
    """Some of what one member ever rated on a team, of one domain or all; `domains` are (id, title), to choose from."""

    team_id: TeamId
    team_name: str
    zone: str
    domains: tuple[tuple[str, str], ...]
    domain_id: str
    page: int
    ratings: tuple[OwnRating, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class AskedWhenPage:
    """Some of a team's check-ins, the newest first."""

    team_id: TeamId
    team_name: str
    zone: str
    page: int
    check_ins: tuple[CheckIn, ...]
    has_more: bool
