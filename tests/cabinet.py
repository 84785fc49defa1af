"""A team living in a real store with a messenger that keeps a transcript: the ground of the tests of jobs and uses."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.lookups import ChannelPeople, LeftOut
from bot.use_cases.rate_indicators import rate_indicators
from bot.use_cases.results import Saved
from bot.use_cases.who import Deps, Speaker
from jobs.deliver import deliver_all
from jobs.ports import Person
from jobs.tick import set_alarm, tick
from rubric.check_in import CheckIn
from rubric.library import shipped
from rubric.model import LevelId
from rubric.people import Member, MemberId, Role, TeamId
from rubric.rating import Choice
from rubric.team import Rhythm, Team, TeamState
from storage import check_ins, lanes, teams, workspaces
from storage.store import Store, Transaction, new_id
from tests.fakes import FakeMessenger, HandClock

ZONE = "America/New_York"
MONDAY = date(2026, 11, 2)
NINE = time(9, 0)
CHANNEL = "C1"
WORKSPACE = "T1"
LETTERS = {"S": "strength", "O": "ok-for-now", "B": "could-be-better", "U": "urgent-gap", "?": "dont-know"}
NAMES = ("Ana", "Dev", "Dana", "Lee")


def local(day: date, at: time = NINE) -> datetime:
    """A wall time of the team's, in UTC."""
    return datetime.combine(day, at, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


@dataclass(slots=True)
class Cabinet:
    """One team of people named in `NAMES`; Ana coordinates. Starts the Friday before its first check-in."""

    store: Store
    clock: HandClock = field(default_factory=lambda: HandClock(local(MONDAY - timedelta(days=3))))
    messenger: FakeMessenger = field(default_factory=FakeMessenger)
    names: tuple[str, ...] = NAMES
    owner: str = "worker-1"
    platform: str = "slack"

    @property
    def deps(self) -> Deps:
        return Deps(self.store, self.clock)

    def set_up(self, *, every_weeks: int = 2, indicators: int = 3, channel: str = CHANNEL) -> Team:
        rhythm = Rhythm.starting(MONDAY, every_weeks, NINE, ZONE, indicators_per_check_in=indicators)
        now = self.clock.now()
        with self.store.begin() as transaction:
            workspace = workspaces.remember(
                transaction, platform=self.platform, external_id=WORKSPACE, name="Maple Valley"
            )
            team = Team(
                id=TeamId(new_id()),
                workspace_id=workspace,
                channel_id=channel,
                name="Cabinet",
                rubric_id=shipped()[0],
                rhythm=rhythm,
                state=TeamState.ACTIVE,
                next_check_in_at=rhythm.cadence.next_after(now),
                next_digest_at=rhythm.digest.next_after(now),
                digested_until=now,
            )
            teams.add(transaction, team, now=now)
            for name in self.names:
                self._join(transaction, team, name)
            set_alarm(transaction, team, now=now)
        return team

    def _join(self, transaction: Transaction, team: Team, name: str) -> None:
        member = Member(
            id=MemberId(new_id()),
            name=name,
            role=Role.OBSERVER if name == "Olga" else Role.MEMBER,
            coordinates=name == "Ana",
            zone=ZONE,
        )
        teams.add_member(transaction, team.id, member, address=address(name), now=self.clock.now())

    def travel(self, to: datetime) -> None:
        """Let time pass, stopping wherever something falls due."""
        while True:
            tick(self.store, self.clock.now())
            deliver_all(self.store, self.messenger, self.clock, owner=self.owner)
            with self.store.read() as transaction:
                stops = (teams.next_wake_at(transaction), lanes.next_ready_at(transaction))
            stop = min((stop for stop in stops if stop is not None), default=to)
            if self.clock.now() >= to:
                return
            self.clock.at = min(to, max(stop, self.clock.now() + timedelta(seconds=1)))

    def open_check_in(self) -> CheckIn:
        with self.store.read() as transaction:
            found = check_ins.open_one(transaction, teams.everyone(transaction)[0].id)
        assert found is not None, "no check-in is open"
        return found

    def team(self) -> Team:
        with self.store.read() as transaction:
            return teams.everyone(transaction)[0]

    def rate(self, name: str, letters: str, *, evidence: str | None = None) -> Saved:
        """One letter for each asked indicator in turn (S O B U ?); a dot leaves one out."""
        check_in = self.open_check_in()
        choices = [
            Choice(asked.id, LevelId(LETTERS[letter]), evidence)
            for asked, letter in zip(check_in.asked, letters.split(), strict=False)
            if letter != "."
        ]
        return rate_indicators(self.deps, speaker(name, platform=self.platform), check_in.id, choices)


def address(name: str) -> str:
    return f"U-{name}"


def speaker(name: str, *, workspace: str = WORKSPACE, platform: str = "slack") -> Speaker:
    return Speaker(platform, workspace, address(name), name)


def people(*names: str, zone: str = ZONE) -> tuple[Person, ...]:
    return tuple(Person(address(name), name, zone, f"{name}'s department") for name in names)


def found(*names: str, channel_name: str = "cabinet", left_out: tuple[LeftOut, ...] = ()) -> ChannelPeople:
    """A channel with these people in it, as it is found when somebody sets a team up."""
    return ChannelPeople(channel_name, is_shared=False, people=people(*names), left_out=left_out)
