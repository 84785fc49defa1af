"""What the team has agreed is in hand: at a level of the better half of the scale; by domain and in total."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from rubric.blind_spots import BlindSpot
from rubric.digest.material import Material
from rubric.model import DomainId, IndicatorId, Scale, better_half
from rubric.rotation import progress
from rubric.team_rating import TeamRating, standing


@dataclass(frozen=True, slots=True)
class DomainInHand:
    """Of a domain's `total` indicators: how many have a standing team rating at each level, best first; how many the
    team agreed it doesn't know, or too many don't and nothing is agreed; and how many are not agreed on otherwise."""

    domain_id: DomainId
    title: str
    total: int
    levels: tuple[int, ...]
    unknown: int
    not_agreed: int

    @property
    def in_hand(self) -> int:
        return sum(self.levels[: better_half(len(self.levels))])

    @property
    def agreed(self) -> int:
        """Those with a level."""
        return sum(self.levels)


@dataclass(frozen=True, slots=True)
class InHand:
    """Domains that are left out as a whole are not among `domains`."""

    domains: tuple[DomainInHand, ...] = ()

    @property
    def total(self) -> int:
        return sum(domain.total for domain in self.domains)

    @property
    def in_hand(self) -> int:
        return sum(domain.in_hand for domain in self.domains)

    @property
    def agreed(self) -> int:
        return sum(domain.agreed for domain in self.domains)

    @property
    def unknown(self) -> int:
        return sum(domain.unknown for domain in self.domains)

    @property
    def not_agreed(self) -> int:
        return sum(domain.not_agreed for domain in self.domains)


def in_hand(material: Material, open_now: tuple[BlindSpot, ...]) -> InHand:
    """Of all that is not left out; `open_now` are the blind spots at the end of the period."""
    rubric = material.rubric
    wanted = progress(rubric, material.history, material.preferences).wanted
    agreed = standing(material.agreed_by_then)
    spots = frozenset(spot.indicator_id for spot in open_now)
    domains = []
    for domain in rubric.domains:
        places = [_place(one.id, agreed, spots, rubric.scale) for one in domain.indicators if one.id in wanted]
        if places:
            domains.append(_domain(domain.id, domain.label, Counter(places), len(rubric.scale.levels)))
    return InHand(tuple(domains))


# Where an indicator stands that has no level.
_UNKNOWN, _NOT_AGREED = -1, -2


def _place(
    indicator_id: IndicatorId, agreed: Mapping[IndicatorId, TeamRating], spots: frozenset[IndicatorId], scale: Scale
) -> int:
    """The position of its level, or one of the two above."""
    rating = agreed.get(indicator_id)
    if rating is not None and rating.level_id in scale:
        return _UNKNOWN if scale.is_dont_know(rating.level_id) else scale.position(rating.level_id)
    return _UNKNOWN if indicator_id in spots else _NOT_AGREED


def _domain(domain_id: DomainId, title: str, places: Counter[int], levels: int) -> DomainInHand:
    return DomainInHand(
        domain_id=domain_id,
        title=title,
        total=places.total(),
        levels=tuple(places[at] for at in range(levels)),
        unknown=places[_UNKNOWN],
        not_agreed=places[_NOT_AGREED],
    )
