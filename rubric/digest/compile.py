"""The biweekly digest as facts, decisions first. Putting them into words is left to bot/wording.py."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rubric.digest.agreed import Agreed, agreed
from rubric.digest.burn_down import BlindSpots, burn_down, open_spots
from rubric.digest.closed_steps import ClosedStep, closed_steps
from rubric.digest.coming_next import ComingNext, coming_next
from rubric.digest.due import DueStep, WhenDue, due
from rubric.digest.in_hand import DomainInHand, InHand, in_hand
from rubric.digest.material import Material
from rubric.digest.moved import Moved, moved
from rubric.digest.participation import Participation, participation
from rubric.digest.period import Period
from rubric.digest.quiet import Quiet, WhyQuiet, quiet
from rubric.digest.second_looks import SecondLook, second_looks
from rubric.digest.talk_about import TalkAbout, talk_about
from rubric.digest.team_ratings import RatedByTeam, team_ratings
from rubric.digest.too_few import TooFew, too_few
from rubric.digest.unknown import Unknown, unknown
from rubric.digest.where_we_are import WhereWeAre, where_we_are
from rubric.model import IndicatorId, Scale
from rubric.people import TeamId
from rubric.results import Closed, Finding, latest_findings
from rubric.team_rating import TeamRating, standing

__all__ = [
    "Agreed",
    "BlindSpots",
    "Closed",
    "ClosedStep",
    "ComingNext",
    "Digest",
    "DomainInHand",
    "DueStep",
    "InHand",
    "Material",
    "Moved",
    "Participation",
    "Period",
    "Quiet",
    "RatedByTeam",
    "SecondLook",
    "TalkAbout",
    "TooFew",
    "Unknown",
    "WhenDue",
    "WhereWeAre",
    "WhyQuiet",
    "compile_digest",
]

NO_BLIND_SPOTS = BlindSpots()
NOTHING_IN_HAND = InHand()


@dataclass(frozen=True, slots=True)
class Digest:
    """A period's facts, self-contained: it can be kept as JSON and shown again unchanged. Levels are `scale`'s.

    What has a default is not told by digests that an earlier version kept. `due` holds every open next step; of what
    the period's check-ins called for, `settled` were agreed on since; `quiet` is why none closed, None when one did.
    """

    team_name: str
    zone: str
    period: Period
    scale: Scale
    talk_about: tuple[TalkAbout, ...]
    unknown: tuple[Unknown, ...]
    moved: tuple[Moved, ...]
    agreed: tuple[Agreed, ...]
    participation: tuple[Participation, ...]
    where_we_are: WhereWeAre
    coming_next: ComingNext
    team_ratings: tuple[RatedByTeam, ...] = ()
    due: tuple[DueStep, ...] = ()
    closed_steps: tuple[ClosedStep, ...] = ()
    second_looks: tuple[SecondLook, ...] = ()
    too_few: tuple[TooFew, ...] = ()
    blind_spots: BlindSpots = NO_BLIND_SPOTS
    in_hand: InHand = NOTHING_IN_HAND
    settled: int = 0
    quiet: Quiet | None = None
    is_first: bool = False
    team_id: TeamId | None = None


def compile_digest(material: Material) -> Digest:
    """Of an indicator that was asked twice in the period, the later result counts."""
    findings = latest_findings(material.closed)
    agreed_on = standing(material.agreed_by_then)
    spots = open_spots(material)
    return Digest(
        team_name=material.team_name,
        zone=material.zone,
        period=material.period,
        scale=material.rubric.scale,
        talk_about=talk_about(findings, agreed_on),
        unknown=unknown(findings, agreed_on, material.open_steps, material.settled_by_then),
        moved=moved(findings, (*material.earlier, *material.closed)),
        agreed=agreed(findings),
        participation=participation(material.closed, material.away),
        where_we_are=where_we_are(material),
        coming_next=coming_next(material),
        team_ratings=team_ratings(material),
        due=due(material),
        closed_steps=closed_steps(material),
        second_looks=second_looks(material),
        too_few=too_few(findings),
        blind_spots=burn_down(material, spots),
        in_hand=in_hand(material, spots),
        settled=_settled(findings, agreed_on),
        quiet=quiet(material),
        is_first=material.is_first,
        team_id=material.team_id,
    )


def _settled(findings: Sequence[Finding], agreed_on: Mapping[IndicatorId, TeamRating]) -> int:
    called_for = len(talk_about(findings)) + len(unknown(findings))
    return called_for - len(talk_about(findings, agreed_on)) - len(unknown(findings, agreed_on))
