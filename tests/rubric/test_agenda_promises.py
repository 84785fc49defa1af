"""Whatever the rhythm and however the clock jumps: one check-in at a time, few reminders, no gap between digests."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from rubric.agenda import (
    Action,
    CatchUp,
    CloseCheckIn,
    MomentKind,
    OpenCheckIn,
    PostDigest,
    RemindMembers,
    SkipCheckIn,
    Standing,
    agenda,
    upcoming,
)
from rubric.called_for import return_day
from rubric.people import MemberId
from rubric.school_calendar import Break, SchoolCalendar
from rubric.team import Rhythm, TeamState
from rubric.timetable import DateChange
from tests.builders import a_check_in, a_member, a_rhythm, a_standing, a_team

PEOPLE = (
    a_member("Ann"),
    a_member("Bo", zone="America/Los_Angeles"),
    a_member("Cy", zone="Pacific/Auckland"),
)
ZONES = {member.id: member.zone for member in PEOPLE}


@dataclass
class Life:
    """A team's life under test: looks at the clock when told, does what the agenda says, and keeps a diary."""

    standing: Standing
    diary: list[tuple[datetime, tuple[Action, ...]]] = field(default_factory=list)
    opened: list[OpenCheckIn] = field(default_factory=list)

    def look(self, now: datetime) -> tuple[Action, ...]:
        actions = agenda(self.standing, now)
        for action in actions:
            self._apply(action, now)
        self.diary.append((now, actions))
        return actions

    def _apply(self, action: Action, now: datetime) -> None:
        standing = self.standing
        match action:
            case CloseCheckIn():
                self.standing = replace(
                    standing, open_check_in=None, finished=frozenset(), reminded=frozenset(), caught_up=frozenset()
                )
            case PostDigest(period=period, next_digest_at=at):
                self.standing = replace(
                    standing, team=replace(standing.team, digested_until=period.end, next_digest_at=at)
                )
            case SkipCheckIn(next_check_in_at=at):
                self.standing = replace(standing, team=replace(standing.team, next_check_in_at=at))
            case OpenCheckIn(closes_at=closes_at, next_check_in_at=at):
                assert standing.open_check_in is None, "never two at a time"
                self.opened.append(action)
                self.standing = replace(
                    standing,
                    team=replace(standing.team, next_check_in_at=at),
                    open_check_in=a_check_in(number=len(self.opened), opened_at=now, closes_at=closes_at),
                )
            case RemindMembers(which=which, member_ids=member_ids):
                sent = {(member_id, which) for member_id in member_ids}
                assert not sent & standing.reminded, "never the same twice"
                self.standing = replace(standing, reminded=standing.reminded | sent)
            case CatchUp(member_ids=member_ids):
                told = {
                    (one.id, return_day(one.away_until))
                    for one in standing.members
                    if one.id in member_ids and one.away_until
                }
                assert len(told) == len(member_ids)
                assert not told & standing.caught_up, "once for each return"
                self.standing = replace(standing, caught_up=standing.caught_up | told)


