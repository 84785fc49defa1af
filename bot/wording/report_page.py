"""What the page of a full pass says: the headline, each indicator, next steps, and how to read all that."""

from collections.abc import Iterable
from datetime import date

from bot.wording.counting import count, count_in_words, counts, listed, middle
from bot.wording.next_steps import says_so_itself
from bot.wording.times import day_and_month, day_and_year
from rubric.full_pass import Agreed, Found, FullPass, Movement, Outcome, PassIndicator, Standings
from rubric.next_step import NextStep, StepKind, StepState
from rubric.privacy import MINIMUM_ANSWERS
from rubric.statistics.flags import Flag

SKIP = "Skip to the report"
CONTENTS = "Contents"
IN_SHORT = "In short"
MOVED = "What moved"
BY_DOMAIN = "By domain"
DOMAIN = "Domain"
NEXT_STEPS = "Next steps"
RELIABILITY = "How alike we rate"
HOW_TO_READ = "How to read this"
IN_ALL = "In all"
WHY = "What we agreed on, and why"
INDICATOR = "Indicator"
TEAM_RATING = "Team rating"
HOW_WE_RATED = "How we rated"
BEFORE = "Before"
STEP = "What"
OWNER = "Who"
DUE = "Due"
STATE = "How it stands"
SEEN_OTHERWISE = "Seen otherwise:"
IN_HAND_PICTURE = "What is in hand, by domain"
OVERVIEW = "Indicators by domain, and what they came to"
INDICATORS_CAPTION = "what we agreed on and how we rated"
WHY_LINK = "Why"
NOTHING = "Nothing yet"
NO_STEPS_IN_ROW = "None"
STEPS_CAPTION = "Next steps of this pass, the open ones first"
NO_RATIONALE = "No reason was written down."

OUTCOMES = {
    Outcome.IN_HAND: "In hand",
    Outcome.TO_WORK_ON: "To work on",
    Outcome.UNKNOWN: "We don't know",
    Outcome.NOT_AGREED: "Not agreed on yet",
    Outcome.NOT_ASKED: "Not asked yet",
}
_FLAGS = {Flag.TALK_ABOUT: "Talk about this", Flag.DONT_KNOW: "We don't know", Flag.TOO_FEW: "Too few answers"}


def title(report: FullPass) -> str:
    return f"{report.team_name}: report of pass {report.pass_number}"


def subtitle(report: FullPass) -> str:
    first, last = day_and_year(report.first_closed_at, report.zone), day_and_year(report.last_closed_at, report.zone)
    closed = f"closed {first}" if first == last else f"closed {first} to {last}"
    return f"{count(len(report.check_ins), 'check-in')}, {closed}. Made {made_on(report)}."


def made_on(report: FullPass) -> str:
    return full_date(report.today)


def full_date(on: date) -> str:
    return f"{day_and_month(on)}, {on.year}"


def since(report: FullPass) -> str:
    return f"Since pass {report.pass_number - 1}"


def levels(names: Iterable[str]) -> str:
    """`Strength or OK for now`."""
    return " or ".join(names)


def headline(report: FullPass) -> tuple[str, ...]:
    """What is in hand, what moved, what is unknown, what is to be done: a sentence or two each."""
    return (_in_hand(report), _moved(report), _unknown(report), _to_do(report), *_not_complete(report))


def standings_aloud(standings: Standings) -> str:
    """`5 in hand, 2 to work on, 1 not asked yet`; noughts are left out."""
    said = [f"{standings[each]} {name[0].lower()}{name[1:]}" for each, name in OUTCOMES.items() if standings[each]]
    return ", ".join(said) or "nothing to ask"


def domain_summary(standings: Standings) -> str:
    excluded = standings[Outcome.EXCLUDED]
    without = f" {count(excluded, 'more is', 'more are')} excluded." if excluded else ""
    return f"Of {count(standings.total, 'indicator')}: {standings_aloud(standings)}.{without}"


def in_hand_description(rows: Iterable[tuple[str, Standings]]) -> str:
    """Every value of the picture."""
    return " ".join(f"{label}: {standings_aloud(standings)}." for label, standings in rows)


