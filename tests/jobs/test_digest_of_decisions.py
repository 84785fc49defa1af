"""A fortnight in which a team decides, undertakes and looks again, up to what its digest says."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.sections import announce
from bot.use_cases.evidence.blind_spots import blind_spots_here
from bot.use_cases.steering.pause_team import pause_team, resume_team
from jobs.gather_digest import gather
from rubric.check_in import CheckIn
from rubric.digest.compile import compile_digest
from rubric.digest.period import Period
from rubric.digest.quiet import WhyQuiet
from rubric.next_step import StepState
from rubric.school_calendar import Break, SchoolCalendar
from storage import next_steps, second_ratings, teams
from storage.store import Store
from tests.bot.use_cases.steering.ground import text_of, the_form
from tests.cabinet import CHANNEL, MONDAY, Cabinet, local, speaker
from tests.deciding import (
    A_MINUTE,
    CLOSE,
    DIGEST,
    agrees,
    closed_cabinet,
    digests_posted,
    look_again,
    undertakes,
)


@pytest.fixture
def closed(any_store: Store) -> tuple[Cabinet, CheckIn]:
    return closed_cabinet(any_store)


def test_a_fortnight_of_deciding_is_what_the_digest_says(closed: tuple[Cabinet, CheckIn]) -> None:
    cabinet, check_in = closed
    agrees(cabinet, check_in, 0, "O")
    undertakes(cabinet, check_in, 1, "Lee", date(2026, 11, 13), "Map community resources")
    undertakes(cabinet, check_in, 0, "Dana", date(2026, 11, 27), "Publish the outreach protocol")
    look_again(cabinet, check_in, 1, {"Ana": "O", "Dev": "B", "Dana": "O"})
    cabinet.travel(DIGEST + A_MINUTE)
    split, unknown, _ = (asked.label for asked in check_in.asked)
    (post,) = digests_posted(cabinet)
    assert announce(post).fallback.splitlines() == [
        "Digest of Cabinet, Oct 30 to Nov 16",
        "This is the first digest: decisions first, the rest behind More.",
        "Decide",
        f"We don't know: {unknown} (2 of 4). Who could find out?",
        "Due",
        "Overdue, Nov 13. Lee: Map community resources",
        "Nov 27. Dana: Publish the outreach protocol",
        "Moved",
        f"{split}: first team rating, OK for now.",
        f"{unknown}: 3 looked again: 2 OK for now, 1 Could be better.",
        "Where we are",
        "3 of 45 indicators asked in this pass; all 45 by May 17, 2027.",
        "1 of 45 agreed at Strength or OK for now, 1 unknown, 43 not agreed yet.",
        "Next",
        "The next check-in comes right after this: 3 indicators.",
    ]


def test_second_looks_are_counted_by_one_digest_and_locked_by_it(closed: tuple[Cabinet, CheckIn]) -> None:
    cabinet, check_in = closed
    look_again(cabinet, check_in, 0, {"Ana": "O", "Dev": "O"})
    look_again(cabinet, check_in, 1, {"Ana": "O", "Dev": "B", "Dana": "O"})
    cabinet.travel(DIGEST + A_MINUTE)
    (post,) = digests_posted(cabinet)
    assert [(one.label, one.counts) for one in post.digest.second_looks] == [(check_in.asked[1].label, (0, 2, 1, 0))]
    with cabinet.store.read() as transaction:
        counted = second_ratings.released(transaction, cabinet.team().id)
        waiting = second_ratings.waiting(transaction, cabinet.team().id)
    assert {(one.indicator_id, one.released_in) for one in counted} == {(check_in.asked[1].id, post.digest_id)}
    assert {one.indicator_id for one in waiting} == {check_in.asked[0].id}
    cabinet.travel(DIGEST + timedelta(weeks=2) + A_MINUTE)
    assert digests_posted(cabinet)[1].digest.second_looks == ()


def test_those_that_waited_are_counted_when_there_are_enough_however_old_the_check_in(
    closed: tuple[Cabinet, CheckIn],
) -> None:
    cabinet, check_in = closed
    look_again(cabinet, check_in, 0, {"Ana": "O", "Dev": "O"})
    cabinet.travel(DIGEST + A_MINUTE)
    look_again(cabinet, check_in, 0, {"Lee": "O"})
    cabinet.travel(DIGEST + timedelta(weeks=2) + A_MINUTE)
    (look,) = digests_posted(cabinet)[1].digest.second_looks
    assert (look.number, look.counts, look.first_counts) == (1, (0, 3, 0, 0), (2, 0, 0, 2))


def test_even_a_check_in_that_is_too_old_to_compare_with_is_found_for_its_second_looks(store: Store) -> None:
    cabinet, check_in = closed_cabinet(store, every_weeks=1, indicators=30)
    later = Period(local(MONDAY + timedelta(weeks=8)), local(MONDAY + timedelta(weeks=10)))
    cabinet.travel(later.end)
    look_again(cabinet, check_in, 0, {"Ana": "O", "Dev": "O", "Dana": "O"})
    team = cabinet.team()
    with store.read() as transaction:
        found = gather(transaction, team, period=later, now=later.end, locks=True)
    assert check_in.id not in {one.check_in.id for one in (*found.closed, *found.earlier)}
    (look,) = compile_digest(found).second_looks
    assert (look.number, look.counts, look.first_counts) == (1, (0, 3, 0, 0), ())


def test_what_was_unknown_stays_a_blind_spot_when_check_ins_ask_more_from_then_on(store: Store) -> None:
    cabinet, check_in = closed_cabinet(store)
    later = Period(local(MONDAY + timedelta(weeks=12)), local(MONDAY + timedelta(weeks=14)))
    cabinet.travel(later.end)
    team = cabinet.team()
    team = replace(team, rhythm=replace(team.rhythm, indicators_per_check_in=30))
    with store.begin() as transaction:
        teams.save(transaction, team)
        found = gather(transaction, team, period=later, now=later.end)
    asked = check_in.asked[1]
    assert [spot.indicator_id for spot in compile_digest(found).blind_spots.open] == [asked.id]
    assert asked.id in found.sooner
    assert asked.text in text_of(the_form(blind_spots_here(cabinet.deps, speaker("Lee"), CHANNEL)))


def test_gathering_tells_a_preview_nothing_that_is_not_locked_and_changes_nothing(
    closed: tuple[Cabinet, CheckIn],
) -> None:
    cabinet, check_in = closed
    look_again(cabinet, check_in, 1, {"Ana": "O", "Dev": "B", "Dana": "O"})
    team, now = cabinet.team(), cabinet.clock.now()
    with cabinet.store.read() as transaction:
        seen = gather(transaction, team, period=Period(team.digested_until, now), now=now)
        waiting = second_ratings.waiting(transaction, team.id)
    assert compile_digest(seen).second_looks == ()
    assert len(waiting) == 3


def test_a_digest_that_is_compiled_again_counts_what_it_counted_and_nothing_else(
    closed: tuple[Cabinet, CheckIn],
) -> None:
    cabinet, check_in = closed
    look_again(cabinet, check_in, 1, {"Ana": "O", "Dev": "B", "Dana": "O"})
    cabinet.travel(DIGEST + A_MINUTE)
    look_again(cabinet, check_in, 0, {"Ana": "O", "Dev": "O", "Dana": "O"})
    (post,) = digests_posted(cabinet)
    with cabinet.store.read() as transaction:
        again = compile_digest(
            gather(
                transaction,
                cabinet.team(),
                period=post.digest.period,
                now=cabinet.clock.now(),
                again=post.digest_id,
            )
        )
    assert again.second_looks == post.digest.second_looks
    assert again.is_first


def test_only_the_first_digest_is_the_first(closed: tuple[Cabinet, CheckIn]) -> None:
    cabinet, _ = closed
    cabinet.travel(DIGEST + timedelta(weeks=2) + A_MINUTE)
    assert [post.digest.is_first for post in digests_posted(cabinet)] == [True, False]


def test_a_step_done_in_the_period_is_told_once(closed: tuple[Cabinet, CheckIn]) -> None:
    cabinet, check_in = closed
    step = undertakes(cabinet, check_in, 1, "Lee", date(2026, 11, 13), "Map community resources")
    with cabinet.store.begin() as transaction:
        next_steps.save(transaction, replace(step, state=StepState.DONE, settled_at=cabinet.clock.now()))
    cabinet.travel(DIGEST + timedelta(weeks=2) + A_MINUTE)
    first, second = (post.digest for post in digests_posted(cabinet))
    assert [one.sentence for one in first.closed_steps] == ["Map community resources"]
    assert (first.due, second.closed_steps) == ((), ())


def test_when_everybody_is_away_the_digest_says_so(any_store: Store) -> None:
    cabinet = Cabinet(any_store)
    cabinet.set_up()
    with cabinet.store.begin() as transaction:
        for one in teams.roster(transaction, cabinet.team().id):
            teams.change_member(transaction, replace(one.member, away_until=DIGEST))
    cabinet.travel(DIGEST + A_MINUTE)
    (post,) = digests_posted(cabinet)
    said = "Everybody was away when Check-in 1 closed, so nothing was rated and there is nothing to decide."
    assert said in announce(post).fallback


BREAK = Break(MONDAY + timedelta(days=14), MONDAY + timedelta(days=20), "Thanksgiving break")


def test_after_a_break_the_digest_names_it(any_store: Store) -> None:
    cabinet = Cabinet(any_store)
    cabinet.set_up()
    team = cabinet.team()
    rhythm = replace(team.rhythm, calendar=SchoolCalendar.of([BREAK]))
    period = Period(local(MONDAY + timedelta(days=14)), local(MONDAY + timedelta(days=28)))
    with cabinet.store.read() as transaction:
        found = gather(transaction, replace(team, rhythm=rhythm), period=period, now=period.end)
    digest = compile_digest(found)
    assert digest.quiet is not None
    assert (digest.quiet.why, digest.quiet.breaks) == (WhyQuiet.BREAK, ("Thanksgiving break",))
    earlier = Period(local(MONDAY), local(MONDAY + timedelta(days=13)))
    with cabinet.store.read() as transaction:
        assert gather(transaction, replace(team, rhythm=rhythm), period=earlier, now=earlier.end).breaks == ()


def test_after_a_pause_the_digest_says_so(any_store: Store) -> None:
    cabinet = Cabinet(any_store)
    team = cabinet.set_up()
    pause_team(cabinet.deps, speaker("Ana"), team.id)
    cabinet.travel(CLOSE)
    resume_team(cabinet.deps, speaker("Ana"), team.id)
    cabinet.travel(DIGEST + timedelta(weeks=2) + A_MINUTE)
    first, second = (announce(post).fallback for post in digests_posted(cabinet))
    said = "Check-ins were paused for a while and none closed in this period, so there is nothing to decide."
    assert said in first
    assert "paused" not in second
