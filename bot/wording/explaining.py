"""Why a digest's or a reveal's numbers are what they are: the stored rows they were counted from, and never whose."""

from typing import assert_never

from bot.wording.counting import count, count_in_words
from bot.wording.times import day_and_month, day_and_year, period, when
from rubric.digest.compile import Digest
from rubric.digest.origin import Claim, Counted, Origin, Rows
from rubric.model import Scale
from rubric.privacy import MINIMUM_ANSWERS
from rubric.reveal import IndicatorResult
from rubric.statistics.flags import (
    AGREEMENT_TO_TALK_ABOUT,
    DONT_KNOWS_IN_A_SMALL_TEAM,
    ONE_IN_DONT_KNOW,
    SMALL_TEAM,
    STEPS_TO_TALK_ABOUT,
    Flag,
)

WHY_TITLE = "Why these numbers?"
EARLIER = "Back"
FURTHER = "Further"


def digest_intro(digest: Digest) -> str:
    dates = period(digest.period.start, digest.period.end, digest.zone)
    return (
        f"The stored rows behind the digest of {dates}, counted again just now: how many of which table, and never "
        "whose."
    )


def check_in_intro(number: int) -> str:
    return f"The stored rows behind the results of Check-in {number}, counted just now: how many, and never whose."


def title(origin: Origin) -> str:
    """`Strategic partnerships 7, Check-in 6`."""
    about = f"Check-in {origin.number}"
    match origin.claim:
        case Claim.RATINGS:
            return f"{origin.label}, {about}"
        case Claim.TEAM_RATING:
            return f"{origin.label}, team rating"
        case Claim.MOVED:
            return f"{origin.label}, moved"
        case Claim.SECOND_LOOK:
            return f"{origin.label}, {about}, looked at again"
        case Claim.PARTICIPATION:
            return f"{about}, taking part"
        case Claim.NEXT_STEPS:
            return "Next steps"
        case Claim.COVERAGE:
            return "Asked in this pass"
        case Claim.FORECAST:
            return "When the pass is complete"
        case Claim.IN_HAND:
            return "Team ratings in all"
        case Claim.BLIND_SPOTS:
            return "Blind spots"
        case _:
            assert_never(origin.claim)


def lines(origin: Origin, zone: str) -> tuple[str, ...]:
    """The rows, what was reckoned from them, and whether what was said is something else."""
    return (
        *_rows(origin, zone),
        *(_reckoned(origin.result) if origin.result is not None else ()),
        *_at(origin, zone),
        *((_differs(origin),) if origin.agrees is False else ()),
    )


def _rows(origin: Origin, zone: str) -> tuple[str, ...]:
    """Those of levels in one line, each other kind in a line of its own."""
    levels = [one for one in origin.rows if one.counted in (Counted.LEVEL, Counted.STANDING)]
    others = [one for one in origin.rows if one not in levels]
    said = []
    if levels:
        counted = ", ".join(f"{one.count} x {one.name}" for one in levels)
        stand = ", counting the one that stands for each indicator" if levels[0].counted is Counted.STANDING else ""
        said.append(f"{levels[0].table}: {counted}{stand}")
    said += [f"{one.table}: {_row(one, origin.scale, zone)}" for one in others]
    return tuple(f"{line}." for line in said) or (f"{_TABLES[origin.claim]}: no rows.",)


# Where rows would be, when there are none.
_TABLES = {
    Claim.RATINGS: "ratings",
    Claim.TEAM_RATING: "team_ratings",
    Claim.MOVED: "ratings",
    Claim.SECOND_LOOK: "second_ratings",
    Claim.PARTICIPATION: "ratings",
    Claim.NEXT_STEPS: "next_steps",
    Claim.COVERAGE: "asked_indicators",
    Claim.FORECAST: "teams",
    Claim.IN_HAND: "team_ratings",
    Claim.BLIND_SPOTS: "ratings",
}


