"""What a digest comes to for one person: their open ratings, their steps, what changed, and nobody's ratings."""

from dataclasses import replace
from datetime import UTC, date, datetime

from rubric.check_in import CheckIn
from rubric.digest.personal import Agreement, OwnMaterial, PersonalDigest, personal_digest
from rubric.digest.team_ratings import RatedByTeam
from rubric.model import IndicatorId, LevelId
from rubric.next_step import NextStep
from rubric.people import CheckInId, Member, Role
from tests import steps
from tests.bot.facts import a_digest, a_moved, a_talk_about
from tests.builders import a_check_in, a_member, rate_grid

# The digest's period is from Nov 2 to Nov 16, 9:00 in New York.
POSTED = datetime(2026, 11, 16, 14, 0, tzinfo=UTC)
BEFORE_IT = datetime(2026, 10, 20, 15, 0, tzinfo=UTC)
OPEN = a_check_in("a.1", "a.2", "b.1", number=7, opened_at=POSTED)


def a_step(owner: str, due_on: date, sentence: str = "Ask the schools") -> NextStep:
    return steps.a_step(
        f"step-{owner}", owner=owner, due_on=due_on, indicator="a.1", sentence=sentence, made_at=BEFORE_IT
    )


def a_team_rating(label: str, level: str, before: str | None = None) -> RatedByTeam:
    return RatedByTeam(
        rating_id=1,
        indicator_id=IndicatorId("a.1"),
        label=label,
        text="Statement a.1.",
        level=LevelId(level),
        before=None if before is None else LevelId(before),
        rationale="We looked.",
        dissent="",
        agreed_on=date(2026, 11, 10),
        recorded_by="Ana",
        number=6,
        check_in_id=CheckInId("check-in-6"),
    )


def compiled(
    member: Member | None = None,
    *,
    open_check_in: CheckIn | None = None,
    grid: str = "",
    steps: tuple[NextStep, ...] = (),
    team_ratings: tuple[RatedByTeam, ...] = (),
    moved: bool = False,
) -> PersonalDigest | None:
    digest = a_digest(talk_about=(a_talk_about(),), moved=(a_moved(),) if moved else ()).digest
    rated = {one.indicator_id: one for one in rate_grid(open_check_in, grid)} if open_check_in and grid else {}
    own = OwnMaterial(member or a_member("Dana"), open_check_in, rated, steps)
    return personal_digest(replace(digest, team_ratings=team_ratings), own, now=POSTED)


def test_somebody_for_whom_nothing_waits_and_nothing_changed_is_told_nothing() -> None:
    assert compiled() is None
    assert compiled(open_check_in=OPEN, grid="Dana: S ? O") is None
    assert compiled(steps=(a_step("Lee", date(2026, 11, 20)),)) is None


def test_open_ratings_are_counted_for_whoever_rates() -> None:
    facts = compiled(open_check_in=OPEN, grid="Dana: S . .")
    assert facts is not None
    assert facts.open_ratings is not None
    assert (facts.open_ratings.number, facts.open_ratings.waiting) == (7, 2)
    assert compiled(a_member("Olga", role=Role.OBSERVER), open_check_in=OPEN) is None


def test_what_has_run_out_meanwhile_waits_for_nobody() -> None:
    over = replace(OPEN, closes_at=POSTED)
    assert compiled(open_check_in=over) is None


def test_own_steps_are_told_with_those_that_are_overdue_by_the_teams_calendar() -> None:
    dana = a_member("Dana")
    steps = (a_step("Dana", date(2026, 11, 15)), a_step("Lee", date(2026, 11, 20)), a_step("Dana", date(2026, 11, 16)))
    facts = compiled(dana, steps=steps)
    assert facts is not None
    assert [(one.due_on.day, one.is_overdue) for one in facts.steps] == [(15, True), (16, False)]


def test_a_team_rating_is_told_with_the_one_before_it() -> None:
    facts = compiled(
        team_ratings=(a_team_rating("A 1", "ok-for-now", before="urgent-gap"), a_team_rating("A 2", "strength"))
    )
    assert facts is not None
    assert facts.agreed == (
        Agreement("A 1", before="Urgent gap", after="OK for now"),
        Agreement("A 2", before=None, after="Strength"),
    )


def test_what_moved_is_told_by_name_and_no_count_of_ratings_at_all() -> None:
    facts = compiled(open_check_in=OPEN, moved=True)
    assert facts is not None
    assert facts.moved == ("B 1",)
    held = repr(facts)
    assert "counts" not in held
    assert "Change(" not in held
