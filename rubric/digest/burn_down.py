"""The blind spots that are left, and how many came and went in the period."""

from dataclasses import dataclass

from rubric import blind_spots as spots
from rubric.blind_spots import BlindSpot, blind_spots, telling_findings
from rubric.digest.material import Material
from rubric.digest.unknown import Unknown, as_unknown
from rubric.team_rating import standing


@dataclass(frozen=True, slots=True)
class BlindSpots:
    """Those that are `open`, longest first; somebody looks into `looked_into` of them, or has.

    `new` of them came in the period, and in the period `settled` others went.
    """

    open: tuple[Unknown, ...] = ()
    looked_into: int = 0
    settled: int = 0
    new: int = 0


def burn_down(material: Material, open_now: tuple[BlindSpot, ...]) -> BlindSpots:
    """`open_now` are those of `open_spots`."""
    counted = spots.burn_down(material.earlier, open_now, agreed=material.agreed_by_then, since=material.period.start)
    return BlindSpots(
        open=tuple(map(as_unknown, open_now)),
        looked_into=counted.looked_into,
        settled=counted.settled,
        new=counted.new,
    )


def open_spots(material: Material) -> tuple[BlindSpot, ...]:
    """At the end of the period."""
    findings = telling_findings((*material.earlier, *material.closed))
    return blind_spots(
        findings,
        agreed=standing(material.agreed_by_then),
        open_steps=material.open_steps,
        settled_steps=material.settled_by_then,
    )
