"""The ground that every change by a coordinator stands on: who may, nobody's change overwritten, written in the log.

A form that changes a team remembers how far the audit log had come when it was opened; `about` puts that into
what comes back with the form. `looking` is the same ground for what changes nothing yet.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.use_cases.who import Deps, Refused, Speaker, member_of, require_coordinator, team_in, team_with_id
from jobs.plan_ahead import replan
from jobs.tell_together import tell_team_rating
from rubric.audit import DECISIONS, What
from rubric.people import Member, TeamId
from rubric.refusals import ChangedMeanwhile, FormDoesNotMatch, Refusal
from rubric.team import Rhythm, Team
from storage import audit, deliveries, teams
from storage.store import Transaction

HOW_IT_WORKS = frozenset(What) - DECISIONS


@dataclass(frozen=True, slots=True)
class About:
    """What a coordinator's form is about: a team, as it was after entry `seen` of its audit log; and anything more."""

    team_id: TeamId
    seen: int = 0
    more: str = ""

    def __str__(self) -> str:
        return f"{self.team_id}@{self.seen}@{self.more}"

    @classmethod
    def read(cls, text: str) -> "About":
        """Raises FormDoesNotMatch."""
        parts = text.split("@", 2)
        if len(parts) != 3 or not parts[1].isdecimal():
            raise FormDoesNotMatch
        return cls(TeamId(parts[0]), int(parts[1]), parts[2])


def about_team(transaction: Transaction, team: Team, more: str = "") -> About:
    return About(team.id, audit.last_id(transaction, team.id), more)


def team_here(deps: Deps, who: Speaker, channel_id: str) -> TeamId:
    """The team of the channel that a command was typed in. Raises NoTeamHere, NotOnTheTeam."""
    with deps.store.read() as transaction:
        team, _ = team_in(transaction, who, channel_id)
    return team.id


@dataclass(frozen=True, slots=True)
class Looking:
    """Somebody on a team looking at it, or about to change it in a form; it is as it was after entry `seen`, or newer.

    Where each statement sees what was committed before it, `seen` must not be newer than what a form shows.
    """

    transaction: Transaction
    team: Team
    member: Member
    now: datetime
    seen: int

    @property
    def zone(self) -> str:
        return self.team.rhythm.cadence.zone

    def about(self, more: str = "") -> About:
        return About(self.team.id, self.seen, more)

    def refused(self, refusal: Refusal) -> Refused:
        """To be raised: the refusal, with times in the team's zone."""
        return Refused(refusal, zone=self.zone)


@contextmanager
def looking(deps: Deps, who: Speaker, team_id: TeamId, *, coordinates: bool = True) -> Iterator[Looking]:
    """The team as it is, for a coordinator or for anybody on it. Raises as `steering` does."""
    with deps.store.read() as transaction:
        seen = audit.last_id(transaction, team_id)
        team, member = team_with_id(transaction, who, team_id)
        if coordinates:
            require_coordinator(transaction, team, member)
        yield Looking(transaction, team, member, deps.clock.now(), seen)


@dataclass(slots=True)
class Steering:
    """One coordinator changing one team, which is held until the block ends."""

    transaction: Transaction
    team: Team
    member: Member
    now: datetime

    @property
    def zone(self) -> str:
        return self.team.rhythm.cadence.zone

    def refused(self, refusal: Refusal) -> Refused:
        """To be raised: the refusal, with times in the team's zone."""
        return Refused(refusal, zone=self.zone)

    def about(self, more: str = "") -> About:
        return about_team(self.transaction, self.team, more)

    def keep(self, team: Team) -> Team:
        """Save the changed team, with its next dates worked out anew."""
        self.team = replan(self.transaction, team, now=self.now)
        return self.team

    def change_rhythm(self, rhythm: Rhythm) -> Team:
        """The same, for a change of when and how much is asked."""
        return self.keep(replace(self.team, rhythm=rhythm))

    def log(
        self,
        what: What,
        *,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
        reason: str = "",
        tell_channel: bool = False,
    ) -> int:
        """Write it into the audit log, and into the channel if everybody should know; the entry's id."""
        entry = audit.write(
            self.transaction,
            self.team.id,
            what,
            actor=self.member.name,
            actor_id=self.member.id,
            now=self.now,
            before=before,
            after=after,
            reason=reason,
        )
        if tell_channel and what is What.TEAM_RATING:
            tell_team_rating(self.transaction, self.team, entry, now=self.now)
        elif tell_channel:
            order = deliveries.Order.to_channel(self.team, deliveries.Kind.CHANGE, about=str(entry), run_at=self.now)
            deliveries.enqueue(self.transaction, order)
        return entry


@contextmanager
def steering(
    deps: Deps, who: Speaker, team_id: TeamId, *, seen: int | None = None, watches: frozenset[What] = HOW_IT_WORKS
) -> Iterator[Steering]:
    """The team held, for a coordinator to change it; nothing is kept when the block raises.

    With `seen`, somebody else's change of a kind in `watches` after that entry is ChangedMeanwhile (as Refused).
    Raises CoordinatorsOnly, NotOnTheTeam, FormDoesNotMatch.
    """
    with deps.store.begin() as transaction:
        team, _ = team_with_id(transaction, who, team_id)
        team = teams.wait_for(transaction, team.id)
        # Only now: what they are may have changed while this waited.
        member = member_of(transaction, team, who)
        require_coordinator(transaction, team, member)
        if seen is not None:
            meanwhile = tuple(
                entry
                for entry in audit.since(transaction, team.id, seen)
                if entry.what in watches and entry.actor_id != member.id
            )
            if meanwhile:
                raise Refused(ChangedMeanwhile(meanwhile), zone=team.rhythm.cadence.zone)
        yield Steering(transaction, team, member, deps.clock.now())
