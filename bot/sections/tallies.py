"""A tally as bars, the same in the reveal, in what there is to talk about, and beside a decision."""

from bot.sections.parts import Bar, Bars
from rubric.model import Scale
from rubric.statistics.tally import Tally


def bars(scale: Scale, tally: Tally, *, brief: bool = False) -> Bars:
    """The counts of one indicator, Don't know apart."""
    rows = zip(scale.levels, tally.counts, strict=True)
    return Bars(
        rows=tuple(Bar(level.name, level.emoji, number) for level, number in rows),
        apart=Bar(scale.dont_know.name, scale.dont_know.emoji, tally.dont_know),
        out_of=tally.answers,
        brief=brief,
    )