def movement_picture(report: FullPass) -> str:
    return f"Team ratings that moved since pass {report.pass_number - 1}"


def steps_moved(indicator: PassIndicator) -> str:
    """`Actionable data 2: up one level`."""
    steps = 0 if indicator.movement is None else indicator.movement.steps
    return f"{indicator.label}: {'up' if steps > 0 else 'down'} {count_in_words(abs(steps), 'level')}"


def moved_short(indicator: PassIndicator) -> str:
    """`Actionable data 2: Could be better to OK for now`."""
    movement = indicator.movement
    if movement is None or movement.agreed_before is None or movement.agreed_after is None:
        return indicator.label
    return f"{indicator.label}: {movement.agreed_before.level.name} to {movement.agreed_after.level.name}"


def asked_in(indicator: PassIndicator, zone: str) -> str:
    """When it was asked, or why it was not."""
    excluded = ""
    if indicator.why_excluded is not None:
        excluded = "Excluded" + (f": {indicator.why_excluded.rstrip('.')}." if indicator.why_excluded else ".")
    if indicator.found is not None:
        found = indicator.found
        return f"Check-in {found.number}, closed {day_and_year(found.closed_at, zone)}. {excluded}".strip()
    if excluded:
        return excluded
    return "Being asked now." if indicator.is_open else "Not asked yet in this pass."


def evidence(number: int) -> str:
    return f"{count(number, 'entry', 'entries')} in the evidence ledger." if number else ""


def agreed_name(indicator: PassIndicator) -> str:
    if indicator.agreed is not None:
        return indicator.agreed.level.name
    return "Excluded" if indicator.outcome is Outcome.EXCLUDED else OUTCOMES[indicator.outcome]


def agreed_when(agreed: Agreed, report: FullPass) -> str:
    """When, and that it is from an earlier pass where it is."""
    carried = (
        "" if agreed.rating.number in report.check_ins else f", in check-in {agreed.rating.number}, before this pass"
    )
    return f"Agreed {full_date(agreed.rating.agreed_on)}{carried}"


def agreed_by(agreed: Agreed, report: FullPass) -> str:
    return f"{agreed_when(agreed, report)}. Recorded by {agreed.rating.recorded_by}."


def earlier_in_pass(agreed: Agreed) -> str:
    rating = agreed.rating
    return (
        f"Earlier in this pass: {agreed.level.name}, {full_date(rating.agreed_on)}, recorded by {rating.recorded_by}."
    )


def flags(found: Found) -> tuple[str, ...]:
    return tuple(name for flag, name in _FLAGS.items() if flag in found.flags)


def spread(found: Found) -> str:
    """`3 Strength, 1 OK for now, 1 Don't know.`"""
    if found.tally is None:
        answers = count(found.answers, "answer") if found.answers else "No answers"
        return f"{answers}; counts are shown from {MINIMUM_ANSWERS} on."
    return f"{counts(found.scale, found.tally.counts, found.tally.dont_know)}."


def figures(found: Found) -> str:
    """How many answered, the middle and the agreement; nothing where counts are withheld."""
    if found.tally is None:
        return ""
    said = [count(found.answers, "answer")]
    if found.median:
        said.append(f"middle rating {middle(found.scale, found.median)}")
    if found.agreement is not None:
        said.append(f"agreement {found.agreement:.2f}")
    return f"{', '.join(said)}."


def second(found: Found) -> tuple[str, ...]:
    return tuple(
        f"Rated again by {batch.answers}: {counts(found.scale, batch.counts, batch.dont_know)}."
        for batch in found.second
    )


def moved_words(movement: Movement) -> str:
    """The team rating's own move; nothing where it has none."""
    before, after = movement.agreed_before, movement.agreed_after
    if before is None or after is None:
        return ""
    if before.level.name == after.level.name:
        return f"Team rating still {after.level.name}."
    return f"Team rating from {before.level.name} to {after.level.name}."


def middle_moved(movement: Movement) -> str:
    before, after = middle(movement.scale, movement.median_before), middle(movement.scale, movement.median_after)
    if not before or not after:
        return ""
    return f"Middle rating still {after}." if before == after else f"Middle rating before: {before}. Now: {after}."