@st.composite
def rhythms(draw: st.DrawFn) -> Rhythm:
    every_weeks = draw(st.integers(1, 4))
    days_open = draw(st.integers(1, 7 * every_weeks))
    days = st.lists(st.integers(1, days_open - 1), max_size=2, unique=True) if days_open > 1 else st.just([])
    anchor = draw(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
    rhythm = a_rhythm(
        anchor,
        every_weeks=every_weeks,
        at=draw(st.sampled_from([time(0, 30), time(2, 30), time(9), time(16, 45), time(23, 59)])),
        zone=draw(st.sampled_from(["America/New_York", "Europe/Berlin", "Pacific/Auckland"])),
        days_open=days_open,
        reminder_days=tuple(sorted(draw(days))),
    )
    breaks = st.builds(
        lambda after, length: Break(anchor + after * A_DAY, anchor + (after + length) * A_DAY),
        st.integers(-9, 300),
        st.integers(0, 20),
    )
    rhythm = replace(rhythm, calendar=SchoolCalendar.of(draw(st.lists(breaks, max_size=4))))
    skipped = draw(st.sets(st.integers(1, 9), max_size=2))
    planned = [one.planned for one in islice(rhythm.check_ins.occurrences(), 10)]
    return replace(rhythm, changes=tuple(DateChange(planned[at], None) for at in sorted(skipped)))


A_DAY = timedelta(days=1)


def a_life(rhythm: Rhythm) -> Life:
    first = rhythm.check_ins.next_after(AGES_AGO)
    digest = rhythm.digests.next_after(AGES_AGO)
    team = a_team(rhythm, next_check_in_at=first, next_digest_at=digest, digested_until=first - 7 * A_DAY)
    return Life(a_standing(team, members=PEOPLE))


AGES_AGO = datetime(2020, 1, 1, tzinfo=UTC)
LIVES = rhythms().map(a_life)
JUMPS = st.lists(
    st.one_of(
        st.timedeltas(timedelta(0), timedelta(hours=3)),
        st.timedeltas(timedelta(hours=3), timedelta(days=3)),
        st.timedeltas(timedelta(days=3), timedelta(weeks=6)),
    ),
    max_size=25,
)


@given(LIVES, JUMPS)
def test_done_once_there_is_nothing_more_to_do_and_only_the_future_is_coming(
    life: Life, jumps: list[timedelta]
) -> None:
    now = life.standing.team.next_check_in_at - timedelta(days=2)
    for jump in jumps:
        now += jump
        life.look(now)
        assert agenda(life.standing, now) == ()
        assert all(moment.at > now for moment in upcoming(life.standing, now))


@given(LIVES, JUMPS)
def test_one_look_does_each_thing_at_most_once_and_in_order(life: Life, jumps: list[timedelta]) -> None:
    now = life.standing.team.next_check_in_at
    ranks = {CloseCheckIn: 0, PostDigest: 1, SkipCheckIn: 2, OpenCheckIn: 2}
    for jump in jumps:
        now += jump
        actions = life.look(now)
        kinds = [ranks[type(action)] for action in actions if not isinstance(action, RemindMembers | CatchUp)]
        assert kinds == sorted(set(kinds))
        is_closing = any(isinstance(action, CloseCheckIn) for action in actions)
        is_reminding = any(isinstance(action, RemindMembers) for action in actions)
        assert not (is_closing and is_reminding)


@given(LIVES, JUMPS)
def test_check_ins_follow_each_other_and_leave_time_to_answer(life: Life, jumps: list[timedelta]) -> None:
    now = life.standing.team.next_check_in_at
    for jump in jumps:
        now += jump
        for action in life.look(now):
            if isinstance(action, OpenCheckIn):
                # A day by the clock is an hour shorter in spring, and an opening may be an hour late.
                assert action.closes_at - now > timedelta(hours=22)
                assert action.due_at <= now < action.next_check_in_at
                assert action.closes_at <= action.next_check_in_at
            if isinstance(action, CloseCheckIn):
                assert action.closed_at <= now
    due = [action.due_at for action in life.opened]
    assert due == sorted(set(due))


@given(LIVES, JUMPS, st.lists(st.booleans(), min_size=25, max_size=25))
def test_digests_leave_no_gap_and_no_overlap_even_around_a_pause(
    life: Life, jumps: list[timedelta], is_active: list[bool]
) -> None:
    until = life.standing.team.digested_until
    now = life.standing.team.next_check_in_at
    for jump, active in zip(jumps, is_active, strict=False):
        now += jump
        state = TeamState.ACTIVE if active else TeamState.PAUSED
        life.standing = replace(life.standing, team=replace(life.standing.team, state=state))
        for action in life.look(now):
            assert active or isinstance(action, CloseCheckIn)
            if isinstance(action, PostDigest):
                assert action.period.start == until
                assert until < action.period.end <= now < action.next_digest_at
                until = action.period.end


@given(LIVES, JUMPS, st.sets(st.sampled_from([member.id for member in PEOPLE])))
def test_nobody_is_reminded_more_than_twice_a_check_in_nor_after_finishing_nor_after_work(
    life: Life, jumps: list[timedelta], early: set[MemberId]
) -> None:
    now = life.standing.team.next_check_in_at
    sent: dict[tuple[str, MemberId], list[int]] = {}
    for jump in jumps:
        now += jump
        if life.standing.open_check_in is not None:
            life.standing = replace(life.standing, finished=frozenset(early))
        for action in life.look(now):
            if isinstance(action, RemindMembers):
                assert life.standing.open_check_in is not None
                assert now < life.standing.open_check_in.closes_at - timedelta(hours=1)
                for member_id in action.member_ids:
                    there = now.astimezone(ZoneInfo(ZONES[member_id]))
                    assert there.weekday() < 5
                    # A little late is still in the day.
                    assert time(8) <= there.time() < time(18)
                    sent.setdefault((action.check_in_id, member_id), []).append(action.which)
    assert not early & {member_id for _, member_id in sent}
    for which in sent.values():
        assert which in ([0], [1], [0, 1])


@given(rhythms())
def test_who_wakes_at_each_coming_moment_misses_nothing(rhythm: Rhythm) -> None:
    life = a_life(rhythm)
    now = life.standing.team.next_check_in_at - timedelta(days=1)
    for _ in range(30):
        moment = upcoming(life.standing, now)[0]
        now = moment.at
        actions = life.look(now)
        expected = {
            MomentKind.CLOSE: CloseCheckIn,
            MomentKind.DIGEST: PostDigest,
            MomentKind.OPEN: OpenCheckIn,
            MomentKind.REMIND: RemindMembers,
            MomentKind.CATCH_UP: CatchUp,
        }
        assert expected[moment.kind] in {type(action) for action in actions}
    planned = islice(rhythm.check_ins.occurrences(), len(life.opened))
    assert [action.due_at for action in life.opened] == [one.at for one in planned]


@given(LIVES, JUMPS, st.lists(st.timedeltas(timedelta(hours=1), timedelta(days=20)), min_size=25, max_size=25))
def test_who_comes_and_goes_is_told_once_a_return_at_work_and_is_left_alone_while_away(
    life: Life, jumps: list[timedelta], absences: list[timedelta]
) -> None:
    now = life.standing.team.next_check_in_at
    for jump, absence in zip(jumps, absences, strict=False):
        now += jump
        ann, *others = life.standing.members
        if not ann.is_away(now):
            ann = replace(ann, away_until=now + absence)
            life.standing = replace(life.standing, members=(ann, *others))
        for moment in (now, now + absence / 2, now + absence + timedelta(hours=2)):
            for action in life.look(moment):
                if isinstance(action, RemindMembers | CatchUp) and ann.id in action.member_ids:
                    assert not ann.is_away(moment)
                    there = moment.astimezone(ZoneInfo(ann.zone))
                    assert there.weekday() < 5
                    assert time(8) <= there.time() < time(18)
        now += absence + timedelta(hours=2)
