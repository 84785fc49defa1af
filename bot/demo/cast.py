"""The people of the demo: the cabinet of an invented district, how they see things, and when they rate.

Everything is worked out from names by a hash, so that every demo shows the same story.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from rubric.model import DomainId, IndicatorId, LevelId, Scale

WORKSPACE_ID = "T0MAPLE"
CHANNEL_ID = "C0CABINET"
CHANNEL_NAME = "cabinet-attendance"
ZONE = "America/New_York"


@dataclass(frozen=True, slots=True)
class CastMember:
    """One person. `rates_after` is hours from opening to when they rate, one check-in after another in turn;
    `knows` names domains they work in; `brightness` is how well they think of things, in levels."""

    address: str
    handle: str
    name: str
    department: str
    rates_after: tuple[int, ...]
    knows: tuple[str, ...]
    brightness: float = 0.0
    coordinates: bool = False


CAST = (
    CastMember("U0ANA", "ana", "Ana Morales", "Student support", (1, 2, 1), ("positive-engagement",), 0.1, True),
    CastMember("U0DEV", "dev", "Dev Patel", "Data and accountability", (2, 5, 5), ("actionable-data",), -0.5),
    CastMember("U0DANA", "dana", "Dana Whitfield", "Family engagement", (75, 52, 30), ("positive-engagement",), 0.0),
    CastMember("U0LEE", "lee", "Lee Nakamura", "Academics", (28, 49, 50), ("capacity-building",), 0.4),
    CastMember("U0SAM", "sam", "Sam Okafor", "Operations", (130, 150, 150), ("adequate-resources",), -0.2),
    CastMember("U0RUTH", "ruth", "Ruth Goldberg", "Health services", (30, 80, 31), ("strategic-partnerships",), -0.4),
    CastMember("U0MIA", "mia", "Mia Thompson", "Communications", (3, 27, 3), ("positive-engagement",), 0.6),
    CastMember("U0OMAR", "omar", "Omar Haddad", "Special education", (50, 98, 98), ("shared-accountability",), -0.7),
)

EVIDENCE = {
    "capacity-building": (
        "Three of twelve schools have had the training so far.",
        "It is in the handbook, page 14.",
        "Two principals asked me last month who is on this team.",
        "The tiers are on our agenda every quarter.",
    ),
    "actionable-data": (
        "Bi-weekly agenda since September, dashboards attached.",
        "Two schools still send spreadsheets.",
        "Excused and unexcused are coded differently at the high school.",
        "The October report reached every principal.",
    ),
    "positive-engagement": (
        "The outreach calls started in October.",
        "Families told us the letters read as threats.",
        "The home-language flyers are out in five languages.",
        "At my last visit nobody knew about the calls.",
    ),
    "strategic-partnerships": (
        "We signed two agreements in August.",
        "None of my schools has seen one.",
        "The clinic sees 40 of our students a month.",
        "The list of partners is from 2023.",
    ),
    "adequate-resources": (
        "The grant ends in June.",
        "Two interpreter positions are still open.",
        "The three schools with the most absence got the two new counselors.",
        "Nobody could show me the budget line.",
    ),
    "shared-accountability": (
        "The goal is in all twelve school plans.",
        "I could not find it on our website.",
        "Nine schools have a team that meets.",
        "Partners were at the table once this year.",
    ),
}


def rates_at(person: CastMember, *, number: int, opened_at: datetime) -> datetime:
    """When somebody rates check-in `number`."""
    return opened_at + timedelta(hours=person.rates_after[number % len(person.rates_after)])


def chooses(person: CastMember, indicator: IndicatorId, domain: DomainId, *, scale: Scale, passes: int) -> LevelId:
    """The level that somebody sees, in the pass after `passes` whole ones: the district gets a little better."""
    if domain not in person.knows and chance(person.name, indicator, "unknown") < 0.16:
        return scale.dont_know.id
    lowest = len(scale.levels) - 1
    truth = lowest * (0.15 + 0.7 * chance(indicator, "truth"))
    # Some indicators divide the room: those who work in schools see another district from those in the office.
    divided = chance(indicator, "divided") < 0.25
    leaning = person.brightness * (2.4 if divided else 0.5) + (chance(person.name, indicator) - 0.5) * 0.6
    return scale.levels[round(min(max(truth - leaning - 0.35 * passes, 0), lowest))].id


def says(person: CastMember, indicator: IndicatorId, domain: DomainId) -> str:
    """What somebody answers to "How do you know?", often nothing."""
    offered = EVIDENCE.get(domain, ())
    place = CAST.index(person)
    # Of those who would say the same only one speaks up.
    if not offered or place // len(offered) != int(chance(indicator, "speakers") * len(CAST) / len(offered)):
        return ""
    return offered[place % len(offered)] if chance(person.name, indicator, "says") < 0.5 else ""


def chance(*names: str) -> float:
    """A number in [0, 1) that depends on nothing but the names."""
    return int.from_bytes(sha256("|".join(names).encode()).digest()[:4]) / 2**32
