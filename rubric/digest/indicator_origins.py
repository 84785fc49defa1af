"""Which stored rows the numbers of single indicators come from: ratings, team ratings, what moved, second looks."""

from typing import assert_never

from rubric.digest.agreed import Agreed
from rubric.digest.compile import Digest
from rubric.digest.material import Material
from rubric.digest.moved import Moved, moved
from rubric.digest.origin import Claim, Counted, Origin, Rows
from rubric.digest.second_looks import SecondLook, second_looks
from rubric.digest.talk_about import TalkAbout
from rubric.digest.team_ratings import RatedByTeam
from rubric.digest.too_few import TooFew
from rubric.digest.unknown import Unknown
from rubric.model import IndicatorId, Scale
from rubric.results import Closed, latest_findings
from rubric.reveal import IndicatorResult, reveal
from rubric.statistics.tally import Tally
from rubric.team_rating import standing


def ratings_origins(closed: Closed, said: Digest | None) -> list[Origin]:
    """In the order asked."""
    check_in = closed.check_in
    results = {one.indicator.id: one for one in reveal(check_in, ratings=closed.ratings, of=closed.of).results}
    return [
        Origin(
            claim=Claim.RATINGS,
            rows=_levels("ratings", results[asked.id].tally, results[asked.id].answers, check_in.scale),
            label=asked.label,
            indicator_id=asked.id,
            number=check_in.number,
            result=results[asked.id],
            scale=check_in.scale,
            agrees=None if said is None else _agree(said, results[asked.id], check_in.number),
        )
        for asked in check_in.asked
    ]


def _levels(table: str, tally: Tally | None, answers: int, scale: Scale) -> tuple[Rows, ...]:
    if tally is None:
        return (Rows(table, Counted.WITHHELD, answers),)
    levels = zip((*tally.counts, tally.dont_know), (*scale.levels, scale.dont_know), strict=True)
    return tuple(Rows(table, Counted.LEVEL, count, level.name) for count, level in levels if count)


def _agree(said: Digest, result: IndicatorResult, number: int) -> bool | None:
    """Digests kept long ago don't tell which check-in their numbers are of."""
    facts: list[TalkAbout | Unknown | Agreed | TooFew] = [
        *said.talk_about,
        *said.unknown,
        *said.agreed,
        *said.too_few,
    ]
    about = [one for one in facts if one.indicator_id == result.indicator.id and one.number in (0, number)]
    return all(_says(one, result, said.scale) for one in about) if about else None


def _says(fact: TalkAbout | Unknown | Agreed | TooFew, result: IndicatorResult, scale: Scale) -> bool:
    tally = result.tally
    match fact:
        case TooFew(answers=answers):
            return tally is None and answers == result.answers
        case _ if tally is None:
            return False
        case TalkAbout(counts=counts, dont_know=dont_know, agreement=agreement):
            return (counts, dont_know, agreement) == (tally.counts, tally.dont_know, result.agreement)
        case Unknown(dont_know=dont_know, answers=answers):
            return (dont_know, answers) == (tally.dont_know, result.answers)
        case Agreed(level=level, count=count, answers=answers):
            return (count, answers) == (tally.counts[scale.position(level)], result.answers)
        case _:
            assert_never(fact)


def team_rating_origin(said: RatedByTeam, material: Material) -> Origin:
    recorded = [one for one in material.agreed_by_then if one.indicator_id == said.indicator_id]
    stands = standing(recorded).get(said.indicator_id)
    return Origin(
        claim=Claim.TEAM_RATING,
        rows=tuple(Rows("team_ratings", Counted.RECORDING, 1, recording=one) for one in recorded),
        label=said.label,
        indicator_id=said.indicator_id,
        number=said.number,
        scale=material.rubric.scale,
        agrees=stands is not None and stands.level_id == said.level,
    )


def moved_origin(said: Moved, material: Material) -> Origin:
    """How many answered each time, and both times; who went up or down is only ever counted by the digest's rule."""
    known = (*material.earlier, *material.closed)
    asked = [one for one in known if one.check_in.asks(said.indicator_id)][-2:]
    answered = [closed.answers(said.indicator_id).keys() for closed in asked]
    rows = [
        Rows("ratings", Counted.IN_CHECK_IN, len(who), number=closed.check_in.number)
        for closed, who in zip(asked, answered, strict=True)
    ]
    both = frozenset.intersection(*map(frozenset, answered)) if answered else frozenset()
    again = [one for one in moved(latest_findings(material.closed), known) if one.indicator_id == said.indicator_id]
    return Origin(
        claim=Claim.MOVED,
        rows=(*rows, Rows("ratings", Counted.IN_BOTH, len(both))),
        label=said.label,
        indicator_id=said.indicator_id,
        agrees=again == [said],
    )


def second_looks_origins(said: Digest, material: Material) -> list[Origin]:
    told = {_which(one): one for one in said.second_looks}
    return [
        Origin(
            claim=Claim.SECOND_LOOK,
            rows=_levels(
                "second_ratings", Tally(one.counts, one.dont_know), sum(one.counts) + one.dont_know, said.scale
            ),
            label=one.label,
            indicator_id=one.indicator_id,
            number=one.number,
            agrees=_which(one) in told
            and (told[_which(one)].counts, told[_which(one)].dont_know) == (one.counts, one.dont_know),
        )
        for one in second_looks(material)
    ]


def _which(look: SecondLook) -> tuple[int, IndicatorId]:
    return look.number, look.indicator_id
