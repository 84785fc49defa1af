"""What a tally calls for: talk about it, find out, or leave it because too few answered."""

from enum import StrEnum

from rubric.privacy import MINIMUM_ANSWERS
from rubric.statistics.agreement import agreement
from rubric.statistics.spread import steps
from rubric.statistics.tally import Tally

# Two people who differ are a conversation already; a split needs a third.
FEWEST_RATED_TO_SPLIT = 3
# Neighboring levels are a matter of taste; two steps apart people see different things.
STEPS_TO_TALK_ABOUT = 2
# Half way between an even spread and everybody alike.
AGREEMENT_TO_TALK_ABOUT = 0.5
# Up to this many answers a share is too coarse, and two people are the rule.
SMALL_TEAM = 6
DONT_KNOWS_IN_A_SMALL_TEAM = 2
# Don't know from one in this many is a finding.
ONE_IN_DONT_KNOW = 3


class Flag(StrEnum):
    """TOO_FEW stands alone."""

    TALK_ABOUT = "talk_about"
    DONT_KNOW = "dont_know"
    TOO_FEW = "too_few"


def flags(tally: Tally) -> frozenset[Flag]:
    """Everything that a tally calls for; nothing when people agree and know."""
    if tally.answers < MINIMUM_ANSWERS:
        return frozenset({Flag.TOO_FEW})
    raised = {Flag.TALK_ABOUT: _is_split(tally), Flag.DONT_KNOW: _is_unknown(tally)}
    return frozenset(flag for flag, holds in raised.items() if holds)


def _is_split(tally: Tally) -> bool:
    reach, agreed = steps(tally.counts), agreement(tally.counts)
    if reach is None or agreed is None or tally.rated < FEWEST_RATED_TO_SPLIT:
        return False
    return reach >= STEPS_TO_TALK_ABOUT or agreed < AGREEMENT_TO_TALK_ABOUT


def _is_unknown(tally: Tally) -> bool:
    if tally.answers <= SMALL_TEAM:
        return tally.dont_know >= DONT_KNOWS_IN_A_SMALL_TEAM
    return tally.dont_know * ONE_IN_DONT_KNOW >= tally.answers
