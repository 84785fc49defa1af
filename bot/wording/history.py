"""What is said on the pages of a team's history."""

from bot.use_cases.history.facts import AllDomains, DomainLine, OneDomain, OneIndicator, Then
from bot.wording.counting import count, count_in_words, counts
from bot.wording.reveals import numbers
from bot.wording.times import day_and_month, day_and_year
from rubric.next_step import NextStep, StepState
from rubric.statistics.flags import Flag
from rubric.team_rating import TeamRating

HISTORY_TITLE = "History"
CHOOSE_DOMAIN = "Choose a domain"
CHOOSE_INDICATOR = "Choose an indicator"
ALL_DOMAINS = "All domains"
NEWER = "Newer"
OLDER = "Older"
BEFORE = "Back"
AFTER = "More"


def domains_intro(page: AllDomains) -> str:
    return (
        f"How {page.whose.team_name} saw its indicators in the check-ins that have closed: counts, never names. "
        "Choose a domain."
    )


def domain_line(line: DomainLine) -> str:
    if not line.asked:
        return f"none of {count(line.total, 'indicator')} yet"
    return f"{line.asked} of {count(line.total, 'indicator')} asked so far"


def domain_intro(page: OneDomain) -> str:
    return f"{page.title}: the latest word on each indicator. Choose one to see it check-in by check-in."


def not_asked_yet() -> str:
    return "No check-in that asked it has closed yet."


def indicator_intro(page: OneIndicator) -> str:
    if not page.total:
        return f"{page.domain}. {not_asked_yet()}"
    if not page.times:
        return f"{page.domain}. There is nothing older."
    first, last = (day_and_year(page.times[at].closed_at, page.whose.zone) for at in (-1, 0))
    shown = first if first == last else f"{first} to {last}"
    return f"{page.domain}. Asked in {count(page.total, 'closed check-in')}, the newest first. This page: {shown}."


def all_of(domain: str) -> str:
    return f"All of {domain}"


def then_title(then: Then, zone: str) -> str:
    return f"Check-in {then.number}, {day_and_year(then.closed_at, zone)}"


def seen(then: Then) -> str:
    """The counts as they were shown."""
    result = then.result
    if result.tally is None:
        return f"Too few answers to show ({result.answers})." if result.answers else "Nobody answered."
    return f"{counts(then.scale, result.tally.counts, result.tally.dont_know)}."


def figures(then: Then) -> str:
    """`8 answers, middle rating OK for now, agreement 0.67. Talk about this.`; nothing where they are withheld."""
    if then.result.tally is None:
        return ""
    flagged = {Flag.TALK_ABOUT: "Talk about this.", Flag.DONT_KNOW: "We don't know."}
    raised = (word for flag, word in flagged.items() if flag in then.result.flags)
    return " ".join([numbers(then.result, then.scale), *raised])


def team_rating(then: Then, rating: TeamRating, zone: str) -> str:
    """`Team rating: OK for now, recorded by Ana on Nov 3, 2026.`"""
    name = then.scale.level(rating.level_id).name if rating.level_id in then.scale else rating.level_id
    beside = "" if rating.number == then.number else f" for Check-in {rating.number}"
    changed = f" It was changed {_times(then.changed)}; the earlier ones are kept." if then.changed else ""
    on = day_and_year(rating.recorded_at, zone)
    return f"Team rating: {name}, recorded by {rating.recorded_by} on {on}{beside}.{changed}"


def no_team_rating() -> str:
    return "No team rating."


def step(one: NextStep, sentence: str) -> str:
    """`Next step: publish the protocol. Dana, by Nov 20, 2026, done.`"""
    stop = "" if sentence.endswith((".", "!", "?", "…")) else "."
    due = f"{day_and_month(one.due_on)}, {one.due_on.year}"
    return f"Next step: {sentence}{stop} {one.owner}, by {due}, {_STATES[one.state]}."


def more_steps(hidden: int) -> str:
    return f"{count(hidden, 'more next step')}."


def _times(number: int) -> str:
    return "once" if number == 1 else count_in_words(number, "time")


_STATES = {StepState.OPEN: "open", StepState.DONE: "done", StepState.DROPPED: "dropped"}
