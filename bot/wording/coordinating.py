"""What is said to a coordinator on their home page: who has rated, what comes, how far the team is, how it works."""

from bot.use_cases.home.facts import ForCoordinator, PlannedDate, Roster, TakingPart
from bot.wording import digests
from bot.wording.changes import dated_sentence
from bot.wording.check_ins import have_rated
from bot.wording.counting import count, in_groups, listed
from bot.wording.homes import moved, plain_day
from bot.wording.platform import DIRECT_MESSAGE
from bot.wording.times import WEEKDAY_NAMES, day_and_year, time_of_day, when, zone_name
from rubric.audit import Entry
from rubric.digest.participation import Participation
from rubric.digest.where_we_are import WhereWeAre
from rubric.school_calendar import Break
from rubric.team import Rhythm

TITLE = "For coordinators"
THIS_CHECK_IN = "This check-in"
COMING = "What comes"
COVERED = "Covered so far"
ROTATION = "The rotation"
THE_TEAM = "The team"
LATELY = "Changed lately"

ASK_NOW = "Ask now"
PREVIEW = "Preview the digest"
DIGEST_NOW = "Digest now"
EXTEND = "Extend the check-in"
NUDGE = "Send a nudge"
SKIP = "Skip a check-in"
SHIFT = "Move a check-in"
TEST = "Send me a test"
CALENDAR = "School calendar"
PLAN = "Plan ahead"
PIN = "Pin an indicator"
EXCLUDE = "Exclude an indicator"
FOCUS = "Domain in focus"
PEOPLE = "People and roles"
SETTINGS = "Settings"
PAUSE = "Pause"
RESUME = "Resume"


def sure_to_pause() -> str:
    return (
        "Nothing opens, nobody is reminded, and no digest comes until a coordinator resumes the team. What is open "
        "still closes. The channel is told."
    )


def sure_to_ask() -> str:
    return "The next check-in opens now, and its card is posted in the channel. Later dates stay where they are."


def sure_to_digest() -> str:
    return "The digest is posted in the channel now. The next one goes on from where this one ends."


def sure_to_nudge() -> str:
    return f"Everyone who has not finished gets one {DIRECT_MESSAGE}. There is one nudge for each check-in."


def none_open() -> str:
    return "No check-in is open."


def taking_part(facts: TakingPart) -> tuple[str, ...]:
    said = [have_rated(facts.turnout.finished, facts.turnout.of)]
    if facts.finished:
        said.append(f"Done: {listed(facts.finished)}.")
    if facts.missing:
        said.append(f"Not yet: {listed(facts.missing)}.")
    if facts.away:
        said.append(f"Away, and not counted: {listed(facts.away)}.")
    return tuple(said)


def who_sees_names() -> str:
    return "Only coordinators see these names, and only while it is open, when nobody sees any rating."


def took_part(past: tuple[Participation, ...]) -> str:
    said = [f"{one.finished} of {one.of} in Check-in {one.number}" for one in past]
    return f"Rated everything before: {listed(said)}."


def if_resumed() -> str:
    return "If the team is resumed before then:"


def nothing_comes(facts: ForCoordinator) -> str:
    if facts.covered.total == 0:
        return "Every indicator is excluded, so no check-in is planned."
    return "The school calendar leaves no day for a check-in. Shorten a break."


def planned(one: PlannedDate, zone: str) -> tuple[str, str, str]:
    """When, what it asks, and why then."""
    return f"{when(one.coming.at, zone)}. ", f"{in_groups(one.labels)}.", moved(one.coming)


def pause_between(one: Break) -> str:
    name = one.name or "Break"
    if one.first == one.last:
        return f"{name}: {plain_day(one.first)}."
    return f"{name}: {plain_day(one.first)} to {plain_day(one.last)}."


def covered(facts: ForCoordinator, zone: str) -> tuple[str, ...]:
    """How far this pass is, by domain, and when it and the one after it are through."""
    coverage = facts.covered
    said = [digests.coverage(WhereWeAre(coverage, facts.first_pass_at), zone)]
    first, second = (
        None if at is None else day_and_year(at, zone) for at in (facts.first_pass_at, facts.second_pass_at)
    )
    if coverage.asked < coverage.total:
        if second is not None:
            said.append(f"All {coverage.total} once more by {second}.")
        said.append(digests.coverage_by_domain(coverage.domains))
    elif first is not None:
        again = f"All {coverage.total} once more by {first}"
        said.append(f"{again}, and again by {second}." if second is not None else f"{again}.")
    return tuple(said)


def rotation(facts: ForCoordinator) -> tuple[str, ...]:
    said = [
        f"{count(facts.rhythm.indicators_per_check_in, 'indicator')} in each check-in, every one once in each pass."
    ]
    if facts.pinned:
        said.append(f"Pinned: {in_groups(facts.pinned)}.")
    if facts.excluded:
        said.append(f"Excluded: {in_groups(facts.excluded)}.")
    if facts.focus is not None:
        said.append(f"In focus: {facts.focus}.")
    return tuple(said)


def settings(rhythm: Rhythm) -> tuple[str, ...]:
    cadence = rhythm.cadence
    weekday = WEEKDAY_NAMES[cadence.anchor.weekday()]
    every = f"every {weekday}" if cadence.every_weeks == 1 else f"every {cadence.every_weeks} weeks on {weekday}"
    days = listed([f"day {day_number}" for day_number in rhythm.reminder_days])
    return (
        f"A check-in opens {every} at {time_of_day(cadence.at)} ({zone_name(cadence.zone)}).",
        f"It is open for {count(rhythm.days_open, 'day')}; {f'reminders on {days}' if days else 'no reminders'}.",
    )


def roster(facts: Roster) -> str:
    said = [
        count(facts.rating, "person rates", "people rate"),
        count(facts.coordinating, "coordinates", "coordinate"),
    ]
    if facts.observing:
        said.append(count(facts.observing, "observes", "observe"))
    return f"{listed(said)}."


def change(entry: Entry, zone: str) -> tuple[str, str]:
    """When, and what was changed."""
    at, said = dated_sentence(entry, zone)
    return f"{at}. ", said


def no_changes() -> str:
    return "Nothing has been changed since the team was set up."