def people_moved(movement: Movement) -> str:
    """How the same people changed; where others answered, only how many."""
    change = movement.change
    if change is not None:
        if not change.pairs:
            return ""
        return (
            f"Of {change.pairs} who chose a level both times, {change.up or 'none'} went up, {change.down or 'none'} "
            f"down, {change.same or 'none'} stayed."
        )
    only = [
        f"{movement.only_before} answered only then" if movement.only_before else "",
        f"{movement.only_after} only now" if movement.only_before and movement.only_after else "",
        f"{movement.only_after} answered only now" if movement.only_after and not movement.only_before else "",
    ]
    said = ", ".join(each for each in only if each)
    return f"{said}, so people are not compared." if said else ""


def steps_in_row(steps: Iterable[NextStep]) -> str:
    """`1 open, 2 done`."""
    states = [step.state for step in steps]
    names = {StepState.OPEN: "open", StepState.DONE: "done", StepState.DROPPED: "dropped"}
    return ", ".join(f"{states.count(state)} {name}" for state, name in names.items() if state in states)


def step_sentence(step: NextStep) -> str:
    says_so = step.kind is StepKind.STEP or says_so_itself(step)
    return step.sentence if says_so else f"Find out: {step.sentence}"


def step_state(step: NextStep, report: FullPass) -> str:
    if step.is_open:
        return "Overdue" if step.is_overdue(report.today) else "Open"
    name = "Done" if step.state is StepState.DONE else "Dropped"
    return name if step.settled_at is None else f"{name} {day_and_year(step.settled_at, report.zone)}"


def no_steps() -> str:
    return "No next steps were made in this pass."


def _in_hand(report: FullPass) -> str:
    standings = report.standings
    names = levels(level.name for level in report.in_hand_levels)
    are = "is" if standings[Outcome.IN_HAND] == 1 else "are"
    rated = f"the team agreed on {names}" if names else "the team agreed on one of the better levels"
    return f"{standings[Outcome.IN_HAND]} of {count(standings.total, 'indicator')} {are} well in hand: {rated}."


def _moved(report: FullPass) -> str:
    if report.pass_number == 1:
        return "This is the first pass, so there is nothing to compare it with yet."
    before = report.pass_number - 1
    ups = sum(one.movement is not None and one.movement.steps > 0 for one in report.moved)
    downs = len(report.moved) - ups
    if not report.moved:
        return f"No team rating has moved since pass {before}."
    return f"Since pass {before}, {count(ups, 'team rating')} went up and {downs or 'none'} went down."


def _unknown(report: FullPass) -> str:
    labels = [one.label for one in report.indicators if one.outcome is Outcome.UNKNOWN]
    if not labels:
        return "Nothing is unknown to too many of us."
    return f"{count(len(labels), 'indicator is', 'indicators are')} unknown to too many of us: {listed(labels)}."


def _to_do(report: FullPass) -> str:
    steps = [step for one in report.indicators for step in one.steps]
    still = [step for step in steps if step.is_open]
    overdue = sum(step.is_overdue(report.today) for step in still)
    done = sum(step.state is StepState.DONE for step in steps)
    late = f", {overdue} of them overdue" if overdue else ""
    if not steps:
        return no_steps()
    left = count(len(still), "next step is", "next steps are") if still else "No next step is"
    return f"{left} open{late}; {done or 'none'} done in this pass."


def _not_complete(report: FullPass) -> tuple[str, ...]:
    standings = report.standings
    missing = sum(one.found is None and one.outcome is not Outcome.EXCLUDED for one in report.indicators)
    said = []
    if missing:
        asked = f"{standings.total - missing} of {standings.total} indicators have been asked"
        before = " Team ratings from before it stand until they are changed." if report.pass_number > 1 else ""
        said.append(f"This pass is not complete: {asked}.{before}")
    if standings[Outcome.EXCLUDED]:
        said.append(f"{count(standings[Outcome.EXCLUDED], 'indicator is', 'indicators are')} excluded, so not asked.")
    return tuple(said)
