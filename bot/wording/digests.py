"""What is said on a digest's first screen: what to decide, what is due, what moved, where the team is, what comes.

Leads are set off from what follows them, so they come as pairs. What More says is digest_pages.py's part.
"""

from collections.abc import Sequence

from bot.wording.check_ins import opening
from bot.wording.counting import count, counts, in_groups, middle
from bot.wording.times import day_and_month, day_and_year, period, when
from rubric.digest.coming_next import ComingNext
from rubric.digest.compile import Digest
from rubric.digest.due import DueStep, WhenDue
from rubric.digest.in_hand import InHand
from rubric.digest.moved import Moved
from rubric.digest.second_looks import SecondLook
from rubric.digest.talk_about import TalkAbout
from rubric.digest.team_ratings import RatedByTeam
from rubric.digest.unknown import Unknown
from rubric.digest.where_we_are import WhereWeAre
from rubric.model import Scale, better_half
from rubric.statistics.coverage import DomainCoverage

DECIDE = "Decide"
DUE = "Due"
MOVED = "Moved"
WHERE_WE_ARE = "Where we are"
NEXT = "Next"

MORE = "More"
UPDATE_STEPS = "Update next steps"
WHY = "Why these numbers?"

CHART_TITLE = "Asked in this pass, by domain"
CHART_ASKED = "Asked"
CHART_TOTAL = "In all"
AGREED_CHART_TITLE = "Team ratings, by domain"
CHART_UNKNOWN = "Unknown"
CHART_NOT_AGREED = "Not agreed yet"
CHART_IN_HAND = "In hand"
CHART_NOT_IN_HAND = "Not in hand"

Lead = tuple[str, str]


def digest_title(digest: Digest) -> str:
    dates = period(digest.period.start, digest.period.end, digest.zone)
    return f"Digest of {digest.team_name}, {dates}"


def first_digest() -> str:
    return "This is the first digest: decisions first, the rest behind More."


def split_line(item: TalkAbout, scale: Scale) -> Lead:
    return f"{item.label} is split: ", split(item, scale)


def split(item: TalkAbout, scale: Scale) -> str:
    return f"{counts(scale, item.counts, item.dont_know)}."


def unknown_line(items: Sequence[Unknown], most: int) -> Lead:
    """All of them, the first `most` by name."""
    named = [f"{one.label} ({one.dont_know} of {one.answers}{_finder(one)})" for one in items[:most]]
    rest = len(items) - len(named)
    said = f"{', '.join(named)}{f', and {rest} more' if rest else ''}."
    return "We don't know: ", said if all(
        one.finder or one.found_by for one in items
    ) else f"{said} {who_could_find_out()}"


def _finder(item: Unknown) -> str:
    if item.finder:
        return f"; {item.finder} finds out"
    return f"; {item.found_by} found out" if item.found_by else ""


def who_could_find_out() -> str:
    return "Who could find out?"


def title(text: str, shown: int, of: int) -> str:
    """`Due`; where not all of them are listed, `Due (2 of 4 shown)`."""
    return text if shown >= of else f"{text} ({shown} of {of} shown)"


def and_more(hidden: int) -> str:
    return f"And {hidden} more"


def due_line(step: DueStep, *, owner: str, sentence: str) -> Lead:
    """When it is or was due, and who does what, both as short as there is room for."""
    return due_when(step), f"{owner}{' (left the team)' if step.owner_left else ''}: {sentence}"


def due_when(step: DueStep) -> str:
    day = day_and_month(step.due_on)
    return f"Overdue, {day}. " if step.when is WhenDue.OVERDUE else f"{day}. "


def team_rating_line(item: RatedByTeam, scale: Scale) -> Lead:
    return f"{item.label}: ", team_rating(item, scale)


def team_rating(item: RatedByTeam, scale: Scale) -> str:
    """`team rating from Could be better to OK for now.`"""
    level = scale.level(item.level).name
    if item.before is None:
        return f"first team rating, {level}."
    if item.has_moved:
        return f"team rating from {scale.level(item.before).name} to {level}."
    return f"team rating still {level}."


def second_look_line(item: SecondLook, scale: Scale) -> Lead:
    looked = sum(item.counts) + item.dont_know
    return f"{item.label}: ", f"{looked} looked again: {counts(scale, item.counts, item.dont_know)}."


