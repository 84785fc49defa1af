"""What is said in a digest: decisions first, then what moved, where the team is, and what comes."""

from bot.wording.check_ins import opening
from bot.wording.counting import count, counts, in_groups, middle
from bot.wording.times import day_and_year, period, when
from rubric.digest.agreed import Agreed
from rubric.digest.coming_next import ComingNext
from rubric.digest.compile import Digest
from rubric.digest.moved import Moved
from rubric.digest.participation import Participation
from rubric.digest.talk_about import TalkAbout
from rubric.digest.unknown import Unknown
from rubric.digest.where_we_are import WhereWeAre
from rubric.model import Scale
from rubric.statistics.coverage import DomainCoverage

TALK_ABOUT = "Talk about"
UNKNOWN = "We don't know"
MOVED = "Moved"
WHERE_WE_ARE = "Where we are"
NEXT = "Next"

CHART_TITLE = "Asked in this pass, by domain"
CHART_ASKED = "Asked"
CHART_TOTAL = "In all"


def digest_title(digest: Digest) -> str:
    dates = period(digest.period.start, digest.period.end, digest.zone)
    return f"Digest of {digest.team_name}, {dates}"


def nothing_to_decide(digest: Digest) -> str:
    """The one calm line when nothing calls for a talk."""
    if not digest.participation:
        return "No check-in closed in this period, so there is nothing to decide."
    return "Nothing to decide: no indicator splits us, and none is unknown to too many."


def split(item: TalkAbout, scale: Scale) -> str:
    return f"{counts(scale, item.counts, item.dont_know)}."


def unknown(item: Unknown, scale: Scale) -> str:
    return f"{item.dont_know} of {item.answers} answered {scale.dont_know.name}. Who could find out?"


def moved(item: Moved, scale: Scale) -> str:
    """How the same people changed, and from where to where the middle of all went."""
    change = item.change
    same_people = (
        f"Of {change.pairs} who rated both times, {change.up or 'none'} went up and {change.down or 'none'} down."
    )
    before, after = middle(scale, item.before), middle(scale, item.after)
    if not before or not after:
        return same_people
    if before == after:
        return f"{same_people} The middle rating is still {after}."
    return f"{same_people} The middle rating went from {before} to {after}."


def agreed(items: tuple[Agreed, ...], scale: Scale) -> str:
    said = (f"{item.label} ({scale.level(item.level).name}, {item.count} of {item.answers})" for item in items)
    return f"Agreed: {', '.join(said)}."


def participation(item: Participation) -> str:
    return f"Check-in {item.number}: {item.finished} of {item.of} rated everything."


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


def coming_next(coming: ComingNext, zone: str) -> tuple[str, ...]:
    said = []
    if coming.open_number is not None and coming.open_closes_at is not None:
        said.append(f"Check-in {coming.open_number} is open until {when(coming.open_closes_at, zone)}.")
    if coming.opens_at is not None:
        labels = f": {in_groups(coming.labels)}" if coming.labels else ""
        said.append(f"The next check-in opens {opening(coming.opens_at, zone, coming.after_break)}{labels}.")
    if coming.then_opens_at is not None:
        said.append(f"The one after it opens {opening(coming.then_opens_at, zone, coming.then_after_break)}.")
    return tuple(said) or ("No check-in is planned.",)
