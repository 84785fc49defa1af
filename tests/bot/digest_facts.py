"""Facts of a digest for messages and pages: name what the test is about, and leave the rest to sensible defaults."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from jobs.announcements import DigestPost
from rubric.digest.burn_down import BlindSpots
from rubric.digest.closed_steps import ClosedStep
from rubric.digest.coming_next import ComingNext
from rubric.digest.due import DueStep, WhenDue
from rubric.digest.in_hand import DomainInHand, InHand
from rubric.digest.second_looks import SecondLook
from rubric.digest.team_ratings import RatedByTeam
from rubric.digest.too_few import TooFew
from rubric.model import DomainId, IndicatorId, LevelId
from rubric.next_step import StepKind
from rubric.people import CheckInId, NextStepId, TeamId
from tests.bot.facts import a_digest, a_moved, a_talk_about, an_agreed, an_unknown

CHECK_IN = CheckInId("check-in-6")


def a_due_step(
    sentence: str = "Publish the outreach protocol",
    *,
    owner: str = "Dana",
    day: date = date(2026, 11, 20),
    when: WhenDue = WhenDue.SOON,
    owner_left: bool = False,
    label: str = "Resources 3",
) -> DueStep:
    return DueStep(
        id=NextStepId("step"),
        kind=StepKind.STEP,
        indicator_id=IndicatorId("a.3"),
        label=label,
        sentence=sentence,
        owner=owner,
        owner_left=owner_left,
        due_on=day,
        when=when,
    )


def an_overdue_step(sentence: str = "Map community resources", *, owner: str = "Lee", left: bool = False) -> DueStep:
    return a_due_step(sentence, owner=owner, day=date(2026, 11, 6), when=WhenDue.OVERDUE, owner_left=left)


def a_closed_step(*, is_done: bool = True, kind: StepKind = StepKind.STEP) -> ClosedStep:
    return ClosedStep(
        id=NextStepId("closed"),
        kind=kind,
        indicator_id=IndicatorId("a.1"),
        label="A 1",
        sentence="Call the three schools",
        owner="Ana",
        is_done=is_done,
        settled_on=date(2026, 11, 10),
    )


def a_rated_by_team(
    label: str = "Actionable data 2",
    *,
    level: str = "ok-for-now",
    before: str | None = "could-be-better",
    rationale: str = "The dashboard is in use since September.",
    dissent: str = "",
) -> RatedByTeam:
    return RatedByTeam(
        rating_id=1,
        indicator_id=IndicatorId("d.2"),
        label=label,
        text="Statement d.2.",
        level=LevelId(level),
        before=None if before is None else LevelId(before),
        rationale=rationale,
        dissent=dissent,
        agreed_on=date(2026, 11, 10),
        recorded_by="Ana",
        number=6,
        check_in_id=CHECK_IN,
        counts=(1, 5, 1, 0),
        dont_know=1,
    )


def a_second_look(label: str = "A 4") -> SecondLook:
    return SecondLook(
        indicator_id=IndicatorId("a.4"),
        label=label,
        text="Statement a.4.",
        number=5,
        check_in_id=CheckInId("check-in-5"),
        counts=(0, 3, 0, 0),
        dont_know=1,
        first_counts=(3, 1, 0, 3),
        first_dont_know=1,
    )


def a_domain(title: str = "Resources", levels: tuple[int, ...] = (2, 3, 1, 0), unknown: int = 1) -> DomainInHand:
    """Of eight."""
    return DomainInHand(DomainId(title), title, 8, levels, unknown, 8 - sum(levels) - unknown)


def a_too_few() -> TooFew:
    return TooFew(IndicatorId("c.1"), "C 1", answers=2, number=6, check_in_id=CHECK_IN)


COMING = ComingNext(
    datetime(2026, 11, 16, 14, 0, tzinfo=UTC),
    (
        "Capacity building 3",
        "Capacity building 6",
        "Actionable data 1",
        "Positive engagement 4",
        "Strategic partnerships 1",
        "Resources 6",
        "Shared accountability 2",
    ),
    None,
    None,
    opens_now=True,
)


def with_facts(post: DigestPost, **facts: Any) -> DigestPost:
    """`facts` by the names of the digest's own."""
    return replace(post, digest=replace(post.digest, **facts))


def a_rich_digest(**facts: Any) -> DigestPost:
    """A fortnight in which everything happened that a digest can tell."""
    post = a_digest(
        talk_about=(
            a_talk_about("Strategic partnerships 7", "Formal agreements with community partners."),
            a_talk_about("Capacity building 2"),
        ),
        unknown=(an_unknown("Resources 3"),),
        moved=(a_moved(),),
        agreed=(an_agreed(),),
        asked=(5, 1),
        coming_next=COMING,
    )
    told = {
        "team_id": TeamId("team"),
        "team_ratings": (a_rated_by_team(dissent="Two schools have no access."),),
        "due": (an_overdue_step(), a_due_step(), a_due_step(day=date(2026, 12, 9), when=WhenDue.LATER)),
        "closed_steps": (a_closed_step(), a_closed_step(is_done=False)),
        "second_looks": (a_second_look(),),
        "too_few": (a_too_few(),),
        "blind_spots": BlindSpots(open=(an_unknown("Resources 3"),), looked_into=0, settled=2, new=1),
        "in_hand": InHand((a_domain(), a_domain("Strategic partnerships", (1, 0, 0, 1), 0))),
    }
    return with_facts(post, **{**told, **facts})
