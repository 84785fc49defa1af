"""Whatever the rhythm and however the clock jumps: one check-in at a time, few reminders, no gap between digests."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from rubric.agenda import (
    Action,
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
from rubric.people import MemberId
from rubric.team import Rhythm, TeamState
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
                self.standing = replace(standing, open_check_in=None, finished=frozenset(), reminded=frozenset())
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


@st.composite
def rhythms(draw: st.DrawFn) -> Rhythm:
    days_open = draw(st.integers(1, 28))
    days = st.lists(st.integers(1, days_open - 1), max_size=2, unique=True) if days_open > 1 else st.just([])
    return a_rhythm(
        draw(st.dates(date(2026, 1, 1), date(2027, 12, 31))),
        every_weeks=draw(st.integers(1, 4)),
        at=draw(st.sampled_from([time(0, 30), time(2, 30), time(9), time(16, 45), time(23, 59)])),
        zone=draw(st.sampled_from(["America/New_York", "Europe/Berlin", "Pacific/Auckland"])),
        days_open=days_open,
        reminder_days=tuple(sorted(draw(days))),
    )


LIVES = rhythms().map(lambda rhythm: Life(a_standing(a_team(rhythm), members=PEOPLE)))
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
        kinds = [ranks[type(action)] for action in actions if not isinstance(action, RemindMembers)]
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
    life = Life(a_standing(a_team(rhythm), members=PEOPLE))
    now = rhythm.cadence.instant(0) - timedelta(days=1)
    for _ in range(30):
        moment = upcoming(life.standing, now)[0]
        now = moment.at
        actions = life.look(now)
        expected = {
            MomentKind.CLOSE: CloseCheckIn,
            MomentKind.DIGEST: PostDigest,
            MomentKind.OPEN: OpenCheckIn,
            MomentKind.REMIND: RemindMembers,
        }
        assert expected[moment.kind] in {type(action) for action in actions}
    assert [action.due_at for action in life.opened] == [rhythm.cadence.instant(k) for k in range(len(life.opened))]
