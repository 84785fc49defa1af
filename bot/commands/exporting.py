"""Commands that write down what is stored, for whoever runs Homeroom."""

import sys
from pathlib import Path

from bot.commands.configured import given_settings, given_store
from bot.commands.terminal import MISUSED, end
from bot.files.audit_table import audit_csv
from jobs.announce_steering import MOST_ENTRIES_IN_A_FILE
from rubric.team import Team
from storage import audit, teams
from storage.schema import schema_state
from storage.store import DatabaseError, Store, Transaction


def export_audit(named: str, out: Path | None) -> None:
    """One team's audit log as a table, into `out` or onto the standard output."""
    with given_store(given_settings()) as store:
        try:
            data = _table(store, named)
        except DatabaseError as error:
            end(f"The database does not answer as it should: {error}. {error.advice}")
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        out.write_bytes(data)
    except OSError as error:
        end(f"{out} can't be written: {error}", MISUSED)


def _table(store: Store, named: str) -> bytes:
    require_tables(store)
    with store.read() as transaction:
        team = team_named(transaction, named)
        entries = audit.latest(transaction, team.id, most=MOST_ENTRIES_IN_A_FILE)
    return audit_csv(entries, team.rhythm.cadence.zone)


def require_tables(store: Store) -> None:
    """Ends the program where the database has not the tables that this copy needs. Raises DatabaseError."""
    state = schema_state(store)
    if not state.is_current:
        end(f"The database is at {state.current or 'nothing'}, {state.needed} is needed. Run homeroom release.")


def team_named(transaction: Transaction, named: str) -> Team:
    """The team of that name or channel. Ends the program where there is none, or more than one."""
    everyone = teams.everyone(transaction)
    wanted = named.strip().removeprefix("#").casefold()
    found = [team for team in everyone if wanted in (team.name.casefold(), team.channel_id.casefold())]
    known = "\n".join(f"  {team.name} (channel {team.channel_id})" for team in found or everyone)
    if len(found) > 1:
        end(f'More than one team is called "{named}". Name one by its channel:\n{known}', MISUSED)
    if not found:
        there_are = f"There are:\n{known}" if known else "No team is set up yet."
        end(f'No team has the name or the channel "{named}". {there_are}', MISUSED)
    return found[0]
