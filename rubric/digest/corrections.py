"""What a digest said that it would say differently now, compiled again from what is stored of the same period.

What has happened since the period ended is no correction: the next digest tells it. So what was recorded since counts
only where it says what the team had agreed on in the period; how far the team had come, what came next, who had
undertaken what by when, and why nothing had closed stay as they were said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from rubric.digest.agreed import Agreed
from rubric.digest.burn_down import BlindSpots
from rubric.digest.closed_steps import ClosedStep
from rubric.digest.compile import Digest
from rubric.digest.in_hand import InHand
from rubric.digest.material import Material
from rubric.digest.moved import Moved
from rubric.digest.participation import Participation
from rubric.digest.second_looks import SecondLook
from rubric.digest.talk_about import TalkAbout
from rubric.digest.team_ratings import RatedByTeam
from rubric.digest.too_few import TooFew
from rubric.digest.unknown import Unknown
from rubric.model import IndicatorId
from rubric.team_rating import TeamRating

Fact = (
    TalkAbout
    | Unknown
    | ClosedStep
    | RatedByTeam
    | Moved
    | SecondLook
    | Agreed
    | TooFew
    | Participation
    | InHand
    | BlindSpots
)


class What(StrEnum):
    """The parts of a digest that can be corrected, in its order; the last three are about no single indicator."""

    TALK_ABOUT = "talk_about"
    UNKNOWN = "unknown"
    CLOSED_STEP = "closed_step"
    TEAM_RATING = "team_rating"
    MOVED = "moved"
    SECOND_LOOK = "second_look"
    AGREED = "agreed"
    TOO_FEW = "too_few"
    PARTICIPATION = "participation"
    IN_HAND = "in_hand"
    BLIND_SPOTS = "blind_spots"


@dataclass(frozen=True, slots=True)
class Correction:
    """`label` names the indicator, if it is about one. `before` is what was said, None where nothing was; `after` is
    what is said now, None where nothing is any more."""

    what: What
    label: str
    before: Fact | None
    after: Fact | None


def with_what_was_agreed_by_then(material: Material) -> Material:
    """Team ratings that were recorded after the period, as agreed on a day in it, count as recorded at its end.

    What was agreed on the day of its end was mostly agreed after the digest, which gives something to talk about. So
    that day is the next digest's.
    """
    latest = max((one.check_in.number for one in (*material.earlier, *material.closed)), default=0)
    return replace(
        material, team_ratings=tuple(_by_the_end(one, material, latest=latest) for one in material.team_ratings)
    )


def _by_the_end(rating: TeamRating, material: Material, *, latest: int) -> TeamRating:
    period, zone = material.period, ZoneInfo(material.zone)
    last_moment = period.end - timedelta.resolution
    is_of_the_period = _day(period.start, zone) <= rating.agreed_on < _day(period.end, zone)
    if rating.recorded_at < period.end or not is_of_the_period or rating.number > latest:
        return rating
    return replace(rating, recorded_at=last_moment)


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def as_of_its_time(compiled: Digest, posted: Digest) -> Digest:
    """`compiled`, the same period compiled again, with what speaks of the moment `posted` was posted left as it was.

    What a digest of an earlier version didn't tell at all, it doesn't tell now either.
    """
    found = replace(
        compiled,
        team_name=posted.team_name,
        zone=posted.zone,
        where_we_are=posted.where_we_are,
        coming_next=posted.coming_next,
        due=posted.due,
        quiet=posted.quiet,
        is_first=posted.is_first,
        team_id=posted.team_id,
        unknown=_found_out_by(compiled.unknown, posted.unknown),
        blind_spots=_blind_spots(compiled.blind_spots, posted.blind_spots),
        in_hand=_in_hand(compiled.in_hand, posted.in_hand),
    )
    if posted.team_id is not None:
        return found
    return replace(
        found,
        team_ratings=posted.team_ratings,
        closed_steps=posted.closed_steps,
        second_looks=posted.second_looks,
        too_few=posted.too_few,
        blind_spots=posted.blind_spots,
        in_hand=posted.in_hand,
        settled=posted.settled,
    )


def _found_out_by(compiled: Sequence[Unknown], posted: Sequence[Unknown]) -> tuple[Unknown, ...]:
    """Who finds out, and by when, or has found out, as it was."""
    said: Mapping[IndicatorId, Unknown] = {one.indicator_id: one for one in posted}
    return tuple(
        replace(
            one,
            finder=said[one.indicator_id].finder if one.indicator_id in said else "",
            due_on=said[one.indicator_id].due_on if one.indicator_id in said else None,
            found_by=said[one.indicator_id].found_by if one.indicator_id in said else "",
        )
        for one in compiled
    )


def _blind_spots(compiled: BlindSpots, posted: BlindSpots) -> BlindSpots:
    still_open = _found_out_by(compiled.open, posted.open)
    return replace(compiled, open=still_open, looked_into=sum(bool(one.finder or one.found_by) for one in still_open))


def _in_hand(compiled: InHand, posted: InHand) -> InHand:
    """Where indicators were left out, or taken in again, since, the domain stays as it was."""
    now = {one.domain_id: one for one in compiled.domains}
    return InHand(
        tuple(
            now[one.domain_id] if one.domain_id in now and now[one.domain_id].total == one.total else one
            for one in posted.domains
        )
    )


def corrections(before: Digest, after: Digest) -> tuple[Correction, ...]:
    """What differs between what was said and what would be said now, in the digest's order; nothing when they agree."""
    return (
        *_differences(What.TALK_ABOUT, before.talk_about, after.talk_about),
        *_differences(What.UNKNOWN, before.unknown, after.unknown),
        *_differences(What.CLOSED_STEP, before.closed_steps, after.closed_steps),
        *_differences(What.TEAM_RATING, before.team_ratings, after.team_ratings),
        *_differences(What.MOVED, before.moved, after.moved),
        *_differences(What.SECOND_LOOK, before.second_looks, after.second_looks),
        *_differences(What.AGREED, before.agreed, after.agreed),
        *_differences(What.TOO_FEW, before.too_few, after.too_few),
        *_differences(What.PARTICIPATION, before.participation, after.participation),
        *_differences(What.IN_HAND, (before.in_hand,), (after.in_hand,)),
        *_differences(What.BLIND_SPOTS, (before.blind_spots,), (after.blind_spots,)),
    )


