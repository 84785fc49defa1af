"""What is said around the report of a full pass: to whoever asks for it, and beside the file."""

from typing import assert_never

from bot.use_cases.results import Notice
from bot.wording import no_files
from bot.wording.counting import count, listed
from bot.wording.platform import COMMAND, DIRECT_MESSAGE
from bot.wording.times import day_and_year, when
from rubric.full_pass import FullPass, Outcome
from rubric.refusals import NoSuchPass, NothingToReport

AboutReports = NothingToReport | NoSuchPass


def report_on_its_way(pass_number: int, *, earlier: tuple[int, ...]) -> Notice:
    before = (f"For an earlier pass, add its number: {COMMAND} report {earlier[-1]}",) if earlier else ()
    return Notice(
        "The report is on its way",
        (
            f"Pass {pass_number} comes to you as a {DIRECT_MESSAGE} in a moment: a page to open in your browser, read, "
            "and print.",
            *before,
        ),
    )


def report_refusal(refusal: AboutReports, zone: str) -> Notice:
    match refusal:
        case NothingToReport(closes_at=closes_at):
            after = f"Ask again once the first one has closed; {COMMAND} status says when it opens."
            if closes_at is not None:
                after = f"The open one closes {when(closes_at, zone)}. Ask again after that."
        case NoSuchPass(pass_number=wanted, passes=passes):
            known = listed([str(each) for each in passes])
            have = f"Passes {known} have" if len(passes) > 1 else f"Pass {known} has"
            return Notice(
                "No such pass",
                (
                    f"No check-in of pass {wanted} has closed, so there is nothing to report of it. {have} "
                    f"something to report: type {COMMAND} report {passes[-1]}.",
                ),
            )
        case _:
            assert_never(refusal)
    return Notice("Nothing to report yet", (f"No check-in has closed, so there is nothing to report. {after}",))


def comment(report: FullPass, *, for_coordinators: bool) -> tuple[str, ...]:
    """What stands beside the file, a line each."""
    standings = report.standings
    closed = day_and_year(report.last_closed_at, report.zone)
    more = " It ends with how reliably the team rates, for coordinators." if for_coordinators else ""
    return (
        f"{_title(report)}, up to {closed}: every indicator by domain, what we agreed, what moved, and next steps.",
        f"{in_hand(report)}, {standings[Outcome.TO_WORK_ON]} to work on, {standings[Outcome.UNKNOWN]} unknown, "
        f"{standings[Outcome.NOT_AGREED] + standings[Outcome.NOT_ASKED]} not agreed on yet.",
        f"Open the file in a browser to read or print it.{more}",
    )


def no_file(report: FullPass, code: str) -> str:
    return no_files.no_file(f"the report of {report.team_name}, pass {report.pass_number}", code)


def no_file_advice(report: FullPass, code: str) -> str:
    given = f'--team "{report.team_name}" --pass {report.pass_number} --out report.html'
    return no_files.make_it_by(f"homeroom report {given}", code)


def in_hand(report: FullPass) -> str:
    """`12 of 45 indicators are well in hand`."""
    standings = report.standings
    are = "is" if standings[Outcome.IN_HAND] == 1 else "are"
    return f"{standings[Outcome.IN_HAND]} of {count(standings.total, 'indicator')} {are} well in hand"


def _title(report: FullPass) -> str:
    return f"The report of {report.team_name}, pass {report.pass_number}"
