"""What the pages about evidence, and the lack of it, are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rubric.blind_spots import BlindSpot
from rubric.dont_know import Reason
from rubric.evidence import Evidence, Notes, Stale, Standing
from rubric.people import TeamId


@dataclass(frozen=True, slots=True)
class SpotLine:
    """One blind spot; `may_settle`: the person may say what was found out."""

    spot: BlindSpot
    reasons: Mapping[Reason, int]
    may_settle: bool


@dataclass(frozen=True, slots=True)
class BlindSpotsPage:
    """Some of what a team can't judge, as one of its people sees it."""

    team_id: TeamId
    team_name: str
    zone: str
    today: date
    page: int
    spots: tuple[SpotLine, ...]
    has_more: bool
    coordinates: bool


# What the ledger has on an indicator: newest first, by the day that it is from.
LedgerItem = Evidence | Notes


@dataclass(frozen=True, slots=True)
class LedgerGroup:
    """Some of the evidence on one indicator."""

    label: str
    text: str
    items: tuple[LedgerItem, ...]


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """Some of a team's evidence, of one domain or all; `domains` are (id, title), to choose from.

    `without` and `stale` are for coordinators, on the first page of all.
    """

    team_id: TeamId
    team_name: str
    zone: str
    domains: tuple[tuple[str, str], ...]
    domain_id: str
    page: int
    groups: tuple[LedgerGroup, ...]
    has_more: bool
    may_add: bool
    best_level: str
    without: tuple[Standing, ...] = ()
    stale: tuple[Stale, ...] = ()