def _differences(what: What, before: Sequence[Fact], after: Sequence[Fact]) -> list[Correction]:
    """Facts of one kind, told apart by what they are about."""
    said, says = {_about(one): one for one in before}, {_about(one): one for one in after}
    return [
        Correction(what, getattr(says.get(about) or said[about], "label", ""), said.get(about), says.get(about))
        for about in dict.fromkeys((*said, *says))
        if _told(said.get(about)) != _told(says.get(about))
    ]


def _about(fact: Fact) -> object:
    match fact:
        case Participation(number=number):
            return number
        case ClosedStep(id=step_id):
            return step_id
        case InHand() | BlindSpots():
            return None
        case SecondLook(check_in_id=check_in_id, indicator_id=indicator_id):
            return check_in_id, indicator_id
        case _:
            return fact.indicator_id


def _told(fact: Fact | None) -> object:
    """What of a fact is read by people. Earlier versions kept less of some facts, which is no correction."""
    match fact:
        case TalkAbout(counts=counts, dont_know=dont_know):
            return counts, dont_know
        case Unknown(dont_know=dont_know, answers=answers):
            return dont_know, answers
        case Agreed(level=level, count=count, answers=answers):
            return level, count, answers
        case Participation(finished=finished, of=of):
            return finished, of
        case RatedByTeam():
            return replace(fact, rating_id=0, recorded_by="")
        case BlindSpots(open=still_open, settled=settled, new=new):
            return [_told(one) for one in still_open], settled, new
        case _:
            return fact
