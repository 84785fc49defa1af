"""A team's history at the terminal: what was asked for is checked first, then written row by row as it is read."""

import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.clock import SystemClock, wall_clock
from bot.commands.one_team import reading_team
from bot.commands.output import written
from bot.commands.terminal import FAILED, MISUSED, end, say, stopped
from bot.files.csv_tables import CODEBOOK, write_codebook, write_table
from bot.files.export_file import write_export
from bot.wording import exporting as words
from bot.wording.counting import count
from rubric.export import ExportFormat, Scope, Table
from rubric.library import load
from rubric.model import DomainId, IndicatorId
from rubric.team import Team
from storage.exporting import Stored, ever_asked, history_of
from storage.store import Transaction


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed, word for word; empty where nothing was."""

    team: str
    format: str
    table: str = ""
    indicator: str = ""
    domain: str = ""
    since: str = ""
    until: str = ""
    out: Path | None = None


class _Stopped(Exception):
    """Somebody told the program to stop."""


def export_history(wanted: Wanted) -> None:
    """Into a file or onto the standard output. Whatever is wrong ends the program in words, before anything is made."""
    format, table = _format(wanted.format), _table(wanted)
    _require_a_place(wanted, format, table)
    stop = stopped()
    with reading_team(wanted.team) as (transaction, team):
        scope = _scope(transaction, team, wanted)
        stored = history_of(transaction, team, scope, now=SystemClock(source=wall_clock).now())
        _require_rows(stored, table)
        try:
            _write(stored, format, table, wanted.out, stop)
        except _Stopped:
            end("Stopped before everything was written. Nothing was left there.", FAILED)
        check_ins = stored.check_in_count()
    if wanted.out is not None:
        say(f"{wanted.out} is written: {count(check_ins, 'closed check-in')} of {team.name}.")


def _write(stored: Stored, format: ExportFormat, table: str, out: Path | None, stop: threading.Event) -> None:
    tables = [Table(table)] if table in list(Table) else [] if table else list(Table)
    with _progress(stored.step_count(tables)) as advance, written(out) as opened:

        def step() -> None:
            if stop.is_set():
                raise _Stopped
            advance()

        counted = stored.stepping(step)
        if table == CODEBOOK:
            write_codebook(counted.about, opened)
        elif table:
            write_table(counted, Table(table), opened)
        else:
            write_export(counted, format, opened)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """A bar on the standard error, where somebody is looking; otherwise nothing."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    # Drawing takes long to import, and where nobody looks there is nothing to draw.
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=total)
        yield lambda: bar.advance(task)


def _format(named: str) -> ExportFormat:
    if named.casefold() not in list(ExportFormat):
        end(f'There is no format "{named}". There are: {", ".join(ExportFormat)}.', MISUSED)
    return ExportFormat(named.casefold())


def _table(wanted: Wanted) -> str:
    names = (CODEBOOK, *Table)
    if wanted.table and wanted.table not in names:
        end(f'There is no table "{wanted.table}". There are: {", ".join(names)}.', MISUSED)
    if wanted.table and wanted.format.casefold() != ExportFormat.CSV:
        end("One table alone is written as CSV: leave out --table, or take --format csv.", MISUSED)
    return wanted.table


def _require_a_place(wanted: Wanted, format: ExportFormat, table: str) -> None:
    """Bytes that nobody can read are not for a terminal."""
    if wanted.out is None and not table and format is not ExportFormat.JSON and sys.stdout.isatty():
        end("This is not for a terminal to show. Name the file to write with --out.", MISUSED)


def _scope(transaction: Transaction, team: Team, wanted: Wanted) -> Scope:
    since, until = _day("--since", wanted.since), _day("--until", wanted.until)
    if since and until and until < since:
        end(f"--until {until} is before --since {since}.", MISUSED)
    rubric = load(team.rubric_id)
    domains = {domain.id: domain.title for domain in rubric.domains}
    indicators = {one.id: (rubric.domain_of(one.id).id, rubric.label(one.id)) for one in rubric.indicators}
    for indicator_id, domain_id, label in ever_asked(transaction, team.id):
        domains.setdefault(domain_id, "")
        indicators.setdefault(indicator_id, (domain_id, label))
    domain = _known("domain", wanted.domain, domains.items())
    of_domain = ((id, label) for id, (its, label) in indicators.items() if domain in ("", its))
    indicator = _known("indicator", wanted.indicator, of_domain, within=domain)
    return Scope(IndicatorId(indicator) if indicator else None, DomainId(domain) if domain else None, since, until)


def _known(what: str, named: str, known: Iterable[tuple[str, str]], *, within: str = "") -> str:
    """The id of what was named by its id or by its name. Ends the program where there is no such one."""
    if not named:
        return ""
    choice = list(known)
    meant = named.strip().casefold()
    found = next((id for id, name in choice if meant in (id.casefold(), name.casefold())), None)
    if found is None:
        listed = "\n".join(f"  {id}  {name}" for id, name in choice)
        where = f" in the domain {within}" if within else ""
        end(f'There is no {what} "{named}"{where}. There are:\n{listed}', MISUSED)
    return found


def _day(option: str, typed: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        end(f'{option} "{typed}" is not a day. Write it as 2026-11-13.', MISUSED)


def _require_rows(stored: Stored, table: str) -> None:
    why = stored.why_empty()
    if why is not None:
        end(words.why_empty(why, team_name=stored.about.team_name, scope=stored.about.scope), MISUSED)
    if table in list(Table) and stored.why_empty([Table(table)]) is not None:
        end(words.no_rows(Table(table)), MISUSED)
