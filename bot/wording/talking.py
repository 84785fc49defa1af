"""What is said to get people talking after a reveal, and to whoever takes a second look in private."""

from typing import assert_never

from bot.use_cases.results import Notice
from bot.wording.counting import in_words
from bot.wording.reveals import ends
from rubric.model import LevelId, Scale
from rubric.privacy import MINIMUM_ANSWERS
from rubric.refusals import AskedSince, CountedAlready, NotSplitNorUnknown
from rubric.statistics.shape import Shape, shape
from rubric.statistics.tally import Tally

RATE_AGAIN = "Rate again"
RECORD_ONE = "Record team rating"
RECORD_SEVERAL = "Record team ratings"

AboutSecondLooks = NotSplitNorUnknown | AskedSince | CountedAlready


def finding(tally: Tally, scale: Scale) -> str:
    """What kind of split it is. Whoever stands alone is not pointed at, however the counts lie."""
    best, worst = ends(tally, scale)
    match shape(tally.counts):
        case Shape.TWO_GROUPS:
            return f"The ratings fall into two groups, from {best} to {worst}."
        case Shape.NEARLY_ALIKE:
            return f"Most ratings lie close together, and they reach from {best} to {worst}."
        case Shape.SPREAD:
            return f"The ratings are spread from {best} to {worst}."


def question(tally: Tally) -> str:
    """One that every rating answers equally well."""
    match shape(tally.counts):
        case Shape.TWO_GROUPS:
            return "What has each of us seen?"
        case Shape.NEARLY_ALIKE:
            return "Where does it look better than most of us rated it, and where worse?"
        case Shape.SPREAD:
            return "What does each of us think of first when reading this statement?"


def again_intro() -> str:
    return "Seeing it differently now? Rate it again, privately. One tap is saved."


def nothing_to_rate_again() -> Notice:
    return Notice(
        "Nothing to rate again",
        (
            "What split the team in this check-in, or what it didn't know, has been asked again since. Rate it in the "
            "newer check-in.",
        ),
    )


def again_is_private() -> str:
    return (
        "The first ratings stay as they are. Nobody on the team sees who rated again; a digest counts them together, "
        f"from {in_words(MINIMUM_ANSWERS)} on."
    )


def rated_again(label: str, scale: Scale, *, level_id: LevelId, first: LevelId | None) -> Notice:
    """To the one person who did it."""
    if first is None:
        stays = "You have no first rating of it, and what the others rated first stays as it is."
    else:
        stays = f"Your first rating, {scale.level(first).name}, stays as it was; both are kept."
    return Notice(
        "Saved",
        (
            f"{label}, as you see it now: {scale.level(level_id).name}. {stays}",
            "Nobody on the team sees who rated again, not even coordinators.",
            f"A digest counts it once at least {in_words(MINIMUM_ANSWERS)} people have rated it again. Until then "
            "another tap changes it.",
        ),
    )


def about_second_looks(refusal: AboutSecondLooks) -> Notice:
    match refusal:
        case NotSplitNorUnknown(label=label):
            return Notice(
                "Not rated again",
                (
                    f"Only what splits the team or what it doesn't know is rated again, and {label} is neither, so "
                    "this was not saved. If you see it otherwise now, tell the team in the thread.",
                ),
            )
        case AskedSince(label=label, number=number):
            return Notice(
                "Asked again since",
                (
                    f"{label} was asked again in Check-in {number}, so this was not saved. Your rating there is the "
                    "one that counts.",
                ),
            )
        case CountedAlready(label=label):
            return Notice(
                "Counted already",
                (
                    f"A digest has counted your second look at {label}, so it can't change any more. {label} comes "
                    "again in a later check-in.",
                ),
            )
        case _:
            assert_never(refusal)
