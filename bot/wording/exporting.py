"""What is said around an export: choosing it, why there is nothing in it, and beside the file."""

from datetime import date

from bot.use_cases.results import Notice
from bot.wording import no_files
from bot.wording.counting import count
from bot.wording.platform import COMMAND, DIRECT_MESSAGE
from bot.wording.times import MONTHS, zone_name
from rubric.export import About, ExportFormat, Scope, Table, WhyEmpty
from rubric.model import DomainId, IndicatorId, Rubric

EXPORT = "Export"
EXPORT_TITLE = "Export"
EXPORT_SUBMIT = "Send me the file"
WHAT = "What"
EVERYTHING = "Everything"
SINCE, UNTIL = "From", "Until"
FORMAT = "As"
FORMATS = {
    ExportFormat.XLSX: ("Excel workbook", "A sheet for each table, the codebook first."),
    ExportFormat.CSV: ("CSV", "A zip file with a table each, for any program."),
    ExportFormat.JSON: ("JSON", "One file, for programmers."),
}


def export_intro(team_name: str) -> str:
    return (
        f"What {team_name} found in check-ins that have closed: counts, team ratings, next steps, evidence, and a "
        "codebook that explains them. Nobody's rating stands under their name."
    )


def days_hint(zone: str) -> str:
    return f"The day a check-in closed, in {zone_name(zone)}. Leave it open for all days."


def domain_option(title: str) -> str:
    return f"Domain: {title}"


def until_before_since() -> str:
    return "This is before the first day. Choose a later day here, or an earlier one above."


def not_a_day() -> str:
    return "This is not a day. Choose one, or leave it open."


def choose_format() -> str:
    return "Choose one of these formats."


def choose_part() -> str:
    return "This is not in the team's rubric any more. Choose something else."


def why_empty(why: WhyEmpty, *, team_name: str, scope: Scope) -> str:
    match why:
        case WhyEmpty.NOTHING_YET:
            return (
                f"There is nothing to export yet: no check-in of {team_name} has closed. Come back after the first one "
                "closes."
            )
        case WhyEmpty.NOT_IN_THOSE_DAYS:
            return f"There is nothing {days(scope.since, scope.until)}. Choose other days, or leave them open."
        case WhyEmpty.NEVER_ASKED:
            return "There is nothing about it yet: no check-in that asked it has closed. Choose something else."


def days(since: date | None, until: date | None) -> str:
    """`from Nov 2, 2026 on`, `from Nov 2 2026 to ...`, `until ...`; nothing where all days are meant."""
    match since, until:
        case None, None:
            return ""
        case date(), None:
            return f"from {_day(since)} on"
        case None, date():
            return f"until {_day(until)}"
        case _:
            return f"from {_day(since)} to {_day(until)}" if since and until else ""


def file_on_its_way() -> Notice:
    return Notice(
        "The export is on its way", (f"It comes to you as a {DIRECT_MESSAGE} in a moment. Nobody else gets it.",)
    )


def file_comment(about: About, check_ins: int) -> str:
    """`The history of Cabinet: Actionable data 2, from ... to ...: 6 check-ins. ...`"""
    said = [part(about.rubric, about.scope), days(about.scope.since, about.scope.until)]
    what = ", ".join(one for one in said if one)
    closed = "no check-in closed in it" if not check_ins else count(check_ins, "closed check-in")
    return (
        f"The history of {about.team_name} ({what}): {closed}. The codebook in it says what every column means. "
        "Nobody's rating stands under their name."
    )


def part(rubric: Rubric, scope: Scope) -> str:
    """What of the rubric it is about."""
    if scope.indicator_id is not None:
        return indicator_name(rubric, scope.indicator_id)
    return "everything" if scope.domain_id is None else domain_name(rubric, scope.domain_id)


def indicator_name(rubric: Rubric, indicator_id: IndicatorId) -> str:
    known = any(one.id == indicator_id for one in rubric.indicators)
    return rubric.label(indicator_id) if known else indicator_id


def domain_name(rubric: Rubric, domain_id: DomainId) -> str:
    return next((domain.title for domain in rubric.domains if domain.id == domain_id), domain_id)


def no_file(team_name: str, code: str) -> str:
    return no_files.no_file(f"the export of {team_name}", code)


def no_file_advice(about: About, format: ExportFormat, code: str) -> str:
    advice = no_files.make_it_by(command(about, format), code)
    return f"{advice}. The same can be looked at with {COMMAND} history."


def command(about: About, format: ExportFormat) -> str:
    """What makes the same file at a terminal."""
    scope = about.scope
    given = {
        "--team": f'"{about.team_name}"',
        "--format": format.value,
        "--indicator": scope.indicator_id,
        "--domain": scope.domain_id,
        "--since": scope.since,
        "--until": scope.until,
        "--out": f"export.{'zip' if format is ExportFormat.CSV else format.value}",
    }
    return " ".join(["homeroom export", *(f"{name} {value}" for name, value in given.items() if value is not None)])


def no_rows(table: Table) -> str:
    return f"The table {table} has no rows in what you chose; other tables have."


def _day(on: date) -> str:
    return f"{MONTHS[on.month - 1]} {on.day}, {on.year}"
