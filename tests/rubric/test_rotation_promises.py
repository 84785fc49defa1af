"""Whatever coordinators do between check-ins, a pass asks each indicator once that is not left out, in few check-ins.

A team's life in any order: check-ins fall due, are skipped and shifted, breaks come and go, indicators are pinned, left
out and taken back, another domain is in focus, more or fewer are asked, people join, leave and go away.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from math import ceil
from typing import assert_never

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from rubric.agenda import (
    Action,
    CatchUp,
    CloseCheckIn,
    MomentKind,
    OpenCheckIn,
    PostDigest,
    RemindMembers,
    RemindOwners,
    SkipCheckIn,
    Standing,
    agenda,
    upcoming,
)
from rubric.cadence import days_later
from rubric.called_for import return_day
from rubric.coverage_plan import coverage_plan
from rubric.model import IndicatorId, Rubric
from rubric.preferences import Preferences, Reasoned
from rubric.rotation import History, next_indicators, next_turn
from rubric.school_calendar import Break, SchoolCalendar
from rubric.shifting import neighbours
from rubric.team import Rhythm, Team
from rubric.timetable import Occurrence
from tests.builders import OPENING, a_check_in, a_member, a_rhythm, a_rubric, a_standing, a_team

A_DAY = timedelta(days=1)
WHICH = st.integers(0, 99)


class LifeOfATeam(RuleBasedStateMachine):
    """Steers a team at will, and watches what its check-ins ask and when."""

    def __init__(self) -> None:
        super().__init__()
        self.rubric: Rubric = a_rubric(1)
        self.standing: Standing = a_standing()
        self.history = History()
        self.now: datetime = OPENING - A_DAY
        self.last_planned: date | None = None

    @initialize(
        sizes=st.lists(st.integers(1, 4), min_size=1, max_size=4), n=st.integers(1, 6), every_weeks=st.integers(1, 3)
    )
    def is_set_up(self, sizes: list[int], n: int, every_weeks: int) -> None:
        self.rubric = a_rubric(*sizes)
        rhythm = a_rhythm(every_weeks=every_weeks, indicators_per_check_in=n, days_open=5, reminder_days=(2,))
        self.standing = a_standing(a_team(rhythm), members=[a_member("Ann"), a_member("Bo")])

    @property
    def team(self) -> Team:
        return self.standing.team

    @property
    def next_one(self) -> Occurrence:
        return next(self.team.rhythm.check_ins.after(self.now))

    def keep(self, *, rhythm: Rhythm | None = None, preferences: Preferences | None = None) -> None:
        """As it is saved after a coordinator's change."""
        kept = self.team.rhythm if rhythm is None else rhythm.following(self.team.rhythm, after=self.now)
        team = replace(self.team, rhythm=kept, preferences=preferences or self.team.preferences)
        digest_at = kept.digests.next_after(max(self.now, team.digested_until))
        team = replace(team, next_check_in_at=kept.check_ins.next_after(self.now), next_digest_at=digest_at)
        self.standing = replace(self.standing, team=team)
        self.standing = replace(self.standing, nothing_to_ask=not self.wanted())

    @rule(times=st.integers(1, 4))
    def time_passes(self, times: int) -> None:
        for _ in range(times):
            moment = upcoming(self.standing, self.now)[0]
            expected = self.next_one
            self.now = moment.at
            actions = agenda(self.standing, self.now)
            for action in actions:
                self.happens(action, expected)
            if moment.kind is MomentKind.OPEN:
                assert any(isinstance(action, OpenCheckIn) for action in actions) == bool(self.wanted())

    def happens(self, action: Action, expected: Occurrence) -> None:
        team = self.team
        match action:
            case OpenCheckIn(due_at=due_at, closes_at=closes_at, next_check_in_at=next_check_in_at):
                assert due_at == expected.at, "every planned date falls due"
                self.is_on_a_good_day(expected)
                preferences = self.opens()
                team = replace(team, next_check_in_at=next_check_in_at, preferences=preferences)
                check_in = a_check_in(opened_at=self.now, closes_at=closes_at)
                self.standing = replace(self.standing, team=team, open_check_in=check_in)
            case CloseCheckIn():
                self.standing = replace(self.standing, open_check_in=None, reminded=frozenset(), caught_up=frozenset())
            case PostDigest(period=period, next_digest_at=next_digest_at):
                team = replace(team, digested_until=period.end, next_digest_at=next_digest_at)
                self.standing = replace(self.standing, team=team)
            case SkipCheckIn(next_check_in_at=next_check_in_at):
                assert not self.wanted(), "only what asks nothing is skipped"
                self.standing = replace(self.standing, team=replace(team, next_check_in_at=next_check_in_at))
            case RemindMembers(member_ids=member_ids, which=which):
                sent = {(member_id, which) for member_id in member_ids}
                self.standing = replace(self.standing, reminded=self.standing.reminded | sent)
            case CatchUp(member_ids=member_ids):
                back = {one.id: one.away_until for one in self.standing.members if one.away_until is not None}
                told = {(member_id, return_day(back[member_id])) for member_id in member_ids}
                self.standing = replace(self.standing, caught_up=self.standing.caught_up | told)
            case RemindOwners(reminders=reminders):
                why_of = dict(reminders)
                steps = (one.reminded(why_of[one.id]) if one.id in why_of else one for one in self.standing.open_steps)
                self.standing = replace(self.standing, open_steps=tuple(steps))
            case _:
                assert_never(action)

    def is_on_a_good_day(self, one: Occurrence) -> None:
        rhythm = self.team.rhythm
        assert rhythm.calendar.break_on(one.planned) is None
        assert one.moved_by_hand == (one.at != rhythm.check_ins.own_time(one.planned))
        if self.last_planned is not None:
            assert one.planned - self.last_planned >= timedelta(weeks=rhythm.cadence.every_weeks)
        self.last_planned = one.planned

    def wanted(self) -> set[IndicatorId]:
        return {indicator.id for indicator in self.rubric.indicators} - self.team.preferences.excluded_ids

    def asked_in(self, pass_number: int) -> list[IndicatorId]:
        return [one for each in self.history.check_ins if each.pass_number == pass_number for one in each.asked]

    def opens(self) -> Preferences:
        """Asks, and watches that what is asked is fair."""
        preferences, n = self.team.preferences, self.team.rhythm.indicators_per_check_in
        turn = next_turn(self.rubric, self.history, preferences)
        asked = next_indicators(self.rubric, self.history, n, preferences=preferences)
        if turn.pass_number > self.history.pass_number:
            assert self.wanted() <= set(self.asked_in(self.history.pass_number)), "no pass ends before all were asked"
        assert 1 <= len(asked) <= n
        assert set(asked) <= self.wanted()
        assert not set(asked) & set(self.asked_in(turn.pass_number)), "never twice in a pass"
        pins = [one for one in dict.fromkeys(preferences.pinned_ids) if one in turn.left]
        assert set(pins[: len(asked)]) <= set(asked), "what is pinned comes first"
        self.history = self.history.with_next(asked, turn.pass_number)
        return preferences.without_pins(asked)

    @rule()
    def a_check_in_is_skipped(self) -> None:
        self.keep(rhythm=self.team.rhythm.left_out(self.next_one.planned))

    @rule(share=st.floats(0, 1))
    def a_check_in_is_shifted(self, share: float) -> None:
        planned = self.next_one.planned
        room = neighbours(self.team.rhythm.check_ins, planned)
        open_until = self.standing.open_check_in.closes_at if self.standing.open_check_in else self.now
        earliest = max(room.earliest or self.now, self.now + A_DAY, open_until)
        if earliest < room.latest:
            to = earliest + share * (room.latest - earliest)
            self.keep(rhythm=self.team.rhythm.shifted(planned, to=to, not_before=self.now))

    @rule(
        breaks=st.lists(st.tuples(st.integers(-30, 120), st.integers(0, 20)), max_size=3),
    )
    def the_calendar_is_replaced(self, breaks: list[tuple[int, int]]) -> None:
        today = self.now.date()
        calendar = SchoolCalendar.of(
            Break(today + after * A_DAY, today + (after + length) * A_DAY) for after, length in breaks
        )
        self.keep(rhythm=replace(self.team.rhythm, calendar=calendar))

    @rule(n=st.integers(1, 6))
    def another_number_is_asked(self, n: int) -> None:
        self.keep(rhythm=replace(self.team.rhythm, indicators_per_check_in=n))

    @rule(which=WHICH)
    def one_is_pinned(self, which: int) -> None:
        found = self.team.preferences
        self.keep(preferences=replace(found, pinned=(*found.pinned, self.one(which))))

    @rule()
    def the_first_pin_is_taken_off(self) -> None:
        found = self.team.preferences
        self.keep(preferences=replace(found, pinned=found.pinned[1:]))

    @rule(which=WHICH)
    def one_is_excluded(self, which: int) -> None:
        found = self.team.preferences
        self.keep(preferences=replace(found, excluded=(*found.excluded, self.one(which))))

    @rule(which=WHICH)
    def one_is_included(self, which: int) -> None:
        found = self.team.preferences
        if found.excluded:
            wanted = found.excluded[which % len(found.excluded)].indicator_id
            excluded = tuple(one for one in found.excluded if one.indicator_id != wanted)
            self.keep(preferences=replace(found, excluded=excluded))

    @rule(which=st.none() | WHICH)
    def another_domain_is_in_focus(self, which: int | None) -> None:
        domains = self.rubric.domains
        focus = None if which is None else domains[which % len(domains)].id
        self.keep(preferences=replace(self.team.preferences, focus=focus))

    @rule(name=st.sampled_from(["Ann", "Bo", "Cy"]), days=st.none() | st.integers(1, 30))
    def somebody_joins_leaves_or_goes_away(self, name: str, days: int | None) -> None:
        others = tuple(one for one in self.standing.members if one.name != name)
        until = None if days is None else days_later(self.now, days, "America/New_York")
        back = () if days is None and others else (a_member(name, away_until=until),)
        self.standing = replace(self.standing, members=(*others, *back))

    def one(self, which: int) -> Reasoned:
        everything = tuple(self.rubric.indicators)
        return Reasoned(everything[which % len(everything)].id, "because")

    @invariant()
    def the_plan_needs_as_few_check_ins_as_can_be(self) -> None:
        rhythm, preferences = self.team.rhythm, self.team.preferences
        turn = next_turn(self.rubric, self.history, preferences)
        plan = coverage_plan(self.rubric, rhythm, history=self.history, after=self.now, preferences=preferences)
        of_pass = [one for one in plan.check_ins if one.pass_number == turn.pass_number]
        assert len(of_pass) == ceil(len(turn.left) / rhythm.indicators_per_check_in)
        assert sorted(asked for one in of_pass for asked in one.asks) == sorted(turn.left)
        again = [asked for one in plan.check_ins[len(of_pass) :] for asked in one.asks]
        assert sorted(again) == sorted(self.wanted())
        assert plan.first_pass_at == (of_pass[-1].opens_at if of_pass else None)
        coming = rhythm.check_ins.coming(self.now, len(plan.check_ins))
        assert [one.occurrence for one in plan.check_ins] == list(coming)


LifeOfATeam.TestCase.settings = settings(stateful_step_count=40, max_examples=60, deadline=None)
TestTheRotationsPromise = LifeOfATeam.TestCase
