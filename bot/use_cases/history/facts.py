"""What the pages of a team's history are made of: its domains, the indicators of one, and one through the years."""

from dataclasses import dataclass
from datetime import datetime

from rubric.model import DomainId, IndicatorId, Scale
from rubric.next_step import NextStep
from rubric.people import TeamId
from rubric.reveal import IndicatorResult
from rubric.team_rating import TeamRating


@dataclass(frozen=True, slots=True)
class Whose:
    """The team whose history it is."""

    team_id: TeamId
    team_name: str
    zone: str


@dataclass(frozen=True, slots=True)
class DomainLine:
    """A domain; closed check-ins asked `asked` of its `total` indicators at least once."""

    domain_id: DomainId
    title: str
    asked: int
    total: int


@dataclass(frozen=True, slots=True)
class Then:
    """How the team saw an indicator in one closed check-in, and what came of it.

    `team_rating` is the last that was recorded for it, None without any; `changed` says how many it replaced.
    """

    number: int
    closed_at: datetime
    scale: Scale
    result: IndicatorResult
    team_rating: TeamRating | None = None
    changed: int = 0
    steps: tuple[NextStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator as it is called now, or was when it was asked last."""

    id: IndicatorId
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class AllDomains:
    """Where to begin."""

    whose: Whose
    domains: tuple[DomainLine, ...]


@dataclass(frozen=True, slots=True)
class LatestWord:
    """An indicator and how it was seen last; None before any check-in that asked it has closed."""

    indicator: Named
    latest: Then | None


@dataclass(frozen=True, slots=True)
class OneDomain:
    """Some of a domain's indicators with the latest word on each; `all` of them are there to choose from."""

    whose: Whose
    domain_id: DomainId
    title: str
    all: tuple[Named, ...]
    page: int
    shown: tuple[LatestWord, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class OneIndicator:
    """Some of the check-ins that asked an indicator, the newest first, of `total` that did.

    `beside` are all indicators of its domain.
    """

    whose: Whose
    domain_id: DomainId
    domain: str
    beside: tuple[Named, ...]
    indicator: Named
    page: int
    times: tuple[Then, ...]
    total: int
    has_more: bool


History = AllDomains | OneDomain | OneIndicator