def _row(rows: Rows, scale: Scale | None, zone: str) -> str:  # noqa: C901, PLR0912 - one line for each kind
    number = rows.count
    match rows.counted:
        case Counted.LEVEL | Counted.STANDING:
            return f"{number} x {rows.name}"
        case Counted.WITHHELD:
            return f"{count(number, 'answer')}, fewer than {MINIMUM_ANSWERS}, so which levels they are is not shown"
        case Counted.RATED_EVERYTHING:
            return f"{count(number, 'member')} with a level for all that was asked"
        case Counted.RATERS_AT_CLOSE:
            return f"raters_at_close is {number}"
        case Counted.RECORDING:
            return _recording(rows, scale, zone)
        case Counted.IN_CHECK_IN:
            return f"{count(number, 'answer')} in Check-in {rows.number}"
        case Counted.IN_BOTH:
            return f"{count(number, 'member')} answered both times"
        case Counted.OPEN:
            return f"{number} open when the period ended"
        case Counted.DONE:
            return f"{number} done in the period"
        case Counted.DROPPED:
            return f"{number} dropped in the period"
        case Counted.ASKED:
            return f"{number} of Check-in {rows.number}"
        case Counted.EXCLUDED:
            return f"{count(number, 'indicator')} excluded now"
        case Counted.PLANNED:
            return f"{count(number, 'more check-in')} needed, by the calendar and settings of now"
        case Counted.UNKNOWN:
            return f"{rows.name}, {number} don't know in Check-in {rows.number}"
        case _:
            assert_never(rows.counted)


def _recording(rows: Rows, scale: Scale | None, zone: str) -> str:
    one = rows.recording
    if one is None:
        return str(rows.count)
    level = scale.level(one.level_id).name if scale is not None and one.level_id in scale else str(one.level_id)
    return (
        f"row {one.id}, {level}, agreed {day_and_month(one.agreed_on)}, recorded {when(one.recorded_at, zone)} by "
        f"{one.recorded_by}"
    )


def _reckoned(result: IndicatorResult) -> tuple[str, ...]:
    if result.tally is None:
        return ()
    said = []
    if result.agreement is not None and result.steps is not None:
        said.append(
            f"Agreement {result.agreement:.2f} from these counts, by van der Eijk's rule; the levels chosen lie "
            f"{count_in_words(result.steps, 'step')} apart."
        )
    if Flag.TALK_ABOUT in result.flags:
        said.append(f"To talk about, because {_why_split(result)}.")
    if Flag.DONT_KNOW in result.flags:
        said.append(f"Unknown, because {_why_unknown(result)}.")
    if not result.flags:
        said.append("Nothing is called for by the rules.")
    return tuple(said)


def _why_split(result: IndicatorResult) -> str:
    because = []
    if result.steps is not None and result.steps >= STEPS_TO_TALK_ABOUT:
        because.append(f"{result.steps} steps are {STEPS_TO_TALK_ABOUT} or more")
    if result.agreement is not None and result.agreement < AGREEMENT_TO_TALK_ABOUT:
        because.append(f"agreement is under {AGREEMENT_TO_TALK_ABOUT}")
    return " and ".join(because)


def _why_unknown(result: IndicatorResult) -> str:
    unknown = 0 if result.tally is None else result.tally.dont_know
    if result.answers <= SMALL_TEAM:
        return (
            f"{unknown} of {result.answers} don't know, and of {SMALL_TEAM} or fewer answers "
            f"{DONT_KNOWS_IN_A_SMALL_TEAM} are enough"
        )
    return f"{unknown} of {result.answers} are at least 1 in {ONE_IN_DONT_KNOW}"


def _at(origin: Origin, zone: str) -> tuple[str, ...]:
    if origin.claim is not Claim.FORECAST:
        return ()
    return () if origin.at is None else (f"The last of them opens {day_and_year(origin.at, zone)}.",)


def _differs(origin: Origin) -> str:
    if origin.claim in (Claim.COVERAGE, Claim.FORECAST):
        return "The digest said something else: settings or the calendar have changed since."
    return (
        "The digest said something else. The command “digest correct”, given in the channel, compares and corrects it."
    )


def no_digest(team_name: str) -> str:
    return f"{team_name} has had no digest yet."


def no_such_digest(team_name: str, named: str) -> str:
    return f'{team_name} has no digest "{named}". Give latest, or a number counted from 1 for the first.'


def no_such_check_in(team_name: str, number: int) -> str:
    return f"{team_name} has had no check-in {number}."


def still_open(number: int) -> str:
    return f"Check-in {number} is still open, so nobody sees anything of it, and neither does this command."


def no_such_indicator(named: str, labels: tuple[str, ...]) -> str:
    there_are = "\n".join(f"  {label}" for label in labels)
    return f'Nothing here is about an indicator "{named}". There are:\n{there_are}'
