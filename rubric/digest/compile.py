"""The biweekly digest as facts, decisions first. Putting them into words is left to bot/wording.py."""

from dataclasses import dataclass

from rubric.digest.agreed import Agreed, agreed
from rubric.digest.coming_next import ComingNext, coming_next
from rubric.digest.material import Material
from rubric.digest.moved import Moved, moved
from rubric.digest.participation import Participation, participation
from rubric.digest.period import Period
from rubric.digest.talk_about import TalkAbout, talk_about
from rubric.digest.unknown import Unknown, unknown
from rubric.digest.where_we_are import WhereWeAre, where_we_are
from rubric.model import Scale
from rubric.results import Closed, latest_findings

__all__ = [
    "Agreed",
    "Closed",
    "ComingNext",
    "Digest",
    "Material",
    "Moved",
    "Participation",
    "Period",
    "TalkAbout",
    "Unknown",
    "WhereWeAre",
    "compile_digest",
]


@dataclass(frozen=True, slots=True)
class Digest:
    """A period's facts, self-contained: it can be kept as JSON and shown again unchanged. Levels are `scale`'s."""

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


def compile_digest(material: Material) -> Digest:
    """Of an indicator that was asked twice in the period, the later result counts."""
    findings = latest_findings(material.closed)
    return Digest(
        team_name=material.team_name,
        zone=material.zone,
        period=material.period,
        scale=material.rubric.scale,
        talk_about=talk_about(findings),
        unknown=unknown(findings),
        moved=moved(findings, (*material.earlier, *material.closed)),
        agreed=agreed(findings),
        participation=participation(material.closed),
        where_we_are=where_we_are(material),
        coming_next=coming_next(material),
    )
