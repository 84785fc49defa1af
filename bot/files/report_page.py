"""A full pass as one page of HTML that needs nothing else, reads well aloud and prints well.

The words are wording's, the pictures pictures.py's, and where things stand on the page the template's.
"""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.files.pictures import Described, in_hand_picture, movement_picture
from bot.files.reliability import WhyNone, reliability
from bot.files.report_rows import Note, Row, StepRow, note, row, step_row
from bot.wording import report_page as words
from bot.wording import report_reading as reading
from jobs.announcements import ReportFile
from rubric.full_pass import FullPass

if TYPE_CHECKING:
    from jinja2 import Template


@dataclass(frozen=True, slots=True)
class Overview:
    """One domain, or all of them, in the table of domains."""

    anchor: str
    title: str
    numbers: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class DomainPart:
    """One domain's part of the page."""

    anchor: str
    title: str
    summary: str
    rows: tuple[Row, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that stands on the page; `pictures` are SVG, made to stand inside it."""

    title: str
    rubric: str
    subtitle: str
    made_on: str
    headline: tuple[str, ...]
    since: str
    in_hand_picture: str
    movement_picture: str
    overview: tuple[Overview, ...]
    outcomes: tuple[str, ...]
    domains: tuple[DomainPart, ...]
    steps: tuple[StepRow, ...]
    reliability: tuple[str, ...]
    how_to_read: tuple[str, ...]
    meanings: tuple[tuple[str, str], ...]
    source: str
    rights: str


def report_html(facts: ReportFile) -> bytes:
    page = _page(facts.report, for_coordinators=facts.for_coordinators)
    return _template().render(page=page, words=words, reading=reading).encode()


def _page(report: FullPass, *, for_coordinators: bool) -> Page:
    return Page(
        title=words.title(report),
        rubric=report.rubric_title,
        subtitle=words.subtitle(report),
        made_on=words.made_on(report),
        headline=words.headline(report),
        since=words.since(report) if report.pass_number > 1 else "",
        in_hand_picture=_in_hand(report),
        movement_picture=_movement(report),
        overview=_overview(report),
        outcomes=tuple(words.OUTCOMES.values()),
        domains=tuple(
            DomainPart(
                anchor=f"domain-{at}",
                title=domain.title,
                summary=words.domain_summary(domain.standings),
                rows=tuple(row(one, report, anchor=f"note-{at}-{nth}") for nth, one in enumerate(domain.indicators)),
                notes=tuple(
                    note(one, report, anchor=f"note-{at}-{nth}")
                    for nth, one in enumerate(domain.indicators)
                    if one.agreed is not None
                ),
            )
            for at, domain in enumerate(report.domains)
        ),
        steps=_steps(report),
        reliability=_reliability(report) if for_coordinators else (),
        how_to_read=reading.how_to_read(report),
        meanings=reading.meanings(report),
        source=report.source,
        rights=report.rights,
    )


def _overview(report: FullPass) -> tuple[Overview, ...]:
    domains = [(f"domain-{at}", domain.title, domain.standings) for at, domain in enumerate(report.domains)]
    return tuple(
        Overview(anchor, title, tuple(standings[each] for each in words.OUTCOMES), standings.total)
        for anchor, title, standings in [*domains, ("", words.IN_ALL, report.standings)]
    )


def _in_hand(report: FullPass) -> str:
    rows = [(words.IN_ALL, report.standings), *((each.title, each.standings) for each in report.domains)]
    drawn = [(label, standings) for label, standings in rows if standings.total]
    if not drawn:
        return ""
    return in_hand_picture(
        drawn, words.OUTCOMES, Described("in-hand", words.IN_HAND_PICTURE, words.in_hand_description(drawn))
    )


def _movement(report: FullPass) -> str:
    """Levels are drawn in one order, so only what is on the rubric's own scale has a place; the table has them all."""
    moved = [one for one in report.moved if one.movement is not None and one.movement.scale == report.scale]
    if not moved:
        return ""
    described = Described(
        "movement", words.movement_picture(report), " ".join(f"{words.moved_short(one)}." for one in moved)
    )
    return movement_picture(moved, [level.name for level in report.scale.levels], words.steps_moved, described)


def _steps(report: FullPass) -> tuple[StepRow, ...]:
    """What is open comes first, by due date."""
    found = [(step, one) for one in report.indicators for step in one.steps]
    found.sort(key=lambda each: (not each[0].is_open, each[0].due_on, each[0].id))
    return tuple(step_row(step, one.label, report) for step, one in found)


def _reliability(report: FullPass) -> tuple[str, ...]:
    found = reliability(report)
    match found.why_none:
        case WhyNone.TOO_FEW:
            return (reading.no_alpha_too_few(found.indicators), *reading.alpha_caveats())
        case WhyNone.NO_VARIANCE:
            return (reading.no_alpha_all_alike(found.ratings), *reading.alpha_caveats())
        case _:
            said = reading.alpha(found.alpha or 0.0, found.low, found.high)
            of = reading.alpha_of(found.indicators, found.ratings, report.scale.dont_know.name)
            return (f"{reading.ALPHA}: {said} {of}", *reading.alpha_caveats())


@cache
def _template() -> "Template":
    # Whoever makes no report needs none of it.
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("bot.files"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["css_string"] = _css_string
    return environment.get_template("report.html")


def _css_string(text: str) -> str:
    """Inside quotes in a style sheet, where HTML's escaping doesn't hold: nothing but letters and digits as it is."""
    return "".join(one if one.isascii() and one.isalnum() else f"\\{ord(one):x} " for one in text)
