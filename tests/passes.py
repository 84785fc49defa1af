"""Makes full passes for tests, of check-ins drawn as grids; builders.py has the rest."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from rubric.compile_pass import PassMaterial, compile_pass
from rubric.evidence import Evidence
from rubric.full_pass import FullPass, PassIndicator
from rubric.model import DomainId, IndicatorId, LevelId, Rubric
from rubric.next_step import NextStep, StepKind, StepState
from rubric.people import DigestId, EvidenceId, MemberId, TeamId
from rubric.preferences import Preferences, Reasoned
from rubric.results import Closed
from rubric.second_rating import SecondRating
from rubric.team_rating import TeamRating
from tests import steps, team_ratings
from tests.builders import OPENING, ZONE, a_rubric
from tests.cabinet import LETTERS

# A year after the first check-in: everything has happened by then.
LATER = OPENING + timedelta(days=365)


def a_pass(
    *closed: Closed,
    rubric: Rubric | None = None,
    before: Sequence[Closed] = (),
    ratings: Sequence[TeamRating] = (),
    second: Sequence[SecondRating] = (),
    steps: Sequence[NextStep] = (),
    evidence: Sequence[Evidence] = (),
    excluded: Iterable[str] = (),
    open_now: Iterable[str] = (),
    until: datetime | None = None,
    now: datetime = LATER,
    team_name: str = "Attendance cabinet",
) -> FullPass:
    """The second pass where there is something `before`, else the first."""
    return compile_pass(
        PassMaterial(
            team_name=team_name,
            zone=ZONE,
            pass_number=2 if before else 1,
            rubric=rubric or a_rubric(),
            closed=closed,
            before=tuple(before),
            open_now=frozenset(map(IndicatorId, open_now)),
            team_ratings=ratings,
            scales={one.check_in.id: one.check_in.scale for one in (*before, *closed)},
            second_ratings=second,
            next_steps=steps,
            evidence=evidence,
            now=now,
            until=until,
            preferences=Preferences(excluded=tuple(Reasoned(IndicatorId(one), "Not ours") for one in excluded)),
        )
    )


def the(report: FullPass, indicator_id: str) -> PassIndicator:
    return next(one for one in report.indicators if one.id == indicator_id)


def a_team_rating(
    closed: Closed, indicator_id: str, level: str, *, id: int = 1, rationale: str = "", dissent: str = ""
) -> TeamRating:
    """Agreed the day it closed; `level` is an id, such as "ok-for-now"."""
    check_in = closed.check_in
    indicator = next(one for one in check_in.asked if one.id == indicator_id)
    return team_ratings.a_team_rating(
        indicator.id,
        level,
        id=id,
        check_in_id=check_in.id,
        number=check_in.number,
        label=indicator.label,
        rationale=rationale,
        dissent=dissent,
        agreed_on=check_in.closes_at.date(),
        recorded_at=check_in.closes_at,
    )


def second_looks(closed: Closed, indicator_id: str, letters: str, *, digest: str = "digest") -> list[SecondRating]:
    """One letter for each of members a, b, c ...: S O B U, or ? for Don't know; released in `digest`."""
    return [
        SecondRating(
            check_in_id=closed.check_in.id,
            indicator_id=IndicatorId(indicator_id),
            member_id=MemberId(chr(ord("a") + at)),
            level_id=LevelId(LETTERS[letter]),
            rated_at=closed.check_in.closes_at + timedelta(hours=at),
            released_in=DigestId(digest),
        )
        for at, letter in enumerate(letters)
    ]


def a_step(
    indicator_id: str,
    *,
    id: str = "step",
    sentence: str = "Publish the protocol",
    due_on: date = date(2027, 12, 1),
    state: StepState = StepState.OPEN,
    made_at: datetime = OPENING,
    settled_at: datetime | None = None,
    kind: StepKind = StepKind.STEP,
) -> NextStep:
    return steps.a_step(
        id,
        owner="Dana",
        due_on=due_on,
        indicator=indicator_id,
        kind=kind,
        sentence=sentence,
        state=state,
        made_at=made_at,
        settled_at=settled_at,
    )


def some_evidence(indicator_id: str, *, added_at: datetime = OPENING) -> Evidence:
    return Evidence(
        id=EvidenceId(f"evidence-{indicator_id}"),
        team_id=TeamId("team"),
        indicator_id=IndicatorId(indicator_id),
        domain_id=DomainId(indicator_id.rpartition(".")[0]),
        label=indicator_id,
        text="The agenda",
        link="",
        dated_on=added_at.date(),
        added_at=added_at,
        added_by="Dana",
    )
