"""Which stored rows the numbers of a digest, or of a reveal, come from: how many rows of which table, and never whose.

It counts anew and takes nothing from the digest itself, so that a digest that says otherwise shows.
"""

from collections.abc import Iterable, Sequence
from itertools import islice

from rubric.digest.burn_down import open_spots
from rubric.digest.compile import Digest
from rubric.digest.indicator_origins import moved_origin, ratings_origins, second_looks_origins, team_rating_origin
from rubric.digest.material import Material
from rubric.digest.origin import AskedThen, Claim, Counted, Origin, Rows
from rubric.history import check_ins_needed
from rubric.model import IndicatorId
from rubric.next_step import NextStep, StepState
from rubric.rating import finished
from rubric.results import Closed
from rubric.team_rating import standing


def digest_origins(said: Digest, material: Material, *, asked: Sequence[AskedThen]) -> tuple[Origin, ...]:
    """`material` is what `said` would be compiled from again, `asked` every check-in that had opened by then."""
    return (
        *(origin for closed in material.closed for origin in ratings_origins(closed, said)),
        *(team_rating_origin(one, material) for one in said.team_ratings),
        *(moved_origin(one, material) for one in said.moved),
        *second_looks_origins(said, material),
        *(_participation(closed, said) for closed in material.closed),
        _next_steps(said, material),
        *_in_all(said, material, asked),
    )


def check_in_origins(closed: Closed) -> tuple[Origin, ...]:
    """Of its reveal. Raises SealedUntilClose while it is not marked closed."""
    return (*ratings_origins(closed, None), _participation(closed, None))


def _participation(closed: Closed, said: Digest | None) -> Origin:
    done = len(finished(closed.check_in, closed.ratings))
    number = closed.check_in.number
    told = [] if said is None else [one for one in said.participation if one.number == number]
    return Origin(
        claim=Claim.PARTICIPATION,
        rows=(
            Rows("ratings", Counted.RATED_EVERYTHING, done),
            Rows("check_ins", Counted.RATERS_AT_CLOSE, closed.of),
        ),
        number=number,
        agrees=(told[0].finished, told[0].of) == (done, max(closed.of, done)) if told else None,
    )


def _next_steps(said: Digest, material: Material) -> Origin:
    """As they were when the period ended."""
    start, end = material.period.start, material.period.end
    made = [one for one in (*material.open_steps, *material.settled_steps) if one.made_at < end]
    still_open = [one for one in made if one.settled_at is None or one.settled_at >= end]
    settled = [one for one in made if one.settled_at is not None and start <= one.settled_at < end]
    done, dropped = (_in_state(settled, state) for state in (StepState.DONE, StepState.DROPPED))
    told_done = sum(one.is_done for one in said.closed_steps)
    told = (len(said.due), told_done, len(said.closed_steps) - told_done)
    return Origin(
        claim=Claim.NEXT_STEPS,
        rows=(
            Rows("next_steps", Counted.OPEN, len(still_open)),
            Rows("next_steps", Counted.DONE, done),
            Rows("next_steps", Counted.DROPPED, dropped),
        ),
        agrees=None if said.team_id is None else told == (len(still_open), done, dropped),
    )


def _in_state(steps: Iterable[NextStep], state: StepState) -> int:
    return sum(one.state is state for one in steps)


def _in_all(said: Digest, material: Material, asked: Sequence[AskedThen]) -> tuple[Origin, ...]:
    rubric, excluded = material.rubric, material.preferences.excluded_ids
    wanted = frozenset(one.id for one in rubric.indicators) - excluded
    current = [one for one in asked if one.pass_number == max(each.pass_number for each in asked)]
    done = wanted & {indicator for one in current for indicator in one.indicator_ids}
    covered = said.where_we_are.coverage
    left_out = len(rubric) - len(wanted)
    coverage = Origin(
        claim=Claim.COVERAGE,
        rows=(
            *(
                Rows("asked_indicators", Counted.ASKED, len(wanted.intersection(one.indicator_ids)), number=one.number)
                for one in current
            ),
            *((Rows("teams", Counted.EXCLUDED, left_out),) if left_out else ()),
        ),
        agrees=(covered.asked, covered.total) == (len(done), len(wanted)),
    )
    return (
        coverage,
        _forecast(said, material, len(wanted) - len(done)),
        _in_hand(said, material, wanted),
        _spots(said, material),
    )


def _forecast(said: Digest, material: Material, left: int) -> Origin:
    needed = check_ins_needed(left, material.indicators_per_check_in)
    at = next((one.at for one in islice(material.upcoming, needed - 1, None)), None) if needed else None
    return Origin(
        claim=Claim.FORECAST,
        rows=(Rows("teams", Counted.PLANNED, needed),),
        at=at,
        agrees=at == said.where_we_are.complete_at,
    )


def _in_hand(said: Digest, material: Material, wanted: frozenset[IndicatorId]) -> Origin:
    scale = material.rubric.scale
    levels = [one.level_id for one in standing(material.agreed_by_then).values() if one.indicator_id in wanted]
    found = tuple(levels.count(level.id) for level in scale.levels)
    told = tuple(sum(domain.levels[at] for domain in said.in_hand.domains) for at in range(len(scale.levels)))
    return Origin(
        claim=Claim.IN_HAND,
        rows=tuple(
            Rows("team_ratings", Counted.STANDING, count, level.name)
            for count, level in zip(found, scale.levels, strict=True)
            if count
        ),
        agrees=None if said.team_id is None else told == found,
    )


def _spots(said: Digest, material: Material) -> Origin:
    found = open_spots(material)
    return Origin(
        claim=Claim.BLIND_SPOTS,
        rows=tuple(Rows("ratings", Counted.UNKNOWN, spot.dont_know, spot.label, spot.number) for spot in found),
        agrees=None
        if said.team_id is None
        else {spot.indicator_id for spot in found} == {one.indicator_id for one in said.blind_spots.open},
    )
