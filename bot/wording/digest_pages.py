"""What is said behind a digest's More: everything in full, and the rules behind the numbers."""

from bot.wording.counting import count, counts
from bot.wording.digests import better_levels, due_when, who_could_find_out
from bot.wording.reveals import how_to_read as how_to_read_counts
from bot.wording.times import day_and_month
from rubric.digest.agreed import Agreed
from rubric.digest.burn_down import BlindSpots
from rubric.digest.closed_steps import ClosedStep
from rubric.digest.due import DueStep
from rubric.digest.in_hand import DomainInHand
from rubric.digest.participation import Participation
from rubric.digest.second_looks import SecondLook
from rubric.digest.talk_about import TalkAbout
from rubric.digest.team_ratings import RatedByTeam
from rubric.digest.too_few import TooFew
from rubric.digest.unknown import Unknown
from rubric.model import Scale
from rubric.next_step import StepKind
from rubric.privacy import MINIMUM_ANSWERS

MORE_TITLE = "The digest in full"
TALK_ABOUT = "Talk about"
UNKNOWN = "We don't know"
LATER = "Due later"
SETTLED = "Done or dropped"
LOOKED_AGAIN = "Looked at again"
BLIND_SPOTS = "Blind spots"
HOW_TO_READ = "How to read this"


def nothing_due() -> str:
    return "No next step is open."


def nothing_due_yet() -> str:
    return "No next step is due before the next digest."


def nothing_moved() -> str:
    return "No team rating was recorded, and no ratings moved enough to tell of."


def from_check_in(number: int) -> str:
    """Where counts come from; digests kept long ago don't know."""
    return f" (Check-in {number})" if number else ""


def split(item: TalkAbout, scale: Scale) -> str:
    return f"{counts(scale, item.counts, item.dont_know)}{from_check_in(item.number)}."


def unknown(item: Unknown, scale: Scale) -> str:
    said = f"{item.dont_know} of {item.answers} answered {scale.dont_know.name}{from_check_in(item.number)}."
    if not item.finder and item.found_by:
        return f"{said} {item.found_by} found out since; it is known once a later check-in asks again."
    if not item.finder:
        return f"{said} {who_could_find_out()}"
    by = f" by {day_and_month(item.due_on)}" if item.due_on else ""
    return f"{said} {item.finder} finds out{by}."


def due(step: DueStep) -> tuple[str, str]:
    """When and who, and what for which indicator."""
    owner = f"{step.owner} (left the team; who takes it over?)" if step.owner_left else step.owner
    return f"{due_when(step)}{owner}: ", f"{step.sentence} ({step.label})"


def closed_step(step: ClosedStep) -> tuple[str, str]:
    how = "Done" if step.is_done else "Dropped"
    found = ", found out" if step.is_done and step.kind is StepKind.FIND_OUT else ""
    return f"{how}{found}, {day_and_month(step.settled_on)}. {step.owner}: ", f"{step.sentence} ({step.label})"


def why_agreed(item: RatedByTeam) -> str:
    """The rationale, with when and by whom it was recorded."""
    recorded = f"Agreed {day_and_month(item.agreed_on)}, recorded by {item.recorded_by}."
    return f"{recorded} Why: {item.rationale}" if item.rationale else recorded


def saw_it_otherwise(item: RatedByTeam) -> str:
    return f"Seen otherwise: {item.dissent}" if item.dissent else ""


def how_members_rated(item: RatedByTeam, scale: Scale) -> str:
    """The tally beside it, empty where it can't be shown."""
    if not item.counts:
        return ""
    return f"Members had rated {counts(scale, item.counts, item.dont_know)}{from_check_in(item.number)}."


def second_look(item: SecondLook, scale: Scale) -> str:
    again = f"{counts(scale, item.counts, item.dont_know)}, of {sum(item.counts) + item.dont_know} who looked again."
    if not item.first_counts:
        return again
    first = counts(scale, item.first_counts, item.first_dont_know)
    return f"{again} The first time, of all: {first}{from_check_in(item.number)}."


def agreed(items: tuple[Agreed, ...], scale: Scale) -> str:
    said = (f"{item.label} ({scale.level(item.level).name}, {item.count} of {item.answers})" for item in items)
    return f"Rated alike: {', '.join(said)}."


def in_hand_by_domain(domain: DomainInHand, scale: Scale) -> tuple[str, str]:
    levels = [(number, level.name) for number, level in zip(domain.levels, scale.levels, strict=True)]
    others = [(domain.unknown, "unknown"), (domain.not_agreed, "not agreed yet")]
    said = ", ".join(f"{number} {what}" for number, what in (*levels, *others) if number)
    return f"{domain.title}: ", f"{said}."


def no_team_rating() -> str:
    return "No team rating yet."


def participation(item: Participation) -> str:
    away = f", {item.away} more away" if item.away else ""
    return f"Check-in {item.number}: {item.finished} of {item.of} rated everything{away}."


def too_few(items: tuple[TooFew, ...]) -> str:
    said = ", ".join(f"{item.label} ({item.answers})" for item in items)
    return f"Too few answers to show (under {MINIMUM_ANSWERS}): {said}."


def burn_down(found: BlindSpots) -> str:
    """`3 open, 2 of them looked into; 1 new and 2 settled since the last digest.`"""
    looked = f", {found.looked_into or 'none'} of them looked into" if found.open else ""
    changed = f"{found.new} new and {found.settled} settled since the last digest"
    return f"{len(found.open) or 'None'} open{looked}; {changed}."


def not_listed(hidden: int) -> str:
    return f"{count(hidden, 'more item')}, left out to fit on this page."


def how_to_read(scale: Scale) -> tuple[str, ...]:
    return (
        *how_to_read_counts(scale)[:2],
        f"In hand: the team agreed on {better_levels(scale)}. Unknown: the team agreed that it doesn't know, or too "
        "many don't and nothing is agreed.",
        "Who moved up or down is counted only where exactly the same people answered both times.",
        f"Second looks are counted from {MINIMUM_ANSWERS} on, once, beside the first ratings and never in their place.",
        "A blind spot is what too many don't know; it is settled when it is asked again and known, or agreed on.",
    )
