"""Moves the demo's time: everything that falls due on the way happens in order, at its own moment, as in real life."""

import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.demo.cast import CastMember, chooses, rates_at, says
from bot.demo.clock import StoryClock
from bot.demo.meeting import Meeting, next_meeting
from bot.demo.speaking import IN_SLACK, Setting
from bot.service import Work
from bot.use_cases.rate_indicators import rate_indicators
from bot.use_cases.who import Deps
from jobs.tick import stand
from rubric.agenda import Moment, upcoming
from rubric.check_in import CheckIn
from rubric.people import CheckInId
from rubric.rating import Choice
from rubric.team import Team
from storage import check_ins, lanes, ratings, teams, workspaces
from storage.store import Transaction

A_MOMENT = timedelta(seconds=1)
# A channel takes one message a second, so several at once need a few.
SECONDS_MORE = timedelta(seconds=10)


@dataclass(slots=True)
class Story:
    """The demo's one team, its time, and the cast; those in `by_hand` rate only when somebody acts as them."""

    deps: Deps
    clock: StoryClock
    work: Work
    by_hand: frozenset[str] = frozenset()
    setting: Setting = IN_SLACK
    _lock: threading.RLock = field(default_factory=threading.RLock)
    _acted: set[tuple[CheckInId, str]] = field(default_factory=set)
    _talked_over: set[CheckInId] = field(default_factory=set)

    def settle(self) -> None:
        """Do everything that can be done at this moment."""
        with self._lock:
            self._act()
            self.work.tick()
            self.work.deliver()

    def travel(self, to: datetime) -> None:
        """Let time pass until `to`, stopping wherever something falls due; what is said then may take seconds more."""
        with self._lock:
            self.settle()
            while (stop := self._next_stop()) is not None and stop <= to:
                self._stop_at(stop)
            self.clock.move_to(to)
            self.settle()
            while (post := self._next_post()) is not None and post <= to + SECONDS_MORE:
                self._stop_at(post)

    def _stop_at(self, moment: datetime) -> None:
        self.clock.move_to(max(moment, self.clock.now() + A_MOMENT))
        self.settle()

    def _next_post(self) -> datetime | None:
        with self.deps.store.read() as transaction:
            return lanes.next_ready_at(transaction)

    def coming(self) -> tuple[Moment, ...]:
        """What falls due next for the team, in order."""
        with self.deps.store.read() as transaction:
            return upcoming(stand(transaction, self.team(transaction)), self.clock.now())

    def team(self, transaction: Transaction) -> Team:
        workspace = workspaces.find(transaction, platform=self.setting.platform, external_id=self.setting.workspace)
        team = None if workspace is None else teams.in_channel(transaction, workspace, self.setting.channel_id)
        if team is None:
            raise LookupError("the demo's team is not set up yet")
        return team

    def open_check_in(self) -> CheckIn | None:
        with self.deps.store.read() as transaction:
            if not teams.everyone(transaction):
                return None
            return check_ins.open_one(transaction, self.team(transaction).id)

    def _next_stop(self) -> datetime | None:
        with self.deps.store.read() as transaction:
            stops = [teams.next_wake_at(transaction), lanes.next_ready_at(transaction)]
        check_in = self.open_check_in()
        if (meeting := self._meeting()) is not None:
            stops.append(meeting[0])
        if check_in is not None:
            stops += [at for person, at in self._still_to_act(check_in) if at < check_in.closes_at]
        return min((stop for stop in stops if stop is not None), default=None)

    def _still_to_act(self, check_in: CheckIn) -> list[tuple[CastMember, datetime]]:
        return [
            (person, rates_at(person, number=check_in.number, opened_at=check_in.opened_at))
            for person in self.setting.cast
            if (check_in.id, person.address) not in self._acted and person.address not in self.by_hand
        ]

    def _meeting(self) -> tuple[datetime, Meeting] | None:
        """The next one that has not been held."""
        with self.deps.store.read() as transaction:
            if not teams.everyone(transaction):
                return None
            team = self.team(transaction)
        coming = next_meeting(self.deps, team.id, self.by_hand, self.setting)
        return None if coming is None or coming[1].closed.check_in.id in self._talked_over else coming

    def _act(self) -> None:
        meeting = self._meeting()
        if meeting is not None and meeting[0] <= self.clock.now():
            self._talked_over.add(meeting[1].closed.check_in.id)
            meeting[1].hold()
        check_in = self.open_check_in()
        if check_in is None or not check_in.is_open(self.clock.now()):
            return
        for person, at in self._still_to_act(check_in):
            if at <= self.clock.now():
                self._acted.add((check_in.id, person.address))
                self._rate(person, check_in)

    def _rate(self, person: CastMember, check_in: CheckIn) -> None:
        """Somebody who has rated by hand already, or no longer rates here, is left alone."""
        with self.deps.store.read() as transaction:
            team = self.team(transaction)
            member = teams.member_at(transaction, team.id, self.setting.address(person))
            if member is None or not member.rates or ratings.of_member(transaction, check_in.id, member.id):
                return
            history = check_ins.asked_lately(transaction, team.id)
        whole_passes = history.pass_number - 1
        choices = [
            Choice(
                asked.id,
                chooses(person, asked.id, asked.domain_id, scale=check_in.scale, passes=whole_passes),
                says(person, asked.id, asked.domain_id),
            )
            for asked in check_in.asked
        ]
        rate_indicators(self.deps, self.setting.speaker(person), check_in.id, choices)
