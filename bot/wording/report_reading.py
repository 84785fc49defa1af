"""How to read the report of a full pass: the rules behind its words, and what agreement in all does and doesn't say."""

from bot.wording.counting import count
from bot.wording.report_page import levels
from bot.wording.reveals import how_to_read as how_ratings_read
from rubric.full_pass import FullPass

ALPHA = "Krippendorff's alpha, for ordered levels"


def how_to_read(report: FullPass) -> tuple[str, ...]:
    """The rules, a paragraph each."""
    scale = report.scale
    names = levels(level.name for level in report.in_hand_levels)
    worse = levels(level.name for level in scale.levels[len(report.in_hand_levels) :])
    by_counts, by_agreement, _ = how_ratings_read(scale)
    return (
        f"In hand, by team rating: {names or 'one of the better levels'}. To work on: {worse}. A team rating is what "
        "the team agreed on after talking; it stands until the team changes it, also into the next pass.",
        f"We don't know: the team agreed on {scale.dont_know.name}, or has agreed on no level and too many answered "
        f"{scale.dont_know.name}. Not agreed on yet: rated, and no team rating recorded.",
        by_counts,
        by_agreement,
        f"The middle rating is the one in the middle when all are put in order, or both where two are. "
        f"{scale.dont_know.name} is no level, so it has no part in it.",
        "How many went up or down is told only when exactly the same people answered both times. Nobody's rating is "
        "shown under a name, and nothing here links what one person chose for one indicator with another.",
        "Rated again: second ratings of people who had rated already, counted once at least three of them are new. "
        "They stand beside the first ones and change nothing in them.",
    )


def meanings(report: FullPass) -> tuple[tuple[str, str], ...]:
    """Each level's name and what it means, and Don't know's."""
    return tuple((level.name, level.meaning) for level in (*report.scale.levels, report.scale.dont_know))


def alpha(value: float, low: float | None, high: float | None) -> str:
    """The number first, and how sure it is."""
    if low is None or high is None:
        return f"{value:.2f}. There are too few indicators, or too few that differ, to say how sure that is."
    return f"{value:.2f}, and with 95 % confidence between {low:.2f} and {high:.2f}."


def alpha_of(indicators: int, ratings: int, dont_know: str) -> str:
    return f"From {count(ratings, 'rating')} of {count(indicators, 'indicator')}; {dont_know} is left out."


def no_alpha_too_few(indicators: int) -> str:
    rated = count(indicators, "indicator has", "indicators have")
    return f"It can't be worked out: {rated} counts to show with two ratings or more, and it takes two indicators."


def no_alpha_all_alike(ratings: int) -> str:
    return (
        f"It can't be worked out: all {count(ratings, 'rating')} are of one level, and where nothing differs there is "
        "nothing to tell apart. That is full agreement, not a fault."
    )


def alpha_caveats() -> tuple[str, ...]:
    return (
        "It tells how far our ratings tell the indicators apart in the same way, whoever rates: 1 when they always do, "
        "0 when no more than chance would, below 0 when we see things in opposite ways.",
        "It is not a grade. This is a self-assessment whose aim is talk, so seeing things differently is what makes "
        "it worth doing; limits made for trained coders don't fit it.",
        "It can be low where nearly everybody agrees, because then little is left to tell apart: when 54 of 56 ratings "
        "are the same, it can be as low as 0.02. Look at the counts of each indicator first.",
        "Read it beside the same team's next pass, with its interval, and never to compare teams or people.",
        "The interval is a jackknife's: it shows how much the number hangs on single indicators.",
    )