def moved_line(item: Moved, scale: Scale) -> Lead:
    """The same as `moved`, in a line; who is not among both is counted in More."""
    change = item.change
    if change is None:
        before, after = middle(scale, item.before), middle(scale, item.after)
        return f"{item.label}: ", f"middle rating from {before} to {after}, not all by the same people."
    went = f"{change.up or 'none'} went up and {change.down or 'none'} down"
    return f"{item.label}: ", f"of {change.pairs} who rated both times, {went}."


def moved(item: Moved, scale: Scale) -> str:
    """How the same people changed, and from where to where the middle of all went. Where others answered, how many."""
    change, before, after = item.change, middle(scale, item.before), middle(scale, item.after)
    if change is None:
        return f"The middle rating went from {before} to {after}. {_others_answered(item)}"
    same_people = (
        f"Of {change.pairs} who rated both times, {change.up or 'none'} went up and {change.down or 'none'} down."
    )
    if not before or not after:
        return same_people
    if before == after:
        return f"{same_people} The middle rating is still {after}."
    return f"{same_people} The middle rating went from {before} to {after}."


def _others_answered(item: Moved) -> str:
    """Why nobody is counted up or down."""
    said = [
        f"{number} answered only {when_}"
        for number, when_ in ((item.only_before, "the time before"), (item.only_after, "this time"))
        if number
    ]
    return f"{' and '.join(said)}, so part of it may be that."


def coverage(where: WhereWeAre, zone: str) -> str:
    asked, total = where.coverage.asked, where.coverage.total
    which = "this pass" if where.coverage.pass_number == 1 else f"pass {where.coverage.pass_number}"
    without = f", {where.coverage.left_out} excluded" if where.coverage.left_out else ""
    if total == 0:
        return f"All {where.coverage.left_out} indicators are excluded, so nothing is asked."
    if asked >= total:
        all_of_them = "The one indicator has" if total == 1 else f"All {total} indicators have"
        return f"{all_of_them} been asked in {which}{without}."
    so_far = f"{asked} of {count(total, 'indicator')} asked in {which}{without}"
    if where.complete_at is None:
        return f"{so_far}."
    return f"{so_far}; all {total} by {day_and_year(where.complete_at, zone)}."


def coverage_by_domain(domains: tuple[DomainCoverage, ...]) -> str:
    return "By domain: " + ", ".join(f"{domain.title} {domain.asked} of {domain.total}" for domain in domains) + "."


def in_hand(found: InHand, scale: Scale) -> str:
    """`12 of 45 agreed at Strength or OK for now, 5 below, 2 unknown, 26 not agreed yet.`"""
    return _standing(found.in_hand, found.total, found.agreed, found.unknown, found.not_agreed, scale)


def _standing(in_hand: int, total: int, agreed: int, unknown: int, not_agreed: int, scale: Scale) -> str:
    others = ((agreed - in_hand, "below"), (unknown, "unknown"), (not_agreed, "not agreed yet"))
    said = "".join(f", {number} {what}" for number, what in others if number)
    return f"{in_hand} of {total} agreed at {better_levels(scale)}{said}."


def better_levels(scale: Scale) -> str:
    """Those that count as well in hand: `Strength or OK for now`."""
    names = [level.name for level in scale.levels[: better_half(len(scale.levels))]]
    return " or ".join(names) if len(names) <= 2 else f"{names[0]} to {names[-1]}"


def coming_next(coming: ComingNext, zone: str, *, brief: bool = False) -> tuple[str, ...]:
    """Brief: how much the next one asks instead of what, and nothing of the one after it."""
    said = []
    if coming.open_number is not None and coming.open_closes_at is not None:
        said.append(f"Check-in {coming.open_number} is open until {when(coming.open_closes_at, zone)}.")
    if coming.opens_at is not None:
        asks = count(len(coming.labels), "indicator") if brief else in_groups(coming.labels)
        what = f": {asks}." if coming.labels else "."
        at = f"opens {opening(coming.opens_at, zone, coming.after_break)}"
        # Then its card stands right below, whenever somebody reads this.
        at = "comes right after this" if coming.opens_now else at
        said.append(f"The next check-in {at}{what}")
    if coming.then_opens_at is not None and not brief:
        said.append(f"The one after it opens {opening(coming.then_opens_at, zone, coming.then_after_break)}.")
    return tuple(said) or ("No check-in is planned.",)
